//! Values on their way into a letter: made harmless and readable.

use chrono::{Datelike, NaiveDate};
use contract::payments::PaymentMethod;
use contract::words::Locale;

/// Our own accent, for companies that chose none.
const ACCENT: &str = "#3b4cca";
/// Longer than any name or reference that people read.
const LONGEST: usize = 200;

/// One line without control characters; neither a header nor a paragraph of its own can hide in it.
pub(super) fn one_line(text: &str) -> String {
    spaced(text).chars().take(LONGEST).collect()
}

/// What a person wrote, line by line, without the empty ones.
pub(super) fn lines(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default().lines().map(spaced).filter(|line| !line.is_empty()).collect()
}

fn spaced(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The address when it leads to a web page, else nothing: no `javascript:`, no spaces.
pub(super) fn web_address(address: &str) -> String {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let clean = !address.contains(|c: char| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>'));
    if web && clean { address.to_owned() } else { String::new() }
}

/// The company's accent, when it is a colour.
pub(super) fn accent(chosen: Option<&str>) -> &str {
    chosen.filter(|colour| channels(colour).is_some()).unwrap_or(ACCENT)
}

fn channels(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let value = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([value[1], value[2], value[3]])
}

/// Black or white, whichever reads better on the colour: the one with the higher contrast of WCAG.
pub(super) fn readable_on(colour: &str) -> &'static str {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = channels(colour).unwrap_or_default().map(linear);
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    // Both contrasts are equal where (L + 0.05)² = 1.05 × 0.05.
    if luminance > 0.179 { "#111111" } else { "#ffffff" }
}

/// `25 novembre 2026`, `25 November 2026`.
pub(super) fn day(date: NaiveDate, locale: Locale) -> String {
    const FR: [&str; 12] =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    const EN: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let month = date.month0() as usize;
    match (locale, date.day()) {
        (Locale::Fr, 1) => format!("1er {} {}", FR[month], date.year()),
        (Locale::Fr, day) => format!("{day} {} {}", FR[month], date.year()),
        (Locale::En, day) => format!("{day} {} {}", EN[month], date.year()),
    }
}

/// French `de` before a name: `de Baobab`, `d’Atelier Baobab`.
#[expect(clippy::needless_pass_by_value, reason = "a filter of minijinja takes its value")]
pub(super) fn de(name: String) -> String {
    let vowel = name.chars().next().is_some_and(|first| "aàâeéèêëiîïoôuùûœ".contains(first.to_lowercase().next().unwrap_or(first)));
    if vowel { format!("d’{name}") } else { format!("de {name}") }
}

pub(super) const fn method(method: PaymentMethod, locale: Locale) -> &'static str {
    use PaymentMethod as M;
    match (locale, method) {
        (Locale::Fr, M::BankTransfer) => "virement bancaire",
        (Locale::Fr, M::Cash) => "espèces",
        (Locale::Fr, M::Cheque) => "chèque",
        (Locale::Fr, M::Card) => "carte bancaire",
        (Locale::En, M::BankTransfer) => "bank transfer",
        (Locale::En, M::Cash) => "cash",
        (Locale::En, M::Cheque) => "cheque",
        (Locale::En, M::Card) => "card",
        (_, M::MobileMoney) => "mobile money",
    }
}

pub(super) const fn footer(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "Ce message a été envoyé automatiquement par notre service en ligne.",
        Locale::En => "This message was sent automatically by our online service.",
    }
}

pub(super) const fn link_help(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "Si le bouton ne répond pas, ouvrez cette adresse dans votre navigateur\u{a0}:",
        Locale::En => "If the button does not respond, open this address in your browser:",
    }
}

/// French sets it off with a no-break space.
pub(super) const fn colon(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "\u{a0}:",
        Locale::En => ":",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_and_web_addresses_pass() {
        assert_eq!(accent(Some("#0a7c66")), "#0a7c66");
        for colour in ["red", "#fff", "#12345g", "#+12345", "#000000;x", ""] {
            assert_eq!(accent(Some(colour)), ACCENT, "{colour}");
        }
        assert_eq!(web_address("https://parvis.example.com/a?b=c"), "https://parvis.example.com/a?b=c");
        for address in ["javascript:alert(1)", "//evil.example.com", "https://a b", "https://a\"><script>", "https://a\nb", ""] {
            assert_eq!(web_address(address), "", "{address}");
        }
    }

    #[test]
    fn text_on_the_accent_can_be_read() {
        assert_eq!(readable_on("#ffe14d"), "#111111");
        assert_eq!(readable_on("#3b4cca"), "#ffffff");
        assert_eq!(readable_on("#000000"), "#ffffff");
        assert_eq!(readable_on("#ffffff"), "#111111");
    }

    #[test]
    fn names_are_elided_as_in_speech() {
        assert_eq!(de("Atelier".to_owned()), "d’Atelier");
        assert_eq!(de("Élan".to_owned()), "d’Élan");
        assert_eq!(de("Baobab".to_owned()), "de Baobab");
        assert_eq!(de(String::new()), "de ");
    }

    #[test]
    fn days_read_as_people_write_them() {
        let first = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
        assert_eq!(day(first, Locale::Fr), "1er août 2026");
        assert_eq!(day(first, Locale::En), "1 August 2026");
    }
}
