//! Compiles `locales/{fr,en}/*.ftl` into one constant per key, so that a missing or misspelt key is
//! a compile error and no Fluent parser travels to the browser.
//!
//! Out of each message comes `pub static key: Message`, both languages side by side in the compact
//! notation that `words.rs` reads. The build stops if a key or a variable is missing in one
//! language, or if two files say the same key.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};

/// Key → text in the compact notation.
type Texts = BTreeMap<String, String>;

/// Files whose messages are found by name at run time, and the function that finds them. Apart,
/// because log-in needs the refusals of fields and not the states of invoices, and the portal no audit log.
const LOOKED_UP: [(&str, &str); 3] = [("codes.ftl", "by_name"), ("fields.ftl", "field_by_name"), ("events.ftl", "event_by_name")];

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let (french, french_codes) = read_language("fr");
    let (english, english_codes) = read_language("en");
    assert_eq!(french_codes, english_codes, "files that are looked up must hold the same keys in both languages");
    same_keys(&french, &english);

    let mut code = String::new();
    for (key, fr) in &french {
        let en = &english[key];
        same_variables(key, fr, en);
        let _ = writeln!(code, "pub static {key}: super::Message = super::Message {{ fr: {fr:?}, en: {en:?} }};");
    }
    for (file, function) in LOOKED_UP {
        let _ = writeln!(code, "pub fn {function}(name: &str) -> Option<&'static super::Message> {{ Some(match name {{");
        for (_, key) in french_codes.iter().filter(|(of, _)| *of == file) {
            let _ = writeln!(code, "{key:?} => &{key},");
        }
        let _ = writeln!(code, "_ => return None }}) }}");
    }

    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("words.rs"), code).expect("the output directory is writable");
}

/// All texts of a language, and the keys of the files that are looked up by name.
fn read_language(language: &str) -> (Texts, BTreeSet<(&'static str, String)>) {
    let folder = Path::new("locales").join(language);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "ftl"))
        .collect();
    files.sort();

    let mut texts = Texts::new();
    let mut codes = BTreeSet::new();
    for file in files {
        for (key, text) in read_file(&file) {
            if let Some((name, _)) = LOOKED_UP.iter().find(|(name, _)| file.ends_with(name)) {
                codes.insert((*name, key.clone()));
            }
            assert!(texts.insert(key.clone(), text).is_none(), "{}: `{key}` is said twice", file.display());
        }
    }
    (texts, codes)
}

fn read_file(file: &Path) -> Vec<(String, String)> {
    let source = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let resource = parser::parse(source.as_str()).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
    let mut seen = Vec::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name.replace('-', "_");
        let pattern = message.value.unwrap_or_else(|| panic!("{}: `{key}` is empty", file.display()));
        let mut text = String::new();
        write_pattern(&pattern, &mut text, &key);
        seen.push((key, text));
    }
    seen
}

/// Writes a pattern: text as it is, `\u{1}name\u{2}` for a variable,
/// `\u{3}name(\u{4}variant\u{5}text)*\u{6}` for a choice, whose last variant is the default.
fn write_pattern(pattern: &Pattern<&str>, out: &mut String, key: &str) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => out.push_str(value),
            PatternElement::Placeable { expression } => write_expression(expression, out, key),
        }
    }
}

fn write_expression(expression: &Expression<&str>, out: &mut String, key: &str) {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => out.push_str(value),
        Expression::Inline(InlineExpression::VariableReference { id }) => {
            let _ = write!(out, "\u{1}{}\u{2}", id.name);
        }
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            let _ = write!(out, "\u{3}{}", id.name);
            let (default, others): (Vec<_>, Vec<_>) = variants.iter().partition(|v| v.default);
            for variant in others.into_iter().chain(default) {
                let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = &variant.key;
                let _ = write!(out, "\u{4}{name}\u{5}");
                write_pattern(&variant.value, out, key);
            }
            out.push('\u{6}');
        }
        other => panic!("`{key}`: {other:?} is more Fluent than the app reads"),
    }
}

fn same_keys(french: &Texts, english: &Texts) {
    let only = |a: &Texts, b: &Texts| -> Vec<String> { a.keys().filter(|k| !b.contains_key(*k)).cloned().collect() };
    let (fr, en) = (only(french, english), only(english, french));
    assert!(fr.is_empty() && en.is_empty(), "keys only in French: {fr:?}; only in English: {en:?}");
}

fn same_variables(key: &str, fr: &str, en: &str) {
    assert_eq!(variables(fr), variables(en), "`{key}` uses other variables in French than in English");
}

fn variables(text: &str) -> BTreeSet<&str> {
    let end = ['\u{2}', '\u{4}'];
    text.split(['\u{1}', '\u{3}']).skip(1).filter_map(|rest| rest.split(end).next()).collect()
}
