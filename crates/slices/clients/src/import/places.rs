//! Words of a list that stand for a code: countries, currencies, languages.

use contract::money::Currency;
use contract::places::is_country;
use contract::words::Locale;

use super::headers::fold;

/// Countries as French and English lists call them, folded.
const COUNTRIES: &[(&str, &str)] = &[
    ("FR", "france republiquefrancaise fra"),
    ("CI", "cotedivoire lacotedivoire ivorycoast rci civ"),
    ("SN", "senegal sen"),
    ("ML", "mali"),
    ("BF", "burkinafaso burkina"),
    ("BJ", "benin"),
    ("TG", "togo"),
    ("NE", "niger"),
    ("GN", "guinee guinea guineeconakry"),
    ("GW", "guineebissau guineabissau"),
    ("CM", "cameroun cameroon"),
    ("GA", "gabon"),
    ("CG", "congo congobrazzaville republiqueducongo"),
    ("CD", "rdc rdcongo drc congokinshasa republiquedemocratiqueducongo democraticrepublicofthecongo"),
    ("TD", "tchad chad"),
    ("CF", "centrafrique republiquecentrafricaine centralafricanrepublic"),
    ("GQ", "guineeequatoriale equatorialguinea"),
    ("GH", "ghana"),
    ("NG", "nigeria"),
    ("MR", "mauritanie mauritania"),
    ("MA", "maroc morocco"),
    ("DZ", "algerie algeria"),
    ("TN", "tunisie tunisia"),
    ("MG", "madagascar"),
    ("MU", "maurice ilemaurice mauritius"),
    ("RE", "reunion lareunion iledelareunion"),
    ("GP", "guadeloupe"),
    ("MQ", "martinique"),
    ("GF", "guyane guyanefrancaise frenchguiana"),
    ("YT", "mayotte"),
    ("BE", "belgique belgium belgie bel"),
    ("CH", "suisse switzerland schweiz che"),
    ("LU", "luxembourg lux"),
    ("MC", "monaco"),
    ("DE", "allemagne germany deutschland deu"),
    ("ES", "espagne spain espana esp"),
    ("IT", "italie italy italia ita"),
    ("PT", "portugal prt"),
    ("NL", "paysbas netherlands thenetherlands hollande holland nld"),
    ("GB", "royaumeuni unitedkingdom uk angleterre england grandebretagne greatbritain ecosse scotland gbr"),
    ("IE", "irlande ireland irl"),
    ("AT", "autriche austria aut"),
    ("PL", "pologne poland"),
    ("DK", "danemark denmark"),
    ("SE", "suede sweden"),
    ("NO", "norvege norway"),
    ("FI", "finlande finland"),
    ("GR", "grece greece"),
    ("RO", "roumanie romania"),
    ("CA", "canada can"),
    ("US", "etatsunis etatsunisdamerique unitedstates unitedstatesofamerica usa"),
    ("CN", "chine china"),
    ("JP", "japon japan"),
    ("IN", "inde india"),
    ("BR", "bresil brazil"),
    ("TR", "turquie turkey turkiye"),
    ("LB", "liban lebanon"),
    ("AE", "emiratsarabesunis unitedarabemirates uae dubai"),
    ("ZA", "afriquedusud southafrica"),
    ("KE", "kenya"),
    ("RW", "rwanda"),
];

/// Where "FCFA" is that of Central Africa.
const CENTRAL: &[&str] = &["CM", "CF", "TD", "CG", "GA", "GQ"];

/// The code of a country by its code or name.
pub fn country(text: &str) -> Option<String> {
    let code = text.trim().to_uppercase();
    if is_country(&code) {
        return Some(code);
    }
    let folded = fold(text);
    COUNTRIES.iter().find(|(_, names)| names.split(' ').any(|name| name == folded)).map(|(code, _)| (*code).to_owned())
}

/// A currency by its code, its sign or its name.
pub fn currency(text: &str, country: Option<&str>) -> Option<Currency> {
    let text = text.trim();
    if let Some(known) = Currency::from_code(&text.to_uppercase()) {
        return Some(known);
    }
    if text == "€" {
        return Some(Currency::EUR);
    }
    match fold(text).as_str() {
        "euro" | "euros" => Some(Currency::EUR),
        "fcfa" | "cfa" | "francscfa" | "franccfa" if country.is_some_and(|code| CENTRAL.contains(&code)) => Currency::from_code("XAF"),
        "fcfa" | "cfa" | "francscfa" | "franccfa" => Some(Currency::XOF),
        _ => None,
    }
}

/// A language by its code or name.
pub fn locale(text: &str) -> Option<Locale> {
    match fold(text).as_str() {
        "fr" | "fra" | "fre" | "francais" | "french" | "frfr" | "frci" | "frbe" | "frch" | "frca" => Some(Locale::Fr),
        "en" | "eng" | "anglais" | "english" | "engb" | "enus" => Some(Locale::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_by_name_and_code() {
        for (text, code) in [
            ("FR", "FR"),
            ("ci", "CI"),
            ("Côte d’Ivoire", "CI"),
            ("COTE D'IVOIRE", "CI"),
            (" Royaume-Uni ", "GB"),
            ("États-Unis", "US"),
            ("Guinée équatoriale", "GQ"),
        ] {
            assert_eq!(country(text).as_deref(), Some(code), "{text}");
        }
        assert_eq!(country("Wakanda"), None);
        assert_eq!(country("F R"), None);
    }

    #[test]
    fn every_country_of_the_list_exists() {
        assert!(COUNTRIES.iter().all(|(code, _)| is_country(code)));
    }

    #[test]
    fn currencies_and_languages_by_name_and_code() {
        assert_eq!(currency("eur", None), Some(Currency::EUR));
        assert_eq!(currency("F CFA", Some("CI")), Some(Currency::XOF));
        assert_eq!(currency("FCFA", Some("CM")).map(Currency::code), Some("XAF"));
        assert_eq!(currency("ZZZ", None), None);
        assert_eq!(locale("Français"), Some(Locale::Fr));
        assert_eq!(locale("en-GB"), Some(Locale::En));
        assert_eq!(locale("wolof"), None);
    }
}
