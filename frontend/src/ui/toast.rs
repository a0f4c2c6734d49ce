//! Short words about what was done, in a live region. Never the only copy of an error.

use std::{sync::LazyLock, time::Duration};

use leptos::prelude::*;

use super::icon::{Icon, glyph};

#[derive(Clone)]
struct Toast {
    id: u32,
    words: String,
}

static TOASTS: LazyLock<ArcRwSignal<Vec<Toast>>> = LazyLock::new(|| ArcRwSignal::new(Vec::new()));

/// Says that something was done: `toast(text!(saved))`.
pub fn toast(words: String) {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let id = NEXT.fetch_add(1, Ordering::Relaxed);
    TOASTS.update(|toasts| toasts.push(Toast { id, words }));
    set_timeout(move || TOASTS.update(|toasts| toasts.retain(|t| t.id != id)), Duration::from_secs(6));
}

/// Where toasts appear. Once, at the root of the app.
#[component]
pub fn Toasts() -> impl IntoView {
    view! {
        <div class="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4" role="status" aria-live="polite">
            {move || TOASTS.get().into_iter().map(|toast| view! {
                <p class="pointer-events-auto flex max-w-md items-center gap-2 rounded-field bg-neutral px-4 py-2.5 text-sm text-neutral-content shadow-lg">
                    <Icon of=glyph::CHECK />
                    {toast.words}
                </p>
            }).collect_view()}
        </div>
    }
}
