//! The company's settings: identity, invoicing, tax rates, branding; each under its own address.

mod branding;
mod identity;
mod invoicing;
mod parts;
mod taxes;

use contract::access::{Company, ReadCompany};
use contract::identity::Face;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::{branding::Branding, identity::Identity, invoicing::Invoicing, parts::MissingNote, taxes::Taxes};
use crate::api::load;
use crate::session::{Links, use_company, use_links};
use crate::ui::*;

/// Which settings are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Identity,
    Invoicing,
    Taxes,
    Branding,
}

/// The settings, section by section.
#[component]
pub fn Settings() -> impl IntoView {
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
    let params = use_params_map();
    let section = Memo::new(move |_| match params.with(|params| params.get("section")).as_deref() {
        Some("invoicing") => Section::Invoicing,
        Some("taxes") => Section::Taxes,
        Some("branding") => Section::Branding,
        _ => Section::Identity,
    });
    let tabs = vec![
        Tab::exact(crate::t!(settings_identity), links.signal("settings")),
        Tab::new(crate::t!(settings_invoicing), links.signal("settings/invoicing")),
        Tab::new(crate::t!(settings_taxes), links.signal("settings/taxes")),
        Tab::new(crate::t!(settings_brand), links.signal("settings/branding")),
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
