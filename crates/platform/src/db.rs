//! The database: one pool for requests, relay and workers, on SQLite or PostgreSQL. The pool is
//! private: slices reach rows through a `Tx`, which only a door gives.

use std::cell::Cell;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbErr, QueryResult, SqlxPostgresConnector, SqlxSqliteConnector, Statement};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _};
use sqlx::{PgPool, SqlitePool};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::connection::{Connection, RowsOf, Work};

/// The role that PostgreSQL connections take when the log-in could bypass row level security.
pub const POSTGRES_ROLE: &str = "parvis_app";

/// The server may have hung up on a connection that was not used for so long.
const RESTED: Duration = Duration::from_secs(1);

tokio::task_local! {
    /// SQL statements of the request at hand.
    pub(crate) static STATEMENTS: Cell<u32>;
}

/// One more of the request at hand, if there is one.
pub(crate) fn count_statement() {
    let _ = STATEMENTS.try_with(|count| count.set(count.get() + 1));
}

/// The pool of either engine, for those who share it: the relay and the workers.
#[derive(Clone, Debug)]
pub enum Pool {
    /// One file.
    Sqlite(SqlitePool),
    /// A server.
    Postgres(PgPool),
}

/// The database.
#[derive(Clone, Debug)]
pub struct Db {
    conn: DatabaseConnection,
    pool: Pool,
    /// SQLite has one writer at a time. Those who wait here wait in order; those who would wait
    /// inside SQLite sleep and retry, up to a second in our measurements.
    writer: Arc<Mutex<()>>,
}

impl Db {
    /// Opens the pool. The schema is the caller's business.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, sqlx::Error> {
        if url.starts_with("postgres") { Self::postgres(url, connections).await } else { Self::sqlite(url, connections).await }
    }

    async fn sqlite(url: &str, connections: u32) -> Result<Self, sqlx::Error> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .disable_statement_logging();
        let pool = SqlitePoolOptions::new()
            .max_connections(connections.min(6))
            .min_connections(1)
            // A file does not hang up.
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        Ok(Self::over(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool.clone()), Pool::Sqlite(pool)))
    }

    async fn postgres(url: &str, connections: u32) -> Result<Self, sqlx::Error> {
        let options = PgConnectOptions::from_str(url)?.application_name("parvis").disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(connections)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            // Tested whenever it comes back; again only if it rested since, not at each request.
            .test_before_acquire(false)
            .before_acquire(|connection, rest| {
                Box::pin(async move {
                    if rest.idle_for > RESTED {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .after_connect(|connection, _| Box::pin(step_down(connection)))
            .connect_with(options)
            .await?;
        Ok(Self::over(SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone()), Pool::Postgres(pool)))
    }

    fn over(mut conn: DatabaseConnection, pool: Pool) -> Self {
        conn.set_metric_callback(|_| count_statement());
        Self { conn, pool, writer: Arc::new(Mutex::new(())) }
    }

    /// The pool itself, for the relay and the workers of `server`. Slices have no use for it.
    pub fn shared_pool(&self) -> &Pool {
        &self.pool
    }

    /// The turn to write. Whoever writes to SQLite outside of a `Tx` takes it first.
    pub async fn writer_turn(&self) -> Option<OwnedMutexGuard<()>> {
        match self.pool {
            Pool::Sqlite(_) => Some(self.writer.clone().lock_owned().await),
            Pool::Postgres(_) => None,
        }
    }

    /// Whether the engine is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        matches!(self.pool, Pool::Postgres(_))
    }

    /// A statement in this engine's dialect.
    pub fn statement(&self, sqlite: &str, postgres: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> Statement {
        let sql = if self.is_postgres() { postgres } else { sqlite };
        Statement::from_sql_and_values(self.conn.get_database_backend(), sql, values)
    }

    /// One read outside of any company, for whoever says who a caller is.
    pub async fn lookup(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.conn.query_all_raw(statement).await
    }

    /// One change that is kept at once, of a table that belongs to no company: the claim of a key.
    pub(crate) async fn execute_alone(&self, statement: Statement) -> Result<u64, DbErr> {
        let _turn = self.writer_turn().await;
        Ok(self.conn.execute_raw(statement).await?.rows_affected())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.conn.execute_unprepared("SELECT 1").await.map(|_| ())
    }

    /// Closes the pool, so that SQLite folds its journal into the file.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }

    pub(crate) async fn begin(&self, work: Work, rows: RowsOf) -> Result<Connection, DbErr> {
        Connection::begin(&self.pool, work, rows).await
    }
}

/// A superuser and an owner with BYPASSRLS see every row: take the role that does not, or refuse.
async fn step_down(connection: &mut sqlx::PgConnection) -> Result<(), sqlx::Error> {
    let bypasses: bool = sqlx::query_scalar("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        .fetch_one(&mut *connection)
        .await?;
    if !bypasses {
        return Ok(());
    }
    let exists: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1)")
        .bind(POSTGRES_ROLE)
        .fetch_one(&mut *connection)
        .await?;
    if !exists {
        return Err(sqlx::Error::Configuration(
            "the log-in bypasses row level security and the role parvis_app is missing: run `parvis migrate`".into(),
        ));
    }
    sqlx::query("SET ROLE parvis_app").execute(connection).await.map(|_| ())
}
