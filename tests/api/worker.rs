//! Jobs as the queue keeps them and as the workers of a running program do them.

use std::time::Duration;

use adapters::system::SystemClock;
use chrono::TimeDelta;
use contract::events::CompanyCreated;
use platform::AppError;
use platform::jobs::{AT_ONCE, Listener, Listeners};
use platform::ports::Clock as _;
use server::Program;
use uuid::Uuid;

use crate::support::TestApp;

on_both_engines!(
    an_event_relayed_twice_makes_its_job_once,
    a_job_that_never_succeeds_is_left_dead_after_eight_tries,
    a_job_that_fails_waits_before_it_is_tried_again,
    the_job_of_a_worker_that_died_is_taken_over,
);

const FAILS: Listener =
    Listener::on::<CompanyCreated>("test.fails", AT_ONCE, |_, _| Box::pin(async { Err(AppError::Unavailable("busy")) }));
const LATER: Listener = Listener::on::<CompanyCreated>("test.later", &[TimeDelta::days(1)], |_, _| Box::pin(async { Ok(()) }));

/// The same program with one listener of the test's. Workers go by the machine's clock, from which
/// the injected one is set apart.
fn program(app: &TestApp, listener: Listener, ahead: TimeDelta) -> Program {
    app.clock.set(SystemClock.now() + ahead);
    Program { deps: app.program.deps.clone(), listeners: Listeners::new([vec![listener]]), schedules: Vec::new(), sandbox: None }
}

fn jobs(app: &TestApp) -> &'static str {
    if app.program.deps.db.is_postgres() { "apalis.jobs" } else { "Jobs" }
}

async fn execute(app: &TestApp, sql: &str) {
    let tx = app.program.scope().begin().await.unwrap();
    tx.execute(tx.statement(sql, sql, [])).await.unwrap();
    tx.commit().await.unwrap();
}

/// Waits until the database counts one.
async fn until_one(app: &TestApp, sql: &str) {
    let mut look = tokio::time::interval(Duration::from_millis(50));
    let met = async {
        while app.number(sql).await != 1 {
            look.tick().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), met).await.unwrap();
}

async fn an_event_relayed_twice_makes_its_job_once(app: TestApp) {
    let program = program(&app, LATER, TimeDelta::zero());
    let owner = app.person("owner@example.com").await;
    app.company(&owner, "Atelier").await;
    program.settle().await.unwrap();
    let queue = jobs(&app);
    assert_eq!(app.number(&format!("SELECT count(*) FROM {queue}")).await, 1);
    // As after a restored backup: the queue knows the job, the outbox holds its event again.
    execute(&app, "INSERT INTO event (id, company_id, kind, at, actor_kind, subject_kind, subject_id, data) SELECT subject_id, company_id, 'company.created', at, actor_kind, subject_kind, subject_id, data FROM event WHERE kind = 'company.created'").await;
    let event =
        app.rows("SELECT id FROM event WHERE kind = 'company.created' AND sequence IS NULL").await[0].try_get::<Uuid>("", "id").unwrap();
    execute(&app, &format!("UPDATE {queue} SET idempotency_key = '{event}:test.later:0'")).await;
    program.settle().await.unwrap();
    assert_eq!(app.number(&format!("SELECT count(*) FROM {queue}")).await, 1);
}

async fn a_job_that_never_succeeds_is_left_dead_after_eight_tries(app: TestApp) {
    // Two days behind, every wait of a job is over as soon as it begins.
    let program = program(&app, FAILS, TimeDelta::days(-2));
    let owner = app.person("owner@example.com").await;
    app.company(&owner, "Atelier").await;
    let work = actix_web::rt::spawn(program.work());
    until_one(&app, &format!("SELECT count(*) FROM {} WHERE status = 'Failed' AND attempts = 8", jobs(&app))).await;
    work.abort();
}

async fn a_job_that_fails_waits_before_it_is_tried_again(app: TestApp) {
    let program = program(&app, FAILS, TimeDelta::zero());
    let owner = app.person("owner@example.com").await;
    app.company(&owner, "Atelier").await;
    let before = SystemClock.now().timestamp();
    let work = actix_web::rt::spawn(program.work());
    let queue = jobs(&app);
    until_one(&app, &format!("SELECT count(*) FROM {queue} WHERE status = 'Failed' AND attempts = 1")).await;
    work.abort();
    let due = if app.program.deps.db.is_postgres() { "CAST(extract(epoch FROM run_at) AS BIGINT)" } else { "run_at" };
    assert!(app.number(&format!("SELECT {due} FROM {queue}")).await >= before + 4);
}

async fn the_job_of_a_worker_that_died_is_taken_over(app: TestApp) {
    let program = program(&app, LATER, TimeDelta::days(-2));
    let owner = app.person("owner@example.com").await;
    app.company(&owner, "Atelier").await;
    program.settle().await.unwrap();
    let (queue, workers, long_ago) = if app.program.deps.db.is_postgres() {
        ("apalis.jobs", "apalis.workers", "now() - interval '15 seconds'")
    } else {
        ("Jobs", "Workers", "strftime('%s', 'now') - 15")
    };
    execute(
        &app,
        &format!(
            "INSERT INTO {workers} (id, worker_type, storage_name, layers, last_seen) VALUES ('dead', 'parvis', 'test', '', {long_ago})"
        ),
    )
    .await;
    execute(&app, &format!("UPDATE {queue} SET status = 'Running', lock_by = 'dead'")).await;
    let work = actix_web::rt::spawn(program.work());
    until_one(&app, &format!("SELECT count(*) FROM {queue} WHERE status = 'Done'")).await;
    work.abort();
}
