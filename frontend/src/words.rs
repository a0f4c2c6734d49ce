//! The words of the app, in French and English.
//!
//! `t!(key)` is a signal that follows the language; `text!(key)` is the `String` of this moment
//! (inside a reactive closure it follows too). Keys are the names in `locales/*/*.ftl`; variables
//! are given as `t!(invoice_due, date = day(due))`. Both are checked by the compiler.
//!
//! Each message is a constant of its own, so that the splitter leaves it in the chunk that says it.
//! A table over many of them would pull them all to wherever it is read.

use std::fmt::Display;

use contract::words::Locale;
use leptos::prelude::*;

use crate::{browser, here::here};

/// A constant or a type per key, written by `build.rs`.
#[expect(non_upper_case_globals, non_camel_case_types, reason = "named after the keys of the locale files")]
pub mod keys {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

/// A message in both languages, in the notation of `build.rs`.
#[derive(Debug)]
pub struct Message {
    /// In French.
    pub fr: &'static str,
    /// In English.
    pub en: &'static str,
}

/// The language's name in itself.
pub const fn name_of(language: Locale) -> &'static str {
    match language {
        Locale::Fr => "Français",
        Locale::En => "English",
    }
}

/// Reads a code such as `fr-CI`.
fn parse(code: &str) -> Option<Locale> {
    Locale::ALL.iter().copied().find(|l| code.starts_with(l.code()))
}

/// The plural category of a whole number; French counts zero as one.
const fn plural(language: Locale, count: i64) -> &'static str {
    match (language, count) {
        (_, 1) | (Locale::Fr, 0) => "one",
        _ => "other",
    }
}

const STORED: &str = "parvis.language";

/// The language that this browser was left in, or that its reader prefers.
pub fn at_start() -> Locale {
    let stored = browser::stored(STORED).and_then(|code| parse(&code));
    stored.unwrap_or_else(|| browser::languages().iter().find_map(|code| parse(code)).unwrap_or(Locale::En))
}

/// The language of this moment; followed when read in a reactive closure.
pub fn language() -> Locale {
    here().language.get()
}

/// The language, for code that must not follow it (headers of a request).
pub fn language_untracked() -> Locale {
    here().language.get_untracked()
}

/// Changes the language and remembers it in this browser.
pub fn speak(language: Locale) {
    browser::store(STORED, language.code());
    browser::set_root_attribute("lang", language.code());
    let spoken = here().language;
    if spoken.get_untracked() != language {
        spoken.set(language);
    }
}

impl Message {
    /// Says the message in the language of this moment.
    pub fn say(&self) -> String {
        self.say_with(&[])
    }

    /// The same with variables; `t!` and `text!` see to it that each is given.
    pub fn say_with(&self, variables: &[(&str, &dyn Display)]) -> String {
        let language = language();
        fill(language, self.text(language), variables)
    }

    const fn text(&self, language: Locale) -> &'static str {
        match language {
            Locale::Fr => self.fr,
            Locale::En => self.en,
        }
    }

    /// A signal that follows the language.
    pub fn signal(&'static self) -> Signal<String> {
        Signal::derive(move || self.say())
    }
}

/// A whole number, which chooses the plural of a message.
pub trait Count: Display {}

impl Count for u16 {}
impl Count for u32 {}
impl Count for u64 {}
impl Count for usize {}
impl Count for i32 {}
impl Count for i64 {}

/// Replaces variables and choices by what they stand for.
fn fill(language: Locale, text: &str, variables: &[(&str, &dyn Display)]) -> String {
    let value = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string()).unwrap_or_default();
    let mut said = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(['\u{1}', '\u{3}']) {
        said.push_str(&rest[..at]);
        let choice = rest.as_bytes()[at] == 3;
        let (inside, after) = rest[at + 1..].split_once(if choice { '\u{6}' } else { '\u{2}' }).unwrap_or((&rest[at + 1..], ""));
        if choice {
            let (name, variants) = inside.split_once('\u{4}').unwrap_or((inside, ""));
            said.push_str(&fill(language, chosen(language, variants, &value(name)), variables));
        } else {
            said.push_str(&value(inside));
        }
        rest = after;
    }
    said.push_str(rest);
    said
}

/// The variant that a value asks for: itself, its plural category, or the last one.
fn chosen<'a>(language: Locale, variants: &'a str, value: &str) -> &'a str {
    let plural = value.parse().map(|count| plural(language, count)).unwrap_or_default();
    let mut last = "";
    for variant in variants.split('\u{4}') {
        let (name, text) = variant.split_once('\u{5}').unwrap_or(("", variant));
        if name == value || name == plural {
            return text;
        }
        last = text;
    }
    last
}

/// A signal of a message that follows the language: `t!(invoice_due, date = due)`.
#[macro_export]
macro_rules! t {
    ($key:ident) => { $crate::words::keys::$key.signal() };
    ($key:ident, $($name:ident = $value:expr),+ $(,)?) => {
        ::leptos::prelude::Signal::derive(move || $crate::words::keys::$key { $($name: &$value),+ }.say())
    };
}

/// The text of a message at this moment: `text!(invoice_due, date = due)`.
#[macro_export]
macro_rules! text {
    ($key:ident) => { $crate::words::keys::$key.say() };
    ($key:ident, $($name:ident = $value:expr),+ $(,)?) => { $crate::words::keys::$key { $($name: &$value),+ }.say() };
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &str = "\u{3}count\u{4}one\u{5}un fichier\u{4}other\u{5}\u{1}count\u{2} fichiers\u{6} de \u{1}name\u{2}";

    #[test]
    fn a_plural_follows_its_language() {
        let say = |language, count: i64| fill(language, FILES, &[("count", &count), ("name", &"Awa")]);
        assert_eq!(say(Locale::Fr, 0), "un fichier de Awa");
        assert_eq!(say(Locale::En, 0), "0 fichiers de Awa");
        assert_eq!(say(Locale::Fr, 3), "3 fichiers de Awa");
    }

    #[test]
    fn an_unknown_variant_takes_the_default() {
        let text = "\u{3}who\u{4}you\u{5}yours\u{4}other\u{5}theirs\u{6}";
        assert_eq!(fill(Locale::En, text, &[("who", &"you")]), "yours");
        assert_eq!(fill(Locale::En, text, &[("who", &"them")]), "theirs");
    }

    #[test]
    fn regional_codes_are_understood() {
        assert_eq!(parse("fr-CI"), Some(Locale::Fr));
        assert_eq!(parse("de"), None);
    }
}
