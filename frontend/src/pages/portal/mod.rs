//! The portal: its frame and home, and which chunk opens each of its other pages.

mod home;

use contract::{
    identity::Face,
    pages::{CompanyPage, Invoices, Projects},
};
use leptos::prelude::*;

use crate::{
    layouts::{Gate, PortalLayout},
    pages::{invoices, profile, projects, start::missing},
    router::{Opening, Outlet, Within, here, use_company_page},
};

/// The client's side: who is let in, the frame, the page.
#[component]
pub fn Portal() -> impl IntoView {
    let page = use_company_page();
    view! {
        <Gate face=Face::Portal>
            <PortalLayout><Outlet key=page open /></PortalLayout>
        </Gate>
    }
}

/// The home is here with the frame; what staff alone have is not here at all.
fn open(within: Within) -> Opening {
    let page = match within {
        Within::Page(page) => page,
        Within::Missing => return here(missing()),
    };
    match page {
        CompanyPage::Home => here(view! { <home::Home /> }.into_any()),
        CompanyPage::Invoices(Invoices::List) => Box::pin(invoices::open_in_portal(None)),
        CompanyPage::Invoices(Invoices::One(id)) => Box::pin(invoices::open_in_portal(Some(id))),
        CompanyPage::Projects(Projects::List) => Box::pin(projects::open_in_portal(None)),
        CompanyPage::Projects(Projects::One(id)) => Box::pin(projects::open_in_portal(Some(id))),
        CompanyPage::Profile => Box::pin(profile::open(Face::Portal)),
        CompanyPage::Invoices(Invoices::New | Invoices::Edit(_))
        | CompanyPage::Projects(Projects::New | Projects::Edit(_))
        | CompanyPage::Clients(_)
        | CompanyPage::Payments
        | CompanyPage::Audit
        | CompanyPage::Members
        | CompanyPage::Settings(_) => here(missing()),
    }
}
