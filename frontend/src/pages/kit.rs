//! The living page of the kit: every component in every state.

use leptos::prelude::*;

/// `/dev/ui`
#[component]
pub fn Kit() -> impl IntoView {
    view! { <main class="p-8"><h1>"Kit"</h1></main> }
}
