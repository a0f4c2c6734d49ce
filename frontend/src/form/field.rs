//! A field of a form in one word: `<TextField field=field!(form, email) label=t!(email) />`.

use contract::{
    FieldError, Patch, ProjectId,
    money::{BasisPoints, Currency},
    words::Locale,
};
use leptos::prelude::*;

use super::FormCore;

/// What a control of the kit needs of its field: its name, what it holds, how it changes, what is
/// wrong with it. It is a handle: copy it freely.
pub struct Field<V: Send + Sync + 'static> {
    /// For browsers that fill in.
    pub name: &'static str,
    /// What it holds.
    pub value: Signal<V>,
    /// What becomes of what is typed.
    pub on_input: Callback<V>,
    /// Its error.
    pub state: FieldState,
}

// Written out: a derive would ask `V: Copy`.
impl<V: Send + Sync + 'static> Clone for Field<V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V: Send + Sync + 'static> Copy for Field<V> {}

impl<V: Send + Sync + 'static> Field<V> {
    /// A field that is in no form, such as a filter.
    pub fn new(name: &'static str, value: impl Into<Signal<V>>, on_input: impl Fn(V) + Send + Sync + 'static) -> Self {
        Self { name, value: value.into(), on_input: Callback::new(on_input), state: FieldState::default() }
    }

    /// A field that only shows.
    pub fn shown(name: &'static str, value: impl Into<Signal<V>>) -> Self {
        Self::new(name, value, |_| {})
    }

    /// Something was typed or chosen: what the server said of the field no longer holds.
    pub fn input(self, value: V) {
        self.state.edited();
        self.on_input.run(value);
    }

    /// The same value, held otherwise: as the text of a code, in other units.
    pub fn map<W: Send + Sync + 'static>(
        self,
        show: impl Fn(V) -> W + Send + Sync + 'static,
        take: impl Fn(W) -> V + Send + Sync + 'static,
    ) -> Field<W>
    where
        V: Clone,
    {
        let (value, on_input) = (self.value, self.on_input);
        Field {
            name: self.name,
            value: Signal::derive(move || show(value.get())),
            on_input: Callback::new(move |typed| on_input.run(take(typed))),
            state: self.state,
        }
    }
}

/// For a control on its own, as on the page of the kit.
impl<V: Clone + Send + Sync + 'static> From<RwSignal<V>> for Field<V> {
    fn from(signal: RwSignal<V>) -> Self {
        Self::new("", signal, move |value| signal.set(value))
    }
}

/// A part of a draft that a control shows as a `V`.
pub trait Part<V> {
    /// What the control shows.
    fn show(&self) -> V;
    /// Takes what was typed or chosen.
    fn take(&mut self, typed: V);
}

impl<V: Clone> Part<V> for V {
    fn show(&self) -> V {
        self.clone()
    }

    fn take(&mut self, typed: V) {
        *self = typed;
    }
}

/// Nothing when nothing was written.
impl Part<String> for Option<String> {
    fn show(&self) -> String {
        self.clone().unwrap_or_default()
    }

    fn take(&mut self, typed: String) {
        *self = Some(typed).filter(|text| !text.trim().is_empty());
    }
}

/// Nothing chosen clears what was there.
impl Part<String> for Patch<String> {
    fn show(&self) -> String {
        self.value().cloned().unwrap_or_default()
    }

    fn take(&mut self, typed: String) {
        *self = if typed.is_empty() { Self::Clear } else { Self::Set(typed) };
    }
}

/// No rate is a rate of nothing.
impl Part<Option<BasisPoints>> for BasisPoints {
    fn show(&self) -> Option<BasisPoints> {
        Some(*self)
    }

    fn take(&mut self, typed: Option<BasisPoints>) {
        *self = typed.unwrap_or_default();
    }
}

/// What is chosen from a list by its code: empty is nothing where that may be, and is not taken where it may not.
macro_rules! chosen_by_code {
    ($($type:ty),+) => { $(
        impl Part<String> for Option<$type> {
            fn show(&self) -> String {
                self.as_ref().map(ToString::to_string).unwrap_or_default()
            }

            fn take(&mut self, typed: String) {
                *self = typed.parse().ok();
            }
        }

        impl Part<String> for $type {
            fn show(&self) -> String {
                self.to_string()
            }

            fn take(&mut self, typed: String) {
                if let Ok(chosen) = typed.parse() {
                    *self = chosen;
                }
            }
        }
    )+ };
}

chosen_by_code!(Currency, Locale, ProjectId, contract::payments::PaymentMethod, contract::projects::ProjectStatus, i32);

/// The field of a form: `field!(form, email)`, `field!(form, address.line1)`. Where a draft keeps the
/// contract's input in a field `input`, that is no part of the pointer: `field!(form, input.email)`.
macro_rules! field {
    ($form:expr, input.$($part:ident).+) => {
        $form.field(concat!($("/", stringify!($part)),+), |draft| &draft.input.$($part).+, |draft| &mut draft.input.$($part).+)
    };
    ($form:expr, $($part:ident).+) => {
        $form.field(concat!($("/", stringify!($part)),+), |draft| &draft.$($part).+, |draft| &mut draft.$($part).+)
    };
}

/// What a field shows of its error, and what it tells the form.
#[derive(Clone, Copy, Default)]
pub struct FieldState {
    pub(super) message: Option<Signal<Option<String>>>,
    pub(super) form: Option<(FormCore, StoredValue<String>)>,
}

impl FieldState {
    /// The sentence to show, if the field is wrong.
    pub fn message(self) -> Option<String> {
        self.message.and_then(|message| message.get())
    }

    /// The field was edited: what the server said of it no longer holds.
    pub fn edited(self) {
        if let Some((form, at)) = self.form {
            let concerned = |errors: &Vec<FieldError>| at.with_value(|at| errors.iter().any(|e| e.pointer == *at));
            if form.refused.with_untracked(concerned) {
                form.refused.update(|errors| at.with_value(|at| errors.retain(|e| e.pointer != *at)));
            }
        }
    }

    /// The field was left: from now on it is checked while typing. A field that goes away with the
    /// focus in it is left as well, when its form is gone already.
    pub fn left(self) {
        let Some((form, at)) = self.form else { return };
        let Some(at) = at.try_get_value() else { return };
        let waits = form.leaving.try_update_value(|leaving| leaving.as_mut().map(|leaving| leaving.push(at.clone())).is_some());
        if waits == Some(false) {
            form.leave(at);
        }
    }
}

/// For a field outside of a `Form`, which has its own idea of its error.
impl From<Signal<Option<String>>> for FieldState {
    fn from(message: Signal<Option<String>>) -> Self {
        Self { message: Some(message), form: None }
    }
}

/// The sentence of a field's error: the server's where it gave one, ours for its code otherwise.
pub fn sentence(error: &FieldError) -> String {
    if !error.detail.is_empty() {
        return error.detail.clone();
    }
    let limit = |name: &str| error.params.get(name).map(String::as_str).unwrap_or_default();
    match error.code.as_str() {
        "required" => crate::text!(field_required),
        "too_long" => crate::text!(field_too_long, max = limit("max")),
        "too_short" => crate::text!(field_too_short, min = limit("min")),
        "too_small" => crate::text!(field_too_small, min = limit("min")),
        "too_large" => crate::text!(field_too_large, max = limit("max")),
        "too_few" => crate::text!(field_too_few, min = limit("min")),
        "too_many" => crate::text!(field_too_many, max = limit("max")),
        "characters" => crate::text!(field_characters),
        "email" => crate::text!(field_email),
        "number" => crate::text!(field_number),
        "country" => crate::text!(field_country),
        "time_zone" => crate::text!(field_time_zone),
        "currency" => crate::text!(field_currency),
        "colour" => crate::text!(field_colour),
        "taken" => crate::text!(field_taken),
        "common" => crate::text!(field_common),
        "unknown" => crate::text!(field_unknown),
        "date" => crate::text!(field_date),
        "day" => crate::text!(field_day),
        "before_start" => crate::text!(field_before_start),
        "count" => crate::text!(field_count),
        "currency_mismatch" => crate::text!(field_currency_mismatch),
        "negative_total" => crate::text!(field_negative_total),
        "manual_method" => crate::text!(field_manual_method),
        _ => crate::text!(field_invalid),
    }
}
