//! What happened: the audit log and the feed of recent activity.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::call::call;
use crate::ids::{CompanyId, EventId};
use crate::page::Page;

words! {
    /// What kind of actor did it.
    pub enum ActorKind {
        /// A person.
        User = "user",
        /// The program itself.
        System = "system",
        /// A payment gateway.
        Gateway = "gateway",
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-0000000000e1", "sequence": 42, "kind": "invoice.issued", "at": "2026-11-20T09:00:00Z", "actor_kind": "user",
    "actor_id": "01968f5e-7a00-7000-8000-000000000001", "actor_name": "Claire Fontaine", "subject_kind": "invoice", "subject_id": "01968f5e-7a00-7000-8000-000000000008",
    "label": "F-2026-0001", "data": {"total": {"amount": 120_000, "currency": "EUR"}}, "request_id": "01968f5e-7a00-7000-8000-0000000000ff",
})))]
pub struct Event {
    /// The event.
    pub id: EventId,
    /// Its place in the company's history; given shortly after it happened.
    pub sequence: Option<i64>,
    /// What happened: `noun.past`.
    pub kind: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind of actor did it.
    pub actor_kind: ActorKind,
    /// Which person.
    pub actor_id: Option<Uuid>,
    /// Their name.
    pub actor_name: Option<String>,
    /// What it happened to.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Uuid,
    /// How people call it: a number, a name.
    pub label: Option<String>,
    /// Before and after of the fields that matter.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub data: serde_json::Value,
    /// The request that caused it.
    pub request_id: Option<String>,
}

/// Which events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct EventFilter {
    /// What happened, or how it begins: `invoice` or `invoice.issued`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "invoice"))]
    pub kind: Option<String>,
    /// By this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<Uuid>,
    /// To this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<Uuid>,
    /// Opaque: from the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows a page, 1 to 200; 50 when silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200, example = 50))]
    pub limit: Option<u16>,
}

call! {
    /// What happened in the company, latest first.
    "GET" ListEvents { company: CompanyId, filter: EventFilter } -> Page<Event>, "/api/v1/companies/{company}/events", query filter
}
