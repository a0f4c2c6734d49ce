//! Who is asking, on which company, and how much of it they see.

use std::sync::Arc;

use contract::words::Locale;
use contract::{ClientId, CompanyId, UserId};
use uuid::Uuid;

use crate::connection::Work;
use crate::db::Db;
use crate::error::{AppError, Result};
use crate::ports::Ports;
use crate::principal::Actor;
use crate::tx::{SystemTx, Tx};

/// How much of a company the caller sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Staff: the whole company.
    Company,
    /// A contact in the portal: what belongs to these clients.
    Client(Vec<ClientId>),
    /// A person's own rows and nothing else of the company.
    Own(UserId),
    /// One object that was shared, and what shows with it.
    Object(Shared),
}

/// An object that was shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// What it is: the `NOUN` of its table.
    pub noun: &'static str,
    /// Which one.
    pub id: Uuid,
}

impl Reach {
    /// Whether the caller is staff.
    pub const fn is_company(&self) -> bool {
        matches!(self, Self::Company)
    }
}

/// What the request brought along besides its body.
#[derive(Clone, Debug)]
pub struct RequestMeta {
    /// Its id, in logs, problems and events.
    pub id: String,
    /// The caller's language.
    pub locale: Locale,
    /// The caller's address.
    pub address: String,
    /// The idempotency claim that the answer settles.
    pub(crate) claim: Option<crate::idempotency::Claim>,
}

impl RequestMeta {
    /// What the program itself brings along.
    pub fn internal(id: impl Into<String>) -> Self {
        Self { id: id.into(), locale: Locale::En, address: String::new(), claim: None }
    }
}

/// What everything needs to run: the database, the ports, the settings. Given by actix to the doors.
#[derive(Clone)]
pub struct Deps {
    /// The database.
    pub db: Db,
    /// The outside world.
    pub ports: Ports,
    /// The settings.
    pub config: Arc<crate::config::Config>,
    /// Who may do what.
    pub authority: Arc<dyn crate::authority::Authority>,
}

/// A company, seen by somebody. Holds no connection: open a `Tx` when the input has been read.
#[derive(Clone)]
pub struct Scope {
    pub(crate) deps: Deps,
    pub(crate) company: CompanyId,
    pub(crate) reach: Reach,
    pub(crate) read_only: bool,
    pub(crate) zone_minutes: Option<i32>,
    pub(crate) actor: Actor,
    pub(crate) meta: Arc<RequestMeta>,
}

impl Scope {
    /// The company.
    pub const fn company(&self) -> CompanyId {
        self.company
    }

    /// How much of it the caller sees.
    pub const fn reach(&self) -> &Reach {
        &self.reach
    }

    /// What the request brought along.
    pub fn meta(&self) -> &RequestMeta {
        &self.meta
    }

    /// The outside world. Never call it while a `Tx` is open.
    pub const fn ports(&self) -> &Ports {
        &self.deps.ports
    }

    /// The settings.
    pub fn config(&self) -> &crate::config::Config {
        &self.deps.config
    }

    /// A unit of reading: one consistent moment.
    pub async fn read(&self) -> Result<Tx> {
        Tx::open(self, Work::Read).await
    }

    /// A unit of work: all of it is kept, or nothing.
    pub async fn begin(&self) -> Result<Tx> {
        if self.read_only {
            return Err(AppError::NotAllowed("read_only"));
        }
        Tx::open(self, Work::Write).await
    }
}

/// Everything, seen by the program itself: log-in, invitations, jobs, the relay.
#[derive(Clone)]
pub struct SystemScope {
    pub(crate) deps: Deps,
    pub(crate) actor: Actor,
    pub(crate) meta: Arc<RequestMeta>,
}

impl SystemScope {
    /// The program at work, on behalf of nobody.
    pub fn new(deps: Deps, meta: RequestMeta) -> Self {
        Self { deps, actor: Actor::SYSTEM, meta: Arc::new(meta) }
    }

    /// The same, on behalf of somebody.
    pub fn acting(mut self, actor: Actor) -> Self {
        self.actor = actor;
        self
    }

    /// What the request brought along.
    pub fn meta(&self) -> &RequestMeta {
        &self.meta
    }

    /// The outside world. Never call it while a transaction is open.
    pub const fn ports(&self) -> &Ports {
        &self.deps.ports
    }

    /// The settings.
    pub fn config(&self) -> &crate::config::Config {
        &self.deps.config
    }

    /// Everything it runs on.
    pub const fn deps(&self) -> &Deps {
        &self.deps
    }

    /// The whole of one company.
    pub fn company(&self, company: CompanyId) -> Scope {
        Scope {
            deps: self.deps.clone(),
            company,
            reach: Reach::Company,
            read_only: false,
            zone_minutes: None,
            actor: self.actor.clone(),
            meta: self.meta.clone(),
        }
    }

    /// A unit of reading.
    pub async fn read(&self) -> Result<SystemTx> {
        SystemTx::open(self, Work::Read).await
    }

    /// A unit of work.
    pub async fn begin(&self) -> Result<SystemTx> {
        SystemTx::open(self, Work::Write).await
    }
}
