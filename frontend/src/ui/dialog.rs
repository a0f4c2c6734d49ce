//! Dialogs on the browser's own `<dialog>`: it keeps the focus inside, closes with Escape and gives
//! the focus back.

use leptos::{ev, html, prelude::*};

use super::{
    button::{Button, IconButton, Tone},
    icon::glyph,
};

/// A dialog, shown while `open`. Its content is made when it opens.
#[component]
pub fn Dialog(
    /// Whether it is shown; it sets this to false when it is closed.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Wider, for forms with two columns.
    #[prop(optional)]
    wide: bool,
    /// What it holds.
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <NativeDialog open title class=if wide { "panel wide" } else { "panel" }>
            <header class="flex items-center justify-between gap-4 px-6 pt-5">
                <h2 class="text-lg">{title}</h2>
                <IconButton label=crate::t!(close) icon=glyph::X on_click=move |_| open.set(false) />
            </header>
            <div class="px-6 pb-6 pt-4">{children.with_value(|children| children())}</div>
        </NativeDialog>
    }
}

/// The element itself, for the palette and the drawer as well.
#[component]
pub(crate) fn NativeDialog(open: RwSignal<bool>, title: Signal<String>, class: &'static str, children: ChildrenFn) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let children = StoredValue::new(children);
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let outside = move |ev: ev::MouseEvent| {
        // A press on the dialog itself, and not on something in it, is a press on its backdrop.
        let on_backdrop = dialog.get_untracked().is_some_and(|d| ev.target().as_ref() == Some(d.as_ref()));
        if on_backdrop {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=dialog class=class aria-label=title on:close=move |_| open.set(false) on:mousedown=outside>
            {move || open.get().then(|| children.with_value(|children| children()))}
        </dialog>
    }
}

/// Asks before something is lost. Names what will be lost.
#[component]
pub fn Confirm(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What will be lost, or what will happen.
    #[prop(into)]
    detail: Signal<String>,
    /// The words on the button that does it.
    #[prop(into)]
    action: Signal<String>,
    /// Does it. Close the dialog when it is done.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// It is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Nothing is lost: the button is not red.
    #[prop(optional)]
    gentle: bool,
    /// What went wrong, if it was refused.
    #[prop(optional, into)]
    problem: Signal<Option<contract::Problem>>,
) -> impl IntoView {
    view! {
        <Dialog open title>
            <p class="text-muted">{detail}</p>
            <super::ProblemNote problem />
            <div class="mt-6 flex flex-wrap justify-end gap-2">
                <Button label=crate::t!(cancel) on_click=move |_| open.set(false) />
                <Button label=action tone=if gentle { Tone::Primary } else { Tone::Danger } busy on_click=move |_| on_confirm.run(()) />
            </div>
        </Dialog>
    }
}
