//! From events to history and mails: each once.

use contract::access::{InvitationInput, InviteMember};

use crate::support::TestApp;

on_both_engines!(events_get_places_without_gap_and_a_chain, a_mail_goes_out_once, what_is_rolled_back_has_not_happened);

async fn events_get_places_without_gap_and_a_chain(app: TestApp) {
    let owner = app.person("owner@example.com").await;
    let company = app.company(&owner, "Atelier").await.id;
    for name in ["Garage", "Bakery"] {
        let answer =
            owner.send("POST", &format!("/api/v1/companies/{company}/clients"), &[], Some(format!("{{\"name\": \"{name}\"}}"))).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }
    app.program.settle().await.unwrap();
    app.program.settle().await.unwrap();
    assert_eq!(app.number("SELECT count(*) FROM outbox").await, 0);
    let places = app.rows("SELECT sequence FROM event WHERE company_id IS NOT NULL ORDER BY sequence").await;
    assert!(places.len() >= 4, "the company, its owner, two clients");
    for (row, place) in places.iter().zip(1_i64..) {
        assert_eq!(row.try_get::<i64>("", "sequence").unwrap(), place);
    }
    // Each link follows from the one before, by the auditor's own reckoning.
    app.audit().await;
}

async fn a_mail_goes_out_once(app: TestApp) {
    let owner = app.person("owner@example.com").await;
    let company = app.company(&owner, "Atelier").await.id;
    let input = InvitationInput { email: "moussa@example.com".into(), role: Some("admin".into()), message: None, locale: None };
    owner.call(InviteMember { company, input }).await.unwrap();
    app.program.settle().await.unwrap();
    app.program.settle().await.unwrap();
    let to: Vec<String> = app.mails().await.into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, ["moussa@example.com"]);
}

async fn what_is_rolled_back_has_not_happened(app: TestApp) {
    let owner = app.person("owner@example.com").await;
    let before = app.number("SELECT count(*) FROM event").await;
    let tx = app.program.scope().begin().await.unwrap();
    identity::sessions::open(&tx, &owner.user).await.unwrap();
    drop(tx);
    assert_eq!(app.number("SELECT count(*) FROM event").await, before);
}
