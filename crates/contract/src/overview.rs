//! The first pages: the company's figures, the client's home, the search of the palette.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::CompanyCard;
use crate::billing::InvoiceSummary;
use crate::call::call;
use crate::events::Event;
use crate::ids::CompanyId;
use crate::money::Money;
use crate::projects::Project;

/// The company's figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Dashboard {
    /// Money, currency by currency, the company's own first.
    pub currencies: Vec<CurrencyFigures>,
    /// Clients not archived.
    pub clients: i64,
    /// Projects under way.
    pub active_projects: i64,
    /// Invoices being written.
    pub draft_invoices: i64,
    /// What happened lately.
    pub recent: Vec<Event>,
    /// Fields without which no invoice can be issued.
    pub missing_for_invoicing: Vec<String>,
}

/// Figures of one currency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurrencyFigures {
    /// Invoiced this month without tax, less credits.
    pub invoiced_this_month: Money,
    /// Invoiced the month before.
    pub invoiced_last_month: Money,
    /// Received this month, less refunds.
    pub received_this_month: Money,
    /// Received the month before.
    pub received_last_month: Money,
    /// Owed in all.
    pub outstanding: Money,
    /// Owed and due before today.
    pub overdue: Money,
    /// How many invoices are overdue.
    pub overdue_count: i64,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthFigures>,
    /// What is owed, by age.
    pub ageing: Vec<AgeFigures>,
}

/// Figures of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MonthFigures {
    /// `YYYY-MM`.
    pub month: String,
    /// Invoiced without tax, less credits.
    pub invoiced: Money,
    /// Received, less refunds.
    pub received: Money,
}

words! {
    /// How long something has been due.
    pub enum Age {
        /// Not yet.
        NotDue = "not_due",
        /// 1 to 30 days.
        Days30 = "days_1_30",
        /// 31 to 60 days.
        Days60 = "days_31_60",
        /// 61 to 90 days.
        Days90 = "days_61_90",
        /// Longer.
        Older = "older",
    }
}

/// What is owed of one age.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgeFigures {
    /// How long it has been due.
    pub age: Age,
    /// How much.
    pub amount: Money,
    /// How many invoices.
    pub count: i64,
}

/// The client's home.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PortalHome {
    /// Whose place this is.
    pub company: CompanyCard,
    /// Where the company answers mails.
    pub email: Option<String>,
    /// Where the company answers calls.
    pub phone: Option<String>,
    /// Whom the person speaks for.
    pub client_names: Vec<String>,
    /// What is owed, currency by currency.
    pub due: Vec<Money>,
    /// Invoices to pay, the most urgent first, at most 20.
    pub to_pay: Vec<InvoiceSummary>,
    /// Projects under way, at most 20.
    pub projects: Vec<Project>,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"kind": "client", "id": "01968f5e-7a00-7000-8000-000000000005", "title": "Boulangerie Diallo", "subtitle": "compta@diallo.example"})))]
pub struct Hit {
    /// `client`, `project` or `invoice`.
    pub kind: String,
    /// Which one.
    pub id: Uuid,
    /// How people call it.
    pub title: String,
    /// What tells it from its like.
    pub subtitle: Option<String>,
}

/// What to search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct SearchQuery {
    /// Part of a name, an address or a number; at least 2 characters.
    #[cfg_attr(feature = "openapi", param(example = "diallo"))]
    pub q: String,
}

/// What was found, at most 5 of each kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResult {
    /// The hits.
    pub data: Vec<Hit>,
}

call! {
    /// The company's figures.
    "GET" ReadDashboard { company: CompanyId } -> Dashboard, "/api/v1/companies/{company}/dashboard"
}
call! {
    /// The client's home.
    "GET" ReadPortalHome { company: CompanyId } -> PortalHome, "/api/v1/companies/{company}/portal"
}
call! {
    /// Find clients, projects and invoices.
    "GET" Search { company: CompanyId, query: SearchQuery } -> SearchResult, "/api/v1/companies/{company}/search", query query
}
