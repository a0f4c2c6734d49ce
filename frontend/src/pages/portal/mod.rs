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
                    <Route path=path!("/portal/:company/invoices") view=|| arriving(invoices(false)) />
                    <Route path=path!("/portal/:company/invoices/:id") view=|| arriving(invoices(true)) />
                    <Route path=path!("/portal/:company/projects") view=|| arriving(projects(false)) />
                    <Route path=path!("/portal/:company/projects/:id") view=|| arriving(projects(true)) />
                    <Route path=path!("/portal/:company/profile") view=|| arriving(profile::page(Face::Portal)) />
                </FlatRoutes>
            </PortalLayout>
        </Gate>
    }
}

/// The invoices, or one of them: a chunk of their own, so that the home is there first.
#[lazy]
fn invoices(one: bool) -> AnyView {
    if one { view! { <PortalInvoice /> }.into_any() } else { view! { <Invoices face=Face::Portal /> }.into_any() }
}

/// The projects, or one of them: a chunk of their own as well.
#[lazy]
fn projects(one: bool) -> AnyView {
    if one { view! { <ProjectPage face=Face::Portal /> }.into_any() } else { view! { <Projects face=Face::Portal /> }.into_any() }
}
