//! All money that came, the latest first.

use contract::clients::{ClientFilter, ListClients, ReadClient};
use contract::identity::Face;
use contract::pages;
use contract::payments::{ListPayments, Payment, PaymentFilter, PaymentMethod};
use contract::{ClientId, CompanyId, Page};
use leptos::prelude::*;

use super::Receipt;
use crate::api::{call, load};
use crate::codes;
use crate::pages::invoices::said;
use crate::session::{Links, use_company, use_links};
use crate::ui::*;

/// The payments of the company: of one client, that came one way, of a period.
#[component]
pub fn PaymentList() -> impl IntoView {
    let (company, filters, links) = (use_company(), use_filters(), use_links(Face::Admin));
    let found = load(move || ListPayments {
        company: company.get(),
        filter: PaymentFilter {
            client_id: filters.get("client").and_then(|id| id.parse().ok()),
            invoice_id: filters.get("invoice").and_then(|id| id.parse().ok()),
            method: filters.word("method"),
            received_from: filters.word("from"),
            received_to: filters.word("to"),
            sort: filters.get("sort"),
            cursor: filters.get("cursor"),
            limit: Some(100),
        },
    });
    view! {
        <PageHeader title=crate::t!(nav_payments) subtitle=crate::t!(pay_list_detail) />
        <FilterBar filters>
            <OfClient filters />
            <FilterSelect filters name="method" label=crate::t!(pay_method) choices=Signal::derive(methods) />
            <FilterDay filters name="from" label=crate::t!(pay_from) />
            <FilterDay filters name="to" label=crate::t!(pay_to) />
        </FilterBar>
        <Loaded from=found skeleton=|| view! { <TableSkeleton /> } view=move |page| rows(page, filters, links) />
    }
}

fn methods() -> Vec<Choice> {
    PaymentMethod::ALL.iter().map(|method| (method.code().to_owned(), codes::method(*method))).collect()
}

/// One client's payments instead of all.
#[component]
fn OfClient(filters: Filters) -> impl IntoView {
    let company = use_company();
    let chosen = move || filters.get("client").and_then(|id| id.parse::<ClientId>().ok());
    let name = LocalResource::new(move || {
        let asked = chosen().map(|id| call(ReadClient { company: company.get(), id }));
        async move {
            match asked {
                Some(asked) => asked.await.map(|client| client.name).unwrap_or_default(),
                None => String::new(),
            }
        }
    });
    let shown = Signal::derive(move || chosen().and(name.get()).unwrap_or_default());
    view! {
        <div class="w-full sm:w-60">
            <Combobox label=crate::t!(list_client) hide_label=true small=true shown search=clients(company) placeholder=crate::t!(pay_all_clients)
                on_choose=move |client: Found| filters.set("client", &client.value) />
        </div>
    }
}

fn clients(company: Signal<CompanyId>) -> Search {
    Search::new(move |q| {
        let filter = ClientFilter { q: Some(q).filter(|q| !q.is_empty()), limit: Some(20), ..ClientFilter::default() };
        let found = call(ListClients { company: company.get_untracked(), filter });
        async move {
            let clients = found.await.map(|page| page.data).unwrap_or_default();
            let entry = |client: contract::clients::Client| Found {
                value: client.id.to_string(),
                label: client.name,
                detail: client.email.unwrap_or_default(),
            };
            clients.into_iter().map(entry).collect()
        }
    })
}

fn rows(page: Page<Payment>, filters: Filters, links: Links) -> AnyView {
    if page.data.is_empty() {
        return if filters.any() {
            view! { <EmptyState title=crate::t!(nothing_found) detail=crate::t!(pay_none_found) icon=glyph::SEARCH /> }.into_any()
        } else {
            view! {
                <EmptyState title=crate::t!(pay_none) detail=crate::t!(pay_none_detail) icon=glyph::WALLET>
                    <ButtonLink label=crate::t!(nav_invoices) href=links.signal(pages::Invoices::List) icon=glyph::FILE_TEXT />
                </EmptyState>
            }
            .into_any()
        };
    }
    let columns = vec![
        Column::text(crate::t!(pay_invoice)),
        Column::text(crate::t!(list_client)),
        Column::text(crate::t!(pay_received_on)).sort("received_on"),
        Column::text(crate::t!(pay_method)),
        Column::text(crate::t!(pay_reference)),
        Column::figures(crate::t!(pay_amount)),
        Column::text(crate::t!(pay_refunds)),
        Column::figures(crate::t!(pay_receipt)),
    ];
    let rows = page.data.into_iter().map(|payment| row(payment, links)).collect_view();
    view! {
        <Table caption=crate::t!(nav_payments) columns filters>{rows}</Table>
        <Pager page=page.page filters />
    }
    .into_any()
}

fn row(payment: Payment, links: Links) -> impl IntoView {
    let href = links.to(pages::Invoices::One(payment.invoice_id));
    let Payment { id, method, amount, refunded, received_on, .. } = payment;
    let back = (refunded.amount > 0).then(|| {
        let whole = refunded.amount >= amount.amount;
        let label = Signal::derive(move || {
            if whole { crate::text!(pay_refunded_whole) } else { crate::text!(pay_refunded_part, amount = said(refunded).get()) }
        });
        view! { <Badge label mood=Mood::Neutral icon=glyph::UNDO_2 /> }
    });
    view! {
        <Row href=href.clone()>
            <Cell class="whitespace-nowrap"><RowLink href>{payment.invoice_number}</RowLink></Cell>
            <Cell label=crate::t!(list_client)>{payment.client_name}</Cell>
            <Cell label=crate::t!(pay_received_on) class="whitespace-nowrap">{move || short_day(received_on)}</Cell>
            <Cell label=crate::t!(pay_method)>{move || codes::method(method)}</Cell>
            <Cell label=crate::t!(pay_reference) class="wrap-anywhere">{payment.reference}</Cell>
            <Cell label=crate::t!(pay_amount) figures=true>{said(amount)}</Cell>
            <Cell label=crate::t!(pay_refunds)>{back}</Cell>
            <Cell figures=true><Receipt id /></Cell>
        </Row>
    }
}
