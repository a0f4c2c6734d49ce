//! The lines of an invoice while it is written. Enter goes to the next line, and begins one at the
//! end; Alt with an arrow moves a line; the focus stays where it was.

use contract::billing::TaxRate;
use contract::money::BasisPoints;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::draft::{Draft, Line};
use crate::browser;
use crate::form::{Field, Form};
use crate::ui::*;
use crate::words::language;

/// Wide enough, a line is one row under common headings; otherwise each field wears its own.
const GRID: &str = "grid grid-cols-2 gap-3 sm:grid-cols-6 \
    min-[85rem]:grid-cols-[minmax(0,1fr)_5.5rem_5rem_9rem_6rem_7.5rem_7rem_6.5rem] min-[85rem]:gap-2";

/// All lines, and the button that adds one.
#[component]
pub fn LinesEditor(
    /// The invoice.
    form: Form<Draft>,
    /// What the company offers.
    rates: StoredValue<Vec<TaxRate>>,
    /// Net amount of each line, as it is read.
    nets: Signal<Vec<String>>,
) -> impl IntoView {
    let order = Memo::new(move |_| form.draft.with(|draft| draft.lines.iter().map(|line| line.key).enumerate().collect::<Vec<_>>()));
    let wrong = form.error("items");
    view! {
        <section class="surface min-w-0" aria-label=crate::t!(inv_lines)>
            <Headings />
            <ol class="divide-y divide-line">
                <For each=move || order.get() key=|entry| *entry let:entry><LineRow form rates nets index=entry.0 /></For>
            </ol>
            <div class="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3">
                <Button label=crate::t!(inv_add_line) icon=glyph::PLUS small=true on_click=move |_| add(form) />
                <p class="hidden text-[0.8125rem] text-muted sm:block">{crate::t!(inv_keys)}</p>
            </div>
            {move || wrong.message().map(|message| view! { <p role="alert" class="px-4 pb-4 text-sm text-error">{message}</p> })}
        </section>
    }
}

#[component]
fn Headings() -> impl IntoView {
    let names = [
        crate::t!(inv_description),
        crate::t!(inv_quantity),
        crate::t!(inv_unit),
        crate::t!(inv_unit_price),
        crate::t!(inv_discount),
        crate::t!(inv_tax),
        crate::t!(inv_net),
    ];
    view! {
        <div class=format!("{GRID} !hidden border-b border-line px-4 py-2 text-[0.8125rem] font-medium text-muted min-[85rem]:!grid") aria-hidden="true">
            {names.map(|name| view! { <span class="nth-7:text-end">{name}</span> })}
        </div>
    }
}

fn add(form: Form<Draft>) {
    form.write(|draft: &mut Draft, ()| draft.add()).run(());
    let last = form.draft.with_untracked(|draft| draft.lines.len()).saturating_sub(1);
    focus(last, "description");
}

fn shift(form: Form<Draft>, from: usize, up: bool, control: &str) {
    let count = form.draft.with_untracked(|draft| draft.lines.len());
    let Some(to) = (if up { from.checked_sub(1) } else { Some(from + 1).filter(|to| *to < count) }) else { return };
    form.write(move |draft: &mut Draft, ()| draft.shift(from, to)).run(());
    // At either end the button that was pressed can be pressed no more.
    let control = match control {
        "up" if to == 0 => "down",
        "down" if to + 1 == count => "up",
        other => other,
    };
    focus(to, control);
}

fn remove(form: Form<Draft>, at: usize) {
    form.write(move |draft: &mut Draft, ()| draft.remove(at)).run(());
    let count = form.draft.with_untracked(|draft| draft.lines.len());
    if count == 0 {
        add(form);
    } else {
        focus(at.min(count - 1), "discard");
    }
}

/// Moves the focus to a control of a line, once it is drawn.
fn focus(index: usize, control: &str) {
    let selector = format!("#line-{index} [name=\"{control}\"]");
    request_animation_frame(move || {
        let found = browser::document().and_then(|document| document.query_selector(&selector).ok().flatten());
        if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// Enter and Alt with an arrow, wherever the focus is in the line.
fn keys(form: Form<Draft>, index: usize, ev: &ev::KeyboardEvent) {
    let target = ev.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some((tag, name)) = target.map(|target| (target.tag_name(), target.get_attribute("name").unwrap_or_default())) else { return };
    match ev.key().as_str() {
        "Enter" if tag == "INPUT" => {
            ev.prevent_default();
            if index + 1 < form.draft.with_untracked(|draft| draft.lines.len()) { focus(index + 1, &name) } else { add(form) }
        }
        "ArrowUp" | "ArrowDown" if ev.alt_key() => {
            ev.prevent_default();
            shift(form, index, ev.key() == "ArrowUp", &name);
        }
        _ => {}
    }
}

#[component]
fn LineRow(form: Form<Draft>, rates: StoredValue<Vec<TaxRate>>, nets: Signal<Vec<String>>, index: usize) -> impl IntoView {
    let net = Memo::new(move |_| nets.with(|nets| nets.get(index).cloned().unwrap_or_default()));
    view! {
        <li id=format!("line-{index}") class="p-4 min-[85rem]:py-3" aria-label=crate::t!(inv_line, number = index + 1)
            on:keydown=move |ev| keys(form, index, &ev)>
            <div class=format!("{GRID} items-start min-[85rem]:[&_label]:sr-only")>
                <div class="col-span-2 sm:col-span-6 min-[85rem]:col-span-1"><Description form index /></div>
                <Figures form index />
                <div class="sm:col-span-2 min-[85rem]:col-span-1"><Rate form rates index /></div>
                <p class="flex flex-col gap-1.5 min-[85rem]:block min-[85rem]:pt-2 min-[85rem]:text-end sm:col-span-2 min-[85rem]:col-span-1">
                    <span class="text-sm font-medium min-[85rem]:sr-only">{crate::t!(inv_net)}</span>
                    <span class="figures py-2 whitespace-nowrap min-[85rem]:py-0">{net}</span>
                </p>
                <Moves form index />
            </div>
        </li>
    }
}

/// Up, down, away. None is called `remove`: a form answers to the names of its controls.
#[component]
fn Moves(form: Form<Draft>, index: usize) -> impl IntoView {
    let last = Memo::new(move |_| form.draft.with(|draft| index + 1 >= draft.lines.len()));
    let number = index + 1;
    view! {
        <div class="col-span-2 flex items-center justify-end sm:col-span-2 min-[85rem]:col-span-1 min-[85rem]:pt-1">
            <IconButton label=crate::t!(inv_line_up, number = number) icon=glyph::ARROW_UP attr:name="up"
                class="disabled:!bg-transparent" disabled=index == 0 on_click=move |_| shift(form, index, true, "up") />
            <IconButton label=crate::t!(inv_line_down, number = number) icon=glyph::ARROW_DOWN attr:name="down"
                class="disabled:!bg-transparent" disabled=last on_click=move |_| shift(form, index, false, "down") />
            <IconButton label=crate::t!(inv_line_remove, number = number) icon=glyph::TRASH_2 attr:name="discard"
                on_click=move |_| remove(form, index) />
        </div>
    }
}

/// A part of this line, to show. Remembered: typing in one of two hundred lines touches no other.
fn read<V>(form: Form<Draft>, index: usize, part: impl Fn(&Line) -> V + Send + Sync + 'static) -> Signal<V>
where
    V: Default + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| form.draft.with(|draft| draft.lines.get(index).map(&part).unwrap_or_default())).into()
}

/// The field of a part of this line: the name of its control, its place in the contract's line.
fn part<V: Default + PartialEq + Clone + Send + Sync + 'static>(
    form: Form<Draft>,
    index: usize,
    (name, pointer): (&'static str, &str),
    at: fn(&mut Line) -> &mut V,
) -> Field<V> {
    let value = read(form, index, move |line| at(&mut line.clone()).clone());
    let write = move |draft: &mut Draft, value| {
        if let Some(line) = draft.lines.get_mut(index) {
            *at(line) = value;
        }
    };
    Field { value, ..form.field_of(name, &format!("items/{index}/{pointer}"), |_| V::default(), write) }
}

#[component]
fn Description(form: Form<Draft>, index: usize) -> impl IntoView {
    let text = part(form, index, ("description", "description"), |line| &mut line.description);
    view! { <TextField field=text label=crate::t!(inv_description) /> }
}

#[component]
fn Figures(form: Form<Draft>, index: usize) -> impl IntoView {
    let currency = Memo::new(move |_| form.draft.with(|draft| draft.currency));
    let quantity = part(form, index, ("quantity", "quantity"), |line| &mut line.quantity);
    let unit = part(form, index, ("unit", "unit"), |line| &mut line.unit);
    let price = part(form, index, ("price", "unit_price"), |line| &mut line.price);
    let discount = part(form, index, ("discount", "discount"), |line| &mut line.discount);
    view! {
        <div class="sm:col-span-1"><QuantityField field=quantity label=crate::t!(inv_quantity) /></div>
        <div class="sm:col-span-1"><TextField field=unit label=crate::t!(inv_unit) /></div>
        <div class="sm:col-span-2 min-[85rem]:col-span-1"><MoneyField field=price label=crate::t!(inv_unit_price) currency /></div>
        <div class="sm:col-span-2 min-[85rem]:col-span-1"><PercentField field=discount label=crate::t!(inv_discount) /></div>
    }
}

/// One of the company's rates, or the one that the line already has.
#[component]
fn Rate(form: Form<Draft>, rates: StoredValue<Vec<TaxRate>>, index: usize) -> impl IntoView {
    let rate = part(form, index, ("tax", "tax_rate"), |line| &mut line.tax_rate);
    let choices = Signal::derive(move || {
        let mut choices: Vec<Choice> =
            rates.with_value(|rates| rates.iter().map(|rate| (rate.rate.0.to_string(), rate.name.clone())).collect());
        let own = rate.value.get();
        if !choices.iter().any(|(rate, _)| *rate == own.0.to_string()) {
            choices.push((own.0.to_string(), own.format(language())));
        }
        choices
    });
    // What is no rate is not in the list, and is not taken.
    let code = rate.map(|rate| rate.0.to_string(), move |code: String| code.parse().map_or(rate.value.get_untracked(), BasisPoints));
    view! { <SelectField field=code label=crate::t!(inv_tax) choices /> }
}
