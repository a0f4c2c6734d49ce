//! The back office: its frame, and which chunk opens each of its pages.

mod audit;
mod home;
mod members;
mod settings;

use contract::{
    identity::Face,
    pages::{CompanyPage, Settings},
};
use leptos::prelude::*;

use crate::{
    layouts::{AdminLayout, Gate},
    pages::{clients, invoices, payments, profile, projects, start::missing},
    router::{Opening, Outlet, here, use_company_page},
};

/// The staff's side: who is let in, the frame, the page.
#[component]
pub fn Admin() -> impl IntoView {
    let address = use_company_page();
    // The settings are one page, whose tabs have addresses.
    let page = Memo::new(move |_| match address.get() {
        Some(Some(CompanyPage::Settings(_))) => Some(Some(CompanyPage::Settings(Settings::Identity))),
        page => page,
    });
    view! {
        <Gate face=Face::Admin>
            <AdminLayout><Outlet key=page open /></AdminLayout>
        </Gate>
    }
}

fn open(page: Option<CompanyPage>) -> Opening {
    match page {
        None => here(missing()),
        Some(CompanyPage::Home) => Box::pin(home::open()),
        Some(CompanyPage::Clients(page)) => Box::pin(clients::open(page)),
        Some(CompanyPage::Projects(page)) => Box::pin(projects::open(page)),
        Some(CompanyPage::Invoices(page)) => Box::pin(invoices::open(page)),
        Some(CompanyPage::Payments) => Box::pin(payments::open()),
        Some(CompanyPage::Audit) => Box::pin(audit::open()),
        Some(CompanyPage::Members) => Box::pin(members::open()),
        Some(CompanyPage::Settings(_)) => Box::pin(settings::open()),
        Some(CompanyPage::Profile) => Box::pin(profile::open(Face::Admin)),
    }
}
