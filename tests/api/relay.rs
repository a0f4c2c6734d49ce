//! From events to history and mails: each once.

use contract::EventId;
use contract::access::{InvitationInput, InviteMember};
use platform::events::StoredEvent;
use uuid::Uuid;

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
    let sql = "SELECT id, kind, at, subject_id, data, sequence, chain FROM event WHERE company_id IS NOT NULL ORDER BY sequence";
    let rows = app.rows(sql).await;
    assert!(rows.len() >= 4, "the company, its owner, two clients");
    let mut previous = String::new();
    for (row, place) in rows.iter().zip(1_i64..) {
        assert_eq!(row.try_get::<i64>("", "sequence").unwrap(), place);
        let data: String = row.try_get("", "data").unwrap();
        let event = StoredEvent {
            id: EventId(row.try_get::<Uuid>("", "id").unwrap()),
            company_id: Some(company),
            kind: row.try_get("", "kind").unwrap(),
            subject_id: row.try_get("", "subject_id").unwrap(),
            at: row.try_get("", "at").unwrap(),
            data: serde_json::from_str(&data).unwrap(),
        };
        let chain: String = row.try_get("", "chain").unwrap();
        assert_eq!(chain, server::link(&previous, &event, &data), "{}", event.kind);
        previous = chain;
    }
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
