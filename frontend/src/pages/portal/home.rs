//! The home of the portal.

use leptos::prelude::*;

use crate::ui::{EmptyState, PageHeader};

/// The one thing to do next, then the rest.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <PageHeader title=crate::t!(nav_home) />
        <EmptyState title=crate::t!(nothing_here) detail=crate::t!(nothing_here_detail) />
    }
}
