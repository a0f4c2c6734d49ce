//! A document as staff see it: what it says, what came for it, what can be done with it.

use contract::access::Company;
use contract::billing::{Invoice, InvoiceFilter, InvoiceKind, InvoiceStatus, ListInvoices, ReadInvoice};
use contract::identity::Face;
use contract::pages;
use contract::payments::{ListPayments, Payment, PaymentFilter};
use contract::permissions::Permission;
use contract::{InvoiceId, Page};
use leptos::prelude::*;

use super::actions::Actions;
use super::history::History;
use super::notes::CreditNotes;
use super::reading::{Reading, TitleIfLost};
use super::sheet::{Balance, Lines, title_of};
use crate::api::load;
use crate::codes::State;
use crate::pages::payments::{Attempts, Payments};
use crate::session::{Can, Links, use_company, use_links};
use crate::ui::*;

/// The page of one invoice or credit note.
#[component]
pub fn InvoicePage(
    /// Which one.
    id: InvoiceId,
) -> impl IntoView {
    let company = use_company();
    let invoice = load(move || ReadInvoice { company: company.get(), id });
    let payments = load(move || ListPayments {
        company: company.get(),
        filter: PaymentFilter { invoice_id: Some(id), limit: Some(200), ..PaymentFilter::default() },
    });
    // The invoice is read again after its payments: what it says is then never older than what they say.
    let changed = Callback::new(move |()| payments.refetch());
    let seen = StoredValue::new(false);
    Effect::new(move || {
        if payments.with(Option::is_some) && seen.try_update_value(|seen| std::mem::replace(seen, true)) == Some(true) {
            invoice.refetch();
        }
    });
    view! {
        <TitleIfLost from=invoice />
        <Loaded from=invoice skeleton=|| view! { <InvoiceSkeleton /> }
            view=move |invoice| view! { <Document invoice payments changed /> }.into_any() />
    }
}

/// In the shape of the page.
#[component]
pub fn InvoiceSkeleton() -> impl IntoView {
    view! {
        <div class="flex flex-col gap-6">
            <Bone class="h-8 w-64 max-w-full" />
            <TableSkeleton rows=3 />
            <CardSkeleton lines=3 />
        </div>
    }
}

#[component]
fn Document(invoice: Invoice, payments: Reading<Page<Payment>>, changed: Callback<()>) -> impl IntoView {
    let (links, id) = (use_links(Face::Admin), invoice.id);
    // A credit note has no states to go through.
    let is_invoice = invoice.kind == InvoiceKind::Invoice;
    let asks = is_invoice && invoice.status != InvoiceStatus::Draft;
    let payments = asks.then_some(payments);
    let notes = (invoice.credited.amount != 0).then(|| credit_notes(id));
    let (title, state) = (title_of(&invoice), State::from(&invoice));
    let (sheet, acted, facts, told) = (invoice.clone(), invoice.clone(), invoice.clone(), invoice.clone());
    let received = payments.map(|payments| {
        view! {
            <Can permission=Permission::PaymentView>
                <Payments payments invoice=id changed />
                <Attempts invoice=id changed />
            </Can>
        }
    });
    let crumbs = vec![(crate::t!(nav_invoices), links.signal(pages::Invoices::List))];
    let badge = move || is_invoice.then(|| view! { <StateBadge of=state /> });
    view! {
        <PageHeader title crumbs badge>
            <Actions invoice=acted changed />
        </PageHeader>
        <div class="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_18rem]">
            <div class="flex min-w-0 flex-col gap-6">
                <Lines items=invoice.items with_tax=invoice.prices_include_tax />
                <div class="px-4"><Balance invoice=sheet /></div>
                {received}
                {notes.map(|notes| view! { <CreditNotes notes face=Face::Admin /> })}
            </div>
            <div class="flex min-w-0 flex-col gap-6">
                <About invoice=facts links />
                <History invoice=told payments notes />
            </div>
        </div>
    }
}

/// The credit notes of this invoice.
pub fn credit_notes(of: InvoiceId) -> Reading<Page<contract::billing::InvoiceSummary>> {
    let company = use_company();
    let filter =
        InvoiceFilter { kind: Some(InvoiceKind::CreditNote), credited_invoice_id: Some(of), limit: Some(100), ..InvoiceFilter::default() };
    load(move || ListInvoices { company: company.get(), filter: filter.clone() })
}

/// What is to be known besides the lines.
#[component]
fn About(invoice: Invoice, links: Links) -> impl IntoView {
    let Invoice { client_id, client_name, project_id, credited_invoice_id, kind, status, .. } = invoice;
    let Invoice { issued_on, due_on, payment_terms_days, reference, note, .. } = invoice;
    let asks = kind == InvoiceKind::Invoice;
    let draft = status == InvoiceStatus::Draft;
    let client = move || links.to(pages::Clients::One(client_id));
    let origin = credited_invoice_id.map(|id| {
        let href = move || links.to(pages::Invoices::One(id));
        view! { <Fact label=crate::t!(inv_takes_back)><a class="link" href=href>{crate::t!(inv_open_invoice)}</a></Fact> }
    });
    let project = project_id.map(|id| {
        let href = move || links.to(pages::Projects::One(id));
        view! { <Fact label=crate::t!(inv_project)><a class="link" href=href>{crate::t!(inv_open_project)}</a></Fact> }
    });
    let terms = draft.then(|| view! { <Fact label=crate::t!(inv_terms)>{crate::t!(inv_days, count = payment_terms_days)}</Fact> });
    view! {
        <Card>
            <dl class="flex flex-col gap-4">
                <Fact label=crate::t!(list_client)><a class="link" href=client>{client_name}</a></Fact>
                {origin}
                {project}
                {issued_on.map(|on| view! { <Fact label=crate::t!(inv_issued_on)>{move || day(on)}</Fact> })}
                {due_on.filter(|_| asks).map(|on| view! { <Fact label=crate::t!(list_due)>{move || day(on)}</Fact> })}
                {terms}
                {reference.map(|reference| view! { <Fact label=crate::t!(inv_reference)>{reference}</Fact> })}
                {note.map(|note| view! { <Fact label=crate::t!(inv_note)><span class="whitespace-pre-line">{note}</span></Fact> })}
            </dl>
        </Card>
    }
}

/// What the company still has to say about itself before it may issue.
pub fn missing_word(field: &str) -> Option<Signal<String>> {
    match field.trim_start_matches('/') {
        "legal_name" => Some(crate::t!(inv_missing_legal_name)),
        "registration_number" => Some(crate::t!(inv_missing_registration)),
        "tax_number" => Some(crate::t!(inv_missing_tax_number)),
        "address" => Some(crate::t!(inv_missing_address)),
        _ => None,
    }
}

/// The step to which the company rounds its totals in this currency.
pub fn rounding_step(company: &Company, currency: contract::money::Currency) -> Option<i32> {
    company.rounding_step.filter(|_| company.currency == currency)
}
