//! The command palette: `Ctrl K` over pages, actions, and what the server finds.

use leptos::{ev, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen::JsCast;

use super::{
    combobox::{Found, Search},
    dialog::NativeDialog,
    icon::{Glyph, Icon, glyph},
};
use crate::browser;

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

/// The palette. `search` finds more on the server: `value` is the address of what was found.
#[component]
pub fn CommandPalette(
    /// Whether it is shown; `Ctrl K` shows it too.
    open: RwSignal<bool>,
    /// Pages and actions.
    #[prop(into)]
    commands: Signal<Vec<Command>>,
    /// Searches on the server.
    search: Search,
) -> impl IntoView {
    browser::listen("keydown", move |event| {
        let Ok(key) = event.dyn_into::<web_sys::KeyboardEvent>() else { return };
        if (key.ctrl_key() || key.meta_key()) && key.key().eq_ignore_ascii_case("k") {
            key.prevent_default();
            open.update(|open| *open = !*open);
        }
    });
    let search = StoredValue::new(search);
    view! {
        <NativeDialog open title=crate::t!(palette) class="panel palette">
            <PaletteBody open commands search />
        </NativeDialog>
    }
}

#[component]
fn PaletteBody(open: RwSignal<bool>, commands: Signal<Vec<Command>>, search: StoredValue<Search>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Found>::new());
    let at = RwSignal::new(0_usize);
    let shown = Memo::new(move |_| {
        let wanted = text.get().to_lowercase();
        let matching = commands.get().into_iter().filter(|c| c.label.to_lowercase().contains(&wanted)).take(12);
        let hits = found.get().into_iter().map(|f| Command { label: f.label, detail: f.detail, href: f.value, icon: glyph::ARROW_RIGHT });
        matching.chain(hits).collect::<Vec<_>>()
    });
    let navigate = use_navigate();
    let go = Callback::new(move |href: String| {
        open.set(false);
        navigate(&href, NavigateOptions::default());
    });
    let turn = StoredValue::new(0_u32);
    let typed = move |ev| {
        text.set(event_target_value(&ev));
        at.set(0);
        turn.update_value(|turn| *turn += 1);
        let now = turn.get_value();
        set_timeout(
            move || {
                if turn.try_get_value() == Some(now) {
                    look(search, text, found, turn, now);
                }
            },
            std::time::Duration::from_millis(150),
        );
    };
    let key = move |ev: ev::KeyboardEvent| {
        let count = shown.with_untracked(Vec::len).max(1);
        match ev.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1) % count),
            "ArrowUp" => at.update(|at| *at = (*at + count - 1) % count),
            "Enter" => {
                if let Some(command) = shown.with_untracked(|all| all.get(at.get_untracked()).cloned()) {
                    go.run(command.href);
                }
            }
            _ => return,
        }
        ev.prevent_default();
    };
    let entries =
        move || shown.get().into_iter().enumerate().map(|(index, command)| view! { <Entry command index at go /> }).collect_view();
    view! {
        <div class="flex items-center gap-3 border-b border-line px-4">
            <Icon of=glyph::SEARCH class="text-muted" />
            <input type="text" class="h-12 grow bg-transparent outline-none" role="combobox" autofocus aria-expanded="true" aria-autocomplete="list"
                aria-controls="palette-list" aria-activedescendant=move || format!("palette-{}", at.get())
                aria-label=crate::t!(palette_hint) placeholder=crate::t!(palette_hint) on:input=typed on:keydown=key />
            <kbd>"Esc"</kbd>
        </div>
        <ul id="palette-list" role="listbox" aria-label=crate::t!(palette) class="max-h-80 overflow-auto p-2">{entries}</ul>
        {move || shown.with(Vec::is_empty).then(|| view! { <p class="px-4 pb-4 text-sm text-muted" role="status">{crate::t!(nothing_found)}</p> })}
    }
}

/// Asks the server, unless the text is too short; forgets answers that come too late.
fn look(search: StoredValue<Search>, text: RwSignal<String>, found: RwSignal<Vec<Found>>, turn: StoredValue<u32>, now: u32) {
    let wanted = text.get_untracked();
    if wanted.trim().chars().count() < 2 {
        found.set(Vec::new());
        return;
    }
    let Some(answer) = search.try_with_value(|search| search.ask(wanted)) else { return };
    leptos::task::spawn_local(async move {
        let hits = answer.await;
        if turn.try_get_value() == Some(now) {
            found.set(hits);
        }
    });
}

#[component]
fn Entry(command: Command, index: usize, at: RwSignal<usize>, go: Callback<String>) -> impl IntoView {
    let href = command.href;
    view! {
        <li id=format!("palette-{index}") role="option" class="menu-item cursor-pointer"
            aria-selected=move || (at.get() == index).to_string()
            on:mousemove=move |_| if at.get_untracked() != index { at.set(index) }
            on:click=move |_| go.run(href.clone())>
            <Icon of=command.icon />
            <span class="grow truncate">{command.label}</span>
            <span class="truncate text-xs text-muted">{command.detail}</span>
        </li>
    }
}
