//! The back office: its table of pages. A chunk of its own.

mod audit;
mod clients;
mod home;

use contract::identity::Face;
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

use crate::{
    layouts::{AdminLayout, Gate},
    pages::{invoices::Invoices, lists::Projects, start::missing_in},
};

/// The staff's side: who is let in, the frame, one line per page.
#[component]
pub fn Admin() -> impl IntoView {
    view! {
        <Gate face=Face::Admin>
            <AdminLayout>
                <FlatRoutes fallback=|| missing_in(Face::Admin)>
                    <Route path=path!("/admin/:company") view=home::Home />
                    <Route path=path!("/admin/:company/clients") view=clients::Clients />
                    <Route path=path!("/admin/:company/projects") view=|| view! { <Projects face=Face::Admin /> } />
                    <Route path=path!("/admin/:company/invoices") view=|| view! { <Invoices face=Face::Admin /> } />
                    <Route path=path!("/admin/:company/audit") view=audit::Audit />
                </FlatRoutes>
            </AdminLayout>
        </Gate>
    }
}
