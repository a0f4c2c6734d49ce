//! Whatever is sent, a problem document comes back.

use serde_json::json;

use crate::support::TestApp;

on_both_engines!(every_refusal_is_a_problem, a_key_makes_a_request_count_once, lists_ask_the_database_little);

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

async fn lists_ask_the_database_little(app: TestApp) {
    let claire = app.person("claire@example.com").await;
    let company = app.company(&claire, "Lyon").await.id;
    for noun in ["clients", "projects"] {
        let answer = claire.send("GET", &format!("/api/v1/companies/{company}/{noun}"), &[], None).await;
        let statements: u32 = answer.header("x-parvis-statements").parse().unwrap();
        assert!(answer.status == 200 && statements <= 3, "{noun}: {statements}");
    }
}
