//! The frames around pages: the back office, the portal, and the pages before log-in.

mod admin;
mod auth;
mod gate;
mod palette;
mod portal;

pub use admin::AdminLayout;
pub use auth::AuthLayout;
pub use gate::Gate;
pub use portal::PortalLayout;

use leptos::prelude::*;

/// The first link of every page: past the navigation, to the content.
#[component]
fn SkipLink() -> impl IntoView {
    view! {
        <a href="#main" rel="external" class="btn btn-primary sr-only z-50 focus:not-sr-only focus:absolute focus:start-4 focus:top-4"
            on:click=move |ev| { ev.prevent_default(); crate::browser::focus("main"); }>{crate::t!(skip_to_content)}</a>
    }
}
