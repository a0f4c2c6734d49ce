//! Giving money back, and what became of it.

use contract::money::Money;
use contract::payments::{ListRefunds, Payment, Refund, RefundInput, RefundPayment, RefundStatus};
use contract::{Check, Checker, Page, PaymentId};
use leptos::prelude::*;

use crate::api::load;
use crate::form::Form;
use crate::here::after;
use crate::pages::invoices::said;
use crate::pages::parts::StaleNote;
use crate::session::use_company;
use crate::ui::*;

/// What is typed.
#[derive(Clone, PartialEq)]
struct Given {
    left: Money,
    amount: Option<i64>,
    reason: String,
}

impl Given {
    fn input(&self) -> RefundInput {
        RefundInput { amount: Money::new(self.amount.unwrap_or_default(), self.left.currency), reason: self.reason.trim().to_owned() }
    }
}

impl Check for Given {
    fn check(&self, c: &mut Checker) {
        c.ensure("amount", self.amount.is_some_and(|amount| amount > 0), "required");
        self.input().check(c);
    }
}

/// Asks how much goes back, and why.
#[component]
pub fn RefundDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// The payment of which it goes back.
    payment: Payment,
    /// Reads everything again.
    changed: Callback<()>,
) -> impl IntoView {
    let left = Money::new(payment.amount.amount - payment.refunded.amount, payment.amount.currency);
    let (id, version, online) = (payment.id, payment.version, payment.attempt_id.is_some());
    view! { <Dialog open title=crate::t!(pay_refund)><Fields open id version left online changed /></Dialog> }
}

#[component]
fn Fields(open: RwSignal<bool>, id: PaymentId, version: i64, left: Money, online: bool, changed: Callback<()>) -> impl IntoView {
    let company = use_company();
    let form = Form::new(
        Given { left, amount: Some(left.amount), reason: String::new() },
        move |given| RefundPayment { company: company.get_untracked(), id, version, input: given.input() },
        move |refund: Refund| {
            open.try_set(false);
            toast(if refund.status == RefundStatus::Succeeded { crate::text!(pay_refunded_done) } else { crate::text!(pay_refund_asked) });
            changed.try_run(());
        },
    )
    .unguarded();
    let how = move || if online { crate::text!(pay_refund_online) } else { crate::text!(pay_refund_by_hand) };
    let most = said(left);
    view! {
        <FormView form submit=crate::t!(pay_refund_do) on_cancel=move |()| open.set(false)>
            <p class="text-sm text-muted text-pretty">{how}</p>
            <StaleNote problem=form.core().problem() on_take=Callback::new(move |_: Payment| changed.run(())) />
            <MoneyField field=field!(form, amount) label=crate::t!(pay_amount) currency=left.currency hint=crate::t!(pay_at_most, amount = most.get()) />
            <TextField field=field!(form, reason) label=crate::t!(pay_reason) />
        </FormView>
    }
}

/// What went back of a payment. While a gateway is at work it is asked again, ever more rarely.
#[component]
pub fn Refunds(
    /// The payment.
    payment: PaymentId,
    /// What is known to have gone back of it.
    known: Money,
    /// Reads everything again.
    changed: Callback<()>,
) -> impl IntoView {
    let company = use_company();
    let refunds = load(move || ListRefunds { company: company.get(), id: payment });
    let waited = StoredValue::new(1_u64);
    Effect::new(move || {
        let Some(Ok(page)) = refunds.get() else { return };
        if page.data.iter().any(|refund| refund.status == RefundStatus::Pending) {
            let seconds = waited.get_value();
            waited.set_value((seconds * 2).min(60));
            let again = move || {
                if waited.try_get_value().is_some() {
                    refunds.refetch();
                }
            };
            after(std::time::Duration::from_secs(seconds), again);
        } else if gone(&page) != known.amount {
            changed.run(());
        }
    });
    move || refunds.get().and_then(Result::ok).map(shown)
}

/// How much went back for good.
fn gone(page: &Page<Refund>) -> i64 {
    page.data.iter().filter(|refund| refund.status == RefundStatus::Succeeded).map(|refund| refund.amount.amount).sum()
}

fn shown(page: Page<Refund>) -> impl IntoView {
    let row = |refund: Refund| {
        view! {
            <li class="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
                <Icon of=glyph::UNDO_2 class="size-4 text-muted" />
                <span class="figures">{said(refund.amount)}</span>
                <StateBadge of=refund.status />
                <span class="min-w-0 text-muted wrap-anywhere">{refund.reason}</span>
                <span class="text-muted">{move || day_of(refund.created_at)}</span>
            </li>
        }
    };
    let rows = page.data.into_iter().map(row).collect_view();
    view! { <ul class="mt-3 flex flex-col gap-2 border-s-2 border-line ps-3" aria-label=crate::t!(pay_refunds)>{rows}</ul> }
}
