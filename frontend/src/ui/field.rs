//! Fields of text. Each has a label, an optional hint, and its error beside it.

use leptos::{html, prelude::*};

use super::icon::{Icon, glyph};
use crate::form::Field;

/// The ids by which label, hint and error find their control.
#[derive(Clone)]
pub(crate) struct FieldIds {
    /// Of the control.
    pub control: String,
    hint: String,
    error: String,
}

impl FieldIds {
    pub(super) fn new() -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let n = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { control: format!("f{n}"), hint: format!("f{n}-hint"), error: format!("f{n}-error") }
    }

    /// For `aria-describedby`: the error when there is one, and the hint.
    pub(super) fn described_by(&self, wrong: bool, hinted: bool) -> Option<String> {
        match (wrong, hinted) {
            (true, true) => Some(format!("{} {}", self.error, self.hint)),
            (true, false) => Some(self.error.clone()),
            (false, true) => Some(self.hint.clone()),
            (false, false) => None,
        }
    }
}

/// What stands around a control: label above, hint and error below.
#[component]
pub(crate) fn FieldFrame(
    ids: FieldIds,
    label: Signal<String>,
    hint: MaybeProp<String>,
    optional: bool,
    hide_label: bool,
    error: Memo<Option<String>>,
    children: Children,
) -> impl IntoView {
    let FieldIds { control, hint: hint_id, error: error_id } = ids;
    view! {
        <div class="flex min-w-0 flex-col gap-1.5">
            <label for=control class=if hide_label { "sr-only" } else { "flex items-baseline justify-between gap-2 text-sm font-medium" }>
                {label}
                {optional.then(|| view! { <span class="text-xs font-normal text-muted">{crate::t!(field_optional)}</span> })}
            </label>
            {children()}
            {move || hint.get().map(|hint| view! { <p id=hint_id.clone() class="text-[0.8125rem] text-muted">{hint}</p> })}
            {move || error.get().map(|message| view! {
                <p id=error_id.clone() role="alert" class="flex items-start gap-1.5 text-[0.8125rem] text-error">
                    <Icon of=glyph::CIRCLE_ALERT class="mt-0.5 size-4" />
                    {message}
                </p>
            })}
        </div>
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// What it holds: `field!(form, name)`.
    field: Field<String>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// `text`, `email`, `password`, `tel`, `url`, `search`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Below the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// An example inside; never in place of the label.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// For the browser: `email`, `current-password`, `organization`, …
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Says "optional" beside the label.
    #[prop(optional)]
    optional: bool,
    /// The label is said but not shown.
    #[prop(optional)]
    hide_label: bool,
    /// Takes the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Figures are set in columns.
    #[prop(optional)]
    figures: bool,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// When the field is left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
    /// What stands inside, at the end: a unit, a button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let ids = FieldIds::new();
    let message = Memo::new(move |_| field.state.message());
    let hinted = move || hint.get().is_some();
    let input = NodeRef::<html::Input>::new();
    if autofocus {
        Effect::new(move || {
            if let Some(input) = input.get() {
                let _ = input.focus();
            }
        });
    }
    let describe = ids.clone();
    let control = view! {
        <input
            node_ref=input
            id=ids.control.clone()
            name=field.name
            type=kind
            class=if figures { "grow figures" } else { "grow" }
            autocomplete=autocomplete
            inputmode=inputmode
            placeholder=move || placeholder.get()
            prop:value=field.value
            disabled=disabled
            aria-invalid=move || message.get().is_some().then_some("true")
            aria-describedby=move || describe.described_by(message.get().is_some(), hinted())
            aria-required=(!optional).then_some("true")
            on:input=move |ev| field.input(event_target_value(&ev))
            on:blur=move |_| {
                field.state.left();
                if let Some(on_leave) = on_leave { on_leave.try_run(()); }
            }
        />
    };
    view! {
        <FieldFrame ids label hint optional hide_label error=message>
            <div class="input">{control} {children.map(|children| children())}</div>
        </FieldFrame>
    }
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// What it holds: `field!(form, name)`.
    field: Field<String>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// Below the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Says "optional" beside the label.
    #[prop(optional)]
    optional: bool,
    /// Lines shown.
    #[prop(default = 3)]
    rows: u32,
) -> impl IntoView {
    let ids = FieldIds::new();
    let message = Memo::new(move |_| field.state.message());
    let hinted = move || hint.get().is_some();
    let describe = ids.clone();
    let control = view! {
        <textarea
            id=ids.control.clone()
            name=field.name
            class="textarea"
            rows=rows
            prop:value=field.value
            aria-invalid=move || message.get().is_some().then_some("true")
            aria-describedby=move || describe.described_by(message.get().is_some(), hinted())
            on:input=move |ev| field.input(event_target_value(&ev))
            on:blur=move |_| field.state.left()
        ></textarea>
    };
    view! { <FieldFrame ids label hint optional hide_label=false error=message>{control}</FieldFrame> }
}

/// A password, which can be shown.
#[component]
pub fn PasswordField(
    /// What it holds: `field!(form, name)`.
    field: Field<String>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// Below the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
) -> impl IntoView {
    let ids = FieldIds::new();
    let message = Memo::new(move |_| field.state.message());
    let hinted = move || hint.get().is_some();
    let shown = RwSignal::new(false);
    let describe = ids.clone();
    let control = view! {
        <input
            id=ids.control.clone()
            name="password"
            type=move || if shown.get() { "text" } else { "password" }
            class="grow"
            autocomplete=autocomplete
            prop:value=field.value
            aria-required="true"
            aria-invalid=move || message.get().is_some().then_some("true")
            aria-describedby=move || describe.described_by(message.get().is_some(), hinted())
            on:input=move |ev| field.input(event_target_value(&ev))
            on:blur=move |_| field.state.left()
        />
    };
    view! {
        <FieldFrame ids label hint optional=false hide_label=false error=message>
            <div class="input pe-1">
                {control}
                <button type="button" class="btn btn-ghost btn-square btn-xs size-8" aria-label=crate::t!(password_show)
                    aria-pressed=move || shown.get().to_string()
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || view! { <Icon of=if shown.get() { glyph::EYE_OFF } else { glyph::EYE } /> }}
                </button>
            </div>
        </FieldFrame>
    }
}
