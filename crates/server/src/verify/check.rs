//! One way in which an invariant can be broken, as a question that finds the rows which break it.

use chrono::{DateTime, Utc};
use sea_orm_migration::sea_orm::{QueryResult, Value};
use uuid::Uuid;

use super::database::{Engine, Snapshot};
use super::report::Finding;

/// When and where the questions are asked.
pub struct Moment {
    pub engine: Engine,
    pub now: DateTime<Utc>,
}

/// A question whose every row is a fault: an id, and what a person wants to read beside it.
pub struct Check {
    /// What the rows are.
    finds: &'static str,
    sql: String,
    values: Vec<Value>,
}

impl Check {
    /// A question in words that both engines understand, or already in those of one.
    pub fn new(finds: &'static str, sql: impl Into<String>) -> Self {
        Self { finds, sql: sql.into(), values: Vec::new() }
    }

    /// The same with values for `$1`, `$2` …
    pub fn with(mut self, values: impl IntoIterator<Item = Value>) -> Self {
        self.values.extend(values);
        self
    }

    /// Asks.
    pub async fn find(self, snapshot: &Snapshot) -> anyhow::Result<Finding> {
        let mut finding = Finding::new(self.finds);
        let asked = snapshot.each(&self.sql, self.values, |row| {
            finding.add(named(&row)?);
            Ok(())
        });
        asked.await.map_err(|error| error.context(format!("looking for {}", self.finds)))?;
        Ok(finding)
    }
}

/// `id detail`, as far as there is either.
fn named(row: &QueryResult) -> anyhow::Result<String> {
    let id: Option<Uuid> = row.try_get_by_index(0)?;
    let detail: Option<String> = row.try_get_by_index(1)?;
    let words: Vec<String> = [id.map(|id| id.to_string()), detail].into_iter().flatten().collect();
    Ok(words.join(" "))
}
