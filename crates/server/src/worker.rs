//! Jobs run by apalis. A worker has a name of its own, so that the jobs of one that died are
//! taken over by the next; a job that fails waits in the queue, longer each time, so that it holds
//! no place while others could run.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use apalis::prelude::*;
use apalis_core::task::attempt::Attempt;
use apalis_postgres::PostgresStorage;
use apalis_sqlite::SqliteStorage;
use chrono::TimeDelta;
use futures::FutureExt as _;
use platform::Deps;
use platform::db::Pool;
use platform::jobs::{Job, Listeners, worker_scope};

use crate::queue::{self, ATTEMPTS, QUEUE};

/// Jobs run at once.
const CONCURRENCY: usize = 4;
/// How often the queue is looked at: often enough for a person who waits for a mail, seldom enough to cost nothing.
const POLL: Duration = Duration::from_millis(300);
const HEARTBEAT: Duration = Duration::from_secs(5);
/// After so many the others take its jobs; apalis would wait for ten on PostgreSQL.
const MISSED_HEARTBEATS: usize = 2;
/// After a worker ended by itself.
const RECOVERY: Duration = Duration::from_secs(2);

/// Wait after the first failure; four times as long after each further one. The eight tries span a
/// night, which is how long a mail server may be away.
const FIRST_WAIT_SECONDS: i64 = 5;

/// What a job needs.
#[derive(Clone)]
struct Bench {
    deps: Deps,
    listeners: Listeners,
}

/// Works for as long as the program lives.
pub async fn run(deps: Deps, listeners: Listeners) {
    loop {
        let name = platform::tx::uuid_v7(deps.ports.entropy.as_ref(), deps.ports.clock.now(), 0).to_string();
        let bench = Bench { deps: deps.clone(), listeners: listeners.clone() };
        if let Err(error) = work(name, bench).await {
            tracing::error!(%error, "the worker ended");
        }
        tokio::time::sleep(RECOVERY).await;
    }
}

/// How long a job waits that failed so many times.
fn wait(failures: usize) -> TimeDelta {
    let quadrupled = u32::try_from(failures.saturating_sub(1).min(ATTEMPTS)).unwrap_or(0);
    TimeDelta::seconds(FIRST_WAIT_SECONDS * 4_i64.pow(quadrupled))
}

async fn work(name: String, bench: Bench) -> anyhow::Result<()> {
    match bench.deps.db.shared_pool().clone() {
        Pool::Sqlite(pool) => {
            let config = apalis_sqlite::Config::default().queue(QUEUE).heartbeat_interval(HEARTBEAT).missed_heartbeats(MISSED_HEARTBEATS);
            let backend = SqliteStorage::<Job>::new(&pool).with_config(config).poll_with_interval(POLL);
            WorkerBuilder::new(name).backend(backend).data(bench).concurrency(CONCURRENCY).build(run_job).run().await?;
        }
        Pool::Postgres(pool) => {
            let config = apalis_postgres::Config::default().queue(QUEUE).heartbeat_interval(HEARTBEAT).missed_heartbeats(MISSED_HEARTBEATS);
            let backend = PostgresStorage::<Job>::new(&pool).with_config(config).poll_with_interval(POLL);
            WorkerBuilder::new(name).backend(backend).data(bench).concurrency(CONCURRENCY).build(run_job).run().await?;
        }
    }
    Ok(())
}

async fn run_job(job: Job, bench: Data<Bench>, attempt: Attempt) -> Result<(), BoxDynError> {
    let (name, key) = (job.listener.clone(), job.key());
    let scope = worker_scope(bench.deps.clone(), key.clone());
    let outcome = AssertUnwindSafe(bench.listeners.run(scope, job)).catch_unwind().await;
    let text = match outcome {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => format!("{error:#}"),
        // apalis would kill the job at its first panic; one that met bad luck deserves its tries.
        Err(_) => "the job panicked".to_owned(),
    };
    let failures = attempt.current();
    if failures < ATTEMPTS {
        tracing::warn!(job = name, failures, error = text, "a job failed and will be tried again");
        queue::postpone(&bench.deps, &key, wait(failures)).await?;
    } else {
        tracing::error!(job = name, failures, error = text, "a job failed for the last time and is left dead");
    }
    Err(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_waits_longer_each_time_and_a_night_in_all() {
        let waits: Vec<i64> = (1..ATTEMPTS).map(|failures| wait(failures).num_seconds()).collect();
        assert_eq!(waits, [5, 20, 80, 320, 1_280, 5_120, 20_480]);
    }
}
