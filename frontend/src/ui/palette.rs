//! The command palette: `Ctrl K` over pages, actions, and what the server finds.

use std::{pin::Pin, sync::Arc};

use contract::Problem;
use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;

use super::{
    dialog::NativeDialog,
    icon::{Glyph, Icon, glyph},
};
use crate::{
    browser,
    here::{after, spawn},
};

/// Something the palette can do: go somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What is read.
    pub label: String,
    /// Smaller, at the end.
    pub detail: String,
    /// Where it leads.
    pub href: String,
    /// Its icon.
    pub icon: Glyph,
}

/// How the palette finds more on the server: the text in, places to go out.
#[derive(Clone)]
pub struct Finder(Arc<dyn Fn(String) -> Hits + Send + Sync>);

/// What is found, in a while.
type Hits = Pin<Box<dyn Future<Output = Result<Vec<Command>, Problem>>>>;

impl Finder {
    /// Finds by a call of the API.
    pub fn new<F>(find: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Vec<Command>, Problem>> + 'static,
    {
        Self(Arc::new(move |text| Box::pin(find(text))))
    }
}

/// The fewest characters that the server searches.
const SHORTEST: usize = 2;

/// What the palette holds while it is open.
#[derive(Clone, Copy)]
struct State {
    text: RwSignal<String>,
    hits: RwSignal<Vec<Command>>,
    at: RwSignal<usize>,
    searching: RwSignal<bool>,
    /// Why the server found nothing.
    problem: RwSignal<Option<Problem>>,
    /// Grows with each key: answers of older texts are forgotten.
    turn: StoredValue<u32>,
}

/// `Ctrl K` opens and closes the palette, here and below.
pub fn shortcut(open: RwSignal<bool>) {
    browser::listen("keydown", move |event| {
        let Ok(key) = event.dyn_into::<web_sys::KeyboardEvent>() else { return };
        if (key.ctrl_key() || key.meta_key()) && key.key().eq_ignore_ascii_case("k") {
            key.prevent_default();
            open.update(|open| *open = !*open);
        }
    });
}

/// The palette, shown while `open`.
#[component]
pub fn CommandPalette(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// Pages and actions.
    #[prop(into)]
    commands: Signal<Vec<Command>>,
    /// Finds more on the server.
    finder: Finder,
) -> impl IntoView {
    let finder = StoredValue::new(finder);
    view! {
        <NativeDialog open title=crate::t!(palette) class="panel palette">
            <PaletteBody open commands finder />
        </NativeDialog>
    }
}

#[component]
fn PaletteBody(open: RwSignal<bool>, commands: Signal<Vec<Command>>, finder: StoredValue<Finder>) -> impl IntoView {
    let state = State {
        text: RwSignal::new(String::new()),
        hits: RwSignal::new(Vec::new()),
        at: RwSignal::new(0),
        searching: RwSignal::new(false),
        problem: RwSignal::new(None),
        turn: StoredValue::new(0),
    };
    let shown = Memo::new(move |_| {
        let wanted = plain(&state.text.get());
        let matching = commands.get().into_iter().filter(|command| plain(&command.label).contains(&wanted)).take(12);
        matching.chain(state.hits.get()).collect::<Vec<_>>()
    });
    let navigate = use_navigate();
    let go = Callback::new(move |href: String| {
        open.set(false);
        navigate(&href, NavigateOptions::default());
    });
    let entries =
        move || shown.get().into_iter().enumerate().map(|(index, command)| view! { <Entry command index at=state.at go /> }).collect_view();
    let nothing = move || shown.with(Vec::is_empty);
    view! {
        <SearchBox state shown finder go />
        <ul id="palette-list" role="listbox" aria-label=crate::t!(palette) class="max-h-80 overflow-auto p-2" class:hidden=nothing>{entries}</ul>
        <p class="px-4 py-3 text-sm text-muted empty:hidden" role="status">
            {move || match (state.searching.get(), state.problem.get()) {
                (true, _) => Some(crate::text!(searching)),
                (false, Some(problem)) => Some(problem.detail),
                (false, None) => nothing().then(|| crate::text!(nothing_found)),
            }}
        </p>
    }
}

/// The field: letters search, arrows move, Enter goes.
#[component]
fn SearchBox(state: State, shown: Memo<Vec<Command>>, finder: StoredValue<Finder>, go: Callback<String>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let typed = move |ev| {
        state.text.set(event_target_value(&ev));
        state.at.set(0);
        state.turn.update_value(|turn| *turn += 1);
        let now = state.turn.get_value();
        after(std::time::Duration::from_millis(150), move || {
            if state.turn.try_get_value() == Some(now) {
                look(finder, state, now);
            }
        });
    };
    let step = move |down: bool| {
        let count = shown.with_untracked(Vec::len).max(1);
        state.at.update(|at| *at = if down { *at + 1 } else { *at + count - 1 } % count);
    };
    let key = move |ev: ev::KeyboardEvent| {
        match ev.key().as_str() {
            "ArrowDown" => step(true),
            "ArrowUp" => step(false),
            "Enter" => {
                if let Some(command) = shown.with_untracked(|all| all.get(state.at.get_untracked()).cloned()) {
                    go.run(command.href);
                }
            }
            _ => return,
        }
        ev.prevent_default();
    };
    let active = move || (!shown.with(Vec::is_empty)).then(|| format!("palette-{}", state.at.get()));
    view! {
        <div class="flex items-center gap-3 border-b border-line px-4">
            <Icon of=glyph::SEARCH class="text-muted" />
            <input node_ref=input type="text" class="h-12 min-w-0 grow bg-transparent outline-none" role="combobox" autocomplete="off" aria-expanded="true"
                aria-autocomplete="list" aria-controls="palette-list" aria-activedescendant=active
                aria-label=crate::t!(palette_hint) placeholder=crate::t!(palette_hint) on:input=typed on:keydown=key />
            <kbd class="max-sm:hidden">"Esc"</kbd>
        </div>
    }
}

/// Asks the server, unless the text is too short; forgets answers that come too late.
fn look(finder: StoredValue<Finder>, state: State, now: u32) {
    let wanted = state.text.get_untracked();
    state.problem.set(None);
    if wanted.trim().chars().count() < SHORTEST {
        state.hits.set(Vec::new());
        state.searching.set(false);
        return;
    }
    let Some(answer) = finder.try_with_value(|finder| (finder.0)(wanted)) else { return };
    state.searching.set(true);
    spawn(async move {
        let answer = answer.await;
        if state.turn.try_get_value() == Some(now) {
            state.searching.set(false);
            state.problem.set(answer.as_ref().err().cloned());
            state.hits.set(answer.unwrap_or_default());
        }
    });
}

/// Small letters without the accents of French, so that "reglages" finds "Réglages".
fn plain(text: &str) -> String {
    let letter = |c| match c {
        'à' | 'â' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'ù' | 'û' => 'u',
        c => c,
    };
    text.trim().to_lowercase().chars().map(letter).collect()
}

#[component]
fn Entry(command: Command, index: usize, at: RwSignal<usize>, go: Callback<String>) -> impl IntoView {
    let href = command.href;
    let row = NodeRef::<html::Li>::new();
    let chosen = move || at.get() == index;
    // Within the list only, and only when it is out of sight.
    Effect::new(move || {
        if chosen()
            && let Some(row) = row.get()
        {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    });
    view! {
        <li node_ref=row id=format!("palette-{index}") role="option" class="menu-item cursor-pointer" aria-selected=move || chosen().to_string()
            on:mousemove=move |_| if at.get_untracked() != index { at.set(index) }
            on:click=move |_| go.run(href.clone())>
            <Icon of=command.icon />
            <span class="grow truncate">{command.label}</span>
            <span class="max-w-1/2 truncate text-xs text-muted">{command.detail}</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn accents_are_not_needed_to_find() {
        assert!(plain("Réglages de la société").contains(&plain(" REGLAGES ")));
        assert!(plain("Émettre").contains("emettre"));
    }
}
