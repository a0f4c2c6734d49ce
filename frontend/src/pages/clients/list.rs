//! The clients of the company.

use contract::clients::{Client, ClientFilter, ListClients};
use contract::identity::Face;
use contract::pages;
use contract::{Page, Permission};
use leptos::prelude::*;

use crate::api::load;
use crate::pages::parts::ArchiveFilter;
use crate::session::{Can, Links, use_company, use_links};
use crate::ui::*;

/// The list, searched and sorted by the server.
#[component]
pub fn Clients() -> impl IntoView {
    let (company, filters, links) = (use_company(), use_filters(), use_links(Face::Admin));
    let asked = move || ListClients {
        company: company.get(),
        filter: ClientFilter {
            q: filters.get("q"),
            archived: filters.word("archived"),
            sort: filters.get("sort"),
            cursor: filters.get("cursor"),
            limit: Some(100),
            count: Some(true),
        },
    };
    let found = load(asked);
    view! {
        <PageHeader title=crate::t!(nav_clients)><FirstSteps links /></PageHeader>
        <FilterBar filters search=crate::t!(clients_search)><ArchiveFilter filters /></FilterBar>
        <Loaded from=found skeleton=|| view! { <TableSkeleton /> } view=move |page| rows(page, filters, links) />
    }
}

/// A list from elsewhere, or one client: for those who may.
#[component]
fn FirstSteps(links: Links) -> impl IntoView {
    view! {
        <Can permission=Permission::ClientImport>
            <ButtonLink label=crate::t!(clients_import) href=links.signal(pages::Clients::Import) icon=glyph::UPLOAD />
        </Can>
        <Can permission=Permission::ClientCreate>
            <ButtonLink label=crate::t!(action_new_client) href=links.signal(pages::Clients::New) tone=Tone::Primary icon=glyph::PLUS />
        </Can>
    }
}

fn rows(page: Page<Client>, filters: Filters, links: Links) -> AnyView {
    if page.data.is_empty() {
        return empty(filters, links);
    }
    let columns = vec![
        Column::text(crate::t!(list_name)).sort("name"),
        Column::text(crate::t!(list_email)),
        Column::text(crate::t!(list_city)),
        Column::text(crate::t!(clients_since)).sort("created_at"),
    ];
    let rows = page.data.into_iter().map(|client| row(client, links)).collect_view();
    view! {
        <Table caption=crate::t!(nav_clients) columns filters>{rows}</Table>
        <Pager page=page.page filters />
    }
    .into_any()
}

fn empty(filters: Filters, links: Links) -> AnyView {
    if filters.get("q").is_some() {
        return view! { <EmptyState title=crate::t!(nothing_found) detail=crate::t!(clients_none_found) icon=glyph::SEARCH /> }.into_any();
    }
    if filters.any() {
        return view! { <EmptyState title=crate::t!(archive_none) detail=crate::t!(clients_none_archived) /> }.into_any();
    }
    view! {
        <EmptyState title=crate::t!(clients_none) detail=crate::t!(clients_none_detail) icon=glyph::USERS><FirstSteps links /></EmptyState>
    }
    .into_any()
}

fn row(client: Client, links: Links) -> impl IntoView {
    let href = links.to(pages::Clients::One(client.id));
    let since = client.created_at;
    view! {
        <Row href=href.clone()>
            <Cell><RowLink href>{client.name}</RowLink></Cell>
            <Cell label=crate::t!(list_email)>{client.email}</Cell>
            <Cell label=crate::t!(list_city)>{client.address.map(|address| address.city)}</Cell>
            <Cell label=crate::t!(clients_since)>{move || day_of(since)}</Cell>
        </Row>
    }
}
