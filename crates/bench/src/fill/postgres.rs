//! Rows into a server, by COPY.

use std::fmt::Write as _;

use anyhow::Result;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};

use super::GUARDED;
use super::rows::{Batch, Cell};

/// COPY refuses tables whose rows are hidden; an owner may look once it is not forced to look away.
const FORCED: &str = "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                      WHERE n.nspname = current_schema() AND c.relforcerowsecurity";

/// An open connection.
pub struct Sink {
    connection: PgConnection,
    forced: Vec<String>,
}

impl Sink {
    pub async fn open(url: &str) -> Result<Self> {
        let mut connection = PgConnection::connect(url).await?;
        let forced: Vec<String> = sqlx::query_scalar(FORCED).fetch_all(&mut connection).await?;
        // Foreign keys are checked by plans that were made while the tables were empty.
        connection.execute("SET enable_seqscan = off").await?;
        connection.execute("BEGIN").await?;
        let mut sink = Self { connection, forced };
        sink.guards("NO FORCE", "DISABLE").await?;
        Ok(sink)
    }

    async fn guards(&mut self, force: &str, enable: &str) -> Result<()> {
        for table in &self.forced {
            self.connection.execute(AssertSqlSafe(format!("ALTER TABLE {table} {force} ROW LEVEL SECURITY"))).await?;
        }
        for table in GUARDED {
            self.connection.execute(AssertSqlSafe(format!("ALTER TABLE {table} {enable} TRIGGER USER"))).await?;
        }
        Ok(())
    }
}

impl super::Sink for Sink {
    async fn add(&mut self, batch: &Batch) -> Result<()> {
        let mut text = String::new();
        for row in &batch.rows {
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    text.push('\t');
                }
                write(&mut text, cell);
            }
            text.push('\n');
        }
        let mut copy = self.connection.copy_in_raw(&format!("COPY {} ({}) FROM STDIN", batch.table, batch.columns)).await?;
        copy.send(text.into_bytes()).await?;
        copy.finish().await?;
        Ok(())
    }

    async fn finish(&mut self) -> Result<()> {
        // What waits to be checked stands in the way of ALTER TABLE.
        self.connection.execute("COMMIT").await?;
        self.connection.execute("BEGIN").await?;
        self.guards("FORCE", "ENABLE").await?;
        self.connection.execute("COMMIT").await?;
        self.connection.execute("VACUUM ANALYZE").await?;
        Ok(())
    }
}

fn write(text: &mut String, cell: &Cell) {
    // Writing into a string cannot fail.
    let _ = match cell {
        Cell::Null => write!(text, "\\N"),
        Cell::Text(value) => write!(text, "{}", value.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n")),
        Cell::Long(value) => write!(text, "{value}"),
        Cell::Flag(value) => write!(text, "{value}"),
        Cell::Id(value) => write!(text, "{value}"),
        Cell::Day(value) => write!(text, "{value}"),
        Cell::At(value) => write!(text, "{}", value.to_rfc3339()),
        Cell::Bytes(value) => write!(text, "\\\\x{}", hex::encode(value)),
    };
}
