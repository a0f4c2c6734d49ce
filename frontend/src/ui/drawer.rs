//! The sidebar of a phone: slides in from the side, closes when one goes somewhere.

use leptos::prelude::*;

use super::{button::IconButton, dialog::NativeDialog, icon::glyph};

/// A panel at the side, over the page.
#[component]
pub fn Drawer(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// What it is, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <NativeDialog open title=label class="panel drawer">
            <div class="flex min-h-full flex-col">
                <div class="flex justify-end px-3 pt-3"><IconButton label=crate::t!(close) icon=glyph::X on_click=move |_| open.set(false) /></div>
                {children.with_value(|children| children())}
            </div>
        </NativeDialog>
    }
}
