//! The frame of the portal: the company's mark and colour, four places to go, one calm column.

use contract::identity::Face;
use contract::pages::{self, CompanyPage};
use leptos::prelude::*;
use leptos_router::components::A;

use super::SkipLink;
use crate::{
    brand::Brand,
    session::{self, use_links, use_place},
    ui::{CompanyMark, CompanySwitcher, Glyph, Icon, LanguageSwitch, OfflineBanner, PersonMenu, ThemeSwitch, glyph},
};

/// The client's side of a company.
#[component]
pub fn PortalLayout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let place = use_place(Face::Portal);
    let links = use_links(Face::Portal);
    let company = Memo::new(move |_| place.get().map(|place| place.company));
    let brand = move || company.with(|company| Brand::of(company.as_ref().and_then(|c| c.accent.as_deref())).variables());
    let several = Memo::new(|_| session::me().is_some_and(|me| me.places.len() > 1));
    let client = move || place.get().and_then(|place| place.client).map(|client| client.name);
    view! {
        <div class="branded flex min-h-dvh flex-col" style=brand>
            <SkipLink />
            <OfflineBanner />
            <header class="border-b border-line bg-base-100">
                <div class="brand-line" aria-hidden="true"></div>
                <div class="mx-auto flex max-w-3xl items-center gap-3 px-4 pt-4 sm:px-6">
                    {move || if several.get() {
                        view! { <div class="min-w-0 grow"><CompanySwitcher place /></div> }.into_any()
                    } else {
                        view! {
                            {move || company.get().map(|company| view! { <CompanyMark company large=true /> })}
                            <p class="min-w-0 grow leading-5">
                                <span class="block truncate font-semibold">{move || company.get().map(|c| c.name)}</span>
                                <span class="block truncate text-sm text-muted">{client}</span>
                            </p>
                        }.into_any()
                    }}
                    <LanguageSwitch on_choose=session::speak />
                    <ThemeSwitch />
                    <PersonMenu profile=links.signal(CompanyPage::Profile) />
                </div>
                <nav class="mx-auto max-w-3xl overflow-x-auto px-4 sm:px-6" aria-label=crate::t!(portal_nav)>
                    <ul class="flex min-w-max gap-6">
                        <NavTab label=crate::t!(nav_home) href=links.signal(CompanyPage::Home) icon=glyph::HOUSE exact=true />
                        <NavTab label=crate::t!(nav_invoices) href=links.signal(pages::Invoices::List) icon=glyph::FILE_TEXT />
                        <NavTab label=crate::t!(nav_projects) href=links.signal(pages::Projects::List) icon=glyph::FOLDER_KANBAN />
                    </ul>
                </nav>
            </header>
            <main id="main" tabindex="-1" class="mx-auto w-full max-w-3xl grow px-4 py-8 sm:px-6">{children()}</main>
        </div>
    }
}

#[component]
fn NavTab(label: Signal<String>, href: Signal<String>, icon: Glyph, #[prop(optional)] exact: bool) -> impl IntoView {
    view! {
        <li class="flex">
            <A href=move || href.get() exact attr:class="tab"><Icon of=icon /> {label}</A>
        </li>
    }
}
