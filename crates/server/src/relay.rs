//! From events to jobs. What stands in the outbox gets its place in the company's history, seals
//! the hash chain, and becomes jobs, all in one transaction: an event is relayed once, or again
//! after a crash, and never half.

use std::time::Duration;

use anyhow::Context as _;
use apalis_core::task::builder::TaskBuilder;
use chrono::{DateTime, Utc};
use contract::{CompanyId, EventId};
use platform::Deps;
use platform::db::Pool;
use platform::events::StoredEvent;
use platform::jobs::{Job, Listeners};
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use uuid::Uuid;

use crate::queue::{ATTEMPTS, QUEUE};

/// Events a transaction takes.
const BATCH: i64 = 100;
/// How often the outbox is looked at; a job starts at most so much later.
const PAUSE: Duration = Duration::from_millis(100);
/// After the database did not answer.
const RECOVERY: Duration = Duration::from_secs(2);

/// Relays for as long as the program lives.
pub async fn run(deps: Deps, listeners: Listeners) {
    loop {
        let pause = match batch(&deps, &listeners).await {
            Ok(0) => PAUSE,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "events could not be relayed");
                RECOVERY
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Relays one batch and says how many events it held.
pub async fn batch(deps: &Deps, listeners: &Listeners) -> anyhow::Result<usize> {
    match deps.db.shared_pool() {
        Pool::Sqlite(_) => sqlite::batch(deps, listeners).await,
        Pool::Postgres(_) => postgres::batch(deps, listeners).await,
    }
}

/// A link of the chain: what came before, and everything that must not change. Of the content only
/// a digest, so that erasing a person does not break the chain.
pub fn link(previous: &str, event: &StoredEvent, data: &str) -> String {
    let mut hash = Sha256::new();
    for part in [previous, &event.id.to_string(), &event.kind, &event.at.timestamp_micros().to_string(), &event.subject_id.to_string()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.update(Sha256::digest(data.as_bytes()));
    hex::encode(hash.finalize())
}

fn tasks(listeners: &Listeners, event: &StoredEvent) -> anyhow::Result<Vec<apalis_core::task::Task<Vec<u8>>>> {
    listeners.jobs(event).iter().map(|(job, at)| task(job, *at)).collect()
}

fn task(job: &Job, at: DateTime<Utc>) -> anyhow::Result<apalis_core::task::Task<Vec<u8>>> {
    let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
    Ok(TaskBuilder::new(serde_json::to_vec(job)?).idempotency_key(job.key()).run_at_timestamp(seconds).max_attempts(ATTEMPTS).build())
}

/// The relay on one engine. The two differ in types that no trait of sqlx bridges.
macro_rules! engine {
    ($name:ident, $pool:path, $begin:expr, $prepare:expr, $lock:literal, $company_lock:expr, $push:expr) => {
        mod $name {
            use super::*;

            pub async fn batch(deps: &Deps, listeners: &Listeners) -> anyhow::Result<usize> {
                let $pool(pool) = deps.db.shared_pool() else { anyhow::bail!("the relay met another engine") };
                let _turn = deps.db.writer_turn().await;
                let mut tx = pool.begin_with($begin).await?;
                for statement in $prepare {
                    sqlx::query(statement).execute(&mut *tx).await?;
                }
                let sql = concat!("SELECT e.id, e.company_id, e.kind, e.at, e.subject_id, e.data FROM outbox o JOIN event e ON e.id = o.event_id ORDER BY e.id LIMIT $1", $lock);
                let rows = sqlx::query(sql).bind(BATCH).fetch_all(&mut *tx).await?;
                for row in &rows {
                    let data: String = row.try_get("data")?;
                    let company: Option<Uuid> = row.try_get("company_id")?;
                    let event = StoredEvent {
                        id: EventId(row.try_get("id")?),
                        company_id: company.map(CompanyId),
                        kind: row.try_get("kind")?,
                        subject_id: row.try_get("subject_id")?,
                        at: row.try_get("at")?,
                        data: serde_json::from_str(&data).context("an event cannot be read")?,
                    };
                    // Who relays for a company does so alone: places in its history have no gap.
                    if let (Some(lock), Some(company)) = ($company_lock, company) {
                        let lock: &str = lock;
                        sqlx::query(sqlx::AssertSqlSafe(lock)).bind(company.to_string()).execute(&mut *tx).await?;
                    }
                    let last = sqlx::query("SELECT sequence, chain FROM event WHERE company_id IS NOT DISTINCT FROM $1 AND sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1").bind(company).fetch_optional(&mut *tx).await?;
                    let (sequence, previous): (i64, String) = match last {
                        Some(row) => (row.try_get("sequence")?, row.try_get("chain")?),
                        None => (0, String::new()),
                    };
                    sqlx::query("UPDATE event SET sequence = $2, chain = $3 WHERE id = $1").bind(event.id.0).bind(sequence + 1).bind(link(&previous, &event, &data)).execute(&mut *tx).await?;
                    let tasks = tasks(listeners, &event)?;
                    if !tasks.is_empty() {
                        $push(&mut tx, tasks).await?;
                    }
                    sqlx::query("DELETE FROM outbox WHERE event_id = $1").bind(event.id.0).execute(&mut *tx).await?;
                }
                tx.commit().await?;
                Ok(rows.len())
            }
        }
    };
}

engine!(sqlite, Pool::Sqlite, "BEGIN IMMEDIATE", [] as [&str; 0], "", None::<&str>, push_sqlite);
engine!(
    postgres,
    Pool::Postgres,
    "BEGIN",
    ["SELECT set_config('app.system', 'on', true)"],
    " FOR UPDATE OF o SKIP LOCKED",
    Some("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"),
    push_postgres
);

async fn push_sqlite(tx: &mut sqlx::Transaction<'_, sqlx::Sqlite>, tasks: Vec<apalis_core::task::Task<Vec<u8>>>) -> anyhow::Result<()> {
    Ok(apalis_sqlite::queries::push_tasks(&mut **tx, QUEUE, &tasks).await?)
}

async fn push_postgres(tx: &mut sqlx::Transaction<'_, sqlx::Postgres>, tasks: Vec<apalis_core::task::Task<Vec<u8>>>) -> anyhow::Result<()> {
    Ok(apalis_postgres::queries::push_tasks(&mut **tx, QUEUE, tasks).await?)
}
