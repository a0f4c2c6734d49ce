//! The back office: its table of pages. A chunk of its own.

mod audit;
mod home;
mod members;
mod settings;

use contract::identity::Face;
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

use crate::{
    app::arriving,
    layouts::{AdminLayout, Gate},
    pages::{
        clients::{ClientPage, Clients, EditClient, ImportPage, NewClient},
        invoices::{InvoiceEdit, InvoiceNew, InvoicePage, Invoices},
        payments::PaymentList,
        profile,
        projects::{EditProject, NewProject, ProjectPage, Projects},
        start::missing_in,
    },
};

/// The staff's side: who is let in, the frame, one line per page.
#[component]
pub fn Admin() -> impl IntoView {
    view! {
        <Gate face=Face::Admin>
            <AdminLayout>
                <FlatRoutes fallback=|| missing_in(Face::Admin)>
                    <Route path=path!("/admin/:company") view=home::Home />
                    <Route path=path!("/admin/:company/clients") view=Clients />
                    <Route path=path!("/admin/:company/clients/new") view=NewClient />
                    <Route path=path!("/admin/:company/clients/import") view=ImportPage />
                    <Route path=path!("/admin/:company/clients/:id") view=ClientPage />
                    <Route path=path!("/admin/:company/clients/:id/edit") view=EditClient />
                    <Route path=path!("/admin/:company/projects") view=|| view! { <Projects face=Face::Admin /> } />
                    <Route path=path!("/admin/:company/projects/new") view=NewProject />
                    <Route path=path!("/admin/:company/projects/:id") view=|| view! { <ProjectPage face=Face::Admin /> } />
                    <Route path=path!("/admin/:company/projects/:id/edit") view=EditProject />
                    <Route path=path!("/admin/:company/invoices") view=|| view! { <Invoices face=Face::Admin /> } />
                    <Route path=path!("/admin/:company/invoices/new") view=InvoiceNew />
                    <Route path=path!("/admin/:company/invoices/:id") view=InvoicePage />
                    <Route path=path!("/admin/:company/invoices/:id/edit") view=InvoiceEdit />
                    <Route path=path!("/admin/:company/payments") view=PaymentList />
                    <Route path=path!("/admin/:company/audit") view=audit::Audit />
                    <Route path=path!("/admin/:company/members") view=members::Members />
                    <Route path=path!("/admin/:company/settings/:section?") view=settings::Settings />
                    <Route path=path!("/admin/:company/profile") view=|| arriving(profile::page(Face::Admin)) />
                </FlatRoutes>
            </AdminLayout>
        </Gate>
    }
}
