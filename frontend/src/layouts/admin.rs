//! The frame of the back office: a sidebar (a drawer on phones), the command palette, the content.

use std::time::Duration;

use contract::{
    Permission,
    identity::{Face, Place},
    pages::{Clients, CompanyPage, Invoices, Projects, Settings},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};

use super::{SkipLink, palette};
use crate::{
    here::after,
    router::later,
    session::{self, Links, use_links, use_place},
    ui::{
        CompanySwitcher, Glyph, Icon, IconButton, LanguageSwitch, OfflineBanner, PersonMenu, ThemeSwitch, drawer::Drawer, glyph, shortcut,
    },
    words::Message,
};

/// A page of the sidebar: its words, itself, its icon, and what one must be allowed to see it.
pub(super) struct Entry {
    pub words: &'static Message,
    pub page: CompanyPage,
    pub query: &'static str,
    pub icon: Glyph,
    pub needs: Permission,
}

macro_rules! entry {
    ($key:ident, $page:expr, $icon:ident, $needs:ident) => {
        entry!($key, $page, $icon, $needs, "")
    };
    ($key:ident, $page:expr, $icon:ident, $needs:ident, $query:literal) => {
        Entry { words: &crate::words::keys::$key, page: $page, query: $query, icon: glyph::$icon, needs: Permission::$needs }
    };
}

pub(super) use entry;

/// The daily work.
pub(super) static WORK: [Entry; 5] = [
    entry!(nav_home, CompanyPage::Home, HOUSE, CompanyView),
    entry!(nav_clients, CompanyPage::Clients(Clients::List), USERS, ClientView),
    entry!(nav_projects, CompanyPage::Projects(Projects::List), FOLDER_KANBAN, ProjectView),
    entry!(nav_invoices, CompanyPage::Invoices(Invoices::List), FILE_TEXT, InvoiceView),
    entry!(nav_payments, CompanyPage::Payments, WALLET, PaymentView),
];

/// The company itself.
pub(super) static COMPANY: [Entry; 3] = [
    entry!(nav_members, CompanyPage::Members, SHIELD, MemberView),
    entry!(nav_settings, CompanyPage::Settings(Settings::Identity), SETTINGS, CompanyView),
    entry!(nav_audit, CompanyPage::Audit, HISTORY, AuditView),
];

/// The staff's side of a company.
#[component]
pub fn AdminLayout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let place = use_place(Face::Admin);
    let links = use_links(Face::Admin);
    let (drawer, palette) = (RwSignal::new(false), RwSignal::new(false));
    let location = use_location();
    Effect::new(move || {
        location.pathname.track();
        drawer.set(false);
    });
    let wanted = RwSignal::new(false);
    shortcut(palette);
    // It comes after the page, and is there when it is asked for.
    after(Duration::from_secs(2), move || {
        wanted.try_set(true);
    });
    let search = Memo::new(move |_| wanted.get() || palette.get());
    view! {
        <div class="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
            <SkipLink />
            <aside class="sticky top-0 hidden h-dvh flex-col border-e border-line bg-base-200 lg:flex">
                <Sidebar place links palette />
            </aside>
            <div class="flex min-w-0 flex-col">
                <OfflineBanner />
                <header class="flex items-center gap-2 border-b border-line bg-base-100 px-3 py-2 lg:hidden">
                    <IconButton label=crate::t!(menu_open) icon=glyph::MENU on_click=move |_| drawer.set(true) />
                    <span class="min-w-0 grow truncate font-semibold">{move || place.get().map(|place| place.company.name)}</span>
                    <IconButton label=crate::t!(palette) icon=glyph::SEARCH on_click=move |_| palette.set(true) />
                    <PersonMenu profile=links.signal(CompanyPage::Profile) />
                </header>
                <main id="main" tabindex="-1" class="mx-auto w-full max-w-6xl grow px-4 py-6 sm:px-8 sm:py-8">{children()}</main>
            </div>
            <Drawer open=drawer label=crate::t!(main_nav)><Sidebar place links palette /></Drawer>
            {move || search.get().then(|| later(palette::palette(palette)))}
        </div>
    }
}

#[component]
fn Sidebar(place: Memo<Option<Place>>, links: Links, palette: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="p-3"><CompanySwitcher place /></div>
        <div class="px-3 pb-2">
            <button type="button" class="btn btn-plain btn-sm h-9 w-full justify-start gap-2 font-normal text-muted" on:click=move |_| palette.set(true)>
                <Icon of=glyph::SEARCH />
                <span class="grow text-start">{crate::t!(search_or_go)}</span>
                <kbd>"Ctrl"</kbd><kbd>"K"</kbd>
            </button>
        </div>
        <nav class="flex grow flex-col gap-6 overflow-y-auto px-3 py-2" aria-label=crate::t!(main_nav)>
            <Entries entries=&WORK place links />
            <Entries entries=&COMPANY place links />
        </nav>
        <div class="flex items-center gap-1 border-t border-line p-3">
            <PersonMenu profile=links.signal(CompanyPage::Profile) above=true />
            <span class="grow"></span>
            <LanguageSwitch above=true on_choose=session::speak />
            <ThemeSwitch above=true />
        </div>
    }
}

pub(super) fn allowed(place: Option<&Place>, entry: &Entry) -> bool {
    place.is_some_and(|place| place.permissions.contains(&entry.needs))
}

#[component]
fn Entries(entries: &'static [Entry], place: Memo<Option<Place>>, links: Links) -> impl IntoView {
    let shown = move || {
        let place = place.get();
        entries
            .iter()
            .filter(|entry| allowed(place.as_ref(), entry))
            .map(|entry| {
                view! {
                    <li>
                        <A href=move || links.to(entry.page) exact={entry.page == CompanyPage::Home} attr:class="nav-link">
                            <Icon of=entry.icon /> {entry.words.signal()}
                        </A>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="flex flex-col gap-0.5">{shown}</ul> }
}
