//! The list of invoices and credit notes. The server decides which rows each person sees.

use contract::Page;
use contract::billing::{InvoiceFilter, InvoiceKind, InvoiceStatus, InvoiceSummary, ListInvoices};
use contract::identity::Face;
use contract::pages;
use contract::permissions::Permission;
use leptos::prelude::*;

use crate::api::load;
use crate::codes::{self, State};
use crate::session::{Can, Links, use_company, use_links};
use crate::ui::*;
use crate::words::language;

/// Invoices and credit notes, searched, filtered and sorted by the server.
#[component]
pub fn Invoices(
    /// Staff also see whose they are, and begin new ones.
    face: Face,
) -> impl IntoView {
    let (company, filters, links) = (use_company(), use_filters(), use_links(face));
    let asked = move || ListInvoices {
        company: company.get(),
        filter: InvoiceFilter {
            q: filters.get("q"),
            status: filters.get("status"),
            kind: filters.word("kind"),
            client_id: filters.get("client").and_then(|id| id.parse().ok()),
            sort: filters.get("sort"),
            cursor: filters.get("cursor"),
            limit: Some(100),
            ..InvoiceFilter::default()
        },
    };
    let found = load(asked);
    view! {
        <PageHeader title=crate::t!(nav_invoices)>{(face == Face::Admin).then(|| view! { <NewInvoice links /> })}</PageHeader>
        <FilterBar filters search=crate::t!(invoices_search)>
            <FilterSelect filters name="status" label=crate::t!(list_status) choices=Signal::derive(move || statuses(face)) />
            <FilterSelect filters name="kind" label=crate::t!(invoices_kind) choices=Signal::derive(kinds) />
        </FilterBar>
        <Loaded from=found skeleton=|| view! { <TableSkeleton /> } view=move |page| rows(page, filters, links, face) />
    }
}

/// The first step, for those who may take it.
#[component]
fn NewInvoice(links: Links) -> impl IntoView {
    view! {
        <Can permission=Permission::InvoiceCreate>
            <ButtonLink label=crate::t!(action_new_invoice) href=links.signal(pages::Invoices::New) tone=Tone::Primary icon=glyph::PLUS />
        </Can>
    }
}

/// The statuses to choose from; clients see no drafts.
fn statuses(face: Face) -> Vec<Choice> {
    use InvoiceStatus::{Draft, Issued, Paid, PartiallyPaid, Void};
    let choice = |status: InvoiceStatus| (status.code().to_owned(), State::from(status).say());
    let draft = (face == Face::Admin).then(|| choice(Draft));
    let overdue = ("overdue".to_owned(), State::OVERDUE.say());
    draft.into_iter().chain([choice(Issued), choice(PartiallyPaid), overdue, choice(Paid), choice(Void)]).collect()
}

fn kinds() -> Vec<Choice> {
    InvoiceKind::ALL.iter().map(|kind| (kind.code().to_owned(), codes::invoice_kind(*kind))).collect()
}

fn rows(page: Page<InvoiceSummary>, filters: Filters, links: Links, face: Face) -> AnyView {
    if page.data.is_empty() {
        return empty(filters, links, face);
    }
    let staff = face == Face::Admin;
    let mut columns = vec![Column::text(crate::t!(list_number)).sort("number")];
    columns.extend(staff.then(|| Column::text(crate::t!(list_client))));
    columns.extend([
        Column::text(crate::t!(list_status)),
        Column::text(crate::t!(list_due)).sort("due_on"),
        Column::figures(crate::t!(list_total)).sort("total"),
        Column::figures(crate::t!(invoice_due)),
    ]);
    let rows = page.data.into_iter().map(|invoice| row(invoice, links, staff)).collect_view();
    view! {
        <Table caption=crate::t!(nav_invoices) columns filters>{rows}</Table>
        <Pager page=page.page filters />
    }
    .into_any()
}

fn empty(filters: Filters, links: Links, face: Face) -> AnyView {
    if filters.any() {
        return view! { <EmptyState title=crate::t!(nothing_found) detail=crate::t!(invoices_none_found) icon=glyph::SEARCH /> }.into_any();
    }
    match face {
        Face::Admin => view! {
            <EmptyState title=crate::t!(invoices_none) detail=crate::t!(invoices_none_detail) icon=glyph::FILE_TEXT><NewInvoice links /></EmptyState>
        }
        .into_any(),
        Face::Portal => {
            view! { <EmptyState title=crate::t!(invoices_none) detail=crate::t!(invoices_none_portal) icon=glyph::FILE_TEXT /> }.into_any()
        }
    }
}

fn row(invoice: InvoiceSummary, links: Links, staff: bool) -> impl IntoView {
    let href = links.to(pages::Invoices::One(invoice.id));
    let state = State::from(&invoice);
    let number = invoice.number.clone();
    let note = (invoice.kind == InvoiceKind::CreditNote)
        .then(|| view! { <span class="ms-2 text-[0.8125rem] text-muted">{crate::t!(kind_credit_note)}</span> });
    let whose = staff.then(|| view! { <Cell label=crate::t!(list_client)>{invoice.client_name}</Cell> });
    // A draft and a credit note ask nothing.
    let due = Some(invoice.due).filter(|due| invoice.number.is_some() && due.amount != 0);
    view! {
        <Row href=href.clone()>
            <Cell><RowLink href>{move || number.clone().unwrap_or_else(|| crate::text!(list_draft))}</RowLink>{note}</Cell>
            {whose}
            <Cell label=crate::t!(list_status)><StateBadge of=state /></Cell>
            <Cell label=crate::t!(list_due)>{move || invoice.due_on.map(short_day)}</Cell>
            <Cell label=crate::t!(list_total) figures=true>{move || invoice.total.format(language())}</Cell>
            <Cell label=crate::t!(invoice_due) figures=true>{move || due.map(|due| due.format(language()))}</Cell>
        </Row>
    }
}
