//! Jobs run by apalis. A worker has a name of its own, so that the jobs of one that died are
//! taken over by the next; a job that fails waits longer each time.

use std::time::Duration;

use apalis::layers::retry::backoff::{ExponentialBackoff, ExponentialBackoffMaker, MakeBackoff as _};
use apalis::layers::retry::{HasherRng, RetryPolicy};
use apalis::prelude::*;
use apalis_postgres::PostgresStorage;
use apalis_sqlite::SqliteStorage;
use platform::Deps;
use platform::db::Pool;
use platform::jobs::{Job, Listeners, worker_scope};

use crate::queue::QUEUE;

/// Jobs run at once.
const CONCURRENCY: usize = 4;
const POLL: Duration = Duration::from_millis(100);
const HEARTBEAT: Duration = Duration::from_secs(5);
/// After a worker ended by itself.
const RECOVERY: Duration = Duration::from_secs(2);

/// Tries in a row, each after a longer wait; a job that fails all of them is tried again as the
/// queue allows, and then left dead.
const RETRIES: usize = 4;
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_mins(1);

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

fn backoff() -> anyhow::Result<ExponentialBackoff> {
    Ok(ExponentialBackoffMaker::new(FIRST_WAIT, LONGEST_WAIT, 0.5, HasherRng::default())?.make_backoff())
}

async fn work(name: String, bench: Bench) -> anyhow::Result<()> {
    match bench.deps.db.shared_pool().clone() {
        Pool::Sqlite(pool) => {
            let config = apalis_sqlite::Config::default().queue(QUEUE).heartbeat_interval(HEARTBEAT);
            let backend = SqliteStorage::<Job>::new(&pool).with_config(config).poll_with_interval(POLL);
            WorkerBuilder::new(name)
                .backend(backend)
                .data(bench)
                .concurrency(CONCURRENCY)
                .retry(RetryPolicy::retries(RETRIES).with_backoff(backoff()?))
                .catch_panic()
                .build(run_job)
                .run()
                .await?;
        }
        Pool::Postgres(pool) => {
            let config = apalis_postgres::Config::default().queue(QUEUE).heartbeat_interval(HEARTBEAT);
            let backend = PostgresStorage::<Job>::new(&pool).with_config(config).poll_with_interval(POLL);
            WorkerBuilder::new(name)
                .backend(backend)
                .data(bench)
                .concurrency(CONCURRENCY)
                .retry(RetryPolicy::retries(RETRIES).with_backoff(backoff()?))
                .catch_panic()
                .build(run_job)
                .run()
                .await?;
        }
    }
    Ok(())
}

async fn run_job(job: Job, bench: Data<Bench>) -> Result<(), BoxDynError> {
    let name = job.listener.clone();
    let scope = worker_scope(bench.deps.clone(), job.key());
    bench.listeners.run(scope, job).await.map_err(|error| {
        tracing::warn!(job = name, error = format!("{error:#}"), "a job failed and will be tried again");
        error.to_string().into()
    })
}
