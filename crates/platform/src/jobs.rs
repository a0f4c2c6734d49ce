//! What follows from events. A listener turns an event into jobs; a job is a function that may
//! run twice. `server` relays events and runs jobs with apalis; slices know neither.

use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use contract::ClientId;
use contract::events::{EventData, EventKind};
use serde::{Deserialize, Serialize};

use crate::error::{AppError, Result};
use crate::events::StoredEvent;
use crate::principal::Actor;
use crate::scope::{RequestMeta, Scope, SystemScope};

/// One thing to do, as it waits in the queue.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The listener that asked for it.
    pub listener: String,
    /// The event that caused it.
    pub event: StoredEvent,
    /// Which of the listener's times this is, from 0.
    pub turn: usize,
}

impl Job {
    /// The same for the same event, listener and turn: it is queued once.
    pub fn key(&self) -> String {
        format!("{}:{}:{}", self.event.id, self.listener, self.turn)
    }
}

/// The work of a job.
pub type Run = fn(JobScope, StoredEvent) -> Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// Hears events of one kind and does something about them.
#[derive(Clone, Copy)]
pub struct Listener {
    /// Its name, stable: jobs in the queue name it.
    pub name: &'static str,
    /// The kind of event.
    pub hears: EventKind,
    /// How long after the event it runs: once for each. `&[TimeDelta::zero()]` is at once.
    pub after: &'static [TimeDelta],
    /// What it does.
    pub run: Run,
}

impl Listener {
    /// Hears events of this kind.
    pub const fn on<E: EventData>(name: &'static str, after: &'static [TimeDelta], run: Run) -> Self {
        Self { name, hears: E::KIND, after, run }
    }
}

/// At once, and once.
pub const AT_ONCE: &[TimeDelta] = &[TimeDelta::zero()];

/// All listeners of the program.
#[derive(Clone, Default)]
pub struct Listeners(Arc<Vec<Listener>>);

impl Listeners {
    /// Of these slices.
    pub fn new(of_slices: impl IntoIterator<Item = Vec<Listener>>) -> Self {
        Self(Arc::new(of_slices.into_iter().flatten().collect()))
    }

    /// The jobs that follow from an event, and when each is to run.
    pub fn jobs(&self, event: &StoredEvent) -> Vec<(Job, DateTime<Utc>)> {
        let hearing = self.0.iter().filter(|listener| event.known() == Some(listener.hears));
        hearing
            .flat_map(|listener| {
                listener
                    .after
                    .iter()
                    .enumerate()
                    .map(|(turn, after)| (Job { listener: listener.name.to_owned(), event: event.clone(), turn }, event.at + *after))
            })
            .collect()
    }

    /// Does a job.
    pub async fn run(&self, scope: SystemScope, job: Job) -> Result<()> {
        let listener = self.0.iter().find(|listener| listener.name == job.listener);
        let Some(listener) = listener else { return Err(AppError::Internal(anyhow::anyhow!("no listener {}", job.listener))) };
        let key = job.key();
        let event = job.event.of_today();
        (listener.run)(JobScope { system: scope, client: event.client_id, key }, event).await
    }
}

/// What a job works with.
pub struct JobScope {
    system: SystemScope,
    client: Option<ClientId>,
    /// The same each time this job runs: what it does once it does under this key.
    pub key: String,
}

impl JobScope {
    /// The program.
    pub const fn system(&self) -> &SystemScope {
        &self.system
    }

    /// The client whom the event concerns.
    pub const fn client(&self) -> Option<ClientId> {
        self.client
    }

    /// The company in which the event happened.
    pub fn company(&self, event: &StoredEvent) -> Result<Scope> {
        let company = event.company_id.ok_or_else(|| anyhow::anyhow!("event {} belongs to no company", event.kind))?;
        Ok(self.system.company(company))
    }
}

/// The scope of a worker.
pub fn worker_scope(deps: crate::scope::Deps, request_id: String) -> SystemScope {
    SystemScope::new(deps, RequestMeta::internal(request_id)).acting(Actor::SYSTEM)
}
