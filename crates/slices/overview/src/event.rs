//! Events as they are read. They are written by `platform`, with the change they tell of.

use chrono::{DateTime, Utc};
use contract::events::shape::Content;
use contract::events::{ActorKind, Event, OnBehalfOf, Via};
use contract::{ClientId, CompanyId, EventId};
use platform::{CompanyOwned, Reach, Result, Tx, nothing};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, FromQueryResult, JoinType, QuerySelect as _, Select};

/// A row of the table.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventId,
    pub company_id: CompanyId,
    pub sequence: Option<i64>,
    pub kind: String,
    pub at: DateTime<Utc>,
    pub actor_kind: ActorKind,
    pub actor_id: Option<Uuid>,
    pub via: Option<Via>,
    pub on_behalf_of_kind: Option<String>,
    pub on_behalf_of_id: Option<Uuid>,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub label: Option<String>,
    pub client_id: Option<ClientId>,
    pub version: Option<i64>,
    pub data: String,
    pub previous: Option<String>,
    pub request_id: Option<String>,
    pub shape: i32,
}

/// What an event refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Who did it.
    #[sea_orm(
        belongs_to = "identity::entities::app_user::Entity",
        from = "Column::ActorId",
        to = "identity::entities::app_user::Column::Id"
    )]
    Actor,
}

impl ActiveModelBehavior for ActiveModel {}

impl CompanyOwned for Entity {
    const NOUN: &'static str = "event";

    fn company() -> Column {
        Column::CompanyId
    }

    fn id() -> Column {
        Column::Id
    }

    /// What happened in a company is its staff's affair.
    fn visible_to(reach: &Reach) -> Condition {
        if reach.is_company() { Condition::all() } else { nothing() }
    }
}

/// An event with its actor's name, read in one statement.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Named {
    #[sea_orm(nested)]
    pub event: Model,
    pub actor_name: Option<String>,
}

impl Named {
    /// The event as it travels, of today's shape.
    pub fn view(self) -> Result<Event> {
        let row = self.event;
        let content = Content {
            kind: row.kind,
            client_id: row.client_id,
            data: serde_json::from_str(&row.data).map_err(anyhow::Error::from)?,
            previous: row.previous.as_deref().map(serde_json::from_str).transpose().map_err(anyhow::Error::from)?,
        };
        let Content { kind, client_id, data, previous } = content.read(row.shape);
        Ok(Event {
            id: row.id,
            sequence: row.sequence,
            kind,
            at: row.at,
            actor_kind: row.actor_kind,
            actor_id: row.actor_id,
            actor_name: self.actor_name,
            via: row.via,
            on_behalf_of: row.on_behalf_of_kind.zip(row.on_behalf_of_id).and_then(|(kind, id)| OnBehalfOf::from_parts(&kind, id)),
            subject_kind: row.subject_kind,
            subject_id: row.subject_id,
            label: row.label,
            client_id,
            version: row.version,
            data,
            previous,
            request_id: row.request_id,
        })
    }
}

/// The events that the caller may see, each with its actor's name.
pub(crate) fn named(tx: &Tx) -> Select<Entity> {
    tx.find::<Entity>().join(JoinType::LeftJoin, Relation::Actor.def()).column_as(identity::entities::app_user::Column::Name, "actor_name")
}
