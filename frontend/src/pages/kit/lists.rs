//! A list as pages build it: filters in the address, sortable headings, rows that open, selection,
//! pages, tabs.

use contract::{
    billing::InvoiceStatus,
    money::{Currency, Money},
    page::PageInfo,
};
use leptos::prelude::*;

use crate::{codes::State, ui::*, words::language};

/// Number, client, status (none: it is overdue), total.
const ROWS: [(&str, &str, Option<InvoiceStatus>, i64); 5] = [
    ("F-2026-0042", "Boulangerie Diallo", Some(InvoiceStatus::Paid), 125_000),
    ("F-2026-0043", "Maison Koné et associés, cabinet de conseil", None, 1_840_050),
    ("F-2026-0044", "Atelier Lumière", Some(InvoiceStatus::Issued), 42_000),
    ("F-2026-0045", "Coopérative des Deux Rives", Some(InvoiceStatus::PartiallyPaid), 960_000),
    ("—", "Librairie du Parvis", Some(InvoiceStatus::Draft), 12_500),
];

/// The sample list.
#[component]
pub fn Lists() -> impl IntoView {
    let filters = use_filters();
    let selection = Selection::default();
    selection.offer(ROWS.iter().map(|row| row.1.to_owned()).collect());
    let states = ["draft", "issued", "paid"].map(|s| (s.to_owned(), s.to_owned())).to_vec();
    let columns = vec![
        Column::text("Number".into()).sort("number"),
        Column::text("Client".into()),
        Column::text("Status".into()),
        Column::figures("Total".into()).sort("total"),
    ];
    let page = PageInfo { next_cursor: Some("x".into()), prev_cursor: None, has_more: true, limit: 100, total: Some(312) };
    view! {
        <Tabs label="Sample" tabs=vec![Tab::exact("All".into(), "/dev/ui".into()), Tab::new("Archived".into(), "/dev/ui/x".into())] />
        <FilterBar filters search="Search invoices">
            <FilterSelect filters name="status" label="Status" choices=states />
            <FilterDay filters name="from" label="From" />
        </FilterBar>
        <p class="text-sm text-muted" role="status">{move || format!("{} selected", selection.ticked().len())}
            " " <Button label="Clear" small=true tone=Tone::Quiet on_click=move |_| selection.clear() /></p>
        <Table caption="Invoices" columns filters selection>
            {ROWS.map(|(number, client, state, total)| view! {
                <Row href="/dev/ui" key=client selection>
                    <Cell><RowLink href="/dev/ui">{number}</RowLink></Cell>
                    <Cell label="Client">{client}</Cell>
                    <Cell label="Status"><StateBadge of=state.map_or(State::OVERDUE, State::from) /></Cell>
                    <Cell label="Total" figures=true>{move || Money::new(total, Currency::EUR).format(language())}</Cell>
                </Row>
            })}
        </Table>
        <Pager page filters />
        <Breadcrumbs crumbs=vec![("Clients".into(), "/dev/ui".into()), ("Boulangerie Diallo".into(), "/dev/ui".into())] />
    }
}
