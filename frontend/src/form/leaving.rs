//! What a form does to the page: it moves to the first field that is wrong, and asks before what was
//! typed is lost.

use leptos::prelude::*;

use crate::browser;

/// Moves to the first field that is wrong, or to the message above the form.
pub(super) fn focus_first_error() {
    request_animation_frame(|| {
        let first = browser::document().and_then(|d| d.query_selector("form [aria-invalid=true], form [data-problem]").ok().flatten());
        if let Some(first) = first.and_then(|e| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(e).ok()) {
            let _ = first.focus();
        }
    });
}

/// Asks before the tab is closed or a link is followed with unsaved changes.
pub(super) fn warn_before_leaving(dirty: Signal<bool>, guarded: StoredValue<bool>) {
    let unsaved = move || guarded.try_get_value() == Some(true) && dirty.try_get_untracked().unwrap_or(false);
    browser::listen("beforeunload", move |event| {
        if unsaved() {
            event.prevent_default();
        }
    });
    browser::listen("click", move |event| {
        let link = event
            .target()
            .and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(target).ok())
            .and_then(|element| element.closest("a[href]:not([target]):not([download])").ok().flatten());
        if link.is_none() || !unsaved() {
            return;
        }
        let leaves = browser::window().and_then(|w| w.confirm_with_message(&crate::text!(form_leave)).ok());
        if leaves == Some(false) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
}
