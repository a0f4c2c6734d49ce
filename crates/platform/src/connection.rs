//! An open transaction, as sea-orm's queries use it. sea-orm's own takes a round trip for BEGIN, one
//! for each setting and one for COMMIT; here one begins and says for whom, and a reader, who has
//! nothing to keep, leaves without waiting.

use async_trait::async_trait;
use contract::CompanyId;
use sea_orm::sea_query::Values;
use sea_orm::{ConnAcquireErr, ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, Executor as _, Postgres, Sqlite};
use tokio::sync::Mutex;

use crate::db::{Pool, count_statement};

/// For whom row level security of PostgreSQL lets rows through, until the end of the transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowsOf {
    /// One company.
    Company(CompanyId),
    /// All of them, and what belongs to none.
    System,
}

impl RowsOf {
    /// The id is a UUID and brings nothing along that SQL could mistake.
    fn sql(self) -> String {
        match self {
            Self::Company(id) => format!("SET LOCAL app.company_id TO '{id}'"),
            Self::System => "SET LOCAL app.system TO 'on'".to_owned(),
        }
    }
}

/// What the transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// One moment of the database, looked at. PostgreSQL refuses to write in it.
    Read,
    /// Changes.
    Write,
}

/// A transaction of either engine.
pub struct Connection {
    transaction: Mutex<Transaction>,
    backend: DbBackend,
    work: Work,
}

enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Connection {
    pub(crate) async fn begin(pool: &Pool, work: Work, rows: RowsOf) -> Result<Self, DbErr> {
        let (transaction, backend) = match pool {
            Pool::Sqlite(pool) => {
                let transaction = pool.begin_with(sqlite(work)).await.map_err(not_begun)?;
                (Transaction::Sqlite(transaction), DbBackend::Sqlite)
            }
            Pool::Postgres(pool) => {
                let begin = format!("{}; {}", postgres(work), rows.sql());
                let transaction = pool.begin_with(AssertSqlSafe(begin)).await.map_err(not_begun)?;
                (Transaction::Postgres(transaction), DbBackend::Postgres)
            }
        };
        Ok(Self { transaction: Mutex::new(transaction), backend, work })
    }

    /// From here on rows of this company are let through, and no others.
    pub(crate) async fn admit(&self, company: CompanyId) -> Result<(), DbErr> {
        match &mut *self.transaction.lock().await {
            Transaction::Sqlite(_) => Ok(()),
            Transaction::Postgres(tx) => {
                let sql = format!("SET LOCAL app.system TO 'off'; {}", RowsOf::Company(company).sql());
                tx.execute(AssertSqlSafe(sql)).await.map(|_| ()).map_err(not_executed)
            }
        }
    }

    /// Keeps what was changed. A reader's end travels with the next message to the database.
    pub(crate) async fn finish(self) -> Result<(), DbErr> {
        if self.work == Work::Read {
            return Ok(());
        }
        let kept = match self.transaction.into_inner() {
            Transaction::Sqlite(tx) => tx.commit().await,
            Transaction::Postgres(tx) => tx.commit().await,
        };
        kept.map_err(not_executed)
    }
}

/// Who means to write says so at once: a reader that turns writer meets another one's lock.
const fn sqlite(work: Work) -> &'static str {
    match work {
        Work::Read => "BEGIN",
        Work::Write => "BEGIN IMMEDIATE",
    }
}

/// Readers see one moment, as they do on SQLite; writers see what others kept before they waited.
const fn postgres(work: Work) -> &'static str {
    match work {
        Work::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        Work::Write => "BEGIN",
    }
}

fn not_begun(error: sqlx::Error) -> DbErr {
    match error {
        sqlx::Error::PoolTimedOut => DbErr::ConnectionAcquire(ConnAcquireErr::Timeout),
        sqlx::Error::PoolClosed => DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed),
        other => DbErr::Conn(RuntimeErr::SqlxError(other.into())),
    }
}

fn not_executed(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn not_read(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

/// A statement in sqlx's words.
macro_rules! query {
    ($statement:expr) => {{
        let Statement { sql, values, .. } = $statement;
        sqlx::query_with(AssertSqlSafe(sql), SqlxValues(values.unwrap_or_else(|| Values(Vec::new()))))
    }};
}

#[async_trait]
impl ConnectionTrait for Connection {
    fn get_database_backend(&self) -> DbBackend {
        self.backend
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        count_statement();
        match &mut *self.transaction.lock().await {
            Transaction::Sqlite(tx) => query!(statement).execute(&mut **tx).await.map(Into::into),
            Transaction::Postgres(tx) => query!(statement).execute(&mut **tx).await.map(Into::into),
        }
        .map_err(not_executed)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        count_statement();
        match &mut *self.transaction.lock().await {
            Transaction::Sqlite(tx) => tx.execute(AssertSqlSafe(sql)).await.map(Into::into),
            Transaction::Postgres(tx) => tx.execute(AssertSqlSafe(sql)).await.map(Into::into),
        }
        .map_err(not_executed)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        count_statement();
        match &mut *self.transaction.lock().await {
            Transaction::Sqlite(tx) => query!(statement).fetch_optional(&mut **tx).await.map(|row| row.map(Into::into)),
            Transaction::Postgres(tx) => query!(statement).fetch_optional(&mut **tx).await.map(|row| row.map(Into::into)),
        }
        .map_err(not_read)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        count_statement();
        match &mut *self.transaction.lock().await {
            Transaction::Sqlite(tx) => query!(statement).fetch_all(&mut **tx).await.map(all),
            Transaction::Postgres(tx) => query!(statement).fetch_all(&mut **tx).await.map(all),
        }
        .map_err(not_read)
    }
}

fn all<R: Into<QueryResult>>(rows: Vec<R>) -> Vec<QueryResult> {
    rows.into_iter().map(Into::into).collect()
}
