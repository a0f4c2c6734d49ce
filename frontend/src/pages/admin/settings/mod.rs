//! The company's settings: identity, invoicing, tax rates, branding; each under its own address.

mod branding;
mod identity;
mod invoicing;
mod parts;
mod taxes;

use contract::access::{Company, ReadCompany};
use contract::identity::Face;
use contract::pages::{self, CompanyPage, Settings as Section};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use self::{branding::Branding, identity::Identity, invoicing::Invoicing, parts::MissingNote, taxes::Taxes};
use crate::api::load;
use crate::router::{Arrived, Within, use_company_page};
use crate::session::{Links, use_company, use_links};
use crate::ui::*;

/// The page, a chunk.
#[wasm_split(settings, fallible)]
pub fn open() -> Arrived {
    Ok(view! { <Settings /> }.into_any())
}

/// The settings, section by section.
#[component]
fn Settings() -> impl IntoView {
    let (company, links) = (use_company(), use_links(Face::Admin));
    let read = load(move || ReadCompany { company: company.get() });
    view! {
        <PageHeader title=crate::t!(nav_settings) subtitle=crate::t!(settings_subtitle) />
        <Loaded from=read skeleton=|| view! { <CardSkeleton lines=8 /> } view=move |company| view! { <Sections company links /> }.into_any() />
    }
}

#[component]
fn Sections(company: Company, links: Links) -> impl IntoView {
    let company = RwSignal::new(company);
    let address = use_company_page();
    let section = Memo::new(move |last: Option<&Section>| match address.get() {
        Some(Within::Page(CompanyPage::Settings(section))) => section,
        // The page is being left.
        _ => last.copied().unwrap_or(Section::Identity),
    });
    let tabs = vec![
        Tab::exact(crate::t!(settings_identity), links.signal(pages::Settings::Identity)),
        Tab::new(crate::t!(settings_invoicing), links.signal(pages::Settings::Invoicing)),
        Tab::new(crate::t!(settings_taxes), links.signal(pages::Settings::Taxes)),
        Tab::new(crate::t!(settings_brand), links.signal(pages::Settings::Branding)),
    ];
    view! {
        <div class="flex flex-col gap-6">
            <Tabs label=crate::t!(nav_settings) tabs />
            <MissingNote company />
            {move || match section.get() {
                Section::Identity => view! { <Identity company /> }.into_any(),
                Section::Invoicing => view! { <Invoicing company /> }.into_any(),
                Section::Taxes => view! { <Taxes /> }.into_any(),
                Section::Branding => view! { <Branding company /> }.into_any(),
            }}
        </div>
    }
}
