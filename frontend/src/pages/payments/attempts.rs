//! The attempts to pay an invoice through a gateway, as staff see them.

use contract::payments::{AttemptStatus, CheckAttempt, ListAttempts, PaymentAttempt};
use contract::{InvoiceId, Page, PaymentAttemptId};
use leptos::prelude::*;

use crate::api::load;
use crate::pages::invoices::said;
use crate::pages::parts::Doing;
use crate::session::use_company;
use crate::ui::*;

/// Each attempt with its state as the gateway tells it. Nothing is shown while there is none.
#[component]
pub fn Attempts(
    /// Of this invoice.
    invoice: InvoiceId,
    /// Reads everything again.
    changed: Callback<()>,
) -> impl IntoView {
    let company = use_company();
    let attempts = load(move || ListAttempts { company: company.get(), invoice });
    move || attempts.get().and_then(Result::ok).filter(|page| !page.data.is_empty()).map(|page| table(page, changed))
}

fn table(page: Page<PaymentAttempt>, changed: Callback<()>) -> impl IntoView {
    let columns = vec![
        Column::text(crate::t!(pay_attempt_at)),
        Column::text(crate::t!(pay_attempt_provider)),
        Column::text(crate::t!(list_status)),
        Column::text(crate::t!(pay_attempt_raw)),
        Column::figures(crate::t!(pay_amount)),
        Column::figures(crate::t!(pay_attempt_check)),
    ];
    let rows = page.data.into_iter().map(|attempt| row(attempt, changed)).collect_view();
    view! {
        <section class="flex min-w-0 flex-col gap-3">
            <h2 class="text-[0.9375rem]">{crate::t!(pay_attempts)}</h2>
            <Table caption=crate::t!(pay_attempts) columns>{rows}</Table>
        </section>
    }
}

fn row(attempt: PaymentAttempt, changed: Callback<()>) -> impl IntoView {
    let PaymentAttempt { id, provider, status, amount, failure, created_at, .. } = attempt;
    let open = status != AttemptStatus::Succeeded;
    let raw = failure.map_or_else(|| status.code().to_owned(), |failure| format!("{status}: {failure}"));
    view! {
        <Row>
            <Cell>{move || moment(created_at)}</Cell>
            <Cell label=crate::t!(pay_attempt_provider)>{provider}</Cell>
            <Cell label=crate::t!(list_status)><StateBadge of=status /></Cell>
            <Cell label=crate::t!(pay_attempt_raw)><code class="text-xs">{raw}</code></Cell>
            <Cell label=crate::t!(pay_amount) figures=true>{said(amount)}</Cell>
            <Cell figures=true>{open.then(|| view! { <Look id changed /> })}</Cell>
        </Row>
    }
}

/// Asks the gateway where the attempt stands.
#[component]
fn Look(id: PaymentAttemptId, changed: Callback<()>) -> impl IntoView {
    let (company, act) = (use_company(), Doing::default());
    let look = move |_| {
        act.run(CheckAttempt { company: company.get_untracked(), id }, move |_| {
            toast(crate::text!(pay_attempt_checked));
            changed.run(());
        });
    };
    view! {
        <Button label=crate::t!(pay_attempt_check) icon=glyph::ROTATE_CW small=true tone=Tone::Quiet busy=act.busy() on_click=look />
        {move || act.problem().get().map(|problem| view! { <p role="alert" class="text-xs whitespace-normal text-error">{problem.title}</p> })}
    }
}
