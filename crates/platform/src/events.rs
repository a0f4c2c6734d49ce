//! What happened, written in the transaction of the change: audit trail, feed and outbox at once.
//! A trigger puts each event's id into `outbox`, from where the relay takes it; so an event that
//! is committed is never forgotten, and one that is not never leaves. Kinds and contents are
//! `contract::events`.

use chrono::{DateTime, Utc};
use contract::events::shape::{Content, TODAY};
use contract::events::{About, EventData, EventKind, Fields};
use contract::{ClientId, CompanyId, EventId};
use sea_orm::Value;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Result;
use crate::tx::{Core, SystemTx, Tx};

/// An event as the listeners know it, of today's shape whenever it was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredEvent {
    /// Its id.
    pub id: EventId,
    /// In which company; none for those of the platform.
    pub company_id: Option<CompanyId>,
    /// `noun.past`.
    pub kind: String,
    /// The noun's id.
    pub subject_id: Uuid,
    /// How people call it.
    #[serde(default)]
    pub label: Option<String>,
    /// The client whom it concerns.
    #[serde(default)]
    pub client_id: Option<ClientId>,
    /// When.
    pub at: DateTime<Utc>,
    /// The content.
    pub data: serde_json::Value,
    /// The fields that changed, as they were.
    #[serde(default)]
    pub previous: Option<Fields>,
    /// How it was written; a job that an earlier version queued does not say it.
    #[serde(default)]
    pub shape: i32,
}

impl StoredEvent {
    /// The kind, if this program knows it.
    pub fn known(&self) -> Option<EventKind> {
        self.kind.parse().ok()
    }

    /// The content as its type.
    pub fn read<E: EventData>(&self) -> Result<E> {
        E::deserialize(&self.data).map_err(|error| anyhow::Error::new(error).context(format!("event {}", self.kind)).into())
    }

    /// How people call what it is about.
    pub fn called(&self) -> String {
        self.label.clone().unwrap_or_default()
    }

    /// In today's shape.
    #[must_use]
    pub fn of_today(self) -> Self {
        let Self { kind, client_id, data, previous, shape, .. } = self;
        let Content { kind, client_id, data, previous } = Content { kind, client_id, data, previous }.read(shape);
        Self { kind, client_id, data, previous, shape: TODAY, ..self }
    }
}

const COLUMNS: &str = "id, company_id, kind, at, actor_kind, actor_id, via, on_behalf_of_kind, on_behalf_of_id, subject_kind, subject_id, label, \
                       client_id, version, data, previous, request_id, shape";
const WIDTH: usize = 18;

/// What is about to be said.
struct Telling<'a, E: EventData> {
    about: About<E::Subject>,
    event: &'a E,
    previous: Option<&'a Fields>,
}

impl<E: EventData> Telling<'_, E> {
    fn row(self, core: &Core, company: Option<CompanyId>, id: EventId) -> Result<[Value; WIDTH]> {
        let About { id: subject, label, client, version } = self.about;
        let (data, previous) = (text(self.event)?, self.previous.map(text).transpose()?);
        let actor = core.actor();
        let (for_kind, for_id) = actor.on_behalf_of.map(contract::events::OnBehalfOf::parts).unzip();
        Ok([
            id.0.into(),
            company.map(|c| c.0).into(),
            E::KIND.code().into(),
            core.now().into(),
            actor.who.kind().code().into(),
            actor.who.id().into(),
            actor.via.code().into(),
            for_kind.into(),
            for_id.into(),
            E::SUBJECT.code().into(),
            subject.into().into(),
            label.into(),
            client.map(|c| c.0).into(),
            version.into(),
            data.into(),
            previous.into(),
            core.meta().id.clone().into(),
            TODAY.into(),
        ])
    }
}

fn text<T: Serialize + ?Sized>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value).map_err(anyhow::Error::from)?)
}

async fn write<E: EventData>(core: &Core, company: Option<CompanyId>, telling: Telling<'_, E>) -> Result<EventId> {
    let id: EventId = core.id();
    let values = telling.row(core, company, id)?;
    let sql = format!("INSERT INTO event ({COLUMNS}) VALUES {}", places(0));
    core.execute(core.statement(&sql, &sql, values)).await?;
    Ok(id)
}

/// The places of the values of one row of several.
fn places(row: usize) -> String {
    let numbers: Vec<String> = (1..=WIDTH).map(|column| format!("${}", row * WIDTH + column)).collect();
    format!("({})", numbers.join(", "))
}

impl Tx {
    /// Says what happened, in the same transaction.
    pub async fn emit<E: EventData>(&self, about: impl Into<About<E::Subject>>, event: E) -> Result<EventId> {
        write(self, Some(self.company()), Telling { about: about.into(), event: &event, previous: None }).await
    }

    /// The same of a change, with the fields that changed as they were.
    pub async fn emit_change<E: EventData>(&self, about: impl Into<About<E::Subject>>, event: E, previous: &Fields) -> Result<EventId> {
        write(self, Some(self.company()), Telling { about: about.into(), event: &event, previous: Some(previous) }).await
    }

    /// Says several things of a kind in one statement; at most a few hundred at a time.
    pub async fn emit_all<E: EventData>(&self, events: Vec<(About<E::Subject>, E)>) -> Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        let rows: Vec<String> = (0..events.len()).map(places).collect();
        let mut values = Vec::with_capacity(events.len() * WIDTH);
        for (about, event) in events {
            values.extend(Telling { about, event: &event, previous: None }.row(self, Some(self.company()), self.id())?);
        }
        let sql = format!("INSERT INTO event ({COLUMNS}) VALUES {}", rows.join(", "));
        self.execute(self.statement(&sql, &sql, values)).await?;
        Ok(())
    }
}

impl SystemTx {
    /// Says what happened in no company.
    pub async fn emit<E: EventData>(&self, about: impl Into<About<E::Subject>>, event: E) -> Result<EventId> {
        write(self, None, Telling { about: about.into(), event: &event, previous: None }).await
    }
}
