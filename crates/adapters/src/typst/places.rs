//! Postal addresses and what numbers of registration are called, country by country.

use contract::billing::Party;
use contract::places::Address;
use contract::words::Locale;

/// Code, French name, English name.
const COUNTRIES: &str = include_str!("countries.txt");

/// The name of a country; its code when it has none.
pub fn country(code: &str, locale: Locale) -> &str {
    let names = COUNTRIES.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix(';')?.split_once(';'));
    match (names, locale) {
        (Some((french, _)), Locale::Fr) => french,
        (Some((_, english)), Locale::En) => english,
        (None, _) => code,
    }
}

/// The lines of an address, the country last.
pub fn lines(address: &Address, locale: Locale) -> Vec<String> {
    let city = match &address.postal_code {
        Some(code) if is_code_last(&address.country) => format!("{} {code}", address.city),
        Some(code) => format!("{code} {}", address.city),
        None => address.city.clone(),
    };
    let parts = [Some(address.line1.clone()), address.line2.clone(), Some(city), Some(country(&address.country, locale).to_owned())];
    parts.into_iter().flatten().filter(|line| !line.trim().is_empty()).collect()
}

fn is_code_last(country: &str) -> bool {
    matches!(country, "AU" | "CA" | "GB" | "IE" | "IN" | "NZ" | "US")
}

/// What the registration number is called where the party is.
pub fn registration_label(party: &Party, locale: Locale) -> &'static str {
    let digits = party.registration_number.as_deref().unwrap_or_default().chars().filter(char::is_ascii_digit).count();
    match (country_of(party), locale) {
        (Some("FR"), _) if digits == 14 => "SIRET",
        (Some("FR"), _) => "SIREN",
        (Some(code), _) if is_ohada(code) => "RCCM",
        (_, Locale::Fr) => "N° d’immatriculation",
        (_, Locale::En) => "Registration no.",
    }
}

/// What the tax number is called where the party is.
pub fn tax_label(party: &Party, locale: Locale) -> &'static str {
    match (country_of(party), locale) {
        (Some("CI"), _) => "NCC",
        (Some(code), Locale::Fr) if is_european(code) => "N° TVA",
        (Some(code), Locale::En) if is_european(code) => "VAT no.",
        (_, Locale::Fr) => "N° fiscal",
        (_, Locale::En) => "Tax no.",
    }
}

/// Where the party is, if it is known.
pub fn country_of(party: &Party) -> Option<&str> {
    party.address.as_ref().map(|address| address.country.as_str())
}

/// The states of OHADA, which share one register of trade.
fn is_ohada(code: &str) -> bool {
    matches!(code, "BF" | "BJ" | "CD" | "CF" | "CG" | "CI" | "CM" | "GA" | "GN" | "GQ" | "GW" | "KM" | "ML" | "NE" | "SN" | "TD" | "TG")
}

/// Where VAT numbers are called so: the Union and the United Kingdom.
fn is_european(code: &str) -> bool {
    const CODES: &str = "AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";
    CODES.split(' ').any(|known| known == code)
}
