//! The credit notes of an invoice, in both faces.

use contract::Page;
use contract::billing::InvoiceSummary;
use contract::identity::Face;
use contract::pages;
use leptos::prelude::*;
use leptos_router::components::A;

use super::reading::Reading;
use super::sheet::said;
use crate::session::use_links;
use crate::ui::*;

/// Each credit note with its date and amount.
#[component]
pub fn CreditNotes(
    /// What was read.
    notes: Reading<Page<InvoiceSummary>>,
    /// Where the links lead.
    face: Face,
) -> impl IntoView {
    let links = use_links(face);
    let row = move |note: InvoiceSummary| {
        let href = links.to(pages::Invoices::One(note.id));
        view! {
            <li class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-3 sm:px-6">
                <span class="flex flex-wrap gap-x-3">
                    <A href=href attr:class="link">{note.number}</A>
                    <span class="text-muted">{move || note.issued_on.map(short_day)}</span>
                </span>
                <span class="figures font-medium">{said(note.total)}</span>
            </li>
        }
    };
    view! {
        <Card title=crate::t!(inv_credit_notes) flush=true>
            <Loaded from=notes view=move |page| {
                view! { <ul class="divide-y divide-line">{page.data.into_iter().map(row).collect_view()}</ul> }.into_any()
            } />
        </Card>
    }
}
