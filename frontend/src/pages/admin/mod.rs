//! The back office: its table of pages. A chunk of its own.

mod home;

use contract::identity::Face;
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

use crate::{
    layouts::{AdminLayout, Gate},
    pages::start::missing_in,
};

/// The staff's side: who is let in, the frame, one line per page.
#[component]
pub fn Admin() -> impl IntoView {
    view! {
        <Gate face=Face::Admin>
            <AdminLayout>
                <FlatRoutes fallback=|| missing_in(Face::Admin)>
                    <Route path=path!("/admin/:company") view=home::Home />
                </FlatRoutes>
            </AdminLayout>
        </Gate>
    }
}
