//! Writing down money that came outside a gateway.

use chrono::NaiveDate;
use contract::billing::Invoice;
use contract::money::Money;
use contract::payments::{PaymentInput, PaymentMethod, RecordPayment};
use contract::{Check, Checker, InvoiceId};
use leptos::prelude::*;

use crate::codes;
use crate::form::Form;
use crate::pages::invoices::{filled, said};
use crate::pages::parts::StaleNote;
use crate::session::use_company;
use crate::ui::*;

/// What is typed.
#[derive(Clone, PartialEq)]
struct Taken {
    due: Money,
    amount: Option<i64>,
    method: PaymentMethod,
    received_on: Option<NaiveDate>,
    reference: String,
}

impl Taken {
    fn input(&self) -> PaymentInput {
        PaymentInput {
            amount: Money::new(self.amount.unwrap_or_default(), self.due.currency),
            method: self.method,
            received_on: self.received_on.unwrap_or_default(),
            reference: filled(&self.reference),
        }
    }
}

impl Check for Taken {
    fn check(&self, c: &mut Checker) {
        c.ensure("amount", self.amount.is_some_and(|amount| amount > 0), "required");
        c.ensure("received_on", self.received_on.is_some(), "required");
        self.input().check(c);
    }
}

/// Asks how much came, how and when.
#[component]
pub fn RecordDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// What it pays.
    invoice: Invoice,
    /// Reads it again.
    changed: Callback<()>,
) -> impl IntoView {
    let Invoice { id, version, due, .. } = invoice;
    view! { <Dialog open title=crate::t!(pay_record)><Fields open id version due changed /></Dialog> }
}

#[component]
fn Fields(open: RwSignal<bool>, id: InvoiceId, version: i64, due: Money, changed: Callback<()>) -> impl IntoView {
    let company = use_company();
    let start =
        Taken { due, amount: Some(due.amount), method: PaymentMethod::BankTransfer, received_on: Some(today()), reference: String::new() };
    let form = Form::new(
        start,
        move |taken| RecordPayment { company: company.get_untracked(), invoice: id, version, input: taken.input() },
        move |_| {
            open.try_set(false);
            toast(crate::text!(pay_recorded));
            changed.try_run(());
        },
    )
    .unguarded();
    let methods = Signal::derive(|| {
        let manual = PaymentMethod::ALL.iter().filter(|method| method.is_manual());
        manual.map(|method| (method.code().to_owned(), codes::method(*method))).collect::<Vec<_>>()
    });
    let owed = said(due);
    view! {
        <FormView form submit=crate::t!(pay_record_do) on_cancel=move |()| open.set(false)>
            <StaleNote problem=form.core().problem() on_take=Callback::new(move |_: Invoice| changed.run(())) />
            <div class="grid grid-cols-1 gap-x-4 gap-y-5 sm:grid-cols-2">
                <MoneyField field=field!(form, amount) label=crate::t!(pay_amount) currency=due.currency hint=crate::t!(pay_still_due, amount = owed.get()) />
                <DateField field=field!(form, received_on) label=crate::t!(pay_received_on) />
                <SelectField field=field!(form, method) label=crate::t!(pay_method) choices=methods />
                <TextField field=field!(form, reference) label=crate::t!(pay_reference) optional=true placeholder="VIR 4711" />
            </div>
        </FormView>
    }
}
