//! From events to jobs. What stands in the outbox gets its place in the company's history, seals
//! the hash chain, and becomes jobs, all in one transaction: an event is relayed once, or again
//! after a crash, and never half.

use std::collections::HashMap;
use std::time::Duration;

use apalis_core::task::builder::TaskBuilder;
use chrono::{DateTime, Utc};
use contract::{ClientId, CompanyId, EventId};
use platform::Deps;
use platform::db::Pool;
use platform::events::StoredEvent;
use platform::jobs::{Job, Listeners};
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use uuid::Uuid;

use crate::queue::{ATTEMPTS, QUEUE};

/// Events a transaction takes.
const BATCH: usize = 100;
/// How often the outbox is looked at; a job starts at most so much later.
const PAUSE: Duration = Duration::from_millis(200);
/// After the database did not answer.
const RECOVERY: Duration = Duration::from_secs(2);

/// What waits, in the order in which it happened.
const WAITING: &str = "SELECT e.id, e.company_id, e.kind, e.at, e.actor_kind, e.actor_id, e.via, e.on_behalf_of_kind, e.on_behalf_of_id, e.subject_id, \
    e.label, e.client_id, e.version, e.data, e.previous, e.request_id, e.shape FROM outbox o JOIN event e ON e.id = o.event_id ORDER BY e.id LIMIT $1";
/// The end of a company's history. Two statements: PostgreSQL uses no index for `IS NOT DISTINCT FROM`,
/// and would read the whole table for each event.
const LAST: &str = "SELECT sequence, chain FROM event WHERE company_id = $1 AND sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1";
const LAST_OF_NONE: &str =
    "SELECT sequence, chain FROM event WHERE company_id IS NULL AND sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1";

/// Relays for as long as the program lives.
pub async fn run(deps: Deps, listeners: Listeners) {
    loop {
        let pause = match batch(&deps, &listeners).await {
            Ok(count) if count == BATCH => Duration::ZERO,
            // Under load the next ones are better taken together than one by one.
            Ok(_) => PAUSE,
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

/// An event as it stands in the outbox.
#[derive(Debug, sqlx::FromRow)]
pub struct Row {
    id: Uuid,
    company_id: Option<Uuid>,
    kind: String,
    at: DateTime<Utc>,
    actor_kind: String,
    actor_id: Option<Uuid>,
    via: Option<String>,
    on_behalf_of_kind: Option<String>,
    on_behalf_of_id: Option<Uuid>,
    subject_id: Uuid,
    label: Option<String>,
    client_id: Option<Uuid>,
    version: Option<i64>,
    data: String,
    previous: Option<String>,
    request_id: Option<String>,
    shape: i32,
}

impl Row {
    /// The event as listeners know it, of today's shape.
    fn event(&self) -> StoredEvent {
        let event = StoredEvent {
            id: EventId(self.id),
            company_id: self.company_id.map(CompanyId),
            kind: self.kind.clone(),
            subject_id: self.subject_id,
            label: self.label.clone(),
            client_id: self.client_id.map(ClientId),
            at: self.at,
            data: readable(&self.data, self.id),
            previous: self.previous.as_deref().and_then(|text| serde_json::from_str(text).ok()),
            shape: self.shape,
        };
        event.of_today()
    }

    /// What the chain holds fast of the event beside its content: everything that must not change.
    fn fixed(&self) -> Vec<String> {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut parts = vec![self.id.to_string(), self.kind.clone(), self.at.timestamp_micros().to_string(), self.subject_id.to_string()];
        if self.shape > 1 {
            parts.extend([
                self.actor_kind.clone(),
                id(self.actor_id),
                text(&self.via),
                text(&self.on_behalf_of_kind),
                id(self.on_behalf_of_id),
            ]);
            parts.extend([
                id(self.client_id),
                self.version.unwrap_or_default().to_string(),
                text(&self.request_id),
                self.shape.to_string(),
            ]);
        }
        parts
    }

    /// The content: from shape 2 on with the label and what was there before.
    fn content(&self) -> Vec<&str> {
        let beside = [self.label.as_deref().unwrap_or_default(), self.previous.as_deref().unwrap_or_default()];
        std::iter::once(self.data.as_str()).chain(beside.into_iter().filter(|_| self.shape > 1)).collect()
    }
}

/// A link of the chain: what came before, and everything that must not change. Of the content only
/// a digest, so that erasing a person does not break the chain.
fn link(previous: &str, event: &Row) -> String {
    let mut hash = Sha256::new();
    for part in std::iter::once(previous.to_owned()).chain(event.fixed()) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    for part in event.content() {
        hash.update(Sha256::digest(part.as_bytes()));
    }
    hex::encode(hash.finalize())
}

fn tasks(listeners: &Listeners, event: &StoredEvent) -> anyhow::Result<Vec<apalis_core::task::Task<Vec<u8>>>> {
    listeners.jobs(event).iter().map(|(job, at)| task(job, *at)).collect()
}

fn task(job: &Job, at: DateTime<Utc>) -> anyhow::Result<apalis_core::task::Task<Vec<u8>>> {
    let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
    Ok(TaskBuilder::new(serde_json::to_vec(job)?).idempotency_key(job.key()).run_at_timestamp(seconds).max_attempts(ATTEMPTS).build())
}

/// What an event carries. One that cannot be read fails in its own jobs; it must not hold up the
/// outbox for all others.
fn readable(data: &str, id: Uuid) -> serde_json::Value {
    serde_json::from_str(data).unwrap_or_else(|error| {
        tracing::error!(event = %id, %error, "the content of an event cannot be read");
        serde_json::Value::Null
    })
}

/// The relay on one engine. The two differ in types that no trait of sqlx bridges.
macro_rules! engine {
    ($name:ident, $pool:path, $engine:ty, $begin:expr, $prepare:expr, $push:expr) => {
        mod $name {
            use super::*;

            pub async fn batch(deps: &Deps, listeners: &Listeners) -> anyhow::Result<usize> {
                let $pool(pool) = deps.db.shared_pool() else { anyhow::bail!("the relay met another engine") };
                // Most looks find nothing, and then nobody's turn to write is taken.
                if sqlx::query("SELECT 1 FROM outbox LIMIT 1").fetch_optional(pool).await?.is_none() {
                    return Ok(0);
                }
                let _turn = deps.db.writer_turn().await;
                let mut tx = pool.begin_with($begin).await?;
                for statement in $prepare {
                    sqlx::query(statement).execute(&mut *tx).await?;
                }
                let rows: Vec<Row> = sqlx::query_as(WAITING).bind(i64::try_from(BATCH)?).fetch_all(&mut *tx).await?;
                // Where each company's history ends, as this batch moves it on.
                let mut ends: HashMap<Option<Uuid>, (i64, String)> = HashMap::new();
                for row in &rows {
                    let company = row.company_id;
                    let (sequence, previous) = match ends.remove(&company) {
                        Some(end) => end,
                        None => end(&mut tx, company).await?,
                    };
                    let chain = link(&previous, row);
                    sqlx::query("UPDATE event SET sequence = $2, chain = $3 WHERE id = $1")
                        .bind(row.id)
                        .bind(sequence + 1)
                        .bind(&chain)
                        .execute(&mut *tx)
                        .await?;
                    ends.insert(company, (sequence + 1, chain));
                    let tasks = tasks(listeners, &row.event())?;
                    if !tasks.is_empty() {
                        $push(&mut tx, tasks).await?;
                    }
                    sqlx::query("DELETE FROM outbox WHERE event_id = $1").bind(row.id).execute(&mut *tx).await?;
                }
                tx.commit().await?;
                Ok(rows.len())
            }

            async fn end(tx: &mut sqlx::Transaction<'_, $engine>, company: Option<Uuid>) -> anyhow::Result<(i64, String)> {
                let last = match company {
                    Some(company) => sqlx::query(LAST).bind(company),
                    None => sqlx::query(LAST_OF_NONE),
                };
                let Some(row) = last.fetch_optional(&mut **tx).await? else { return Ok((0, String::new())) };
                Ok((row.try_get("sequence")?, row.try_get("chain")?))
            }
        }
    };
}

engine!(sqlite, Pool::Sqlite, sqlx::Sqlite, "BEGIN IMMEDIATE", [] as [&str; 0], push_sqlite);
// Instances relay in turn, as they do on SQLite. With a lock for each company two instances met each
// other's companies in opposite order, and skipping the other's rows upset the order of a history.
engine!(
    postgres,
    Pool::Postgres,
    sqlx::Postgres,
    "BEGIN",
    ["SELECT set_config('app.system', 'on', true)", "SELECT pg_advisory_xact_lock(7276185)"],
    push_postgres
);

async fn push_sqlite(tx: &mut sqlx::Transaction<'_, sqlx::Sqlite>, tasks: Vec<apalis_core::task::Task<Vec<u8>>>) -> anyhow::Result<()> {
    Ok(apalis_sqlite::queries::push_tasks(&mut **tx, QUEUE, &tasks).await?)
}

/// A key that is known already is left out, as SQLite does by itself: here it would fail the batch,
/// and the outbox with it, for ever.
async fn push_postgres(
    tx: &mut sqlx::Transaction<'_, sqlx::Postgres>,
    mut tasks: Vec<apalis_core::task::Task<Vec<u8>>>,
) -> anyhow::Result<()> {
    let keys: Vec<String> = tasks.iter().filter_map(|task| task.idempotency_key().map(str::to_owned)).collect();
    let sql = "SELECT idempotency_key FROM apalis.jobs WHERE job_type = $1 AND idempotency_key = ANY($2)";
    let known: Vec<String> = sqlx::query_scalar(sql).bind(QUEUE).bind(&keys).fetch_all(&mut **tx).await?;
    tasks.retain(|task| task.idempotency_key().is_none_or(|key| !known.iter().any(|known| known == key)));
    if tasks.is_empty() {
        return Ok(());
    }
    Ok(apalis_postgres::queries::push_tasks(&mut **tx, QUEUE, tasks).await?)
}
