//! What happened to a document, from its first line to its last payment.

use chrono::{DateTime, NaiveDate, Utc};
use contract::Page;
use contract::billing::{Invoice, InvoiceSummary};
use contract::money::Money;
use contract::payments::{Payment, PaymentMethod};
use leptos::prelude::*;

use super::reading::Reading;
use crate::codes;
use crate::ui::*;
use crate::words::language;

/// Something that happened.
#[derive(Clone)]
enum Step {
    Written,
    Issued,
    Sent(DateTime<Utc>),
    Paid(Money, PaymentMethod),
    Credited(String, Money),
}

impl Step {
    fn say(&self) -> String {
        match self {
            Self::Written => crate::text!(inv_step_written),
            Self::Issued => crate::text!(inv_step_issued),
            Self::Sent(at) => crate::text!(inv_step_sent, at = moment(*at)),
            Self::Paid(amount, method) => {
                crate::text!(inv_step_paid, amount = amount.format(language()), method = codes::method(*method))
            }
            Self::Credited(number, amount) => crate::text!(inv_step_credited, number = number, amount = amount.format(language())),
        }
    }

    const fn icon(&self) -> Glyph {
        match self {
            Self::Written => glyph::PENCIL,
            Self::Issued => glyph::CHECK,
            Self::Sent(_) => glyph::SEND,
            Self::Paid(..) => glyph::BANKNOTE,
            Self::Credited(..) => glyph::UNDO_2,
        }
    }
}

/// The steps by day, the earliest first.
#[component]
pub fn History(
    /// The document.
    invoice: Invoice,
    /// What came for it, once that is read.
    payments: Option<Reading<Page<Payment>>>,
    /// What was credited of it.
    notes: Option<Reading<Page<InvoiceSummary>>>,
) -> impl IntoView {
    let own = own_steps(&invoice);
    let steps = move || {
        let mut steps = own.clone();
        let paid = payments.and_then(|payments| payments.get()).and_then(Result::ok).map(|page| page.data);
        steps.extend(paid.into_iter().flatten().rev().map(|paid| (paid.received_on, Step::Paid(paid.amount, paid.method))));
        let credited = notes.and_then(|notes| notes.get()).and_then(Result::ok).map(|page| page.data);
        steps.extend(
            credited
                .into_iter()
                .flatten()
                .rev()
                .filter_map(|note| Some((note.issued_on?, Step::Credited(note.number.unwrap_or_default(), note.total)))),
        );
        steps.sort_by_key(|(on, _)| *on);
        steps.into_iter().map(shown).collect_view()
    };
    view! { <Card title=crate::t!(inv_history)><ol class="flex flex-col gap-4">{steps}</ol></Card> }
}

fn own_steps(invoice: &Invoice) -> Vec<(NaiveDate, Step)> {
    let mut steps = vec![(invoice.created_at.date_naive(), Step::Written)];
    steps.extend(invoice.issued_on.map(|on| (on, Step::Issued)));
    steps.extend(invoice.sent_at.map(|at| (at.date_naive(), Step::Sent(at))));
    steps
}

fn shown((on, step): (NaiveDate, Step)) -> impl IntoView {
    let icon = step.icon();
    view! {
        <li class="flex gap-3 text-sm">
            <span class="flex size-7 flex-none items-center justify-center rounded-full bg-pressed text-muted">
                <Icon of=icon class="size-4" />
            </span>
            <span class="min-w-0">
                <span class="block">{move || step.say()}</span>
                <span class="block text-[0.8125rem] text-muted">{move || short_day(on)}</span>
            </span>
        </li>
    }
}
