//! Short words about what was done, in a live region. Never the only copy of an error.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use leptos::prelude::*;

use super::icon::{Icon, glyph};
use crate::here::here;

/// What was done, for as long as it is shown.
#[derive(Clone)]
pub struct Toast {
    id: u32,
    words: String,
}

/// Says that something was done: `toast(text!(saved))`.
pub fn toast(words: String) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let (id, toasts) = (NEXT.fetch_add(1, Ordering::Relaxed), here().toasts);
    toasts.update(|toasts| toasts.push(Toast { id, words }));
    set_timeout(move || toasts.update(|toasts| toasts.retain(|toast| toast.id != id)), Duration::from_secs(6));
}

/// Where toasts appear. Once, at the root of the app.
#[component]
pub fn Toasts() -> impl IntoView {
    let toasts = here().toasts;
    view! {
        <div class="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4" role="status" aria-live="polite">
            {move || toasts.get().into_iter().map(|toast| view! {
                <p class="pointer-events-auto flex max-w-md items-center gap-2 rounded-field bg-neutral px-4 py-2.5 text-sm text-neutral-content shadow-lg">
                    <Icon of=glyph::CHECK />
                    {toast.words}
                </p>
            }).collect_view()}
        </div>
    }
}
