//! Coming in and going out.

use chrono::TimeDelta;
use contract::identity::{LogOut, ReadMe};
use serde_json::json;

use crate::support::{Answer, TestApp};

on_both_engines!(
    wrong_and_unknown_answer_the_same,
    ten_wrong_tries_make_one_wait,
    who_was_right_may_come_as_often_as_they_like,
    log_out_ends_the_session_on_the_server,
    a_page_of_another_site_does_nothing,
    a_refresh_token_used_twice_ends_its_family,
    an_access_token_lives_a_quarter_of_an_hour,
);

const PASSWORD: &str = "seventeen blue herons at dawn";

async fn log_in(app: &TestApp, path: &str, email: &str, password: &str) -> Answer {
    app.anonymous("POST", path, &[], Some(json!({"email": email, "password": password}).to_string())).await
}

async fn wrong_and_unknown_answer_the_same(app: TestApp) {
    app.person_with_password("awa@example.com", PASSWORD).await;
    let right = log_in(&app, "/api/v1/session", " Awa@Example.com", PASSWORD).await;
    assert_eq!((right.status, &right.body["user"]["email"]), (200, &json!("awa@example.com")), "{}", right.body);
    let cookie = right.header("set-cookie");
    assert!(["HttpOnly", "Secure", "SameSite=Lax", "Path=/"].iter().all(|part| cookie.contains(part)), "{cookie}");
    for (email, password) in [("awa@example.com", "wrong"), ("nobody@example.com", PASSWORD)] {
        let answer = log_in(&app, "/api/v1/session", email, password).await;
        assert_eq!((answer.status, answer.code()), (401, "credentials"));
    }
}

async fn ten_wrong_tries_make_one_wait(app: TestApp) {
    app.person_with_password("awa@example.com", PASSWORD).await;
    for _ in 0..10 {
        assert_eq!(log_in(&app, "/api/v1/session", "awa@example.com", "wrong").await.status, 401);
    }
    let answer = log_in(&app, "/api/v1/session", "awa@example.com", PASSWORD).await;
    assert_eq!(answer.status, 429, "{}", answer.body);
    assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
    app.clock.advance(TimeDelta::minutes(16));
    assert_eq!(log_in(&app, "/api/v1/session", "awa@example.com", PASSWORD).await.status, 200);
}

async fn who_was_right_may_come_as_often_as_they_like(app: TestApp) {
    app.person_with_password("awa@example.com", PASSWORD).await;
    for _ in 0..6 {
        assert_eq!(log_in(&app, "/api/v1/session", "awa@example.com", "wrong").await.status, 401);
        assert_eq!(log_in(&app, "/api/v1/session", "awa@example.com", PASSWORD).await.status, 200);
        assert_eq!(log_in(&app, "/api/v1/tokens", "awa@example.com", PASSWORD).await.status, 201);
    }
}

async fn log_out_ends_the_session_on_the_server(app: TestApp) {
    let awa = app.person("awa@example.com").await;
    assert_eq!(awa.call(ReadMe {}).await.unwrap().user.email, "awa@example.com");
    assert_eq!(awa.send("DELETE", "/api/v1/session", &[], None).await.status, 204);
    assert_eq!(awa.call(ReadMe {}).await.unwrap_err().status, 401);
    assert_eq!(awa.call(LogOut {}).await.unwrap_err().status, 401);
}

async fn a_page_of_another_site_does_nothing(app: TestApp) {
    let awa = app.person("awa@example.com").await;
    let body = || Some(json!({"name": "Mallory"}).to_string());
    let cookie = ("cookie", awa.cookie.as_str());
    let without = app.anonymous("PATCH", "/api/v1/me", &[cookie], body()).await;
    assert_eq!(without.status, 403, "{}", without.body);
    for header in [("origin", "https://elsewhere.example"), ("sec-fetch-site", "cross-site")] {
        let foreign = awa.send("PATCH", "/api/v1/me", &[header], body()).await;
        assert_eq!(foreign.status, 403, "{}", foreign.body);
    }
    assert_eq!(awa.call(ReadMe {}).await.unwrap().user.name, "Awa Koné");
}

async fn a_refresh_token_used_twice_ends_its_family(app: TestApp) {
    app.person_with_password("awa@example.com", PASSWORD).await;
    let first = log_in(&app, "/api/v1/tokens", "awa@example.com", PASSWORD).await.body["refresh_token"].clone();
    let refresh = async |token: &serde_json::Value| {
        app.anonymous("POST", "/api/v1/tokens/refresh", &[], Some(json!({"refresh_token": token}).to_string())).await
    };
    let second = refresh(&first).await;
    assert_eq!(second.status, 201, "{}", second.body);
    assert_eq!(refresh(&first).await.status, 401);
    assert_eq!(refresh(&second.body["refresh_token"]).await.status, 401);
}

async fn an_access_token_lives_a_quarter_of_an_hour(app: TestApp) {
    app.person_with_password("awa@example.com", PASSWORD).await;
    let tokens = log_in(&app, "/api/v1/tokens", "awa@example.com", PASSWORD).await;
    let bearer = format!("Bearer {}", tokens.body["access_token"].as_str().unwrap());
    let header = ("authorization", bearer.as_str());
    assert_eq!(app.anonymous("GET", "/api/v1/me", &[header], None).await.status, 200);
    app.clock.advance(TimeDelta::minutes(16));
    assert_eq!(app.anonymous("GET", "/api/v1/me", &[header], None).await.status, 401);
}
