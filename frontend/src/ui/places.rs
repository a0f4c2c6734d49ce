//! Countries and currencies, named by the browser in the person's language.

use contract::{money::Currency, places};
use js_sys::{Array, Intl, Object, Reflect};
use leptos::prelude::*;

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
