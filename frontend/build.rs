//! Compiles `locales/{fr,en}/*.ftl` into Rust, so that a missing or misspelt key is a compile error
//! and no Fluent parser travels to the browser.
//!
//! Out of a message comes `pub static key: Message`, both languages side by side in the compact
//! notation that `words.rs` reads. Out of one with variables comes `pub struct key`, a field for each
//! of them: `t!(key, date = ..)` makes one, so that the compiler refuses a variable that is missing or
//! misspelt, and a plural of what is no number. The build stops if a key or a variable is missing in
//! one language, or if two files say the same key; a key that no page says is dead code.

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

/// The file whose messages are found by name at run time, and the function that finds them. Whoever
/// calls it brings all of them along.
const LOOKED_UP: (&str, &str) = ("parts.ftl", "part_by_name");

/// The files whose messages are constants whatever their variables: their reader knows which those are.
const PLAIN: [&str; 2] = ["parts.ftl", "events.ftl"];

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let (french, files) = read_language("fr");
    let (english, _) = read_language("en");
    same_keys(&french, &english);

    let mut code = String::new();
    for (key, fr) in &french {
        let en = &english[key];
        same_variables(key, fr, en);
        let plain = PLAIN.contains(&files[key].as_str());
        write_message(&mut code, key, fr, en, plain);
    }
    write_look_up(&mut code, french.keys().filter(|key| files[*key] == LOOKED_UP.0));

    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("words.rs"), code).expect("the output directory is writable");
}

/// A constant for a message without variables or of a plain file, a type for one with variables.
fn write_message(code: &mut String, key: &str, fr: &str, en: &str, plain: bool) {
    let words = format!("super::Message {{ fr: {fr:?}, en: {en:?} }}");
    let names = variables(fr);
    if names.is_empty() || plain {
        let _ = writeln!(code, "pub static {key}: super::Message = {words};");
        return;
    }
    let counts = counts(fr);
    let _ = writeln!(code, "pub struct {key}<'a> {{");
    for name in &names {
        let kind = if counts.contains(name) { "super::Count" } else { "::std::fmt::Display" };
        let _ = writeln!(code, "pub {name}: &'a dyn {kind},");
    }
    let given = names.iter().map(|name| format!("({name:?}, self.{name})")).collect::<Vec<_>>().join(", ");
    let _ = writeln!(
        code,
        "}}\nimpl {key}<'_> {{\nconst WORDS: &'static super::Message = &{words};\n\
         pub fn say(&self) -> String {{ Self::WORDS.say_with(&[{given}]) }}\n}}"
    );
}

/// One function over all the messages of the file that is looked up by name.
fn write_look_up<'a>(code: &mut String, keys: impl Iterator<Item = &'a String>) {
    let _ = writeln!(code, "pub fn {}(name: &str) -> Option<&'static super::Message> {{ Some(match name {{", LOOKED_UP.1);
    for key in keys {
        let _ = writeln!(code, "{key:?} => &{key},");
    }
    let _ = writeln!(code, "_ => return None }}) }}");
}

/// All texts of a language, and the file of each.
fn read_language(language: &str) -> (Texts, BTreeMap<String, String>) {
    let folder = Path::new("locales").join(language);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "ftl"))
        .collect();
    files.sort();

    let mut texts = Texts::new();
    let mut of = BTreeMap::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (key, text) in read_file(&file) {
            of.insert(key.clone(), name.clone());
            assert!(texts.insert(key.clone(), text).is_none(), "{}: `{key}` is said twice", file.display());
        }
    }
    (texts, of)
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

/// The variables that choose a plural: whole numbers.
fn counts(text: &str) -> BTreeSet<&str> {
    text.split('\u{3}').skip(1).filter_map(|rest| rest.split('\u{4}').next()).collect()
}
