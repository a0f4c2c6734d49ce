//! An installation of an earlier release, brought up to date: its database file is kept as a fixture.
//! What was written then is read today, and what is new reaches the companies that were there.

use contract::audit::{EventFilter, ListEvents};
use contract::permissions::Permission;
use contract::roles::BuiltInRole;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use tempfile::TempDir;

use crate::support::TestApp;

/// A company with an owner, a manager, a client with a contact, a project that was changed, an invoice
/// that was sent, and an invitation that waits, written by the first release.
const FIRST_RELEASE: &str = include_str!("../fixtures/first_release.sql");

async fn first_release(folder: &TempDir) -> String {
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let mut connection = SqliteConnection::connect(&format!("{url}?mode=rwc")).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(FIRST_RELEASE)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    server::migrate(&url).await.unwrap();
    url
}

async fn upgraded() -> TestApp {
    let folder = TempDir::new().unwrap();
    let url = first_release(&folder).await;
    TestApp::over(&url, folder).await
}

#[actix_web::test]
async fn a_permission_that_is_new_reaches_companies_that_were_there() {
    let app = upgraded().await;
    let roles = app.rows("SELECT role FROM membership UNION ALL SELECT role FROM client_member ORDER BY role").await;
    let roles: Vec<String> = roles.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert_eq!(roles, ["client", "manager", "owner"]);
    for (email, role) in [("claire@atelier.example", BuiltInRole::Owner), ("hugo@atelier.example", BuiltInRole::Manager)] {
        let me = app.known(email).await.call(contract::identity::ReadMe {}).await.unwrap();
        assert_eq!(me.places[0].permissions, role.permissions(), "{role}");
        // The first release did not know it.
        assert!(me.places[0].permissions.contains(&Permission::ClientMemberView), "{role}");
    }
    let contact = app.known("awa@boulangerie.example").await.call(contract::identity::ReadMe {}).await.unwrap();
    assert_eq!(contact.places[0].permissions, BuiltInRole::Client.permissions());
}

#[actix_web::test]
async fn what_was_told_then_is_read_as_it_is_told_today() {
    let app = upgraded().await;
    app.audit().await;
    let owner = app.known("claire@atelier.example").await;
    let company = owner.call(contract::identity::ReadMe {}).await.unwrap().places[0].company.id;
    let events = owner.call(ListEvents { company, filter: EventFilter { limit: Some(200), ..EventFilter::default() } }).await.unwrap().data;
    for event in &events {
        assert!(event.payload().is_some(), "{} is not read: {}", event.kind, event.data);
    }
    let kind = |kind: &str| events.iter().find(|event| event.kind == kind).unwrap_or_else(|| panic!("no {kind}"));
    assert!(kind("project.changed").previous.as_ref().is_some_and(|before| before.contains_key("progress")));
    assert!(kind("invoice.delivery_requested").client_id.is_some());
    assert!(kind("invitation.delivery_requested").via.is_none());
    let asked = EventFilter { kind: Some("invoice.delivery_requested".into()), ..EventFilter::default() };
    assert_eq!(owner.call(ListEvents { company, filter: asked }).await.unwrap().data.len(), 1);
    app.program.settle().await.unwrap();
    app.audit().await;
}
