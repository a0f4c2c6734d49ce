//! Small questions to the browser. Outside of one (unit tests) each answers nothing.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

/// The window, where there is one.
pub fn window() -> Option<web_sys::Window> {
    if cfg!(target_arch = "wasm32") { web_sys::window() } else { None }
}

/// The document, where there is one.
pub fn document() -> Option<web_sys::Document> {
    window()?.document()
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok()?
}

/// A preference kept in this browser. Never anything secret.
pub fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps a preference in this browser.
pub fn store(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only means that the preference is asked again.
        let _ = storage.set_item(key, value);
    }
}

/// The languages that the person reads, best first.
pub fn languages() -> Vec<String> {
    window().map(|w| w.navigator().languages().iter().filter_map(|l| l.as_string()).collect()).unwrap_or_default()
}

/// Sets an attribute of `<html>`.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|d| d.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Whether the browser believes to be connected.
pub fn online() -> bool {
    window().is_none_or(|w| w.navigator().on_line())
}

/// Path and query of this moment, for coming back after log-in.
pub fn here() -> String {
    window()
        .map(|w| {
            let at = w.location();
            at.pathname().unwrap_or_default() + &at.search().unwrap_or_default()
        })
        .unwrap_or_default()
}

/// A random key for an `Idempotency-Key`.
pub fn random_uuid() -> String {
    window().and_then(|w| w.crypto().ok()).map(|c| c.random_uuid()).unwrap_or_default()
}

/// Runs `react` at each `event` on the window until the current owner is disposed of.
pub fn listen(event: &'static str, react: impl Fn(web_sys::Event) + 'static) {
    let Some(window) = window() else { return };
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(react);
    let _ = window.add_event_listener_with_callback_and_bool(event, closure.as_ref().unchecked_ref(), true);
    let kept = send_wrapper::SendWrapper::new((window, closure));
    on_cleanup(move || {
        let (window, closure) = kept.take();
        let _ = window.remove_event_listener_with_callback_and_bool(event, closure.as_ref().unchecked_ref(), true);
    });
}

/// Moves the focus to the element with this id, after the view has settled.
pub fn focus(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        let element = document().and_then(|d| d.get_element_by_id(&id)).and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element {
            let _ = element.focus();
        }
    });
}
