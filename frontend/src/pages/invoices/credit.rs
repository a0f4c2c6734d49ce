//! Taking back an issued invoice by a credit note: all that is left of it, or some of its lines.

use contract::billing::{CreditInput, CreditInvoice, Invoice, InvoiceItem, InvoiceItemInput, LineInput, totals};
use contract::identity::Face;
use contract::money::{Currency, Money, Thousandths};
use contract::pages;
use contract::{Check, Checker};
use leptos::prelude::*;

use super::sheet::{Sum, said};
use crate::form::{Field, Form};
use crate::pages::parts::StaleNote;
use crate::session::{use_company, use_go, use_links};
use crate::ui::*;
use crate::words::language;

/// What is typed: which lines and how many of each; nothing of a line that stays.
#[derive(Clone, PartialEq)]
struct Wish {
    partly: bool,
    reason: String,
    lines: Vec<(InvoiceItem, bool, Option<Thousandths>)>,
}

impl Wish {
    fn items(&self) -> Vec<InvoiceItemInput> {
        let taken = self.lines.iter().filter(|(_, taken, _)| *taken);
        taken
            .map(|(item, _, quantity)| InvoiceItemInput {
                description: item.description.clone(),
                unit: item.unit.clone(),
                quantity: quantity.unwrap_or(Thousandths(0)),
                unit_price: item.unit_price,
                discount: item.discount,
                tax_rate: item.tax_rate,
            })
            .collect()
    }

    fn input(&self) -> CreditInput {
        CreditInput { reason: self.reason.trim().to_owned(), items: self.partly.then(|| self.items()) }
    }

    /// What the chosen lines come to.
    fn total(&self, currency: Currency, prices_include_tax: bool) -> Option<Money> {
        let lines: Vec<LineInput> = self.items().iter().map(InvoiceItemInput::line).collect();
        totals(&lines, currency, prices_include_tax, None).ok().map(|sums| sums.total)
    }
}

impl Check for Wish {
    fn check(&self, c: &mut Checker) {
        c.ensure("items", !self.partly || self.lines.iter().any(|(_, taken, _)| *taken), "required");
        for (index, (item, taken, quantity)) in self.lines.iter().enumerate() {
            let right = quantity.is_some_and(|quantity| (1..=item.quantity.0).contains(&quantity.0));
            let needed = self.partly && *taken && !right;
            if needed {
                c.refuse_with(&format!("quantity/{index}"), "too_large", "max", item.quantity.format(language()));
            }
        }
        c.text("reason", &self.reason, 1..=500);
    }
}

/// Asks what to credit, and why.
#[component]
pub fn CreditDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// The invoice.
    invoice: Invoice,
    /// Reads it again.
    changed: Callback<()>,
) -> impl IntoView {
    let invoice = StoredValue::new(invoice);
    view! {
        <Dialog open title=crate::t!(inv_credit_title) wide=true>
            <Fields open invoice=invoice.get_value() changed />
        </Dialog>
    }
}

#[component]
fn Fields(open: RwSignal<bool>, invoice: Invoice, changed: Callback<()>) -> impl IntoView {
    let (company, links, go) = (use_company(), use_links(Face::Admin), use_go());
    let Invoice { id, version, currency, prices_include_tax, items, total, credited, .. } = invoice;
    let left = Money::new(total.amount - credited.amount, currency);
    let lines = items.into_iter().map(|item| (item.clone(), false, Some(item.quantity))).collect();
    let form = Form::new(
        Wish { partly: false, reason: String::new(), lines },
        move |wish| CreditInvoice { company: company.get_untracked(), id, version, input: wish.input() },
        move |note| {
            open.try_set(false);
            toast(crate::text!(inv_credit_done, number = note.number.clone().unwrap_or_default()));
            go.try_run(links.to(pages::Invoices::One(note.id)));
        },
    )
    .unguarded();
    // Remembered, so that typing elsewhere does not draw the fields anew.
    let partly = Memo::new(move |_| form.draft.with(|wish| wish.partly));
    let amount = form.read(move |wish| if wish.partly { wish.total(currency, prices_include_tax) } else { Some(left) });
    let shown = Signal::derive(move || amount.get().map(|amount| amount.format(language())).unwrap_or_default());
    view! {
        <FormView form submit=crate::t!(inv_credit) on_cancel=move |()| open.set(false)>
            <p class="text-sm text-muted text-pretty">{crate::t!(inv_credit_detail)}</p>
            <StaleNote problem=form.core().problem() on_take=Callback::new(move |_: Invoice| changed.run(())) />
            <Switch field=Field { value: partly.into(), ..field!(form, partly) } label=crate::t!(inv_credit_partly) />
            {move || partly.get().then(|| view! { <Choose form /> })}
            <TextArea field=field!(form, reason) label=crate::t!(inv_credit_reason) hint=crate::t!(inv_credit_reason_hint) />
            <dl><Sum label=crate::t!(inv_credit_total) amount=shown strong=true /></dl>
        </FormView>
    }
}

/// The lines, each with a tick and how many of it go back.
#[component]
fn Choose(form: Form<Wish>) -> impl IntoView {
    let count = form.draft.with_untracked(|wish| wish.lines.len());
    let wrong = form.error("items");
    view! {
        <fieldset>
            <legend class="mb-2 text-sm font-medium">{crate::t!(inv_lines)}</legend>
            <ul class="divide-y divide-line border-y border-line">
                {(0..count).map(|index| view! { <li class="py-3"><ChooseLine form index /></li> }).collect_view()}
            </ul>
            {move || wrong.message().map(|message| view! { <p role="alert" class="mt-2 text-[0.8125rem] text-error">{message}</p> })}
        </fieldset>
    }
}

#[component]
fn ChooseLine(form: Form<Wish>, index: usize) -> impl IntoView {
    let Some((item, ..)) = form.draft.with_untracked(|wish| wish.lines.get(index).cloned()) else { return ().into_any() };
    let taken = Memo::new(move |_| form.draft.with(|wish| wish.lines.get(index).is_some_and(|line| line.1)));
    let tick = move |wish: &mut Wish, taken: bool| {
        if let Some(line) = wish.lines.get_mut(index) {
            line.1 = taken;
        }
    };
    let count = move |wish: &mut Wish, quantity| {
        if let Some(line) = wish.lines.get_mut(index) {
            line.2 = quantity;
        }
    };
    let tick = Field { value: taken.into(), ..form.field_of("taken", "items", |_| false, tick) };
    let quantity =
        form.field_of("quantity", &format!("quantity/{index}"), move |wish| wish.lines.get(index).and_then(|line| line.2), count);
    let unit = item.unit.unwrap_or_default();
    view! {
        <div class="grid grid-cols-1 items-start gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
            <Checkbox field=tick label=item.description hint=said(item.net) />
            {move || taken.get().then(|| view! {
                <QuantityField field=quantity label=crate::t!(inv_quantity) unit=unit.clone() hide_label=true />
            })}
        </div>
    }
    .into_any()
}
