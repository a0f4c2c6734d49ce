//! What the command palette of the back office finds: pages, actions, the other companies, and what the
//! server knows. A chunk: it comes after the page.

use contract::{
    CompanyId, Permission, Problem,
    identity::{Face, Place},
    overview::{Hit, Search, SearchQuery},
    pages::{self, Clients, CompanyPage, Invoices, Projects},
};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use super::admin::{COMPANY, Entry, WORK, allowed, entry};
use crate::{
    api::call,
    router::Arrived,
    session::{self, Links, use_company, use_links, use_place},
    ui::{Command, CommandPalette, Finder, Glyph, glyph},
};

/// What can be begun from anywhere, in the palette.
static ACTIONS: [Entry; 4] = [
    entry!(action_new_invoice, CompanyPage::Invoices(Invoices::New), PLUS, InvoiceCreate),
    entry!(action_new_client, CompanyPage::Clients(Clients::New), PLUS, ClientCreate),
    entry!(action_new_project, CompanyPage::Projects(Projects::New), PLUS, ProjectCreate),
    entry!(action_invite, CompanyPage::Members, USER_PLUS, MemberInvite, "?invite=yes"),
];

/// The palette, once it is asked for.
#[wasm_split(palette, fallible)]
pub fn palette(open: RwSignal<bool>) -> Arrived {
    let (place, links, company) = (use_place(Face::Admin), use_links(Face::Admin), use_company());
    let finder = Finder::new(move |q| find(company.get_untracked(), q));
    let commands = Signal::derive(move || commands(place.get().as_ref(), links));
    Ok(view! { <CommandPalette open commands finder /> }.into_any())
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
    let found = call(Search { company, query: SearchQuery { q } }).await?;
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
