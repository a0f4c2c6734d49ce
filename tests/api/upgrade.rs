//! An installation of an earlier release, brought up to date: its database file is kept as a fixture.
//! What was written then is read today, and what is new reaches the companies that were there.

use std::fmt::Write as _;

use contract::audit::{EventFilter, ListEvents};
use contract::permissions::Permission;
use contract::roles::BuiltInRole;
use migrations::Migrator;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database};
use sea_orm_migration::MigratorTrait as _;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use tempfile::TempDir;

use crate::support::{Engine, TestApp, empty};

/// A company with an owner, a manager, a client with a contact, a project that was changed, an invoice
/// that was sent, and an invitation that waits, written by the first release.
const FIRST_RELEASE: &str = include_str!("../fixtures/first_release.sql");

/// With more rows, as they stood there then.
async fn first_release(folder: &TempDir, more: &str) -> String {
    let url = empty(Engine::Sqlite, folder.path()).await;
    // A dump names what a row refers to before it is there.
    let options: SqliteConnectOptions = url.parse().unwrap();
    let mut connection = SqliteConnection::connect_with(&options.foreign_keys(false)).await.unwrap();
    for sql in [FIRST_RELEASE, more] {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    server::migrate(&url).await.unwrap();
    url
}

async fn upgraded() -> TestApp {
    upgraded_with("").await
}

async fn upgraded_with(more: &str) -> TestApp {
    let folder = TempDir::new().unwrap();
    let url = first_release(&folder, more).await;
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

/// Jobs were queued ahead for an attempt to pay; now its row says when it is looked at, and nobody hears them.
#[actix_web::test]
async fn what_was_queued_ahead_is_looked_at_by_the_clock() {
    const OPEN: &str = "
        INSERT INTO payment_attempt (id, company_id, client_id, invoice_id, provider, reference, status, amount, currency, created_at, updated_at)
            SELECT x'01', company_id, client_id, id, 'sandbox', 'PVOPEN', 'redirected', 100, 'EUR', created_at, created_at FROM invoice LIMIT 1;
        INSERT INTO payment_attempt (id, company_id, client_id, invoice_id, provider, reference, status, amount, currency, created_at, updated_at)
            SELECT x'02', company_id, client_id, id, 'sandbox', 'PVENDED', 'failed', 100, 'EUR', created_at, created_at FROM invoice LIMIT 1;
        INSERT INTO Jobs (job, id, job_type, status, idempotency_key) VALUES (x'7b7d', 'a', 'parvis', 'Pending', 'event:payments.check:3');
        INSERT INTO Jobs (job, id, job_type, status, idempotency_key) VALUES (x'7b7d', 'b', 'parvis', 'Pending', 'event:payments.refund_stuck:0');
        INSERT INTO Jobs (job, id, job_type, status, idempotency_key) VALUES (x'7b7d', 'c', 'parvis', 'Pending', 'event:payments.check_notified:0');";
    let app = upgraded_with(OPEN).await;
    let text = async |sql: &str| app.rows(sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect::<Vec<String>>();
    assert_eq!(text("SELECT id FROM Jobs WHERE status = 'Pending'").await, ["c"]);
    assert_eq!(text("SELECT reference FROM payment_attempt WHERE next_check_at IS NOT NULL").await, ["PVOPEN"]);
}

/// Zones were minutes; a company in France meant France, in summer too.
async fn offsets_become_zones(engine: Engine) {
    const STEPS_BEFORE: u32 = 13;
    let companies = [
        ("FR", 60, "Europe/Paris"),
        ("FR", 0, "Europe/Paris"),
        ("CI", 0, "Africa/Abidjan"),
        ("SN", 0, "Africa/Dakar"),
        ("NG", 0, "Africa/Lagos"),
        ("DE", 60, "Etc/GMT-1"),
        ("CA", -300, "Etc/GMT+5"),
        ("IN", 330, "Asia/Kolkata"),
        ("GB", 0, "Etc/UTC"),
    ];
    let folder = TempDir::new().unwrap();
    let url = empty(engine, folder.path()).await;
    let db = Database::connect(ConnectOptions::new(&url).max_connections(1).to_owned()).await.unwrap();
    Migrator::up(&db, Some(STEPS_BEFORE)).await.unwrap();
    let mut sql = if engine == Engine::Postgres { "SELECT set_config('app.system', 'on', false);".to_owned() } else { String::new() };
    for (number, (country, minutes, _)) in companies.iter().enumerate() {
        let id = if engine == Engine::Postgres { format!("'00000000-0000-0000-0000-{number:012}'") } else { format!("x'{number:032}'") };
        let _ = write!(
            sql,
            "INSERT INTO company (id, name, slug, country, currency, locale, time_zone_offset_minutes, created_at)
             VALUES ({id}, 'Company', 'company-{number}', '{country}', 'EUR', 'fr', {minutes}, '2026-01-01T00:00:00+00:00');"
        );
    }
    db.execute_unprepared(&sql).await.unwrap();
    db.close().await.unwrap();
    server::migrate(&url).await.unwrap();
    let app = TestApp::over(&url, folder).await;
    let rows = app.rows("SELECT time_zone FROM company ORDER BY slug").await;
    let zones: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert_eq!(zones, companies.map(|(_, _, zone)| zone));
}

#[actix_web::test]
async fn offsets_become_zones_on_sqlite() {
    offsets_become_zones(Engine::Sqlite).await;
}

#[actix_web::test]
async fn offsets_become_zones_on_postgres() {
    offsets_become_zones(Engine::Postgres).await;
}
