//! Lists: a page of rows and the way to its neighbours.

use serde::{Deserialize, Serialize};

/// Rows of a list, and how to go on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows.
    pub data: Vec<T>,
    /// The way to the neighbouring pages.
    pub page: PageInfo,
}

/// The way to the neighbouring pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"next_cursor": null, "prev_cursor": null, "has_more": false, "limit": 50})))]
pub struct PageInfo {
    /// Give it as `cursor` to read what follows.
    pub next_cursor: Option<String>,
    /// Give it as `cursor` to read what precedes.
    pub prev_cursor: Option<String>,
    /// Whether more rows follow in the direction that was read.
    pub has_more: bool,
    /// The most rows a page holds, as asked.
    pub limit: u16,
    /// How many rows there are in all (at most 1,000 are counted), when asked by `count=true`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
}

/// Which page is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// Opaque: from `next_cursor` or `prev_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows a page, 1 to 200; 50 when silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200, example = 50))]
    pub limit: Option<u16>,
}

impl<T> Page<T> {
    /// The same page with each row changed.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { data: self.data.into_iter().map(change).collect(), page: self.page }
    }
}
