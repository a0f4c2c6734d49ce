//! Writing an invoice: a draft, as often as needed, until it is issued.

mod draft;
mod head;
mod lines;
mod open;

use contract::access::Company;
use contract::billing::{Invoice, TaxRate};
use leptos::{ev, prelude::*};

use self::draft::Draft;
use self::head::Head;
use self::lines::LinesEditor;
use super::sheet::Sums;
use super::staff::rounding_step;
use crate::form::Form;
use crate::pages::parts::StaleNote;
use crate::ui::*;
use crate::words::language;

pub use open::{InvoiceEdit, InvoiceNew};

/// What the company brings to each of its invoices.
#[derive(Clone, Copy)]
struct House {
    company: StoredValue<Company>,
    rates: StoredValue<Vec<TaxRate>>,
}

/// The whole form. Below it, always in view, the total and what can be done.
#[component]
fn Editor(
    form: Form<Draft>,
    house: House,
    /// Whether to go on to issuing once it is saved.
    then_issue: RwSignal<bool>,
    /// Offered when somebody else saved meanwhile.
    #[prop(optional)]
    conflict: Option<Conflict>,
) -> impl IntoView {
    let sums = Memo::new(move |_| {
        form.draft.with(|draft| draft.totals(house.company.with_value(|company| rounding_step(company, draft.currency))))
    });
    let nets = Memo::new(move |_| {
        let lines = sums.with(|sums| sums.as_ref().map(|sums| sums.lines.clone()).unwrap_or_default());
        lines.into_iter().map(|net| net.format(language())).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || sums.with(|sums| sums.as_ref().map(|sums| sums.total.format(language())).unwrap_or_default()));
    let submit = move |ev: ev::SubmitEvent| {
        ev.prevent_default();
        then_issue.set(false);
        form.submit();
    };
    let problem = form.core().problem();
    let shown_sums =
        move || sums.get().map(|sums| view! { <Sums net=sums.net taxes=sums.taxes rounding=sums.rounding total=sums.total /> });
    view! {
        <form class="flex flex-col gap-6 [&_input]:scroll-mb-28 [&_select]:scroll-mb-28 [&_textarea]:scroll-mb-28" novalidate on:submit=submit>
            <ProblemNote problem />
            {conflict.map(|Conflict { take, keep }| view! { <StaleNote problem on_take=take on_keep=keep /> })}
            <Head form />
            <LinesEditor form rates=house.rates nets=nets.into() />
            <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-2">
                <TextArea field=field!(form, note) label=crate::t!(inv_note) optional=true rows=4 hint=crate::t!(inv_note_hint) />
                <div class="surface p-4 sm:p-6">{shown_sums}</div>
            </div>
            <Bar form total then_issue />
        </form>
    }
}

/// As wide as the page, at its foot.
const BAR: &str = "sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center justify-end gap-2 \
    border-t border-line bg-base-200 px-4 py-3 sm:-mx-8 sm:px-8";

/// The total and the two ways to save.
#[component]
fn Bar(form: Form<Draft>, total: Signal<String>, then_issue: RwSignal<bool>) -> impl IntoView {
    let pending = form.pending();
    let issue = move |_| {
        then_issue.set(true);
        form.submit();
    };
    view! {
        <div class=BAR>
            <p class="grow">
                <span class="block text-[0.8125rem] text-muted">{crate::t!(list_total)}</span>
                <span class="figures text-lg font-semibold whitespace-nowrap" aria-live="polite">{total}</span>
            </p>
            <Button label=crate::t!(inv_save_draft) submit=true busy=Signal::derive(move || pending.get() && !then_issue.get()) disabled=pending />
            <crate::session::Can permission=contract::Permission::InvoiceIssue>
                <Button label=crate::t!(inv_save_issue) tone=Tone::Primary busy=Signal::derive(move || pending.get() && then_issue.get())
                    disabled=pending on_click=issue />
            </crate::session::Can>
        </div>
    }
}

/// What can be done when somebody else saved the draft meanwhile.
#[derive(Clone, Copy)]
struct Conflict {
    /// Starts again from what they saved.
    take: Callback<Invoice>,
    /// Saves what was typed over it.
    keep: Callback<Invoice>,
}
