//! Projects: the work for a client.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::call::call;
use crate::check::{Check, Checker};
use crate::ids::{ClientId, CompanyId, ProjectId};
use crate::page::Page;
use crate::version::versioned;

words! {
    /// Where a project stands.
    pub enum ProjectStatus {
        /// Being prepared.
        Draft = "draft",
        /// Under way.
        Active = "active",
        /// Waiting.
        OnHold = "on_hold",
        /// Done.
        Completed = "completed",
        /// Given up.
        Cancelled = "cancelled",
    }
}

impl ProjectStatus {
    /// Whether nothing more will happen.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled)
    }
}

/// A project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000007", "client_id": "01968f5e-7a00-7000-8000-000000000005", "client_name": "Boulangerie Diallo", "name": "New shop window",
    "description": "Design and fitting.", "status": "active", "progress": 40, "starts_on": "2026-10-01", "due_on": "2026-12-15", "visible_to_client": true, "late": false,
    "created_at": "2026-09-20T09:00:00Z", "archived_at": null, "version": 3,
})))]
pub struct Project {
    /// The project.
    pub id: ProjectId,
    /// Whose it is.
    pub client_id: ClientId,
    /// The client's name.
    pub client_name: String,
    /// Its name.
    pub name: String,
    /// What is to be done.
    pub description: Option<String>,
    /// Where it stands.
    pub status: ProjectStatus,
    /// Percent done, 0 to 100.
    pub progress: i32,
    /// When it starts.
    pub starts_on: Option<NaiveDate>,
    /// When it is due.
    pub due_on: Option<NaiveDate>,
    /// Whether the client sees it in the portal.
    pub visible_to_client: bool,
    /// Due before today and not over.
    pub late: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was put away.
    pub archived_at: Option<DateTime<Utc>>,
    /// Grows with each change; the `ETag`.
    pub version: i64,
}

versioned!(Project);

/// What a person fills in to create a project, or to write it anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"client_id": "01968f5e-7a00-7000-8000-000000000005", "name": "New shop window", "status": "active", "progress": 40, "due_on": "2026-12-15", "visible_to_client": true})))]
#[serde(deny_unknown_fields)]
pub struct ProjectInput {
    /// Whose it is; cannot change once invoices name the project.
    pub client_id: ClientId,
    /// Its name.
    pub name: String,
    /// What is to be done.
    #[serde(default)]
    pub description: Option<String>,
    /// Where it stands; `draft` when silent.
    #[serde(default)]
    pub status: Option<ProjectStatus>,
    /// Percent done.
    #[serde(default)]
    pub progress: i32,
    /// When it starts.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// When it is due.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// Whether the client sees it; yes when silent.
    #[serde(default)]
    pub visible_to_client: Option<bool>,
}

impl Check for ProjectInput {
    fn check(&self, c: &mut Checker) {
        c.text("name", &self.name, 1..=160);
        c.optional("description", self.description.as_ref(), 4000);
        c.range("progress", self.progress.into(), 0..=100);
        c.day("starts_on", self.starts_on);
        c.day("due_on", self.due_on);
        if let (Some(start), Some(due)) = (self.starts_on, self.due_on) {
            c.ensure("due_on", start <= due, "before_start");
        }
    }
}

/// Which projects.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct ProjectFilter {
    /// Part of the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "shop"))]
    pub q: Option<String>,
    /// Statuses, joined by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "active,on_hold"))]
    pub status: Option<String>,
    /// Of this client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// The archived ones instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// `-created_at` (default), `created_at`, `name` or `-name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "name"))]
    pub sort: Option<String>,
    /// Opaque: from the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows a page, 1 to 200; 50 when silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200, example = 50))]
    pub limit: Option<u16>,
    /// Count the rows (up to 1,000).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<bool>,
}

call! {
    /// The projects.
    "GET" ListProjects { company: CompanyId, filter: ProjectFilter } -> Page<Project>, "/api/v1/companies/{company}/projects", query filter
}
call! {
    /// Add a project.
    "POST" AddProject { company: CompanyId, input: ProjectInput } -> Project, "/api/v1/companies/{company}/projects", body input
}
call! {
    /// One project.
    "GET" ReadProject { company: CompanyId, id: ProjectId } -> Project, "/api/v1/companies/{company}/projects/{id}"
}
call! {
    /// Write a project anew.
    "PUT" EditProject { company: CompanyId, id: ProjectId, version: i64, input: ProjectInput } -> Project, "/api/v1/companies/{company}/projects/{id}", body input, if_match version
}
call! {
    /// Put a project away.
    "POST" ArchiveProject { company: CompanyId, id: ProjectId } -> Project, "/api/v1/companies/{company}/projects/{id}/archive"
}
call! {
    /// Take a project back from the archive.
    "POST" RestoreProject { company: CompanyId, id: ProjectId } -> Project, "/api/v1/companies/{company}/projects/{id}/restore"
}
