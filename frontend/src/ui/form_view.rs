//! The `<form>` itself: submits once, shows what concerns the whole above its fields.

use leptos::{ev, prelude::*};

use super::{
    button::{Button, Tone},
    states::ProblemNote,
};
use crate::{browser, form::FormCore};

/// A form with its fields as children and its button below.
#[component]
pub fn FormView(
    /// The form: `form=form` of a `Form<T>`.
    #[prop(into)]
    form: FormCore,
    /// The words on the button.
    #[prop(into)]
    submit: Signal<String>,
    /// Goes back without saving; no button when absent.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
    /// The button is as wide as the form.
    #[prop(optional)]
    wide: bool,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let send = move |ev: ev::SubmitEvent| {
        ev.prevent_default();
        ev.stop_propagation();
        form.submit();
    };
    browser::listen("pointerdown", move |_| form.press());
    browser::listen("pointerup", move |_| form.release());
    browser::listen("pointercancel", move |_| form.release());
    let cancel =
        on_cancel.map(|on_cancel| view! { <Button label=crate::t!(cancel) on_click=move |_: ev::MouseEvent| on_cancel.run(()) /> });
    view! {
        <form class="flex flex-col gap-5" novalidate on:submit=send>
            <ProblemNote problem=form.problem() />
            {children()}
            <div class="mt-1 flex flex-wrap justify-end gap-2">
                {cancel}
                <Button label=submit tone=Tone::Primary submit=true busy=form.pending() wide />
            </div>
        </form>
    }
}

/// Fields that belong together, under a heading.
#[component]
pub fn FieldGroup(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Below the heading.
    #[prop(optional, into)]
    detail: MaybeProp<String>,
    /// The fields, two beside each other where there is room.
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="min-w-0">
            <legend class="mb-4 text-[0.9375rem] font-semibold">
                {title}
                {move || detail.get().map(|detail| view! { <span class="block text-sm font-normal text-muted">{detail}</span> })}
            </legend>
            <div class="grid grid-cols-1 gap-x-4 gap-y-5 sm:grid-cols-2">{children()}</div>
        </fieldset>
    }
}
