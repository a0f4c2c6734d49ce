//! Filters, sort and page of a list, kept in the address, so that a link shows the same list.

use chrono::NaiveDate;
use contract::{check::is_day, page::PageInfo};
use leptos::{prelude::*, tachys::dom::event_target_value};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
    params::ParamsMap,
};

use super::{
    button::{Button, Tone},
    choice::{Choice, SelectField},
    icon::{Icon, glyph},
};
use crate::form::Field;

/// The query of the address. It is a handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Filters {
    query: Memo<ParamsMap>,
    go: Callback<(ParamsMap, bool)>,
}

/// The query of this page's address.
pub fn use_filters() -> Filters {
    let navigate = use_navigate();
    let path = use_location().pathname;
    let go = Callback::new(move |(query, replace): (ParamsMap, bool)| {
        let to = format!("{}{}", path.get_untracked(), query.to_query_string());
        navigate(&to, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
    });
    Filters { query: use_query_map(), go }
}

impl Filters {
    /// A filter's value; followed when read in a reactive closure. Empty is none.
    pub fn get(self, name: &str) -> Option<String> {
        self.query.with(|query| query.get(name)).filter(|value| !value.is_empty())
    }

    /// A filter as one of the contract's words: `filters.word::<InvoiceStatus>("status")`.
    pub fn word<T: std::str::FromStr>(self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    /// Sets a filter and goes back to the first page; empty takes it away.
    pub fn set(self, name: &str, value: &str) {
        self.change(name, value, true);
    }

    /// A filter as the field of a control.
    pub fn field(self, name: &'static str) -> Field<String> {
        let value = Signal::derive(move || self.get(name).unwrap_or_default());
        Field::new(name, value, move |value: String| self.set(name, &value))
    }

    /// Goes to another page of the list.
    fn turn(self, cursor: &str) {
        self.change("cursor", cursor, false);
    }

    fn change(self, name: &str, value: &str, replace: bool) {
        let mut query = self.query.get_untracked();
        query.remove("cursor");
        query.remove(name);
        if !value.is_empty() {
            query.insert(name.to_owned(), value.to_owned());
        }
        self.go.run((query, replace));
    }

    /// Takes every filter away; the sort stays.
    pub fn clear(self) {
        let mut query = ParamsMap::new();
        if let Some(sort) = self.query.with_untracked(|q| q.get("sort")) {
            query.insert("sort", sort);
        }
        self.go.run((query, true));
    }

    /// Whether anything is filtered: an empty list then means "nothing found".
    pub fn any(self) -> bool {
        self.query.with(|query| query.clone().into_iter().any(|(name, value)| name != "sort" && name != "cursor" && !value.is_empty()))
    }
}

/// The bar above a list: a search field, then `FilterSelect`s and `FilterDay`s as children.
#[component]
pub fn FilterBar(
    /// The filters.
    filters: Filters,
    /// What is searched: "Search invoices"; no field when absent.
    #[prop(optional, into)]
    search: Option<Signal<String>>,
    /// More filters.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let turn = StoredValue::new(0_u32);
    let typed = move |ev| {
        let text: String = event_target_value(&ev);
        turn.update_value(|turn| *turn += 1);
        let now = turn.get_value();
        // A moment after the last key, so that each letter is not a request.
        set_timeout(
            move || {
                if turn.try_get_value() == Some(now) {
                    filters.set("q", text.trim());
                }
            },
            std::time::Duration::from_millis(200),
        );
    };
    let field = search.map(|search| {
        view! {
            <label class="input input-sm h-9 w-full sm:w-72">
                <Icon of=glyph::SEARCH class="text-muted" />
                <span class="sr-only">{search}</span>
                <input type="search" class="grow" placeholder=search prop:value=move || filters.get("q").unwrap_or_default() on:input=typed />
            </label>
        }
    });
    view! {
        <div class="mb-4 flex flex-wrap items-end gap-2" role="search">
            {field}
            {children.map(|children| children())}
            {move || filters.any().then(|| view! {
                <Button label=crate::t!(filters_clear) icon=glyph::X tone=Tone::Quiet small=true on_click=move |_| filters.clear() />
            })}
        </div>
    }
}

/// One filter: a list whose first entry is "all".
#[component]
pub fn FilterSelect(
    /// The filters.
    filters: Filters,
    /// The name in the address: `status`.
    name: &'static str,
    /// What it filters: "Status".
    #[prop(into)]
    label: Signal<String>,
    /// Its entries, without "all".
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
) -> impl IntoView {
    let all = Signal::derive(move || {
        let mut entries = vec![(String::new(), crate::text!(filter_all, what = label.get()))];
        entries.extend(choices.get());
        entries
    });
    view! {
        <div class="min-w-36 max-sm:grow">
            <SelectField field=filters.field(name) label hide_label=true small=true choices=all />
        </div>
    }
}

/// One filter: a day, such as the first or the last of a period.
#[component]
pub fn FilterDay(
    /// The filters.
    filters: Filters,
    /// The name in the address: `from`.
    name: &'static str,
    /// What it bounds: "Received from".
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let chosen = move |ev| {
        let text: String = event_target_value(&ev);
        // While 2026 is typed, the browser tells of the years 2, 20 and 202.
        if text.is_empty() || text.parse::<NaiveDate>().is_ok_and(is_day) {
            filters.set(name, &text);
        }
    };
    view! {
        <label class="input input-sm h-9 w-auto max-sm:grow">
            <span class="flex-none text-muted">{label}</span>
            <input type="date" class="figures grow" prop:value=move || filters.get(name).unwrap_or_default() on:change=chosen />
        </label>
    }
}

/// The way to the pages before and after, and how many rows there are.
#[component]
pub fn Pager(
    /// From the list's answer.
    page: PageInfo,
    /// The filters, which hold the cursor.
    filters: Filters,
) -> impl IntoView {
    let PageInfo { next_cursor, prev_cursor, total, .. } = page;
    if next_cursor.is_none() && prev_cursor.is_none() {
        return ().into_any();
    }
    let (no_next, no_previous) = (next_cursor.is_none(), prev_cursor.is_none());
    view! {
        <nav class="mt-4 flex items-center justify-between gap-4" aria-label=crate::t!(pages)>
            <span class="text-sm text-muted">{total.map(|total| crate::t!(rows_in_all, count = total))}</span>
            <span class="flex gap-2">
                <Button label=crate::t!(page_previous) icon=glyph::CHEVRON_LEFT small=true disabled=no_previous
                    on_click=move |_| filters.turn(prev_cursor.as_deref().unwrap_or_default()) />
                <Button label=crate::t!(page_next) icon=glyph::CHEVRON_RIGHT small=true disabled=no_next
                    on_click=move |_| filters.turn(next_cursor.as_deref().unwrap_or_default()) />
            </span>
        </nav>
    }
    .into_any()
}
