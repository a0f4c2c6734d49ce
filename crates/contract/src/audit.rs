//! Reading what happened: the audit log and the feed of recent activity.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::call::call;
use crate::events::Event;
use crate::ids::CompanyId;
use crate::page::Page;

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
