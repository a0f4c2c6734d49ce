//! Fields where one chooses: lists, ticks, switches, dates, files.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    field::{FieldFrame, FieldIds, TextField},
    icon::{Icon, glyph},
};
use crate::form::{Field, FieldState};

/// One entry of a `SelectField`: what is held, and what is read.
pub type Choice = (String, String);

/// A list to choose one entry from; for more than some thirty, use `Combobox`.
#[component]
pub fn SelectField(
    /// What it holds: `field!(form, name)`.
    field: Field<String>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// The entries: `(value, words)`.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Below the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Says "optional".
    #[prop(optional)]
    optional: bool,
    /// The label is said but not shown.
    #[prop(optional)]
    hide_label: bool,
    /// Smaller, for toolbars.
    #[prop(optional)]
    small: bool,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let ids = FieldIds::new();
    let message = Memo::new(move |_| field.state.message());
    let hinted = move || hint.get().is_some();
    let describe = ids.clone();
    let options = move || {
        let chosen = field.value.get();
        choices
            .get()
            .into_iter()
            .map(|(value, words)| view! { <option selected=value == chosen value=value>{words}</option> })
            .collect_view()
    };
    let control = view! {
        <select
            id=ids.control.clone()
            name=field.name
            class=if small { "select select-sm h-9" } else { "select" }
            disabled=disabled
            prop:value=field.value
            aria-invalid=move || message.get().is_some().then_some("true")
            aria-describedby=move || describe.described_by(message.get().is_some(), hinted())
            on:change=move |ev| { field.state.left(); field.input(event_target_value(&ev)); }
        >
            {options}
        </select>
    };
    view! { <FieldFrame ids label hint optional hide_label error=message>{control}</FieldFrame> }
}

/// A tick with its words beside it.
#[component]
pub fn Checkbox(
    /// What it holds: `field!(form, name)`.
    field: Field<bool>,
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// Below the words.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// A switch, for what takes effect at once.
    #[prop(optional)]
    switch: bool,
    /// The label is said but not shown.
    #[prop(optional)]
    hide_label: bool,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="flex min-h-6 cursor-pointer items-start gap-3">
            <input
                type="checkbox"
                role=switch.then_some("switch")
                class=if switch { "toggle toggle-sm toggle-primary mt-0.5" } else { "checkbox checkbox-sm checkbox-primary mt-0.5" }
                name=field.name
                prop:checked=field.value
                disabled=disabled
                on:change=move |ev| field.input(event_target_checked(&ev))
            />
            <span class=if hide_label { "sr-only" } else { "flex flex-col text-sm" }>
                <span class="font-medium">{label}</span>
                {move || hint.get().map(|hint| view! { <span class="text-muted">{hint}</span> })}
            </span>
        </label>
    }
}

/// Something that is on or off and takes effect at once.
#[component]
pub fn Switch(
    /// What it holds: `field!(form, name)`.
    field: Field<bool>,
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// Below the words.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! { <Checkbox field label hint=hint disabled switch=true /> }
}

/// A day, as `2026-11-30`; empty is no day. The browser shows it in the person's language.
#[component]
pub fn DateField(
    /// What it holds: `field!(form, name)`.
    field: Field<Option<chrono::NaiveDate>>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// Below the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Says "optional".
    #[prop(optional)]
    optional: bool,
    /// The label is said but not shown.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let text = field.map(|day| day.map(|day| day.to_string()).unwrap_or_default(), |text: String| text.parse().ok());
    view! { <TextField field=text label kind="date" figures=true hint=hint optional hide_label /> }
}

/// A file: chosen, or dropped onto the field.
#[component]
pub fn FileField(
    /// What the file is for.
    #[prop(into)]
    label: Signal<String>,
    /// The file that was chosen.
    #[prop(into)]
    on_file: Callback<web_sys::File>,
    /// What may be chosen: `.csv,text/csv`.
    #[prop(default = "")]
    accept: &'static str,
    /// Below the label: kinds and sizes.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Its error.
    #[prop(optional, into)]
    error: FieldState,
) -> impl IntoView {
    let ids = FieldIds::new();
    let message = Memo::new(move |_| error.message());
    let chosen = RwSignal::new(None::<String>);
    let over = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let take = move |files: Option<web_sys::FileList>| {
        if let Some(file) = files.and_then(|files| files.get(0)) {
            chosen.set(Some(file.name()));
            on_file.run(file);
        }
        // So that the same file can be chosen again.
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    let dropped = move |ev: ev::DragEvent| {
        ev.prevent_default();
        over.set(false);
        take(ev.data_transfer().and_then(|data| data.files()));
    };
    let zone = "flex flex-col items-center gap-1 rounded-box border border-dashed px-4 py-6 text-center has-focus-visible:outline-2 has-focus-visible:outline-primary";
    let describe = ids.clone();
    let control = view! {
        <div
            class=move || format!("{zone} {}", if over.get() { "border-primary bg-pressed" } else { "border-edge" })
            on:dragover=move |ev| { ev.prevent_default(); over.set(true); }
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            <Icon of=glyph::UPLOAD class="text-muted size-5" />
            <span class="text-sm">
                <label for=ids.control.clone() class="link cursor-pointer">{crate::t!(file_choose)}</label>
                " " {crate::t!(file_or_drop)}
            </span>
            <span class="text-sm font-medium" aria-live="polite">{chosen}</span>
            <input
                node_ref=input
                id=ids.control.clone()
                type="file"
                class="sr-only"
                accept=accept
                aria-label=label
                aria-invalid=move || message.get().is_some().then_some("true")
                aria-describedby=move || describe.described_by(message.get().is_some(), hint.get().is_some())
                on:change=move |ev| take(ev.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()).and_then(|i| i.files()))
            />
        </div>
    };
    view! { <FieldFrame ids label hint optional=false hide_label=false error=message>{control}</FieldFrame> }
}
