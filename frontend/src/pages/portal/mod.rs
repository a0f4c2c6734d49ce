//! The portal: its table of pages. A chunk of its own.

mod home;

use contract::identity::Face;
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

use crate::{
    app::arriving,
    layouts::{Gate, PortalLayout},
    pages::{
        invoices::{Invoices, PortalInvoice},
        profile,
        projects::{ProjectPage, Projects},
        start::missing_in,
    },
};

/// The client's side: who is let in, the frame, one line per page.
#[component]
pub fn Portal() -> impl IntoView {
    view! {
        <Gate face=Face::Portal>
            <PortalLayout>
                <FlatRoutes fallback=|| missing_in(Face::Portal)>
                    <Route path=path!("/portal/:company") view=home::Home />
                    <Route path=path!("/portal/:company/invoices") view=|| view! { <Invoices face=Face::Portal /> } />
                    <Route path=path!("/portal/:company/invoices/:id") view=PortalInvoice />
                    <Route path=path!("/portal/:company/projects") view=|| view! { <Projects face=Face::Portal /> } />
                    <Route path=path!("/portal/:company/projects/:id") view=|| view! { <ProjectPage face=Face::Portal /> } />
                    <Route path=path!("/portal/:company/profile") view=|| arriving(profile::page(Face::Portal)) />
                </FlatRoutes>
            </PortalLayout>
        </Gate>
    }
}
