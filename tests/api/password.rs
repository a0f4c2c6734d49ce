//! Another password: whoever knew the old one is out, and its owner is told.

use contract::identity::{ChangePassword, PasswordChange};
use serde_json::json;

use crate::support::TestApp;

on_both_engines!(the_new_password_opens_and_the_old_does_not, a_wrong_password_changes_nothing, a_guessable_password_is_refused);

const OLD: &str = "une lanterne verte au bout du quai";
const NEW: &str = "trois canards dorment sous le pont";

fn change(current: &str, new: &str) -> ChangePassword {
    ChangePassword { input: PasswordChange { current: current.into(), new: new.into() } }
}

async fn log_in(app: &TestApp, path: &str, password: &str) -> crate::support::Answer {
    let body = json!({"email": "awa@example.com", "password": password}).to_string();
    app.anonymous("POST", path, &[], Some(body)).await
}

async fn the_new_password_opens_and_the_old_does_not(app: TestApp) {
    let awa = app.person_with_password("awa@example.com", OLD).await;
    let other = log_in(&app, "/api/v1/session", OLD).await;
    let cookie = other.header("set-cookie").split(';').next().unwrap().to_owned();
    let tokens = log_in(&app, "/api/v1/tokens", OLD).await;
    awa.call(change(OLD, NEW)).await.unwrap();

    assert_eq!(awa.send("GET", "/api/v1/me", &[], None).await.status, 200, "who changed it stays");
    assert_eq!(app.anonymous("GET", "/api/v1/me", &[("cookie", &cookie)], None).await.status, 401, "other browsers are out");
    let refresh = json!({"refresh_token": tokens.body["refresh_token"]}).to_string();
    assert_eq!(app.anonymous("POST", "/api/v1/tokens/refresh", &[], Some(refresh)).await.status, 401, "programs are out");
    assert_eq!(log_in(&app, "/api/v1/session", OLD).await.status, 401);
    assert_eq!(log_in(&app, "/api/v1/session", NEW).await.status, 200);

    app.program.settle().await.unwrap();
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].to.contains("awa@example.com"), "{:?}", mails[0].to);
    assert_eq!(app.number("SELECT count(*) FROM event WHERE kind = 'password.changed'").await, 1);
}

async fn a_wrong_password_changes_nothing(app: TestApp) {
    let awa = app.person_with_password("awa@example.com", OLD).await;
    let refused = awa.call(change("a guess that is wrong", NEW)).await.unwrap_err();
    assert_eq!((refused.status, refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str()), (422, "/current", "wrong_password"));
    assert_eq!(log_in(&app, "/api/v1/session", OLD).await.status, 200);
    assert_eq!(app.number("SELECT count(*) FROM event WHERE kind = 'password.changed'").await, 0);
}

async fn a_guessable_password_is_refused(app: TestApp) {
    let awa = app.person_with_password("awa@example.com", OLD).await;
    for new in ["court", "motdepasse1234", "awa@example.com"] {
        let refused = awa.call(change(OLD, new)).await.unwrap_err();
        assert_eq!((refused.status, refused.errors[0].pointer.as_str()), (422, "/new"), "{new}");
    }
}
