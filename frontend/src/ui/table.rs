//! Tables: sortable headings, rows that open with Enter or a click, selection. On a phone each row
//! becomes a card.

use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};
use wasm_bindgen::JsCast;

use super::{
    filters::Filters,
    icon::{Icon, glyph},
};

/// A column: its heading, whether it holds figures, and the key by which the server sorts it.
#[derive(Clone, Copy)]
pub struct Column {
    heading: Signal<String>,
    figures: bool,
    sort: Option<&'static str>,
}

impl Column {
    /// A column of words.
    pub fn text(heading: Signal<String>) -> Self {
        Self { heading, figures: false, sort: None }
    }

    /// A column of amounts or numbers, set at the end.
    pub fn figures(heading: Signal<String>) -> Self {
        Self { figures: true, ..Self::text(heading) }
    }

    /// The server can sort by it: `.sort("due_on")`.
    pub fn sort(mut self, key: &'static str) -> Self {
        self.sort = Some(key);
        self
    }
}

/// Which rows are ticked, by key.
#[derive(Clone, Copy, Default)]
pub struct Selection {
    ticked: RwSignal<Vec<String>>,
    offered: RwSignal<Vec<String>>,
}

impl Selection {
    /// The rows that are on the page; ticks of others are forgotten.
    pub fn offer(self, keys: Vec<String>) {
        self.ticked.update(|ticked| ticked.retain(|k| keys.contains(k)));
        self.offered.set(keys);
    }

    /// The ticked keys.
    pub fn ticked(self) -> Vec<String> {
        self.ticked.get()
    }

    /// Unticks everything.
    pub fn clear(self) {
        self.ticked.set(Vec::new());
    }

    fn has(self, key: &str) -> bool {
        self.ticked.with(|ticked| ticked.iter().any(|k| k == key))
    }

    fn tick(self, key: String, on: bool) {
        self.ticked.update(|ticked| {
            ticked.retain(|k| *k != key);
            if on {
                ticked.push(key);
            }
        });
    }

    fn tick_all(self, on: bool) {
        self.ticked.set(if on { self.offered.get_untracked() } else { Vec::new() });
    }

    fn all(self) -> bool {
        let count = self.offered.with(Vec::len);
        count > 0 && self.ticked.with(Vec::len) == count
    }
}

/// A table on a surface. `children` are `Row`s.
#[component]
pub fn Table(
    /// What it lists, for screen readers.
    #[prop(into)]
    caption: Signal<String>,
    /// Its columns.
    columns: Vec<Column>,
    /// Holds the sort in the address; needed when a column sorts.
    #[prop(optional, into)]
    filters: Option<Filters>,
    /// Rows can be ticked.
    #[prop(optional, into)]
    selection: Option<Selection>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let head = selection.map(|selection| {
        view! {
            <th scope="col" class="w-0 pe-0">
                <input type="checkbox" class="checkbox checkbox-sm align-middle" aria-label=crate::t!(select_all)
                    prop:checked=move || selection.all()
                    on:change=move |ev| selection.tick_all(event_target_checked(&ev)) />
            </th>
        }
    });
    let headings = columns.into_iter().map(|column| view! { <Heading column filters /> }).collect_view();
    view! {
        <div class="surface overflow-x-auto" tabindex="-1">
            <table class="grid-table stacks" on:keydown=move_between_rows>
                <caption class="sr-only">{caption}</caption>
                <thead><tr>{head}{headings}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

/// Up and down move between the links of the rows.
fn move_between_rows(ev: ev::KeyboardEvent) {
    let down = match ev.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let row = ev
        .target()
        .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
        .filter(|e| e.class_list().contains("row-link"))
        .and_then(|e| e.closest("tr").ok().flatten());
    let next = row.and_then(|row| if down { row.next_element_sibling() } else { row.previous_element_sibling() });
    let link = next.and_then(|row| row.query_selector(".row-link").ok().flatten()).and_then(|l| l.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        ev.prevent_default();
        let _ = link.focus();
    }
}

#[component]
fn Heading(column: Column, filters: Option<Filters>) -> impl IntoView {
    let Column { heading, figures, sort } = column;
    let class = if figures { "num" } else { "" };
    let Some((key, filters)) = sort.zip(filters) else {
        return view! { <th scope="col" class=class>{heading}</th> }.into_any();
    };
    let state = move || match filters.get("sort").as_deref() {
        Some(sort) if sort == key => Some(false),
        Some(sort) if sort.strip_prefix('-') == Some(key) => Some(true),
        _ => None,
    };
    let press = move |_| {
        let next = if state() == Some(false) { format!("-{key}") } else { key.to_owned() };
        filters.set("sort", &next);
    };
    let said = move || match state() {
        Some(false) => "ascending",
        Some(true) => "descending",
        None => "none",
    };
    let icon = move || match state() {
        Some(false) => view! { <Icon of=glyph::ARROW_UP class="size-3.5" /> },
        Some(true) => view! { <Icon of=glyph::ARROW_DOWN class="size-3.5" /> },
        None => view! { <Icon of=glyph::CHEVRONS_UP_DOWN class="size-3.5 opacity-50" /> },
    };
    view! {
        <th scope="col" class=class aria-sort=said>
            <button type="button" class="inline-flex min-h-6 items-center gap-1 hover:text-base-content" on:click=press>{heading}{icon}</button>
        </th>
    }
    .into_any()
}

/// A row. With `href` the whole row opens; put a `RowLink` in its first cell for the keyboard.
#[component]
pub fn Row(
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// Its key in the selection.
    #[prop(optional, into)]
    key: String,
    /// The selection of the table.
    #[prop(optional, into)]
    selection: Option<Selection>,
    /// Its `Cell`s.
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let target = href.clone();
    let open = move |ev: ev::MouseEvent| {
        let on_control = ev
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|e| e.closest("a,button,input,label,select,[role=menu]").ok().flatten().is_some());
        if let Some(href) = target.as_ref().filter(|_| !on_control) {
            navigate(href, NavigateOptions::default());
        }
    };
    let (seen, ticks) = (key.clone(), key.clone());
    let tick = selection.map(|selection| {
        view! {
            <td class="w-0 pe-0">
                <input type="checkbox" class="checkbox checkbox-sm align-middle" aria-label=crate::t!(select_row)
                    prop:checked=move || selection.has(&seen)
                    on:change=move |ev| selection.tick(key.clone(), event_target_checked(&ev)) />
            </td>
        }
    });
    view! {
        <tr data-href=href on:click=open aria-selected=move || selection.map(|s| s.has(&ticks).to_string())>{tick}{children()}</tr>
    }
}

/// The link of a row, in its first cell: Enter opens it.
#[component]
pub fn RowLink(
    /// Where it leads; the same as the row's.
    #[prop(into)]
    href: String,
    /// What is read.
    children: Children,
) -> impl IntoView {
    view! { <A href=href attr:class="row-link">{children()}</A> }
}

/// A cell. Its label is shown on a phone, where there are no headings.
#[component]
pub fn Cell(
    /// The heading of its column.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Amounts or numbers.
    #[prop(optional)]
    figures: bool,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
    /// What it holds.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = format!("{}{class}", if figures { "num " } else { "" });
    view! { <td class=class data-label=move || label.map(|l| l.get())>{children.map(|children| children())}</td> }
}
