//! A document as the client's people see it: what is owed and by when, on top; then what it says.

use contract::billing::{Invoice, InvoiceKind, ReadInvoice};
use contract::identity::Face;
use contract::money::Money;
use contract::pages;
use contract::payments::{ListPayments, Payment, PaymentFilter, PaymentOptions, ReadPaymentOptions};
use contract::{InvoiceId, Page, PaymentAttemptId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::actions::Pdf;
use super::notes::CreditNotes;
use super::reading::{Reading, TitleIfLost};
use super::sheet::{Balance, Lines, said, title_of};
use super::staff::{InvoiceSkeleton, credit_notes};
use crate::api::load;
use crate::codes::{self, State};
use crate::pages::payments::{ByTransfer, Follow, PayOnline, Receipt};
use crate::session::{use_company, use_links};
use crate::ui::*;

/// The page of one invoice or credit note in the portal.
#[component]
pub fn PortalInvoice(
    /// Which one.
    id: InvoiceId,
) -> impl IntoView {
    let company = use_company();
    let invoice = load(move || ReadInvoice { company: company.get(), id });
    let payments = load(move || ListPayments {
        company: company.get(),
        filter: PaymentFilter { invoice_id: Some(id), limit: Some(100), ..PaymentFilter::default() },
    });
    let options = load(move || ReadPaymentOptions { company: company.get(), invoice: id });
    let changed = Callback::new(move |()| {
        invoice.refetch();
        payments.refetch();
        options.refetch();
    });
    // Where the gateway leads a payer back to says which attempt it was.
    let query = use_query_map();
    let attempt = Memo::new(move |_| query.with(|query| query.get("attempt")).and_then(|id| id.parse::<PaymentAttemptId>().ok()));
    let followed = RwSignal::new(false);
    view! {
        {move || attempt.get().map(|attempt| view! { <Follow id=attempt invoice=id open=followed changed /> })}
        <TitleIfLost from=invoice />
        <Loaded from=invoice skeleton=|| view! { <InvoiceSkeleton /> }
            view=move |invoice| view! { <Document invoice payments options followed /> }.into_any() />
    }
}

#[component]
fn Document(
    invoice: Invoice,
    payments: Reading<Page<Payment>>,
    options: Reading<PaymentOptions>,
    followed: RwSignal<bool>,
) -> impl IntoView {
    let links = use_links(Face::Portal);
    let (title, state) = (title_of(&invoice), State::from(&invoice));
    // A credit note has no states to go through.
    let asks = invoice.kind == InvoiceKind::Invoice;
    let notes = (invoice.credited.amount != 0).then(|| credit_notes(invoice.id));
    let origin = invoice.credited_invoice_id.map(|id| {
        let href = links.signal(pages::Invoices::One(id));
        view! { <ButtonLink label=crate::t!(inv_open_invoice) icon=glyph::FILE_TEXT href /> }
    });
    let (sheet, asked, owed) = (invoice.clone(), invoice.clone(), is_owed(&invoice));
    let note = invoice.note.clone();
    let crumbs = vec![(crate::t!(nav_invoices), links.signal(pages::Invoices::List))];
    let badge = move || asks.then(|| view! { <StateBadge of=state /> });
    view! {
        <PageHeader title crumbs badge>
            {origin}
            <Pdf id=invoice.id />
        </PageHeader>
        <div class="flex flex-col gap-6">
            <Asked invoice=asked options followed />
            {owed.then(|| view! { <ByTransfer options /> })}
            <Lines items=invoice.items with_tax=invoice.prices_include_tax />
            <div class="px-4"><Balance invoice=sheet /></div>
            {note.map(|note| view! { <p class="whitespace-pre-line text-muted">{note}</p> })}
            {notes.map(|notes| view! { <CreditNotes notes face=Face::Portal /> })}
            <Received payments />
        </div>
    }
}

/// Whether it asks for money.
fn is_owed(invoice: &Invoice) -> bool {
    invoice.kind == InvoiceKind::Invoice && invoice.due.amount > 0
}

/// The one thing to know, large: what is still owed and by when, or that nothing is.
#[component]
fn Asked(invoice: Invoice, options: Reading<PaymentOptions>, followed: RwSignal<bool>) -> impl IntoView {
    let owed = is_owed(&invoice);
    let Invoice { id, kind, due, total, due_on, overdue, .. } = invoice;
    let figure = if kind == InvoiceKind::CreditNote || due.amount == 0 { total } else { Money::new(due.amount.abs(), due.currency) };
    let words = move || match (kind, due.amount) {
        (InvoiceKind::CreditNote, _) => crate::text!(inv_in_your_favour),
        (_, 0) => crate::text!(inv_all_paid),
        (_, ..0) => crate::text!(inv_comes_back),
        _ => crate::text!(inv_to_pay),
    };
    let pay = Signal::derive(move || crate::text!(pay_do, amount = said(due).get()));
    let by = move || {
        let on = due_on.filter(|_| owed)?;
        Some(if overdue { crate::text!(inv_was_due, date = day(on)) } else { crate::text!(inv_by, date = day(on)) })
    };
    let late = if overdue { "mt-1 font-medium text-error" } else { "mt-1 text-muted" };
    view! {
        <section class="surface flex flex-wrap items-end justify-between gap-x-6 gap-y-5 p-5 sm:p-6" aria-label=crate::t!(inv_to_pay)>
            <div class="min-w-0">
                <p class="text-sm text-muted">{words}</p>
                <p class="figures text-[2.25rem] leading-tight font-semibold tracking-tight wrap-anywhere">{said(figure)}</p>
                {move || by().map(|by| view! { <p class=late>{by}</p> })}
            </div>
            {move || (owed && !followed.get()).then(|| view! { <PayOnline invoice=id label=pay options /> })}
        </section>
    }
}

/// What was paid, each with its receipt.
#[component]
fn Received(payments: Reading<Page<Payment>>) -> impl IntoView {
    let row = |payment: Payment| {
        let Payment { id, amount, refunded, method, received_on, .. } = payment;
        let back = (refunded.amount > 0).then(|| {
            let amount = said(refunded);
            view! { <span class="block text-[0.8125rem] text-muted">{crate::t!(pay_refunded_part, amount = amount.get())}</span> }
        });
        view! {
            <li class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3 sm:px-6">
                <span>
                    <span class="figures block font-medium">{said(amount)}</span>
                    <span class="block text-[0.8125rem] text-muted">{move || format!("{} · {}", short_day(received_on), codes::method(method))}</span>
                    {back}
                </span>
                <Receipt id />
            </li>
        }
    };
    move || {
        payments.get().and_then(Result::ok).filter(|page| !page.data.is_empty()).map(|page| {
            view! {
                <Card title=crate::t!(pay_receipts) flush=true>
                    <ul class="divide-y divide-line">{page.data.into_iter().map(row).collect_view()}</ul>
                </Card>
            }
        })
    }
}
