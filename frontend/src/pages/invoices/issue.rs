//! Issuing: the last moment at which a document can still be changed.

use contract::Problem;
use contract::billing::{Invoice, IssueInvoice};
use contract::identity::Face;
use contract::pages;
use leptos::prelude::*;
use leptos_router::components::A;

use super::sheet::said;
use super::staff::missing_word;
use crate::pages::parts::{Doing, StaleNote};
use crate::session::{use_company, use_links};
use crate::ui::*;

/// Asks before the draft gets its number.
#[component]
pub fn IssueDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// The draft.
    invoice: Invoice,
    /// Reads it again.
    changed: Callback<()>,
) -> impl IntoView {
    let (company, act) = (use_company(), Doing::default());
    let Invoice { id, version, client_name, total, .. } = invoice;
    let client = StoredValue::new(client_name);
    let issue = move || {
        act.run(IssueInvoice { company: company.get_untracked(), id, version }, move |issued| {
            open.try_set(false);
            toast(crate::text!(inv_issued, number = issued.number.unwrap_or_default()));
            changed.run(());
        });
    };
    view! {
        <Dialog open title=crate::t!(inv_issue_title)>
            <p class="text-muted text-pretty">{crate::t!(inv_issue_detail)}</p>
            <dl class="my-4 flex flex-col gap-2 text-sm">
                <div class="flex justify-between gap-6"><dt class="text-muted">{crate::t!(list_client)}</dt><dd>{client.get_value()}</dd></div>
                <div class="flex justify-between gap-6">
                    <dt class="text-muted">{crate::t!(list_total)}</dt>
                    <dd class="figures font-semibold">{said(total)}</dd>
                </div>
            </dl>
            <ProblemNote problem=act.problem() />
            <Missing problem=act.problem() />
            <StaleNote problem=act.problem() on_take=Callback::new(move |_: Invoice| changed.run(())) />
            <div class="mt-6 flex flex-wrap justify-end gap-2">
                <Button label=crate::t!(cancel) on_click=move |_| open.set(false) />
                <Button label=crate::t!(inv_issue) tone=Tone::Primary busy=act.busy() on_click=move |_| issue() />
            </div>
        </Dialog>
    }
}

/// What the company must say about itself first, and where.
#[component]
fn Missing(#[prop(into)] problem: Signal<Option<Problem>>) -> impl IntoView {
    let links = use_links(Face::Admin);
    let fields = move || {
        let problem = problem.get().filter(|problem| problem.code == "company_identity")?;
        Some(problem.errors.iter().filter_map(|error| missing_word(&error.pointer)).collect::<Vec<_>>())
    };
    move || {
        fields().map(|fields| {
            view! {
                <ul class="mb-3 list-disc ps-6 text-sm">{fields.into_iter().map(|field| view! { <li>{field}</li> }).collect_view()}</ul>
                <A href=move || links.to(pages::Settings::Identity) attr:class="link text-sm">{crate::t!(inv_open_settings)}</A>
            }
        })
    }
}
