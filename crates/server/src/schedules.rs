//! Schedules, run by the injected clock. Whoever runs one holds its lease, a row that the others
//! respect; who dies with it gives it up by time. A run is cut off before its lease ends, so that no
//! two instances are ever at the same work.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt as _;
use futures::future::join_all;
use platform::jobs::worker_scope;
use platform::schedules::Schedule;
use platform::{Deps, SystemScope};
use sea_orm_migration::sea_orm::Value;
use uuid::Uuid;

/// How long a lease holds that nobody gives back.
const LEASE: TimeDelta = TimeDelta::minutes(5);
/// How long a run may take; the rest of the lease is for clocks that differ.
const PATIENCE: Duration = Duration::from_mins(4);
/// After so long a run that failed is repeated, unless its next turn comes sooner.
const RETRY: TimeDelta = TimeDelta::minutes(5);
/// The shortest and the longest time between two looks at a row.
const PAUSE: (Duration, Duration) = (Duration::from_secs(1), Duration::from_mins(1));

/// What came of a look at a schedule.
enum Turn {
    /// It ran.
    Ran,
    /// It is not its time, or somebody else runs it: not before this.
    Later(DateTime<Utc>),
}

/// Runs schedules for as long as the program lives, none held up by another.
pub async fn run(deps: Deps, schedules: Vec<Schedule>) {
    join_all(schedules.into_iter().map(|schedule| keep(deps.clone(), schedule))).await;
}

async fn keep(deps: Deps, schedule: Schedule) {
    loop {
        let later = match turn(&deps, &schedule).await {
            Ok(Turn::Ran) => TimeDelta::zero(),
            Ok(Turn::Later(at)) => at - deps.ports.clock.now(),
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "a schedule did not do its work and will be repeated");
                TimeDelta::zero()
            }
        };
        tokio::time::sleep(later.to_std().unwrap_or_default().clamp(PAUSE.0, PAUSE.1)).await;
    }
}

/// Runs what is due and says how many ran. One that fails is an error. For tests and the demo.
pub async fn run_due(deps: &Deps, schedules: &[Schedule]) -> anyhow::Result<usize> {
    let mut ran = 0;
    for schedule in schedules {
        ran += usize::from(matches!(turn(deps, schedule).await?, Turn::Ran));
    }
    Ok(ran)
}

async fn turn(deps: &Deps, schedule: &Schedule) -> anyhow::Result<Turn> {
    let scope = worker_scope(deps.clone(), schedule.name.to_owned());
    if let Some(at) = waits(&scope, schedule).await? {
        return Ok(Turn::Later(at));
    }
    let Some(lease) = claim(&scope, schedule).await? else { return Ok(Turn::Later(deps.ports.clock.now())) };
    let done = work(&scope, schedule).await;
    give_back(&scope, schedule, lease, done.as_ref().err()).await?;
    done.map(|()| Turn::Ran).map_err(anyhow::Error::msg).with_context(|| format!("schedule {}", schedule.name))
}

/// Until when there is nothing to do for us. A look that changes nothing takes nobody's turn to write.
async fn waits(scope: &SystemScope, schedule: &Schedule) -> anyhow::Result<Option<DateTime<Utc>>> {
    const SQL: &str = "SELECT next_run_at, leased_until FROM schedule WHERE name = $1";
    let tx = scope.read().await?;
    let rows = tx.query(tx.statement(SQL, SQL, [schedule.name.into()])).await?;
    let (now, ()) = (tx.now(), tx.commit().await?);
    let Some(row) = rows.first() else { return Ok(None) };
    let next: DateTime<Utc> = row.try_get("", "next_run_at")?;
    let leased: Option<DateTime<Utc>> = row.try_get("", "leased_until")?;
    Ok(leased.into_iter().chain([next]).max().filter(|at| *at > now))
}

/// The lease, if it is due and nobody was quicker. One that never ran is due.
async fn claim(scope: &SystemScope, schedule: &Schedule) -> anyhow::Result<Option<Uuid>> {
    const SQL: &str = "INSERT INTO schedule (name, next_run_at, leased_by, leased_until) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (name) DO UPDATE SET leased_by = excluded.leased_by, leased_until = excluded.leased_until \
        WHERE schedule.next_run_at <= $2 AND (schedule.leased_until IS NULL OR schedule.leased_until <= $2)";
    let tx = scope.begin().await?;
    let lease: Uuid = tx.id();
    let values: [Value; 4] = [schedule.name.into(), tx.now().into(), lease.into(), (tx.now() + LEASE).into()];
    let claimed = tx.execute(tx.statement(SQL, SQL, values)).await?;
    tx.commit().await?;
    Ok((claimed == 1).then_some(lease))
}

/// Does the work; what went wrong, in words.
async fn work(scope: &SystemScope, schedule: &Schedule) -> Result<(), String> {
    let run = AssertUnwindSafe((schedule.run)(scope.clone())).catch_unwind();
    match tokio::time::timeout(PATIENCE, run).await {
        Ok(Ok(outcome)) => outcome.map_err(|error| format!("{error:#}")),
        Ok(Err(_)) => Err("it panicked".to_owned()),
        Err(_) => Err("it took too long and was cut off".to_owned()),
    }
}

/// Says when the next run is, unless the lease ended and is somebody else's now.
async fn give_back(scope: &SystemScope, schedule: &Schedule, lease: Uuid, error: Option<&String>) -> anyhow::Result<()> {
    const SQL: &str = "UPDATE schedule SET next_run_at = $3, leased_by = NULL, leased_until = NULL, last_run_at = $4, last_error = $5 \
        WHERE name = $1 AND leased_by = $2";
    let tx = scope.begin().await?;
    let pause = if error.is_some() { schedule.every.min(RETRY) } else { schedule.every };
    let values: [Value; 5] = [schedule.name.into(), lease.into(), (tx.now() + pause).into(), tx.now().into(), error.cloned().into()];
    tx.execute(tx.statement(SQL, SQL, values)).await?;
    Ok(tx.commit().await?)
}
