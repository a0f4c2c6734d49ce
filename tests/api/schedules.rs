//! Work by the clock: at its time, on one instance at a time, and again after a failure or a death.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use platform::throttle::{Allowance, count};
use platform::{AppError, Result, Schedule, SystemScope};
use server::Program;

use crate::support::TestApp;

on_both_engines!(
    a_schedule_runs_when_its_time_has_come,
    two_instances_never_run_one_schedule_at_once,
    who_dies_gives_the_lease_up_by_time,
    who_lost_the_lease_does_not_give_it_back,
    one_that_fails_is_repeated_and_says_why,
    a_running_program_runs_its_schedules,
);

/// Counts its runs, in the database as everything that lasts.
async fn note(scope: SystemScope) -> Result<()> {
    let tx = scope.begin().await?;
    count(&tx, &[("runs".to_owned(), Allowance { tries: i32::MAX, window: TimeDelta::days(365) })]).await?;
    tx.commit().await
}

const HOURLY: Schedule = Schedule { name: "test.hourly", every: TimeDelta::hours(1), run: |scope| Box::pin(note(scope)) };
const ENDLESS: Schedule = Schedule {
    name: "test.hourly",
    every: TimeDelta::hours(1),
    run: |scope| {
        Box::pin(async move {
            note(scope).await?;
            std::future::pending().await
        })
    },
};
const FAILING: Schedule = Schedule {
    name: "test.failing",
    every: TimeDelta::hours(1),
    run: |scope| {
        Box::pin(async move {
            note(scope).await?;
            Err(AppError::Unavailable("busy"))
        })
    },
};
const PANICKING: Schedule =
    Schedule { name: "test.panicking", every: TimeDelta::hours(1), run: |_| Box::pin(async { panic!("by accident") }) };

/// The same program with this to do by the clock, and nothing else.
fn program(app: &TestApp, schedule: Schedule) -> Program {
    Program { schedules: vec![schedule], ..app.program.clone() }
}

async fn runs(app: &TestApp) -> i64 {
    app.number("SELECT CAST(coalesce(max(tries), 0) AS BIGINT) FROM throttle WHERE key = 'runs'").await
}

async fn a_schedule_runs_when_its_time_has_come(app: TestApp) {
    let program = program(&app, HOURLY);
    for (minutes, times) in [(0, 1), (59, 1), (1, 2), (59, 2), (300, 3), (60, 4)] {
        app.clock.advance(TimeDelta::minutes(minutes));
        program.settle().await.unwrap();
        assert_eq!(runs(&app).await, times, "{minutes} minutes later");
    }
}

async fn two_instances_never_run_one_schedule_at_once(app: TestApp) {
    let (one, two) = (program(&app, HOURLY), program(&app, HOURLY));
    for times in 1..=5 {
        let (first, second) = futures::join!(one.settle(), two.settle());
        first.and(second).unwrap();
        assert_eq!(runs(&app).await, times);
        app.clock.advance(TimeDelta::hours(1));
    }
}

/// A program that dies while it runs its schedule.
async fn die(app: &TestApp) {
    let dying = program(app, ENDLESS);
    let before = runs(app).await;
    let begun = async {
        let mut look = tokio::time::interval(Duration::from_millis(5));
        while runs(app).await == before {
            look.tick().await;
        }
    };
    tokio::select! {
        ended = dying.settle() => panic!("it ended: {ended:?}"),
        () = begun => {}
    }
}

async fn who_dies_gives_the_lease_up_by_time(app: TestApp) {
    let next = program(&app, HOURLY);
    die(&app).await;
    for (seconds, times) in [(0, 1), (299, 1), (1, 2), (1, 2)] {
        app.clock.advance(TimeDelta::seconds(seconds));
        next.settle().await.unwrap();
        assert_eq!(runs(&app).await, times, "{seconds} seconds later");
    }
    assert_eq!(app.number("SELECT count(*) FROM schedule WHERE leased_until IS NULL AND last_error IS NULL").await, 1);
}

async fn who_lost_the_lease_does_not_give_it_back(app: TestApp) {
    // While it runs, its lease becomes another instance's.
    const TAKEN: Schedule = Schedule {
        name: "test.taken",
        every: TimeDelta::hours(1),
        run: |scope| {
            Box::pin(async move {
                const SQL: &str = "UPDATE schedule SET leased_by = $1";
                let tx = scope.begin().await?;
                tx.execute(tx.statement(SQL, SQL, [tx.id::<uuid::Uuid>().into()])).await?;
                tx.commit().await
            })
        },
    };
    program(&app, TAKEN).settle().await.unwrap();
    assert_eq!(app.number("SELECT count(*) FROM schedule WHERE leased_until IS NOT NULL AND last_run_at IS NULL").await, 1);
}

async fn one_that_fails_is_repeated_and_says_why(app: TestApp) {
    const ROW: &str = "SELECT last_error, next_run_at FROM schedule WHERE name = 'test.failing'";
    let failing = program(&app, FAILING);
    let refused = failing.settle().await.unwrap_err();
    assert!(format!("{refused:#}").contains("test.failing"), "{refused:#}");
    let row = &app.rows(ROW).await[0];
    let (said, next): (String, DateTime<Utc>) = (row.try_get("", "last_error").unwrap(), row.try_get("", "next_run_at").unwrap());
    assert_eq!((said.as_str(), runs(&app).await), ("unavailable: busy", 1));
    app.clock.set(next - TimeDelta::seconds(1));
    failing.settle().await.unwrap();
    app.clock.set(next);
    failing.settle().await.unwrap_err();
    assert_eq!(runs(&app).await, 2);
    assert!(program(&app, PANICKING).settle().await.is_err());
    assert_eq!(app.number("SELECT count(*) FROM schedule WHERE last_error = 'it panicked' AND leased_by IS NULL").await, 1);
}

async fn a_running_program_runs_its_schedules(app: TestApp) {
    let work = actix_web::rt::spawn(program(&app, HOURLY).work());
    let mut look = tokio::time::interval(Duration::from_millis(20));
    let met = async {
        while app.number("SELECT count(*) FROM schedule WHERE last_run_at IS NOT NULL").await == 0 {
            look.tick().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), met).await.unwrap();
    work.abort();
    assert_eq!(runs(&app).await, 1);
}
