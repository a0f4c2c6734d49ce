//! Countries and currencies, named by the browser in the person's language; time zones, by their IANA names.

use contract::{money::Currency, places};
use js_sys::{Array, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};

use super::choice::{Choice, SelectField};
use crate::{form::Field, words::language};

/// The names of codes of one kind (`region`, `currency`) in the language of this moment.
fn names(kind: &str, codes: impl Iterator<Item = &'static str>) -> Vec<Choice> {
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &kind.into());
    let names = Intl::DisplayNames::new(&Array::of1(&language().code().into()), &options);
    let mut entries: Vec<Choice> = codes
        .map(|code| {
            let name = names.of(code).map(String::from);
            (code.to_owned(), name.unwrap_or_else(|| code.to_owned()))
        })
        .collect();
    entries.sort_by_cached_key(|(_, name)| sortable(name));
    entries
}

/// So that États-Unis stands at E. The few accents that names of countries have.
fn sortable(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            'É' | 'È' | 'é' | 'è' | 'ê' => 'e',
            'Î' | 'î' | 'ï' => 'i',
            'Å' | 'å' | 'â' => 'a',
            'ô' => 'o',
            c => c.to_ascii_lowercase(),
        })
        .collect()
}

/// The name of a country: "Côte d’Ivoire".
pub fn country_name(code: &str) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"type".into(), &"region".into());
    let names = Intl::DisplayNames::new(&Array::of1(&language().code().into()), &options);
    if places::is_country(code) { names.of(code).map(String::from).unwrap_or_default() } else { code.to_owned() }
}

/// A country, by name.
#[component]
pub fn CountryField(
    /// What it holds: `field!(form, name)`.
    field: Field<String>,
) -> impl IntoView {
    let choices = Signal::derive(move || names("region", places::countries()));
    view! { <SelectField field label=crate::t!(country) choices /> }
}

/// The currencies offered first; any other ISO 4217 code can come from the server.
const USUAL: [&str; 14] = ["EUR", "XOF", "XAF", "USD", "GBP", "CHF", "CAD", "MAD", "TND", "DZD", "GNF", "NGN", "GHS", "JPY"];

/// A currency, by name.
#[component]
pub fn CurrencyField(
    /// What it holds: `field!(form, name)`.
    field: Field<String>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let choices = Signal::derive(move || {
        let other = Currency::from_code(&field.value.get()).map(Currency::code).filter(|code| !USUAL.contains(code));
        let mut entries = names("currency", USUAL.into_iter().chain(other));
        for (code, name) in &mut entries {
            *name = format!("{name} ({code})");
        }
        entries
    });
    view! { <SelectField field label=crate::t!(currency) choices disabled /> }
}

/// The zones that the browser knows, and the one that was chosen before.
fn zones(chosen: &str) -> Vec<String> {
    let list = Reflect::get(&js_sys::global(), &"Intl".into()).and_then(|intl| Reflect::get(&intl, &"supportedValuesOf".into()));
    let known = list.and_then(|list| list.unchecked_into::<Function>().call1(&JsValue::UNDEFINED, &"timeZone".into()));
    let mut zones: Vec<String> =
        known.map(|zones| Array::from(&zones).iter().filter_map(|zone| zone.as_string()).collect()).unwrap_or_default();
    if !chosen.is_empty() && !zones.iter().any(|zone| zone == chosen) {
        zones.push(chosen.to_owned());
        zones.sort_unstable();
    }
    zones
}

/// A time zone, by place: "Europe/Paris".
#[component]
pub fn ZoneField(
    /// What it holds: `field!(form, name)`.
    field: Field<String>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// Below the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What no choice is called, where none need be made.
    #[prop(optional, into)]
    none: MaybeProp<String>,
) -> impl IntoView {
    let choices = Signal::derive(move || {
        let none = none.get().map(|words| (String::new(), words));
        let offered = zones(&field.value.get()).into_iter().map(|zone| (zone.clone(), zone.replace('_', " ")));
        none.into_iter().chain(offered).collect::<Vec<Choice>>()
    });
    view! { <SelectField field label hint choices /> }
}
