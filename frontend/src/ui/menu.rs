//! A menu: a button, and a list that opens below it. Arrow keys move, Escape closes.

use leptos::{ev, html, prelude::*};
use leptos_router::components::A;
use wasm_bindgen::JsCast;

use super::icon::{Glyph, Icon};

/// A button with a menu. `children` are `MenuItem`s and `MenuLink`s.
#[component]
pub fn Menu(
    /// Says what the menu is about.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows.
    #[prop(into)]
    trigger: ViewFn,
    /// The classes of the button.
    #[prop(default = "btn btn-ghost btn-sm")]
    class: &'static str,
    /// The list is set at the end of the button, not at its start.
    #[prop(optional)]
    end: bool,
    /// The list opens above the button.
    #[prop(optional)]
    above: bool,
    /// Its entries.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let children = StoredValue::new(children);
    let items = move || -> Vec<web_sys::HtmlElement> {
        let Some(root) = root.get_untracked() else { return Vec::new() };
        let Ok(list) = root.query_selector_all("[role^=menuitem]") else { return Vec::new() };
        (0..list.length()).filter_map(|i| list.item(i)?.dyn_into().ok()).collect()
    };
    let focus = move |which: isize| {
        let items = items();
        let count = isize::try_from(items.len()).unwrap_or(0);
        if count > 0 {
            let _ = items[usize::try_from(which.rem_euclid(count)).unwrap_or(0)].focus();
        }
    };
    let current = move || {
        let active = crate::browser::document().and_then(|d| d.active_element());
        items().iter().position(|item| active.as_ref() == Some(item)).and_then(|i| isize::try_from(i).ok())
    };
    let show = move || {
        open.set(true);
        request_animation_frame(move || focus(0));
    };
    let button = move || {
        if let Some(Ok(Some(button))) = root.get_untracked().map(|root| root.query_selector("button")) {
            let _ = button.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    };
    let key = move |ev: ev::KeyboardEvent| {
        match (ev.key().as_str(), open.get_untracked()) {
            ("ArrowDown" | "ArrowUp", false) => show(),
            ("ArrowDown", true) => focus(current().map_or(0, |at| at + 1)),
            ("ArrowUp", true) => focus(current().map_or(-1, |at| at - 1)),
            ("Home", true) => focus(0),
            ("End", true) => focus(-1),
            ("Escape", true) => {
                open.set(false);
                button();
            }
            _ => return,
        }
        ev.prevent_default();
        ev.stop_propagation();
    };
    let left = move |ev: ev::FocusEvent| {
        let to = ev.related_target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        if !root.get_untracked().is_some_and(|root| root.contains(to.as_ref())) {
            open.set(false);
        }
    };
    let place = match (end, above) {
        (false, false) => "start-0",
        (true, false) => "end-0",
        (false, true) => "start-0 bottom-full mb-1",
        (true, true) => "end-0 bottom-full mb-1",
    };
    view! {
        <div node_ref=root class="relative" on:keydown=key on:focusout=left>
            <button type="button" class=class title=label aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| if open.get_untracked() { open.set(false) } else { show() }
            >
                // What is seen is a part of what is said: who speaks to the page reads the button aloud.
                <span class="sr-only">{label}" "</span>
                {trigger.run()}
            </button>
            {move || open.get().then(|| view! {
                <div role="menu" aria-label=label class=format!("raised menu-list {place}") on:click=move |_| open.set(false)>
                    {children.with_value(|children| children())}
                </div>
            })}
        </div>
    }
}

/// An entry that does something.
#[component]
pub fn MenuItem(
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// What happens.
    #[prop(into)]
    on_click: Callback<()>,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// Something will be lost.
    #[prop(optional)]
    danger: bool,
    /// For one choice among several: whether it is the chosen one.
    #[prop(optional, into)]
    checked: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button type="button" tabindex="-1"
            role=if checked.is_some() { "menuitemradio" } else { "menuitem" }
            aria-checked=move || checked.map(|c| c.get().to_string())
            class=if danger { "menu-item danger" } else { "menu-item" }
            on:click=move |_| on_click.run(())
        >
            {icon.map(|of| view! { <Icon of /> })}
            <span class="grow">{label}</span>
            {move || checked.is_some_and(|c| c.get()).then(|| view! { <Icon of=super::glyph::CHECK /> })}
        </button>
    }
}

/// An entry that leads somewhere.
#[component]
pub fn MenuLink(
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// Where to.
    #[prop(into)]
    href: Signal<String>,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
) -> impl IntoView {
    view! {
        <A href=move || href.get() attr:class="menu-item" attr:role="menuitem" attr:tabindex="-1">
            {icon.map(|of| view! { <Icon of /> })}
            {label}
        </A>
    }
}
