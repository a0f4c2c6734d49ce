//! The clients of the company.

use contract::Page;
use contract::clients::{Client, ClientFilter, ListClients};
use leptos::prelude::*;

use crate::api::load;
use crate::session::use_company;
use crate::ui::*;

/// The list, searched and sorted by the server.
#[component]
pub fn Clients() -> impl IntoView {
    let (company, filters) = (use_company(), use_filters());
    let asked = move || ListClients {
        company: company.get(),
        filter: ClientFilter {
            q: filters.get("q"),
            sort: filters.get("sort"),
            cursor: filters.get("cursor"),
            limit: Some(100),
            ..ClientFilter::default()
        },
    };
    let found = load(asked);
    view! {
        <PageHeader title=crate::t!(nav_clients) />
        <FilterBar filters search=crate::t!(nav_clients) />
        <Loaded from=found skeleton=|| view! { <TableSkeleton /> } view=move |page| rows(page, filters) />
    }
}

fn rows(page: Page<Client>, filters: Filters) -> AnyView {
    if page.data.is_empty() {
        return view! { <EmptyState title=crate::t!(nothing_here) detail=crate::t!(nothing_here_detail) /> }.into_any();
    }
    let columns = vec![
        Column::text(crate::t!(list_name)).sort("name"),
        Column::text(crate::t!(list_email)),
        Column::text(crate::t!(list_city)),
        Column::text(crate::t!(list_currency)),
    ];
    let rows = page.data.into_iter().map(row).collect_view();
    view! {
        <Table caption=crate::t!(nav_clients) columns filters>{rows}</Table>
        <Pager page=page.page filters />
    }
    .into_any()
}

fn row(client: Client) -> impl IntoView {
    view! {
        <Row>
            <Cell>{client.name}</Cell>
            <Cell label=crate::t!(list_email)>{client.email}</Cell>
            <Cell label=crate::t!(list_city)>{client.address.map(|address| address.city)}</Cell>
            <Cell label=crate::t!(list_currency)>{client.currency.code()}</Cell>
        </Row>
    }
}
