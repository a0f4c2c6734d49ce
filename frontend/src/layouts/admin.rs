//! The frame of the back office: a sidebar (a drawer on phones), the command palette, the content.

use contract::{
    CompanyId, Permission, Problem,
    identity::{Face, Place},
    overview::{Hit, Search as SearchCall, SearchQuery},
    pages::{self, Clients, CompanyPage, Invoices, Projects, Settings},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};

use super::SkipLink;
use crate::{
    api::call,
    session::{self, Links, use_company, use_links, use_place},
    ui::{
        Command, CommandPalette, CompanySwitcher, Finder, Glyph, Icon, IconButton, LanguageSwitch, OfflineBanner, PersonMenu, ThemeSwitch,
        drawer::Drawer, glyph,
    },
    words::Message,
};

/// A page of the sidebar: its words, itself, its icon, and what one must be allowed to see it.
struct Entry {
    words: &'static Message,
    page: CompanyPage,
    query: &'static str,
    icon: Glyph,
    needs: Permission,
}

macro_rules! entry {
    ($key:ident, $page:expr, $icon:ident, $needs:ident) => {
        entry!($key, $page, $icon, $needs, "")
    };
    ($key:ident, $page:expr, $icon:ident, $needs:ident, $query:literal) => {
        Entry { words: &crate::words::keys::$key, page: $page, query: $query, icon: glyph::$icon, needs: Permission::$needs }
    };
}

/// The daily work.
static WORK: [Entry; 5] = [
    entry!(nav_home, CompanyPage::Home, HOUSE, CompanyView),
    entry!(nav_clients, CompanyPage::Clients(Clients::List), USERS, ClientView),
    entry!(nav_projects, CompanyPage::Projects(Projects::List), FOLDER_KANBAN, ProjectView),
    entry!(nav_invoices, CompanyPage::Invoices(Invoices::List), FILE_TEXT, InvoiceView),
    entry!(nav_payments, CompanyPage::Payments, WALLET, PaymentView),
];

/// The company itself.
static COMPANY: [Entry; 3] = [
    entry!(nav_members, CompanyPage::Members, SHIELD, MemberView),
    entry!(nav_settings, CompanyPage::Settings(Settings::Identity), SETTINGS, CompanyView),
    entry!(nav_audit, CompanyPage::Audit, HISTORY, AuditView),
];

/// What can be begun from anywhere, in the palette.
static ACTIONS: [Entry; 4] = [
    entry!(action_new_invoice, CompanyPage::Invoices(Invoices::New), PLUS, InvoiceCreate),
    entry!(action_new_client, CompanyPage::Clients(Clients::New), PLUS, ClientCreate),
    entry!(action_new_project, CompanyPage::Projects(Projects::New), PLUS, ProjectCreate),
    entry!(action_invite, CompanyPage::Members, USER_PLUS, MemberInvite, "?invite=yes"),
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
    let finder = Finder::new({
        let company = use_company();
        move |q| find(company.get_untracked(), q)
    });
    let commands = Signal::derive(move || commands(place.get().as_ref(), links));
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
            <CommandPalette open=palette commands finder />
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

fn allowed(place: Option<&Place>, entry: &Entry) -> bool {
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

/// Pages, actions and the other companies, for the palette.
fn commands(place: Option<&Place>, links: Links) -> Vec<Command> {
    let pages = WORK.iter().chain(&ACTIONS).chain(&COMPANY).filter(|entry| allowed(place, entry)).map(|entry| Command {
        label: entry.words.say(),
        detail: String::new(),
        href: links.to(entry.page) + entry.query,
        icon: entry.icon,
    });
    let others = session::me().map(|me| me.places).unwrap_or_default();
    let companies = others.into_iter().filter(|other| place.is_none_or(|p| p != other)).map(|other| Command {
        label: other.company.name.clone(),
        detail: crate::text!(company_switch),
        href: pages::home(other.face, other.company.id),
        icon: glyph::BUILDING_2,
    });
    pages.chain(companies).collect()
}

/// What the server finds, with the address of each hit.
async fn find(company: CompanyId, q: String) -> Result<Vec<Command>, Problem> {
    let found = call(SearchCall { company, query: SearchQuery { q } }).await?;
    let command = |hit: Hit| {
        let (page, icon) = page_of(&hit)?;
        let href = pages::path(Face::Admin, company, page);
        Some(Command { href, icon, label: hit.title, detail: hit.subtitle.unwrap_or_default() })
    };
    Ok(found.data.into_iter().filter_map(command).collect())
}

/// Where a hit leads, and its icon.
fn page_of(hit: &Hit) -> Option<(CompanyPage, Glyph)> {
    match hit.kind.as_str() {
        "client" => Some((Clients::One(hit.id.into()).into(), glyph::USERS)),
        "project" => Some((Projects::One(hit.id.into()).into(), glyph::FOLDER_KANBAN)),
        "invoice" => Some((Invoices::One(hit.id.into()).into(), glyph::FILE_TEXT)),
        _ => None,
    }
}
