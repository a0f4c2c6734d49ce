//! The schema brought up to date: our steps, those of the job queue, and the rights of the role
//! that requests run as. Two instances that start together take turns.

use anyhow::Context as _;
use apalis_postgres::PostgresStorage;
use apalis_sqlite::SqliteStorage;
use migrations::Migrator;
use sea_orm_migration::MigratorTrait as _;
use sea_orm_migration::sea_orm::{DatabaseConnection, SqlxPostgresConnector, SqlxSqliteConnector};
use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

/// Any number that nothing else locks.
const TURN: i64 = 7_276_184;

/// Brings the database at this address up to date; quick when there is nothing to do.
pub async fn migrate(database_url: &str) -> anyhow::Result<()> {
    if database_url.starts_with("postgres") { postgres(database_url).await } else { sqlite(database_url).await }
}

async fn sqlite(url: &str) -> anyhow::Result<()> {
    let options: SqliteConnectOptions = url.parse()?;
    let options = options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .disable_statement_logging();
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.context("the database file cannot be opened")?;
    steps(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool.clone())).await?;
    // Never `setup()`: it turns synchronous writing off.
    SqliteStorage::migrations().run(&pool).await?;
    pool.close().await;
    Ok(())
}

async fn postgres(url: &str) -> anyhow::Result<()> {
    let options: PgConnectOptions = url.parse()?;
    let pool = PgPoolOptions::new()
        .max_connections(2)
        .connect_with(options.disable_statement_logging())
        .await
        .context("the database cannot be reached")?;
    let mut turn = pool.acquire().await?;
    sqlx::query("SELECT pg_advisory_lock($1)").bind(TURN).execute(&mut *turn).await?;
    let db = SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone());
    let done = async {
        steps(db.clone()).await?;
        PostgresStorage::migrations().run(&pool).await?;
        // The queue's own steps lay this one on SQLite only; by it old jobs are found.
        sqlx::query("CREATE INDEX IF NOT EXISTS jobs_status_run_at_idx ON apalis.jobs (status, run_at)").execute(&pool).await?;
        anyhow::Ok(migrations::grant(&db).await?)
    };
    let done = done.await;
    sqlx::query("SELECT pg_advisory_unlock($1)").bind(TURN).execute(&mut *turn).await?;
    drop(turn);
    pool.close().await;
    done
}

async fn steps(db: DatabaseConnection) -> anyhow::Result<()> {
    Migrator::up(&db, None).await.context("a step of the schema failed")
}
