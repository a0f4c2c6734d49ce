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
    router::{Opening, Outlet, Within, here, use_company_page},
};

/// The staff's side: who is let in, the frame, the page.
#[component]
pub fn Admin() -> impl IntoView {
    let address = use_company_page();
    // The settings are one page, whose tabs have addresses.
    let page = Memo::new(move |_| match address.get() {
        Some(Within::Page(CompanyPage::Settings(_))) => Some(Within::Page(CompanyPage::Settings(Settings::Identity))),
        page => page,
    });
    view! {
        <Gate face=Face::Admin>
            <AdminLayout><Outlet key=page open /></AdminLayout>
        </Gate>
    }
}

fn open(within: Within) -> Opening {
    let page = match within {
        Within::Page(page) => page,
        Within::Missing => return here(missing()),
    };
    match page {
        CompanyPage::Home => Box::pin(home::open()),
        CompanyPage::Clients(page) => Box::pin(clients::open(page)),
        CompanyPage::Projects(page) => Box::pin(projects::open(page)),
        CompanyPage::Invoices(page) => Box::pin(invoices::open(page)),
        CompanyPage::Payments => Box::pin(payments::open()),
        CompanyPage::Audit => Box::pin(audit::open()),
        CompanyPage::Members => Box::pin(members::open()),
        CompanyPage::Settings(_) => Box::pin(settings::open()),
        CompanyPage::Profile => Box::pin(profile::open(Face::Admin)),
    }
}
