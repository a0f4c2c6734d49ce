//! The database as an auditor sees it: one moment of it, nothing written, rows one by one.

use anyhow::Context as _;
use futures::TryStreamExt as _;
use sea_orm_migration::sea_orm::{
    AccessMode, ConnectionTrait as _, DatabaseTransaction, DbBackend, IsolationLevel, QueryResult, SqlxPostgresConnector,
    SqlxSqliteConnector, Statement, StreamTrait as _, TransactionTrait as _, Value,
};
use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

/// Which of the two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// The text for this engine.
    pub const fn pick(self, sqlite: &'static str, postgres: &'static str) -> &'static str {
        match self {
            Self::Sqlite => sqlite,
            Self::Postgres => postgres,
        }
    }
}

/// One moment of the database.
pub struct Snapshot {
    tx: DatabaseTransaction,
    pub engine: Engine,
}

impl Snapshot {
    /// Opens the database without any right to write.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        if url.starts_with("postgres") { Self::postgres(url).await } else { Self::sqlite(url).await }
    }

    async fn sqlite(url: &str) -> anyhow::Result<Self> {
        let options: SqliteConnectOptions = url.parse()?;
        // Opened as a file that may be written, its log can be read even after a crash; writing is refused.
        let options = options.create_if_missing(false).pragma("query_only", "ON").disable_statement_logging();
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.context("the database file cannot be opened")?;
        let tx = SqlxSqliteConnector::from_sqlx_sqlite_pool(pool).begin().await?;
        Ok(Self { tx, engine: Engine::Sqlite })
    }

    async fn postgres(url: &str) -> anyhow::Result<Self> {
        let options: PgConnectOptions = url.parse()?;
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .connect_with(options.application_name("parvis verify").disable_statement_logging())
            .await
            .context("the database cannot be reached")?;
        let db = SqlxPostgresConnector::from_sqlx_postgres_pool(pool);
        let tx = db.begin_with_config(Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly)).await?;
        tx.execute_unprepared("SELECT set_config('app.system', 'on', true)").await?;
        Ok(Self { tx, engine: Engine::Postgres })
    }

    /// Hands each row to `see` as it comes.
    pub async fn each(&self, sql: &str, values: Vec<Value>, mut see: impl FnMut(QueryResult) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let backend = match self.engine {
            Engine::Sqlite => DbBackend::Sqlite,
            Engine::Postgres => DbBackend::Postgres,
        };
        let mut rows = self.tx.stream_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        while let Some(row) = rows.try_next().await? {
            see(row)?;
        }
        Ok(())
    }
}
