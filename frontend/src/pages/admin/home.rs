//! The home of the back office.

use leptos::prelude::*;

use crate::ui::{EmptyState, PageHeader};

/// What happens in the company, at a glance.
#[component]
pub fn Home() -> impl IntoView {
    view! {
        <PageHeader title=crate::t!(nav_home) />
        <EmptyState title=crate::t!(nothing_here) detail=crate::t!(nothing_here_detail) />
    }
}
