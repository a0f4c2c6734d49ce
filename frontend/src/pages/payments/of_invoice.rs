//! What came for one invoice, as staff see it.

use contract::money::Money;
use contract::payments::{Payment, receipt_path};
use contract::permissions::Permission;
use contract::{InvoiceId, Page, PaymentId};
use leptos::prelude::*;

use super::refund::{RefundDialog, Refunds};
use crate::codes;
use crate::pages::invoices::{Reading, said};
use crate::session::{Can, use_company};
use crate::ui::*;

/// The payments of an invoice, each with its receipt and the way back.
#[component]
pub fn Payments(
    /// What was read.
    payments: Reading<Page<Payment>>,
    /// Of this invoice.
    invoice: InvoiceId,
    /// Reads everything again.
    changed: Callback<()>,
) -> impl IntoView {
    let list = move |page: Page<Payment>| {
        if page.data.is_empty() {
            return view! { <p class="px-4 pb-5 text-sm text-muted sm:px-6">{crate::t!(pay_none_yet)}</p> }.into_any();
        }
        let rows = page.data.into_iter().filter(|payment| payment.invoice_id == invoice);
        let rows = rows.map(|payment| view! { <Line payment changed /> }).collect_view();
        view! { <ul class="divide-y divide-line">{rows}</ul> }.into_any()
    };
    view! { <Card title=crate::t!(nav_payments) flush=true><Loaded from=payments view=list /></Card> }
}

#[component]
fn Line(payment: Payment, changed: Callback<()>) -> impl IntoView {
    let Payment { id, method, amount, excess, refunded, received_on, version, .. } = payment;
    let refunding = RwSignal::new(false);
    let left = amount.amount - refunded.amount;
    let reference = payment.reference.clone();
    let back = (left > 0).then(|| {
        view! {
            <Can permission=Permission::PaymentRefund>
                <Button label=crate::t!(pay_refund) icon=glyph::UNDO_2 small=true on_click=move |_| refunding.set(true) />
            </Can>
        }
    });
    // Each refund changes the payment: an untouched one has none.
    let refunds = (version > 1).then(|| view! { <Refunds payment=id known=refunded changed /> });
    view! {
        <li class="px-4 py-4 sm:px-6">
            <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
                <div class="min-w-0">
                    <p class="font-medium">{move || codes::method(method)}</p>
                    <p class="text-[0.8125rem] text-muted wrap-anywhere">
                        {move || short_day(received_on)} {reference.map(|reference| format!(" · {reference}"))}
                    </p>
                </div>
                <p class="figures ms-auto text-end">
                    <span class="block font-semibold">{said(amount)}</span>
                    <Beyond excess />
                </p>
                <div class="flex flex-wrap gap-2"><Receipt id />{back}</div>
            </div>
            {refunds}
            <RefundDialog open=refunding payment changed />
        </li>
    }
}

/// What came beyond the amount due.
#[component]
fn Beyond(excess: Money) -> impl IntoView {
    (excess.amount > 0).then(|| {
        let amount = said(excess);
        view! { <span class="block text-[0.8125rem] text-muted">{crate::t!(pay_excess, amount = amount.get())}</span> }
    })
}

/// The receipt of a payment, a PDF.
#[component]
pub fn Receipt(
    /// Of this payment.
    id: PaymentId,
) -> impl IntoView {
    let company = use_company();
    let href = Signal::derive(move || receipt_path(company.get(), id));
    view! { <ButtonLink label=crate::t!(pay_receipt) icon=glyph::RECEIPT href small=true external=true /> }
}
