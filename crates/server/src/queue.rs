//! The queue as it stands in the database: what tests and the demo need to run jobs themselves,
//! by the injected clock, while apalis goes by the system's; and how long jobs stay there.

use anyhow::Context as _;
use chrono::TimeDelta;
use platform::Deps;
use platform::db::Pool;
use platform::jobs::{Job, Listeners, worker_scope};
use platform::retention::sweep;
use platform::{Schedule, SystemScope};
use sqlx::Row as _;

/// The one queue.
pub const QUEUE: &str = "parvis";
/// How often a job is tried before it is left dead.
pub const ATTEMPTS: usize = 8;

/// Which jobs have ended, and for how many days each is kept: what failed may have to be explained.
const ENDED: [(&str, i64); 3] = [("status = 'Done'", 7), ("status = 'Failed' AND attempts >= max_attempts", 30), ("status = 'Killed'", 30)];

/// What the queue does by the clock.
pub fn schedules() -> Vec<Schedule> {
    vec![Schedule { name: "queue.jobs", every: TimeDelta::hours(1), run: |scope| Box::pin(forget(scope)) }]
}

async fn forget(scope: SystemScope) -> platform::Result<()> {
    let (jobs, instant) = if scope.deps().db.is_postgres() { ("apalis.jobs", "to_timestamp($1)") } else { ("Jobs", "$1") };
    for (ended, days) in ENDED {
        let before = (scope.ports().clock.now() - TimeDelta::days(days)).timestamp();
        sweep(&scope, jobs, &format!("{ended} AND run_at < {instant}"), [before.into()]).await?;
    }
    Ok(())
}

/// Runs what is due, each job once, and says how many ran. A job that fails is an error.
pub async fn run_due(deps: &Deps, listeners: &Listeners) -> anyhow::Result<usize> {
    let due = due(deps).await?;
    for (id, payload) in &due {
        let job: Job = serde_json::from_slice(payload)?;
        let name = job.listener.clone();
        listeners.run(worker_scope(deps.clone(), job.key()), job).await.with_context(|| format!("job {name}"))?;
        done(deps, id).await?;
    }
    Ok(due.len())
}

async fn due(deps: &Deps) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let now = deps.ports.clock.now().timestamp();
    let rows = match deps.db.shared_pool() {
        Pool::Sqlite(pool) => {
            let sql = "SELECT id, job FROM Jobs WHERE job_type = $1 AND status = 'Pending' AND run_at <= $2 ORDER BY run_at, id";
            let rows = sqlx::query(sql).bind(QUEUE).bind(now).fetch_all(pool).await?;
            rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect::<Result<_, sqlx::Error>>()?
        }
        Pool::Postgres(pool) => {
            let sql = "SELECT id, job FROM apalis.jobs WHERE job_type = $1 AND status = 'Pending' AND run_at <= to_timestamp($2) ORDER BY run_at, id";
            let rows = sqlx::query(sql).bind(QUEUE).bind(now).fetch_all(pool).await?;
            rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect::<Result<_, sqlx::Error>>()?
        }
    };
    Ok(rows)
}

async fn done(deps: &Deps, id: &str) -> anyhow::Result<()> {
    let _turn = deps.db.writer_turn().await;
    match deps.db.shared_pool() {
        Pool::Sqlite(pool) => sqlx::query("UPDATE Jobs SET status = 'Done', attempts = attempts + 1 WHERE id = $1")
            .bind(id)
            .execute(pool)
            .await
            .map(|_| ())?,
        Pool::Postgres(pool) => sqlx::query("UPDATE apalis.jobs SET status = 'Done', attempts = attempts + 1 WHERE id = $1")
            .bind(id)
            .execute(pool)
            .await
            .map(|_| ())?,
    }
    Ok(())
}

/// Lets a job that failed wait. The queue by itself would try it again at once, and use up all its
/// tries while a neighbour is away for a minute.
pub async fn postpone(deps: &Deps, key: &str, wait: TimeDelta) -> anyhow::Result<()> {
    let at = (deps.ports.clock.now() + wait).timestamp();
    let _turn = deps.db.writer_turn().await;
    match deps.db.shared_pool() {
        Pool::Sqlite(pool) => sqlx::query("UPDATE Jobs SET run_at = $3 WHERE job_type = $1 AND idempotency_key = $2")
            .bind(QUEUE)
            .bind(key)
            .bind(at)
            .execute(pool)
            .await
            .map(|_| ())?,
        Pool::Postgres(pool) => {
            sqlx::query("UPDATE apalis.jobs SET run_at = to_timestamp($3) WHERE job_type = $1 AND idempotency_key = $2")
                .bind(QUEUE)
                .bind(key)
                .bind(at)
                .execute(pool)
                .await
                .map(|_| ())?;
        }
    }
    Ok(())
}
