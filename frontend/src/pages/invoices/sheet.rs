//! The document as both faces read it: its title, its lines, its sums.

use contract::billing::{Invoice, InvoiceItem, InvoiceKind, TaxTotal};
use contract::money::Money;
use leptos::prelude::*;

use crate::ui::*;
use crate::words::language;

/// "Invoice F-2026-0042", "Credit note A-2026-0001", "Draft invoice".
pub fn title_of(invoice: &Invoice) -> Signal<String> {
    let (kind, number) = (invoice.kind, invoice.number.clone());
    Signal::derive(move || match (&number, kind) {
        (Some(number), InvoiceKind::Invoice) => crate::text!(inv_title, number = number),
        (Some(number), InvoiceKind::CreditNote) => crate::text!(inv_title_note, number = number),
        (None, _) => crate::text!(inv_title_draft),
    })
}

/// An amount that follows the language.
pub fn said(amount: Money) -> Signal<String> {
    Signal::derive(move || amount.format(language()))
}

/// The lines; on a phone a card each.
#[component]
pub fn Lines(
    /// In the order of the document.
    items: Vec<InvoiceItem>,
    /// Whether the unit prices hold the tax.
    with_tax: bool,
) -> impl IntoView {
    if items.is_empty() {
        return view! { <p class="surface px-6 py-8 text-center text-sm text-muted">{crate::t!(inv_no_lines)}</p> }.into_any();
    }
    let discounted = items.iter().any(|item| item.discount.0 != 0);
    let price = if with_tax { crate::t!(inv_unit_price_with_tax) } else { crate::t!(inv_unit_price) };
    let mut columns = vec![Column::text(crate::t!(inv_description)), Column::figures(crate::t!(inv_quantity)), Column::figures(price)];
    columns.extend(discounted.then(|| Column::figures(crate::t!(inv_discount))));
    columns.extend([Column::figures(crate::t!(inv_tax)), Column::figures(crate::t!(inv_net))]);
    let rows = items.into_iter().map(|item| line(item, price, discounted)).collect_view();
    view! { <Table caption=crate::t!(inv_lines) columns>{rows}</Table> }.into_any()
}

fn line(item: InvoiceItem, price: Signal<String>, discounted: bool) -> impl IntoView {
    let InvoiceItem { description, unit, quantity, unit_price, discount, tax_rate, net, .. } = item;
    let many = move || match &unit {
        Some(unit) => format!("{}\u{a0}{unit}", quantity.format(language())),
        None => quantity.format(language()),
    };
    let off = discounted.then(|| {
        view! { <Cell label=crate::t!(inv_discount) figures=true>{move || (discount.0 != 0).then(|| discount.format(language()))}</Cell> }
    });
    view! {
        <Row>
            <Cell class="whitespace-pre-line max-md:!text-start max-md:font-medium">{description}</Cell>
            <Cell label=crate::t!(inv_quantity) figures=true>{many}</Cell>
            <Cell label=price figures=true>{said(unit_price)}</Cell>
            {off}
            <Cell label=crate::t!(inv_tax) figures=true>{move || tax_rate.format(language())}</Cell>
            <Cell label=crate::t!(inv_net) figures=true>{said(net)}</Cell>
        </Row>
    }
}

/// One sum: its name and its amount.
#[component]
pub fn Sum(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// How much.
    #[prop(into)]
    amount: Signal<String>,
    /// The sum that matters.
    #[prop(optional)]
    strong: bool,
) -> impl IntoView {
    let class = if strong {
        "flex items-baseline justify-between gap-6 border-t border-line pt-2 text-base font-semibold"
    } else {
        "flex items-baseline justify-between gap-6"
    };
    view! {
        <div class=class>
            <dt class=if strong { "" } else { "text-muted" }>{label}</dt>
            <dd class="figures whitespace-nowrap">{amount}</dd>
        </div>
    }
}

/// Net, tax by rate, rounding and total. Further sums follow as children.
#[component]
pub fn Sums(
    /// Without tax.
    net: Money,
    /// Rate by rate.
    taxes: Vec<TaxTotal>,
    /// To the smallest coin.
    rounding: Money,
    /// What is asked.
    total: Money,
    /// What came and what is left.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let taxes = taxes.into_iter().map(|TaxTotal { rate, base, tax }| {
        let label = Signal::derive(move || crate::text!(inv_tax_on, rate = rate.format(language()), base = base.format(language())));
        view! { <Sum label amount=said(tax) /> }
    });
    let rounded = (rounding.amount != 0).then(|| view! { <Sum label=crate::t!(inv_rounding) amount=said(rounding) /> });
    view! {
        <dl class="ms-auto flex w-full max-w-sm flex-col gap-2 text-sm">
            <Sum label=crate::t!(inv_net_total) amount=said(net) />
            {taxes.collect_view()}
            {rounded}
            <Sum label=crate::t!(list_total) amount=said(total) strong=true />
            {children.map(|children| children())}
        </dl>
    }
}

/// The sums of a document, down to what is still owed.
#[component]
pub fn Balance(
    /// The document.
    invoice: Invoice,
) -> impl IntoView {
    let Invoice { net, taxes, rounding, total, paid, credited, due, kind, number, .. } = invoice;
    let asks = kind == InvoiceKind::Invoice && number.is_some();
    let minus = |amount: Money| said(Money::new(-amount.amount, amount.currency));
    let moved = paid.amount != 0 || credited.amount != 0;
    view! {
        <Sums net taxes rounding total>
            {(credited.amount != 0).then(|| view! { <Sum label=crate::t!(inv_credited) amount=minus(credited) /> })}
            {(paid.amount != 0).then(|| view! { <Sum label=crate::t!(inv_paid) amount=minus(paid) /> })}
            {(asks && moved).then(|| view! { <Sum label=crate::t!(invoice_due) amount=said(due) strong=true /> })}
        </Sums>
    }
}
