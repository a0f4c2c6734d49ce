//! Lists as people really have them: what was taken of each line and what was not.

use serde::{Deserialize, Serialize};

use crate::call::Call;
use crate::ids::{ClientId, CompanyId};

words! {
    /// What became of a line.
    pub enum LineOutcome {
        /// A client was added.
        Added = "added",
        /// The client was there already, or on a line above.
        Duplicate = "duplicate",
        /// The line cannot be taken.
        Refused = "refused",
        /// The line is empty.
        Empty = "empty",
    }
}

/// One line of the file and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"line": 3, "outcome": "refused", "name": "Garage Moderne", "client_id": null, "field": "email", "code": "email", "detail": "This is not an e-mail address."})))]
pub struct ImportLine {
    /// Its number in the file, the headers being line 1.
    pub line: u32,
    /// What became of it.
    pub outcome: LineOutcome,
    /// The name read from it.
    pub name: Option<String>,
    /// The client that was added, or was there already.
    pub client_id: Option<ClientId>,
    /// The column that was refused.
    pub field: Option<String>,
    /// Why, for programs.
    pub code: Option<String>,
    /// Why, for people.
    pub detail: Option<String>,
}

/// How the file was read and what became of its lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "encoding": "windows-1252", "delimiter": ";", "columns": [{"header": "Raison sociale", "field": "name"}], "dry_run": false,
    "added": 1, "duplicates": 0, "refused": 0, "lines": [{"line": 2, "outcome": "added", "name": "Garage Moderne", "client_id": null, "field": null, "code": null, "detail": null}],
})))]
pub struct ImportReport {
    /// The encoding that was recognised.
    pub encoding: String,
    /// The character between columns.
    pub delimiter: String,
    /// Which column was read as what; `field` is null for what was ignored.
    pub columns: Vec<ImportColumn>,
    /// Nothing was written: only a look.
    pub dry_run: bool,
    /// Clients added.
    pub added: u32,
    /// Lines that were there already.
    pub duplicates: u32,
    /// Lines that cannot be taken.
    pub refused: u32,
    /// Each line.
    pub lines: Vec<ImportLine>,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"header": "Raison sociale", "field": "name"})))]
pub struct ImportColumn {
    /// As it stands in the file.
    pub header: String,
    /// What it was read as.
    pub field: Option<String>,
}

/// Which way to import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct ImportOptions {
    /// Only look: nothing is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<bool>,
}

/// Import clients from a file; its bytes travel as they are (`text/csv`).
#[derive(Clone, Debug)]
pub struct ImportClients {
    /// The company.
    pub company: CompanyId,
    /// Which way.
    pub options: ImportOptions,
}

impl Call for ImportClients {
    type Reply = ImportReport;
    const METHOD: &'static str = "POST";

    fn path(&self) -> String {
        format!("/api/v1/companies/{}/clients/import", self.company)
    }

    fn query(&self) -> Option<String> {
        crate::call::query(&self.options)
    }
}
