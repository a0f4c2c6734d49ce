//! A field that searches on the server: for clients, people, countries, anything that may be
//! twenty thousand. Arrow keys, Enter and Escape as in the ARIA pattern.

use std::{pin::Pin, sync::Arc};

use leptos::{ev, prelude::*};

use super::{
    field::{FieldFrame, FieldIds},
    icon::{Icon, glyph},
};
use crate::{
    form::FieldState,
    here::{after, spawn},
};

/// An entry that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What is held.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Smaller, below: an e-mail, a city.
    pub detail: String,
}

/// How a combobox searches: the text in, the entries out.
#[derive(Clone)]
pub struct Search(Arc<dyn Fn(String) -> Answer + Send + Sync>);

/// What is found, in a while.
type Answer = Pin<Box<dyn Future<Output = Vec<Found>>>>;

impl Search {
    /// Searches by a call of the API: `Search::new(move |q| async move { call(ListClients { .. }).await.map(..).unwrap_or_default() })`.
    pub fn new<F>(search: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Vec<Found>> + 'static,
    {
        Self(Arc::new(move |text| Box::pin(search(text))))
    }

    /// Starts a search.
    pub(super) fn ask(&self, text: String) -> Answer {
        (self.0)(text)
    }

    /// Searches among entries that are already here.
    pub fn among(entries: Signal<Vec<Found>>) -> Self {
        Self::new(move |text| {
            let text = text.to_lowercase();
            let found = entries.with_untracked(|all| {
                all.iter().filter(|e| e.label.to_lowercase().contains(&text) || e.value.to_lowercase() == text).take(50).cloned().collect()
            });
            async move { found }
        })
    }
}

#[derive(Clone, Copy)]
struct State {
    text: RwSignal<Option<String>>,
    found: RwSignal<Vec<Found>>,
    at: RwSignal<usize>,
    open: RwSignal<bool>,
    searching: RwSignal<bool>,
    turn: StoredValue<u32>,
}

impl State {
    fn new() -> Self {
        Self {
            text: RwSignal::new(None),
            found: RwSignal::default(),
            at: RwSignal::new(0),
            open: RwSignal::new(false),
            searching: RwSignal::new(false),
            turn: StoredValue::new(0),
        }
    }

    /// Asks a moment after the last key, and forgets answers that come too late.
    fn search(self, search: Search, text: String, wait: u64) {
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        self.searching.set(true);
        self.open.set(true);
        let ask = move || {
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            let answer = search.ask(text);
            spawn(async move {
                let found = answer.await;
                if self.turn.try_get_value() == Some(turn) {
                    self.at.set(0);
                    self.found.set(found);
                    self.searching.set(false);
                }
            });
        };
        after(std::time::Duration::from_millis(wait), ask);
    }

    fn close(self) {
        self.turn.update_value(|turn| *turn += 1);
        self.open.set(false);
        self.text.set(None);
    }

    fn step(self, down: bool) {
        let count = self.found.with_untracked(Vec::len);
        if count > 0 {
            self.at.update(|at| *at = if down { (*at + 1) % count } else { (*at + count - 1) % count });
        }
    }
}

/// A field that searches while one types and holds one entry.
#[component]
pub fn Combobox(
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// What is chosen, as it is read; empty when nothing is.
    #[prop(into)]
    shown: Signal<String>,
    /// What was chosen.
    #[prop(into)]
    on_choose: Callback<Found>,
    /// How it searches.
    search: Search,
    /// Its error.
    #[prop(optional, into)]
    error: FieldState,
    /// The name.
    #[prop(optional)]
    name: &'static str,
    /// Below the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// An example inside.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// Says "optional".
    #[prop(optional)]
    optional: bool,
    /// The label is said but not shown.
    #[prop(optional)]
    hide_label: bool,
    /// Smaller, for toolbars.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let ids = FieldIds::new();
    let state = State::new();
    let search = StoredValue::new(search);
    let message = Memo::new(move |_| error.message());
    let list = format!("{}-list", ids.control);
    let choose = move |found: Found| {
        error.edited();
        on_choose.run(found);
        state.close();
    };
    let choose_current = move || {
        if let Some(found) = state.found.with_untracked(|all| all.get(state.at.get_untracked()).cloned()) {
            choose(found);
        }
    };
    let key = move |ev: ev::KeyboardEvent| match ev.key().as_str() {
        "ArrowDown" | "ArrowUp" => {
            ev.prevent_default();
            if state.open.get_untracked() {
                state.step(ev.key() == "ArrowDown");
            } else {
                state.search(search.get_value(), String::new(), 0);
            }
        }
        "Enter" if state.open.get_untracked() => {
            ev.prevent_default();
            choose_current();
        }
        "Escape" if state.open.get_untracked() => {
            ev.stop_propagation();
            ev.prevent_default();
            state.close();
        }
        _ => {}
    };
    let (describe, hinted, id, controls) = (ids.clone(), move || hint.get().is_some(), list.clone(), list.clone());
    let control = view! {
        <div class="relative">
            <div class=if small { "input input-sm h-9" } else { "input" }>
                <Icon of=glyph::SEARCH class="text-muted" />
                <input
                    id=ids.control.clone() name=name type="text" class="grow" role="combobox" autocomplete="off"
                    placeholder=move || placeholder.get()
                    aria-autocomplete="list" aria-controls=controls
                    aria-expanded=move || state.open.get().to_string()
                    aria-activedescendant=move || state.open.get().then(|| format!("{id}-{}", state.at.get()))
                    aria-invalid=move || message.get().is_some().then_some("true")
                    aria-describedby=move || describe.described_by(message.get().is_some(), hinted())
                    prop:value=move || state.text.get().unwrap_or_else(|| shown.get())
                    on:input=move |ev| {
                        let text = event_target_value(&ev);
                        state.text.set(Some(text.clone()));
                        state.search(search.get_value(), text, 150);
                    }
                    on:click=move |_| state.search(search.get_value(), String::new(), 0)
                    on:keydown=key
                    on:blur=move |_| { error.left(); state.close(); }
                />
                <Icon of=glyph::CHEVRONS_UP_DOWN class="text-muted" />
            </div>
            <FoundList state id=list choose=Callback::new(choose) label />
        </div>
    };
    view! { <FieldFrame ids label hint optional hide_label error=message>{control}</FieldFrame> }
}

#[component]
fn FoundList(state: State, id: String, choose: Callback<Found>, label: Signal<String>) -> impl IntoView {
    let option_id = id.clone();
    let entries = move || {
        let option_id = option_id.clone();
        state
            .found
            .get()
            .into_iter()
            .enumerate()
            .map(move |(index, found)| {
                let (label, detail) = (found.label.clone(), found.detail.clone());
                // The press comes before the blur that would close the list.
                let press = move |ev: ev::MouseEvent| {
                    ev.prevent_default();
                    choose.run(found.clone());
                };
                view! {
                    <li id=format!("{option_id}-{index}") role="option" class="menu-item cursor-pointer justify-between"
                        aria-selected=move || (state.at.get() == index).to_string() on:mousedown=press>
                        <span class="truncate">{label}</span>
                        <span class="truncate text-xs text-muted">{detail}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let nothing = move || {
        (state.found.with(Vec::is_empty)).then(|| {
            view! {
                <p class="px-3 py-2 text-sm text-muted" role="status">
                    {move || if state.searching.get() { crate::text!(searching) } else { crate::text!(nothing_found) }}
                </p>
            }
        })
    };
    view! {
        <div class="raised menu-list inset-x-0 max-w-none" class:hidden=move || !state.open.get()>
            <ul id=id role="listbox" aria-label=label>{entries}</ul>
            {nothing}
        </div>
    }
}
