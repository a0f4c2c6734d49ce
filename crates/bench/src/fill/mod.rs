//! A database as it looks after some years, laid by the hundred thousand rows: `parvis verify`
//! finds it in order.

mod company;
mod documents;
mod history;
mod ids;
mod postgres;
mod rows;
mod sqlite;

use anyhow::Result;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::options::Engine;
use company::Author;
use rows::Batch;

/// Everybody's password.
pub const PASSWORD: &str = "seventeen blue herons at dawn";

/// A company, and who is signed in there.
pub struct Place {
    pub company: Uuid,
    pub client: Uuid,
    pub email: String,
    pub cookie: String,
    /// Issued ones.
    pub invoices: Vec<Uuid>,
}

/// What is there.
pub struct Filled {
    pub places: Vec<Place>,
    pub rows: usize,
}

/// Fills a migrated database.
pub async fn fill(engine: &Engine, url: &str, invoices: usize, companies: usize) -> Result<Filled> {
    let author = Author::new(now())?;
    match engine {
        Engine::Sqlite => lay(&mut sqlite::Sink::open(url).await?, &author, invoices, companies).await,
        Engine::Postgres(_) => lay(&mut postgres::Sink::open(url).await?, &author, invoices, companies).await,
    }
}

async fn lay(sink: &mut impl Sink, author: &Author, invoices: usize, companies: usize) -> Result<Filled> {
    let mut filled = Filled { places: Vec::new(), rows: 0 };
    let mut heap: Vec<Batch> = Vec::new();
    for number in 0..companies {
        let share = invoices / companies + usize::from(number < invoices % companies);
        let written = author.company(number, share);
        filled.places.push(written.place);
        pile(&mut heap, written.batches);
        if heap.iter().map(|batch| batch.rows.len()).sum::<usize>() > ROWS || number + 1 == companies {
            for batch in heap.drain(..) {
                filled.rows += batch.rows.len();
                sink.add(&batch).await?;
            }
        }
    }
    sink.finish().await?;
    Ok(filled)
}

/// Rows that are laid together: each statement has its price.
const ROWS: usize = 100_000;

/// Companies have the same tables in the same order.
fn pile(heap: &mut Vec<Batch>, batches: Vec<Batch>) {
    if heap.is_empty() {
        *heap = batches;
        return;
    }
    for (kept, more) in heap.iter_mut().zip(batches) {
        kept.rows.extend(more.rows);
    }
}

/// Where rows go, many at a time.
trait Sink {
    /// Adds rows of one table.
    async fn add(&mut self, batch: &Batch) -> Result<()>;
    /// Sets up again what was switched off, and lets the database count its rows.
    async fn finish(&mut self) -> Result<()>;
}

/// What stands in the way of rows laid down finished: an event would enter the outbox, and the
/// lines of an issued invoice be refused.
const GUARDED: [&str; 2] = ["event", "invoice_item"];

#[expect(clippy::disallowed_methods, reason = "no test runs on this clock")]
fn now() -> DateTime<Utc> {
    let now = DateTime::<Utc>::from(std::time::SystemTime::now());
    DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
}
