//! Whatever is sent, a problem document comes back.

use chrono::TimeDelta;
use serde_json::json;

use crate::support::TestApp;

on_both_engines!(
    every_refusal_is_a_problem,
    a_key_makes_a_request_count_once,
    founding_twice_with_one_key_founds_once,
    a_key_keeps_no_secret,
    a_visitor_may_knock_so_often,
    lists_ask_the_database_little,
);

async fn every_refusal_is_a_problem(app: TestApp) {
    let claire = app.person("claire@example.com").await;
    let company = app.company(&claire, "Lyon").await.id;
    let clients = format!("/api/v1/companies/{company}/clients");
    let (unknown, large) = (format!("{clients}?colour=red"), format!("{{\"name\": \"{}\"}}", "x".repeat(600_000)));
    let cases: [(&str, &str, &str, Option<&str>); 7] = [
        ("GET", "/api/v1/nowhere", "application/json", None),
        ("DELETE", &clients, "application/json", None),
        ("POST", &clients, "application/json", Some("{\"name\":")),
        ("POST", &clients, "application/json", Some("{\"name\": \"A\", \"colour\": \"red\"}")),
        ("POST", &clients, "text/plain", Some("name")),
        ("POST", &clients, "application/json", Some(&large)),
        ("GET", &unknown, "application/json", None),
    ];
    for (method, path, media, body) in cases {
        let answer = claire.send(method, path, &[("content-type", media)], body.map(str::to_owned)).await;
        assert!((400..500).contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.body);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}: {}", answer.status);
    }
}

async fn a_key_makes_a_request_count_once(app: TestApp) {
    let claire = app.person("claire@example.com").await;
    let company = app.company(&claire, "Lyon").await.id;
    let path = format!("/api/v1/companies/{company}/clients");
    let key = [("idempotency-key", "2f1c0b9e-one-key")];
    let send = |name: &str| claire.send("POST", &path, &key, Some(json!({"name": name}).to_string()));
    let (one, two) = futures::join!(send("Garage"), send("Garage"));
    assert!(one.status == 201 || two.status == 201, "{} {}", one.body, two.body);
    let again = send("Garage").await;
    assert_eq!(again.status, 201, "{}", again.body);
    assert_eq!(send("Bakery").await.status, 422);
    assert_eq!(app.number("SELECT count(*) FROM client").await, 1);
}

async fn founding_twice_with_one_key_founds_once(app: TestApp) {
    let (claire, awa) = (app.person("claire@example.com").await, app.person("awa@example.com").await);
    let key = [("idempotency-key", "a-company")];
    let body = |name: &str| Some(json!({"name": name, "country": "FR", "currency": "EUR"}).to_string());
    let (one, two) = futures::join!(
        claire.send("POST", "/api/v1/companies", &key, body("Lyon")),
        claire.send("POST", "/api/v1/companies", &key, body("Lyon"))
    );
    assert_eq!((one.status, two.status), (201, 201), "{} {}", one.body, two.body);
    assert_eq!((&one.body, one.etag()), (&two.body, two.etag()));
    assert_eq!(claire.send("POST", "/api/v1/companies", &key, body("Paris")).await.code(), "invalid");
    assert_eq!(awa.send("POST", "/api/v1/companies", &key, body("Lyon")).await.status, 201, "the key of somebody else");
    assert_eq!(claire.send("POST", "/api/v1/companies", &[], body("Lyon")).await.status, 201, "no key, no memory");
    assert_eq!(app.number("SELECT count(*) FROM company").await, 3);
}

async fn a_key_keeps_no_secret(app: TestApp) {
    app.person_with_password("claire@example.com", "la lanterne verte du quai").await;
    let body = json!({"email": "claire@example.com", "password": "la lanterne verte du quai"}).to_string();
    for path in ["/api/v1/tokens", "/api/v1/session"] {
        let answer = app.anonymous("POST", path, &[("idempotency-key", "a-secret")], Some(body.clone())).await;
        assert!(answer.status < 300, "{}", answer.body);
    }
    assert_eq!(app.number("SELECT count(*) FROM idempotency_key").await, 0);
}

async fn a_visitor_may_knock_so_often(app: TestApp) {
    let knock = async |path: &str| {
        let token = json!({"token": "x", "refresh_token": "x"}).to_string();
        app.anonymous("POST", path, &[], Some(token)).await
    };
    for path in ["/api/v1/tokens/refresh", "/api/v1/tokens/revoke", "/api/v1/invitations/inspect"] {
        for _ in 0..60 {
            assert_ne!(knock(path).await.status, 429, "{path}");
        }
        let refused = knock(path).await;
        assert_eq!((refused.status, refused.code()), (429, "too_many_requests"), "{path}");
        assert!((1..=60).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
    }
    assert_eq!(app.anonymous("GET", "/api/v1/setup", &[], None).await.status, 200, "another operation");
    app.clock.advance(TimeDelta::minutes(1));
    assert_ne!(knock("/api/v1/tokens/refresh").await.status, 429);
}

async fn lists_ask_the_database_little(app: TestApp) {
    let claire = app.person("claire@example.com").await;
    let company = app.company(&claire, "Lyon").await.id;
    for noun in ["clients", "projects"] {
        let answer = claire.send("GET", &format!("/api/v1/companies/{company}/{noun}"), &[], None).await;
        let statements: u32 = answer.header("x-parvis-statements").parse().unwrap();
        assert!(answer.status == 200 && statements <= 3, "{noun}: {statements}");
    }
}
