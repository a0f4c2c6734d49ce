//! What is kept for a while only goes when its time has come, and nothing else goes.

use chrono::{DateTime, TimeDelta, Utc};
use contract::access::{InvitationInput, InviteMember};
use platform::ports::Clock as _;
use platform::retention::BATCH;
use sea_orm::Value;
use serde_json::json;

use crate::support::TestApp;

on_both_engines!(
    answers_are_kept_for_a_week,
    sessions_and_tokens_are_kept_for_a_month_after_their_end,
    windows_go_when_they_have_passed,
    done_jobs_are_kept_for_a_week_and_dead_ones_for_a_month,
    many_rows_go_in_batches,
    old_rows_are_found_by_an_index,
);

const PASSWORD: &str = "seventeen blue herons at dawn";

async fn execute(app: &TestApp, sql: &str, values: impl IntoIterator<Item = Value>) -> u64 {
    let tx = app.program.scope().begin().await.unwrap();
    let rows = tx.execute(tx.statement(sql, sql, values)).await.unwrap();
    tx.commit().await.unwrap();
    rows
}

async fn count(app: &TestApp, table: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM {table}")).await
}

/// So much later, and what is then due is done.
async fn later(app: &TestApp, time: TimeDelta) {
    app.clock.advance(time);
    app.program.settle().await.unwrap();
}

async fn answers_are_kept_for_a_week(app: TestApp) {
    let claire = app.person("claire@example.com").await;
    let company = app.company(&claire, "Lyon").await.id;
    let path = format!("/api/v1/companies/{company}/clients");
    let add = async |key: &str| {
        let answer = claire.send("POST", &path, &[("idempotency-key", key)], Some(json!({"name": "Garage"}).to_string())).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    };
    add("one").await;
    later(&app, TimeDelta::days(5)).await;
    add("two").await;
    later(&app, TimeDelta::days(2)).await;
    assert_eq!(count(&app, "idempotency_key").await, 2);
    add("one").await;
    assert_eq!(count(&app, "client").await, 2, "it was answered as before");
    later(&app, TimeDelta::hours(1)).await;
    assert_eq!(app.rows("SELECT key FROM idempotency_key").await[0].try_get_by_index::<String>(0).unwrap(), "two");
    assert_eq!((count(&app, "idempotency_key").await, count(&app, "client").await), (1, 2));
}

async fn sessions_and_tokens_are_kept_for_a_month_after_their_end(app: TestApp) {
    app.person_with_password("awa@example.com", PASSWORD).await;
    let body = || Some(json!({"email": "awa@example.com", "password": PASSWORD}).to_string());
    assert_eq!(app.anonymous("POST", "/api/v1/tokens", &[], body()).await.status, 201);
    app.clock.advance(TimeDelta::days(10));
    assert_eq!(app.anonymous("POST", "/api/v1/session", &[], body()).await.status, 200);
    assert_eq!(app.anonymous("POST", "/api/v1/tokens", &[], body()).await.status, 201);
    // The first session ends after 14 days, the second on the 24th; tokens after 7 and 17.
    for (day, sessions, tokens) in [(37, 2, 2), (38, 2, 1), (44, 2, 1), (45, 1, 1), (48, 1, 0), (54, 1, 0), (55, 0, 0)] {
        let start: DateTime<Utc> = "2026-11-20T09:00:00Z".parse().unwrap();
        later(&app, start + TimeDelta::days(day) - app.clock.now()).await;
        assert_eq!((count(&app, "session").await, count(&app, "refresh_token").await), (sessions, tokens), "day {day}");
    }
    assert_eq!(count(&app, "app_user").await, 1);
}

async fn windows_go_when_they_have_passed(app: TestApp) {
    app.program.settle().await.unwrap();
    let wrong = Some(json!({"email": "awa@example.com", "password": "wrong"}).to_string());
    app.clock.advance(TimeDelta::minutes(55));
    assert_eq!(app.anonymous("POST", "/api/v1/session", &[], wrong).await.status, 401);
    later(&app, TimeDelta::minutes(5)).await;
    assert_eq!(count(&app, "throttle").await, 2, "by account and by address");
    later(&app, TimeDelta::minutes(60)).await;
    assert_eq!(count(&app, "throttle").await, 0);
}

async fn done_jobs_are_kept_for_a_week_and_dead_ones_for_a_month(app: TestApp) {
    let queue = if app.program.deps.db.is_postgres() { "apalis.jobs" } else { "Jobs" };
    let owner = app.person("owner@example.com").await;
    let company = app.company(&owner, "Atelier").await.id;
    for name in ["done", "dead", "waiting"] {
        let input = InvitationInput { email: format!("{name}@example.com"), role: Some("admin".into()), message: None, locale: None };
        owner.call(InviteMember { company, input }).await.unwrap();
    }
    app.program.settle().await.unwrap();
    assert_eq!(app.number(&format!("SELECT count(*) FROM {queue} WHERE status = 'Done'")).await, 3);
    let ids: Vec<String> =
        app.rows(&format!("SELECT id FROM {queue} ORDER BY id")).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    // One failed for the last time; another will be tried again, long as it waits.
    execute(&app, &format!("UPDATE {queue} SET status = 'Failed', attempts = max_attempts WHERE id = $1"), [ids[1].clone().into()]).await;
    execute(&app, &format!("UPDATE {queue} SET status = 'Failed', attempts = 1 WHERE id = $1"), [ids[2].clone().into()]).await;
    for (days, left) in [(7, 3), (1, 2), (22, 2), (1, 1)] {
        later(&app, TimeDelta::days(days)).await;
        assert_eq!(count(&app, queue).await, left, "{days} days later");
    }
    let left: String = app.rows(&format!("SELECT id FROM {queue}")).await[0].try_get_by_index(0).unwrap();
    assert_eq!(left, ids[2]);
}

async fn many_rows_go_in_batches(app: TestApp) {
    const ROWS: &str = "INSERT INTO throttle (key, tries, until) \
        WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < $1) SELECT $2 || n, 1, $3 FROM counted";
    let (many, now) = (i64::try_from(2 * BATCH).unwrap() + 7, app.clock.now());
    for (name, until) in [("old", now - TimeDelta::seconds(1)), ("new", now)] {
        assert_eq!(execute(&app, ROWS, [many.into(), name.into(), until.into()]).await, 2 * BATCH + 7);
    }
    app.program.settle().await.unwrap();
    assert_eq!(app.number("SELECT count(*) FROM throttle WHERE key LIKE 'new%'").await, many);
    assert_eq!(count(&app, "throttle").await, many);
}

/// What deletes must not read what stays.
async fn old_rows_are_found_by_an_index(app: TestApp) {
    let postgres = app.program.deps.db.is_postgres();
    let jobs = if postgres { "apalis.jobs" } else { "Jobs" };
    for (table, condition) in [
        ("idempotency_key", "claimed_at < $1"),
        ("session", "expires_at < $1"),
        ("refresh_token", "expires_at < $1"),
        ("throttle", "until < $1"),
        ("payment_attempt", "next_check_at <= $1"),
        ("refund", "next_check_at <= $1"),
        (jobs, "status = 'Done' AND run_at < $1"),
    ] {
        let condition = condition.replace("$1", if postgres { "now()" } else { "'2026'" });
        let tx = app.program.scope().read().await.unwrap();
        // The tables are small: only a planner that may not read them whole shows what it could do.
        let (plan, off) = if postgres { ("EXPLAIN", "SET LOCAL enable_seqscan TO off") } else { ("EXPLAIN QUERY PLAN", "SELECT 1") };
        tx.execute(tx.statement(off, off, [])).await.unwrap();
        let sql = format!("{plan} SELECT 1 FROM {table} WHERE {condition} LIMIT 10");
        let rows = tx.query(tx.statement(&sql, &sql, [])).await.unwrap();
        let column = if postgres { "QUERY PLAN" } else { "detail" };
        let plan: Vec<String> = rows.iter().map(|row| row.try_get("", column).unwrap()).collect();
        assert!(plan.iter().any(|line| line.contains("Index") || line.contains("SEARCH")), "{table}: {plan:?}");
    }
}
