//! The bound: what the same answers cost when somebody writes each statement and each handler by
//! hand, with nothing in between. It asks who the caller is and keeps each company to itself; it
//! checks no input, logs nothing, and is not a program that anybody would want to change.

#![expect(clippy::disallowed_types, reason = "a bare server reads its requests itself")]

#[macro_use]
mod engine;
mod answers;
mod sql;

use actix_web::{App, HttpServer, web};
use anyhow::Result;
use pico_args::Arguments;
use tokio::sync::Mutex;

/// SQLite has one writer; PostgreSQL needs no turns.
struct State<P> {
    pool: P,
    writer: Mutex<()>,
}

engine!(sqlite, sqlx::SqlitePool, sqlx::sqlite::SqliteRow, "BEGIN IMMEDIATE");
engine!(postgres, sqlx::PgPool, sqlx::postgres::PgRow, "BEGIN");

/// Answers until it is ended.
pub async fn serve(mut arguments: Arguments) -> Result<()> {
    let url: String = arguments.value_from_str("--database")?;
    let listen: String = arguments.value_from_str("--listen")?;
    if url.starts_with("postgres") {
        let pool = sqlx::postgres::PgPoolOptions::new()
            .max_connections(10)
            .test_before_acquire(false)
            .after_connect(|connection, _| {
                Box::pin(async move { sqlx::query("SELECT set_config('app.system', 'on', false)").execute(connection).await.map(|_| ()) })
            })
            .connect(&url)
            .await?;
        let state = web::Data::new(State { pool, writer: Mutex::new(()) });
        HttpServer::new(move || App::new().app_data(state.clone()).configure(postgres::routes)).workers(2).bind(listen)?.run().await?;
    } else {
        let options: sqlx::sqlite::SqliteConnectOptions = url.parse()?;
        let options = options
            .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
            .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(std::time::Duration::from_secs(10));
        let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(6).test_before_acquire(false).connect_with(options).await?;
        let state = web::Data::new(State { pool, writer: Mutex::new(()) });
        HttpServer::new(move || App::new().app_data(state.clone()).configure(sqlite::routes)).workers(2).bind(listen)?.run().await?;
    }
    Ok(())
}
