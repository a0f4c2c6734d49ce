//! Refusals as they travel: RFC 9457 problem documents with a stable `code` and one entry for
//! each field that was refused.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A refusal or a failure (`application/problem+json`, RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "type": "/docs/problems/invalid", "title": "Some fields need correcting", "status": 422,
    "detail": "Correct the fields named below and send the request again.", "instance": "/api/v1/companies/01968f5e-7a00-7000-8000-000000000001/clients",
    "code": "invalid", "request_id": "01968f5e-7a00-7000-8000-0000000000ff",
    "errors": [{"pointer": "/name", "code": "required", "params": {}, "detail": "This is needed."}],
})))]
pub struct Problem {
    /// A page that explains this kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do, in the caller's language.
    pub detail: String,
    /// The path that was asked.
    pub instance: String,
    /// Stable and machine-read, `snake_case`.
    pub code: String,
    /// Each field that was refused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The id under which the server's log knows this request.
    pub request_id: String,
    /// The current state of what was to be changed, when the caller's copy was stale (412).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub current: Option<serde_json::Value>,
}

/// Why one field was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"pointer": "/name", "code": "too_long", "params": {"max": "120"}, "detail": "At most 120 characters."})))]
pub struct FieldError {
    /// JSON pointer (RFC 6901) to the field in the body, or the name of a query parameter.
    pub pointer: String,
    /// Stable and machine-read: `required`, `too_long`, `taken`, …
    pub code: String,
    /// The figures of the rule, such as `max`.
    #[serde(default)]
    pub params: BTreeMap<String, String>,
    /// The sentence, in the caller's language; empty where only the code is known.
    #[serde(default)]
    pub detail: String,
}

impl FieldError {
    /// An error without figures.
    pub fn new(pointer: impl Into<String>, code: &str) -> Self {
        Self { pointer: pointer.into(), code: code.into(), params: BTreeMap::new(), detail: String::new() }
    }

    /// The same error with one figure of its rule.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.into(), value.to_string());
        self
    }
}
