//! What happened, written in the transaction of the change: audit trail, feed and outbox at once.
//! A trigger puts each event's id into `outbox`, from where the relay takes it; so an event that
//! is committed is never forgotten, and one that is not never leaves.

use chrono::{DateTime, Utc};
use contract::audit::ActorKind;
use contract::{CompanyId, EventId};
use sea_orm::Value;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::Result;
use crate::tx::{Core, SystemTx, Tx};

/// An event of a slice.
pub trait DomainEvent: Serialize + Sync {
    /// `noun.past`.
    const KIND: &'static str;
    /// The noun.
    const SUBJECT: &'static str;
    /// Which one.
    fn subject(&self) -> Uuid;
    /// How people call it.
    fn label(&self) -> Option<String>;
}

/// Defines an event: its kind, its noun, its id field, what people call it, and its content.
#[macro_export]
macro_rules! event {
    ($(#[$doc:meta])* $name:ident = $kind:literal on $noun:literal by $id:ident $(called $label:ident)? { $($(#[$fdoc:meta])* $field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
        pub struct $name { $($(#[$fdoc])* #[doc = concat!("`", stringify!($field), "`")] pub $field: $type),* }

        impl $crate::events::DomainEvent for $name {
            const KIND: &'static str = $kind;
            const SUBJECT: &'static str = $noun;
            fn subject(&self) -> uuid::Uuid { self.$id.into() }
            fn label(&self) -> Option<String> {
                #[allow(unused_mut, unused_assignments)]
                let mut label = None;
                $(label = Some(self.$label.to_string());)?
                label
            }
        }
    };
}

/// An event as the relay and the listeners know it.
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
    /// When.
    pub at: DateTime<Utc>,
    /// The content.
    pub data: serde_json::Value,
}

impl StoredEvent {
    /// The content as its type.
    pub fn read<E: serde::de::DeserializeOwned>(&self) -> Result<E> {
        serde_json::from_value(self.data.clone()).map_err(|error| anyhow::Error::new(error).context(format!("event {}", self.kind)).into())
    }
}

const COLUMNS: &str = "id, company_id, kind, at, actor_kind, actor_id, subject_kind, subject_id, label, data, request_id";
const WIDTH: usize = 11;

async fn write<E: DomainEvent>(core: &Core, company: Option<CompanyId>, event: &E) -> Result<EventId> {
    let id: EventId = core.id();
    let values = row(core, company, id, event)?;
    let sql = format!("INSERT INTO event ({COLUMNS}) VALUES {}", places(0));
    core.execute(core.statement(&sql, &sql, values)).await?;
    Ok(id)
}

fn row<E: DomainEvent>(core: &Core, company: Option<CompanyId>, id: EventId, event: &E) -> Result<[Value; WIDTH]> {
    let data = serde_json::to_string(event).map_err(anyhow::Error::from)?;
    Ok([
        id.0.into(),
        company.map(|c| c.0).into(),
        E::KIND.into(),
        core.now().into(),
        core.actor().kind.code().into(),
        core.actor().user.map(|u| u.0).into(),
        E::SUBJECT.into(),
        event.subject().into(),
        event.label().into(),
        data.into(),
        core.meta().id.clone().into(),
    ])
}

/// The places of the values of one row of several.
fn places(row: usize) -> String {
    let numbers: Vec<String> = (1..=WIDTH).map(|column| format!("${}", row * WIDTH + column)).collect();
    format!("({})", numbers.join(", "))
}

impl Tx {
    /// Says what happened, in the same transaction.
    pub async fn emit<E: DomainEvent>(&self, event: E) -> Result<EventId> {
        write(self, Some(self.company()), &event).await
    }

    /// Says several things of a kind in one statement; at most a few hundred at a time.
    pub async fn emit_all<E: DomainEvent>(&self, events: &[E]) -> Result<()> {
        if events.is_empty() {
            return Ok(());
        }
        let mut values = Vec::with_capacity(events.len() * WIDTH);
        for event in events {
            values.extend(row(self, Some(self.company()), self.id(), event)?);
        }
        let rows: Vec<String> = (0..events.len()).map(places).collect();
        let sql = format!("INSERT INTO event ({COLUMNS}) VALUES {}", rows.join(", "));
        self.execute(self.statement(&sql, &sql, values)).await?;
        Ok(())
    }
}

impl SystemTx {
    /// Says what happened in no company.
    pub async fn emit<E: DomainEvent>(&self, event: E) -> Result<EventId> {
        write(self, None, &event).await
    }
}

/// The actor of an event as it is stored.
pub fn actor_kind(code: &str) -> ActorKind {
    code.parse().unwrap_or(ActorKind::System)
}
