//! The unit of work. A `Tx` belongs to one company and queries only what its caller may see; a
//! `SystemTx` belongs to the program itself.

#![expect(clippy::disallowed_methods, reason = "the one place that begins queries, so that no other need")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};

use chrono::{DateTime, DurationRound as _, NaiveDate, TimeDelta, Utc};
use contract::CompanyId;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait as _, EntityTrait, IntoActiveModel, PrimaryKeyTrait,
    QueryFilter as _, QueryResult, QuerySelect as _, QueryTrait as _, Select, Statement,
};
use tokio::sync::OwnedMutexGuard;
use uuid::Uuid;

use crate::connection::{Connection, RowsOf, Work};
use crate::error::{AppError, OnConstraint as _, Result};
use crate::ports::Entropy;
use crate::principal::Actor;
use crate::scope::{Deps, Reach, RequestMeta, Scope, Shared, SystemScope};

/// A table whose rows belong to companies. There is no default answer to what a client sees.
pub trait CompanyOwned: EntityTrait {
    /// The noun, for refusals.
    const NOUN: &'static str;
    /// The column of the company.
    fn company() -> Self::Column;
    /// The column of the row's id.
    fn id() -> Self::Column;
    /// What this caller may see of the company's rows.
    fn visible_to(reach: &Reach) -> Condition;
}

/// A condition that no row meets: for tables the portal never sees.
pub fn nothing() -> Condition {
    Condition::all().add(sea_orm::sea_query::Expr::cust("1 = 0"))
}

impl Shared {
    /// Whether it is a row of this table, and which.
    pub fn shows<E: CompanyOwned>(&self) -> Condition {
        if E::NOUN == self.noun { Condition::all().add(E::id().eq(self.id)) } else { nothing() }
    }
}

/// The rows whose parent this caller may see; `column` names the parent.
pub fn visible_through<P: CompanyOwned>(reach: &Reach, column: impl ColumnTrait) -> Condition {
    if reach.is_company() {
        return Condition::all();
    }
    let parents = P::find().select_only().column(P::id()).filter(P::visible_to(reach));
    Condition::all().add(column.in_subquery(parents.into_query()))
}

/// What both kinds of transaction share.
pub struct Core {
    connection: Connection,
    deps: Deps,
    actor: Actor,
    meta: Arc<RequestMeta>,
    now: DateTime<Utc>,
    counter: AtomicU16,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Core {
    async fn open(deps: &Deps, actor: &Actor, meta: &Arc<RequestMeta>, work: Work, rows: RowsOf) -> Result<Self> {
        let turn = if work == Work::Write { deps.db.writer_turn().await } else { None };
        let connection = deps.db.begin(work, rows).await?;
        let now = deps.ports.clock.now();
        // PostgreSQL keeps microseconds: what is answered now must equal what is read later.
        let now = now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now);
        let (deps, actor, meta) = (deps.clone(), actor.clone(), meta.clone());
        Ok(Self { connection, deps, actor, meta, now, counter: AtomicU16::new(0), _turn: turn })
    }

    /// One instant for the whole transaction.
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// A new id, in order of making within the transaction.
    pub fn id<I: From<Uuid>>(&self) -> I {
        let count = self.counter.fetch_add(1, Ordering::Relaxed);
        uuid_v7(self.deps.ports.entropy.as_ref(), self.now, count).into()
    }

    /// The connection, for entities' own inserts and updates.
    pub const fn conn(&self) -> &Connection {
        &self.connection
    }

    /// Who acts.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What the request brought along.
    pub fn meta(&self) -> &RequestMeta {
        &self.meta
    }

    /// The settings.
    pub fn config(&self) -> &crate::config::Config {
        &self.deps.config
    }

    /// Randomness.
    pub fn entropy(&self) -> &dyn Entropy {
        self.deps.ports.entropy.as_ref()
    }

    /// A statement in this engine's dialect.
    pub fn statement(&self, sqlite: &str, postgres: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> Statement {
        self.deps.db.statement(sqlite, postgres, values)
    }

    /// Rows of a statement written by hand; it names its company itself.
    pub async fn query(&self, statement: Statement) -> Result<Vec<QueryResult>> {
        Ok(self.connection.query_all_raw(statement).await?)
    }

    /// Rows changed by a statement written by hand; it names its company itself.
    pub async fn execute(&self, statement: Statement) -> Result<u64> {
        Ok(self.connection.execute_raw(statement).await?.rows_affected())
    }

    /// Adds a row.
    pub async fn insert<A>(&self, row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.insert(&self.connection).await.on_missing("")
    }

    /// Changes a row that was loaded through this transaction.
    pub async fn update<A>(&self, row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.update(&self.connection).await.on_missing("")
    }

    /// Writes the answer beside the change, if the request carried an idempotency key.
    pub(crate) async fn keep_answer(&self, status: u16, body: &str, etag: Option<&str>) -> Result<()> {
        match &self.meta.claim {
            Some(claim) => claim.settle(self, status, body, etag).await,
            None => Ok(()),
        }
    }
}

/// A unit of work in one company, with what its caller may see of it.
pub struct Tx {
    core: Core,
    company: CompanyId,
    reach: Reach,
    zone_minutes: Option<i32>,
}

impl std::ops::Deref for Tx {
    type Target = Core;
    fn deref(&self) -> &Core {
        &self.core
    }
}

impl Tx {
    pub(crate) async fn open(scope: &Scope, work: Work) -> Result<Self> {
        let core = Core::open(&scope.deps, &scope.actor, &scope.meta, work, RowsOf::Company(scope.company)).await?;
        Ok(Self { core, company: scope.company, reach: scope.reach.clone(), zone_minutes: scope.zone_minutes })
    }

    /// The company.
    pub const fn company(&self) -> CompanyId {
        self.company
    }

    /// How much of it the caller sees.
    pub const fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The day it is where the company is. Known from the guard; a job asks the database.
    pub async fn today(&self) -> Result<NaiveDate> {
        let minutes = match self.zone_minutes {
            Some(minutes) => minutes,
            None => self.zone().await?,
        };
        Ok((self.now() + TimeDelta::minutes(minutes.into())).date_naive())
    }

    async fn zone(&self) -> Result<i32> {
        const SQL: &str = "SELECT time_zone_offset_minutes FROM company WHERE id = $1";
        let rows = self.query(self.statement(SQL, SQL, [self.company.0.into()])).await?;
        rows.first().map_or(Ok(0), |row| Ok(row.try_get("", "time_zone_offset_minutes")?))
    }

    /// The rows of the company that the caller may see.
    pub fn find<E: CompanyOwned>(&self) -> Select<E> {
        E::find().filter(E::company().eq(self.company)).filter(E::visible_to(&self.reach))
    }

    /// One row of the company that the caller may see.
    pub async fn get<E: CompanyOwned>(&self, id: impl Into<Uuid>) -> Result<E::Model> {
        self.one(self.find::<E>().filter(E::id().eq(id.into()))).await
    }

    /// The same, and nobody else changes it until we are done.
    pub async fn lock<E: CompanyOwned>(&self, id: impl Into<Uuid>) -> Result<E::Model> {
        self.one(self.find::<E>().filter(E::id().eq(id.into())).lock_exclusive()).await
    }

    async fn one<E: CompanyOwned>(&self, select: Select<E>) -> Result<E::Model> {
        select.one(self.conn()).await?.ok_or(AppError::NotFound(E::NOUN))
    }

    /// Deletes a row that was loaded through this transaction.
    pub async fn delete<E: CompanyOwned>(&self, id: impl Into<Uuid>) -> Result<()> {
        E::delete_many().filter(E::company().eq(self.company)).filter(E::id().eq(id.into())).exec(self.conn()).await?;
        Ok(())
    }

    /// Keeps everything.
    pub async fn commit(self) -> Result<()> {
        Ok(self.core.connection.finish().await?)
    }
}

/// A unit of work of the program itself, across companies.
pub struct SystemTx {
    core: Core,
}

impl std::ops::Deref for SystemTx {
    type Target = Core;
    fn deref(&self) -> &Core {
        &self.core
    }
}

impl SystemTx {
    pub(crate) async fn open(scope: &SystemScope, work: Work) -> Result<Self> {
        Ok(Self { core: Core::open(&scope.deps, &scope.actor, &scope.meta, work, RowsOf::System).await? })
    }

    /// Every row of a table.
    pub fn find<E: EntityTrait>(&self) -> Select<E> {
        E::find()
    }

    /// One row of a table.
    pub async fn get<E>(&self, id: impl Into<<E::PrimaryKey as PrimaryKeyTrait>::ValueType> + Send) -> Result<Option<E::Model>>
    where
        E: EntityTrait,
    {
        Ok(E::find_by_id(id).one(self.conn()).await?)
    }

    /// The same, on behalf of somebody.
    #[must_use]
    pub fn acting(mut self, actor: Actor) -> Self {
        self.core.actor = actor;
        self
    }

    /// From here on the work is that of one company, on behalf of this actor.
    pub async fn enter(mut self, company: CompanyId, actor: Actor) -> Result<Tx> {
        self.core.connection.admit(company).await?;
        self.core.actor = actor;
        Ok(Tx { core: self.core, company, reach: Reach::Company, zone_minutes: None })
    }

    /// Keeps everything.
    pub async fn commit(self) -> Result<()> {
        Ok(self.core.connection.finish().await?)
    }
}

/// A `UUIDv7` (RFC 9562) of this instant whose first random bits count, so that ids of one
/// transaction sort as they were made.
pub fn uuid_v7(entropy: &dyn Entropy, at: DateTime<Utc>, count: u16) -> Uuid {
    let mut random = [0_u8; 10];
    entropy.fill(&mut random);
    let [high, low] = (count & 0x0fff).to_be_bytes();
    random[0] = high;
    random[1] = low;
    let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
