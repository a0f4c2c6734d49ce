//! The ways to pay that are open: online, by transfer, or as the company will say.

use contract::iban::in_fours;
use contract::payments::{PaymentOptions, TransferDetails};
use contract::permissions::Permission;
use contract::{InvoiceId, Problem};
use leptos::prelude::*;

use super::pay::Pay;
use crate::session::Can;
use crate::ui::*;

/// How an invoice can be paid, as the page reads it.
type Options = LocalResource<Result<PaymentOptions, Problem>>;

/// The button that leads to the gateway, where one takes what is due; else a word on what to do.
#[component]
pub fn PayOnline(
    /// What is paid.
    invoice: InvoiceId,
    /// The words on the button.
    label: Signal<String>,
    /// The ways that are open.
    options: Options,
) -> impl IntoView {
    // Remembered, so that the same answer again does not draw the button anew.
    let known = Memo::new(move |_| options.get());
    move || match known.get() {
        None => view! { <div role="status" aria-busy="true" aria-label=crate::t!(loading)><Bone class="h-10 w-44" /></div> }.into_any(),
        Some(Ok(PaymentOptions { online: true, .. })) => {
            view! { <Can permission=Permission::PaymentPay><Pay invoice label /></Can> }.into_any()
        }
        Some(Ok(PaymentOptions { transfer: Some(_), .. })) => ().into_any(),
        Some(Ok(_)) => view! { <p class="w-full text-pretty">{crate::t!(pay_company_says)}</p> }.into_any(),
        Some(Err(problem)) => view! { <Unknown problem options /> }.into_any(),
    }
}

/// The ways could not be read.
#[component]
fn Unknown(problem: Problem, options: Options) -> impl IntoView {
    view! {
        <div class="w-full">
            <ProblemNote problem=Signal::stored(Some(problem)) />
            <Button label=crate::t!(retry) icon=glyph::ROTATE_CW on_click=move |_| options.refetch() />
        </div>
    }
}

/// Where a transfer goes, each part to be copied into one's bank's form.
#[component]
pub fn ByTransfer(
    /// The ways that are open.
    options: Options,
) -> impl IntoView {
    let known = Memo::new(move |_| options.get().and_then(Result::ok).and_then(|options| options.transfer));
    move || {
        known.get().map(|TransferDetails { holder, iban, reference }| {
            view! {
                <Card title=crate::t!(pay_transfer) detail=crate::t!(pay_transfer_detail)>
                    <dl class="flex flex-col gap-4">
                        <Part label=crate::t!(pay_holder) shown=holder.clone() text=holder copy=crate::t!(pay_copy_holder) said=crate::t!(pay_copied_holder) />
                        <Part label=crate::t!(part_iban) shown=in_fours(&iban) text=iban copy=crate::t!(pay_copy_iban) said=crate::t!(pay_copied_iban) />
                        <Part label=crate::t!(pay_to_state) shown=reference.clone() text=reference copy=crate::t!(pay_copy_reference)
                            said=crate::t!(pay_copied_reference) />
                    </dl>
                </Card>
            }
        })
    }
}

/// A part of a transfer's form.
#[component]
fn Part(label: Signal<String>, shown: String, text: String, copy: Signal<String>, said: Signal<String>) -> impl IntoView {
    view! {
        <Fact label>
            <span class="flex items-center gap-2">
                <span class="figures min-w-0 font-medium wrap-anywhere">{shown}</span>
                <CopyButton label=copy text said />
            </span>
        </Fact>
    }
}
