//! What is kept for a while only. Old rows go in batches, each a transaction of its own, so that
//! nobody waits for them and what was done stays done.

use chrono::TimeDelta;
use sea_orm::Value;

use crate::error::Result;
use crate::scope::SystemScope;

/// Rows that a batch deletes. The condition is an index's beginning.
pub const BATCH: u64 = 1_000;

/// A table whose rows are worth nothing some time after an instant that each of them carries.
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    /// The table.
    pub table: &'static str,
    /// The column of the instant; an index begins with it.
    pub column: &'static str,
    /// How long after it the row is kept.
    pub keep: TimeDelta,
}

impl Retention {
    /// Deletes what is older.
    pub async fn sweep(&self, scope: &SystemScope) -> Result<()> {
        let before = scope.ports().clock.now() - self.keep;
        sweep(scope, self.table, &format!("{} < $1", self.column), [before.into()]).await
    }
}

/// Deletes the rows that meet a condition, the values of which are given.
pub async fn sweep<const N: usize>(scope: &SystemScope, table: &str, old: &str, values: [Value; N]) -> Result<()> {
    let sqlite = format!("DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} WHERE {old} LIMIT {BATCH})");
    // The condition twice: a row may have changed between the two looks, and its place is then another's.
    let postgres = format!("DELETE FROM {table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM {table} WHERE {old} LIMIT {BATCH})) AND {old}");
    loop {
        let tx = scope.begin().await?;
        let deleted = tx.execute(tx.statement(&sqlite, &postgres, values.clone())).await?;
        tx.commit().await?;
        if deleted < BATCH {
            return Ok(());
        }
    }
}
