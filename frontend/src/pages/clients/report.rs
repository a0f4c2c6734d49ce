//! The report of an import: totals, how the columns were read, line by line.

use contract::imports::{ImportColumn, ImportLine, ImportReport, LineOutcome};
use contract::pages;
use leptos::prelude::*;

use crate::codes::State;
use crate::form::Field;
use crate::session::Links;
use crate::ui::*;

/// How many lines are shown at once.
const STEP: usize = 100;

/// What became of the file.
#[component]
pub fn Report(report: ImportReport, links: Links) -> impl IntoView {
    let ImportReport { encoding, delimiter, columns, dry_run, added, duplicates, refused, lines } = report;
    let taken = if dry_run { crate::t!(import_total_to_add) } else { crate::t!(import_total_added) };
    let total = |count: u32| Signal::stored(count.to_string());
    let mood = if refused > 0 { Mood::Error } else { Mood::Neutral };
    view! {
        <div class="mb-6 grid grid-cols-1 gap-4 sm:grid-cols-3">
            <Stat label=taken value=total(added) />
            <Stat label=crate::t!(import_total_duplicates) value=total(duplicates) detail=crate::t!(import_duplicates_detail) />
            <Stat label=crate::t!(import_total_refused) value=total(refused) mood detail=crate::t!(import_refused_detail) />
        </div>
        <div class="flex flex-col gap-6">
            <Columns columns encoding delimiter />
            <Lines lines dry_run links />
        </div>
    }
}

/// Which column was read as what.
#[component]
fn Columns(columns: Vec<ImportColumn>, encoding: String, delimiter: String) -> impl IntoView {
    let between = Signal::derive(move || match delimiter.as_str() {
        "\t" => crate::text!(import_tab),
        sign => sign.to_owned(),
    });
    let detail = Signal::derive(move || crate::text!(import_read_as, encoding = encoding, delimiter = between.get()));
    let entries = columns.into_iter().map(|ImportColumn { header, field }| {
        let ignored = field.is_none();
        let name = move || field.as_deref().map_or_else(|| crate::text!(import_ignored), label_of);
        view! {
            <li class="flex min-w-0 flex-wrap items-center gap-2 text-sm">
                <span class="font-medium wrap-anywhere">{header}</span>
                <Icon of=glyph::ARROW_RIGHT class="size-4 text-muted" />
                <span class=if ignored { "text-muted italic" } else { "" }>{name}</span>
            </li>
        }
    });
    view! {
        <Card title=crate::t!(import_columns) detail>
            <ul class="grid grid-cols-1 gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">{entries.collect_view()}</ul>
        </Card>
    }
}

/// The name of a field of the contract, as the form names it.
fn label_of(field: &str) -> String {
    match field {
        "name" => crate::text!(client_name),
        "legal_name" => crate::text!(client_legal_name),
        "email" => crate::text!(client_email),
        "phone" => crate::text!(client_phone),
        "registration_number" => crate::text!(client_registration),
        "tax_number" => crate::text!(client_tax),
        "line1" | "address/line1" | "address" => crate::text!(client_line1),
        "line2" | "address/line2" => crate::text!(client_line2),
        "postal_code" | "address/postal_code" => crate::text!(client_postal_code),
        "city" | "address/city" => crate::text!(client_city),
        "country" | "address/country" => crate::text!(country),
        "currency" => crate::text!(currency),
        "locale" => crate::text!(client_language),
        "note" => crate::text!(client_note),
        other => other.to_owned(),
    }
}

/// Each line of the file, those that need a look first to be chosen.
#[component]
fn Lines(lines: Vec<ImportLine>, dry_run: bool, links: Links) -> impl IntoView {
    let (wanted, most) = (RwSignal::new(None::<LineOutcome>), RwSignal::new(STEP));
    let lines = StoredValue::new(lines);
    let matching = move |line: &&ImportLine| wanted.get().is_none_or(|outcome| line.outcome == outcome);
    let count = Memo::new(move |_| lines.with_value(|all| all.iter().filter(matching).count()));
    let rows = move || {
        lines.with_value(|all| all.iter().filter(matching).take(most.get()).map(|line| row(line.clone(), dry_run, links)).collect_view())
    };
    let choices = Signal::derive(move || {
        let all = std::iter::once((String::new(), crate::text!(import_all_lines)));
        all.chain(LineOutcome::ALL.iter().map(|outcome| (outcome.code().to_owned(), outcome_word(*outcome, dry_run)))).collect::<Vec<_>>()
    });
    let shown = Signal::derive(move || wanted.get().map(|outcome| outcome.code().to_owned()).unwrap_or_default());
    let chosen = Field::new("outcome", shown, move |code: String| {
        most.set(STEP);
        wanted.set(code.parse().ok());
    });
    let columns = vec![
        Column::text(crate::t!(import_line)),
        Column::text(crate::t!(list_name)),
        Column::text(crate::t!(import_outcome)),
        Column::text(crate::t!(import_why)),
    ];
    view! {
        <section>
            <div class="mb-3 flex flex-wrap items-center justify-between gap-3">
                <h2 class="text-[0.9375rem]">{crate::t!(import_lines)}</h2>
                <div class="min-w-44">
                    <SelectField field=chosen label=crate::t!(import_outcome) hide_label=true small=true choices />
                </div>
            </div>
            <Table caption=crate::t!(import_lines) columns>{rows}</Table>
            <div class="mt-3 flex items-center justify-between gap-3 text-sm text-muted">
                <span>{move || crate::text!(import_shown, shown = most.get().min(count.get()), count = count.get())}</span>
                {move || (count.get() > most.get()).then(|| view! {
                    <Button label=crate::t!(import_more) small=true on_click=move |_| most.update(|most| *most += STEP) />
                })}
            </div>
        </section>
    }
}

/// What became of a line, or what would.
fn outcome_word(outcome: LineOutcome, dry_run: bool) -> String {
    if dry_run && outcome == LineOutcome::Added {
        return crate::text!(import_to_add);
    }
    State::from(outcome).say()
}

fn row(line: ImportLine, dry_run: bool, links: Links) -> impl IntoView {
    let ImportLine { line: number, outcome, name, client_id, field, detail, .. } = line;
    let href = client_id.map(|id| links.to(pages::Clients::One(id)));
    let who = match href.clone() {
        Some(href) => view! { <RowLink href>{name}</RowLink> }.into_any(),
        None => name.into_any(),
    };
    let State { mood, icon, .. } = outcome.into();
    let (mood, icon) = if dry_run && outcome == LineOutcome::Added { (Mood::Info, glyph::PLUS) } else { (mood, icon) };
    let why = move || match (field.as_deref(), detail.clone()) {
        (Some(field), Some(detail)) => Some(crate::text!(import_field, field = label_of(field), why = detail)),
        (_, detail) => detail,
    };
    let cells = view! {
        <Cell label=crate::t!(import_line) class="figures">{number}</Cell>
        <Cell label=crate::t!(list_name)>{who}</Cell>
        <Cell label=crate::t!(import_outcome)>
            <Badge label=Signal::derive(move || outcome_word(outcome, dry_run)) mood icon />
        </Cell>
        <Cell label=crate::t!(import_why)>{why}</Cell>
    };
    match href {
        Some(href) => view! { <Row href>{cells}</Row> }.into_any(),
        None => view! { <Row>{cells}</Row> }.into_any(),
    }
}
