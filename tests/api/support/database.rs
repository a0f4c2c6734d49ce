//! A database for each test. The schema is laid once; the tests get copies.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tempfile::TempDir;
use tokio::sync::{Mutex, OnceCell};

/// What keeps the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The address of a migrated database that nobody else uses.
pub async fn fresh(engine: Engine, folder: &Path) -> String {
    match engine {
        Engine::Sqlite => sqlite(folder).await,
        Engine::Postgres => postgres().await,
    }
}

/// The address of a database with nothing in it.
pub async fn empty(engine: Engine, folder: &Path) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    match engine {
        Engine::Sqlite => format!("sqlite://{}?mode=rwc", folder.join("test.db").display()),
        Engine::Postgres => {
            let name = format!("empty_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            tell(&format!("CREATE DATABASE {name}")).await;
            address(&name)
        }
    }
}

async fn sqlite(folder: &Path) -> String {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let bytes = TEMPLATE.get_or_init(sqlite_template).await;
    let path = folder.join("test.db");
    std::fs::write(&path, bytes).unwrap();
    format!("sqlite://{}", path.display())
}

/// A closed database is one file: its log has been written back.
async fn sqlite_template() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path: PathBuf = folder.path().join("template.db");
    server::migrate(&format!("sqlite://{}", path.display())).await.unwrap();
    std::fs::read(path).unwrap()
}

async fn postgres() -> String {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    // PostgreSQL copies one database at a time.
    static COPYING: Mutex<()> = Mutex::const_new(());
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let template = TEMPLATE.get_or_init(postgres_template).await;
    let name = format!("{template}_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let _turn = COPYING.lock().await;
    tell(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    address(&name)
}

async fn postgres_template() -> String {
    let name = format!("api_{}", std::process::id());
    tell(&format!("CREATE DATABASE {name}")).await;
    server::migrate(&address(&name)).await.unwrap();
    name
}

async fn tell(sql: &str) {
    let mut connection = PgConnection::connect(&base()).await.unwrap();
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

fn address(name: &str) -> String {
    let base = base();
    let (server, _) = base.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

fn base() -> String {
    std::env::var("PARVIS_TEST_POSTGRES_URL").expect("no PostgreSQL to test on: run cargo xtask test")
}
