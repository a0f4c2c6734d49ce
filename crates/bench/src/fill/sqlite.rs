//! Rows into a file: one transaction, many rows a statement.

use anyhow::Result;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Executor as _, SqliteConnection};

use super::GUARDED;
use super::rows::{Batch, Cell};

/// SQLite takes 32,766 values a statement; short statements parse sooner.
const ROWS: usize = 100;

/// An open file.
pub struct Sink {
    connection: SqliteConnection,
    guards: Vec<String>,
}

impl Sink {
    pub async fn open(url: &str) -> Result<Self> {
        let options: SqliteConnectOptions = url.parse()?;
        let mut connection = options.foreign_keys(false).disable_statement_logging().connect().await?;
        connection.execute("PRAGMA synchronous = OFF").await?;
        connection.execute("PRAGMA cache_size = -262144").await?;
        connection.execute("BEGIN IMMEDIATE").await?;
        let mut guards = Vec::new();
        for table in GUARDED {
            let sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = $1";
            for (name, sql) in sqlx::query_as::<_, (String, String)>(sql).bind(table).fetch_all(&mut connection).await? {
                connection.execute(AssertSqlSafe(format!("DROP TRIGGER {name}"))).await?;
                guards.push(sql);
            }
        }
        Ok(Self { connection, guards })
    }
}

impl super::Sink for Sink {
    async fn add(&mut self, batch: &Batch) -> Result<()> {
        for rows in batch.rows.chunks(ROWS) {
            let places = format!("({})", vec!["?"; rows[0].len()].join(", "));
            let sql = format!("INSERT INTO {} ({}) VALUES {}", batch.table, batch.columns, vec![places; rows.len()].join(", "));
            let query = sqlx::query(AssertSqlSafe(sql));
            rows.iter().flatten().fold(query, bind).execute(&mut self.connection).await?;
        }
        Ok(())
    }

    async fn finish(&mut self) -> Result<()> {
        for sql in &self.guards {
            self.connection.execute(AssertSqlSafe(sql.clone())).await?;
        }
        self.connection.execute("COMMIT").await?;
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        Ok(())
    }
}

type Query = sqlx::query::Query<'static, sqlx::Sqlite, SqliteArguments>;

fn bind(query: Query, cell: &Cell) -> Query {
    match cell.clone() {
        Cell::Null => query.bind(None::<String>),
        Cell::Text(text) => query.bind(text),
        Cell::Long(number) => query.bind(number),
        Cell::Flag(flag) => query.bind(flag),
        Cell::Id(id) => query.bind(id),
        Cell::Day(day) => query.bind(day),
        Cell::At(at) => query.bind(at),
        Cell::Bytes(bytes) => query.bind(bytes),
    }
}
