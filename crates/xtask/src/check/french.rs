//! French as it is set: a narrow no-break space before `;`, `?` and `!`, a no-break space before `:`
//! and `%` and inside « », curved apostrophes, one sign for an ellipsis.

use crate::shell::{root, run_quietly};
use anyhow::{Result, bail};
use std::process::Command;

const WIDE: char = '\u{a0}';
const NARROW: char = '\u{202f}';
/// What a placeable leaves behind: something is said here, but nobody knows yet what.
const VALUE: char = '\u{1}';

/// Reads the app's words, the problems and the letters.
pub fn check() -> Result<()> {
    let mut command = Command::new("git");
    command.args(["ls-files", "--cached", "--others", "--exclude-standard", "--", "*/locales/fr/*.ftl", "*.fr.jinja"]);
    let listed = run_quietly(command.current_dir(root()))?;
    let mut found = Vec::new();
    for name in listed.lines() {
        // A file may be listed and deleted already.
        let Ok(text) = std::fs::read_to_string(root().join(name)) else { continue };
        let letters = !name.contains("/locales/");
        for (number, line) in text.lines().enumerate() {
            let spoken = if letters { template(line) } else { vec![fluent(line)] };
            let faults = spoken.iter().filter_map(|text| fault(text));
            found.extend(faults.map(|fault| format!("{name}:{}: {fault}", number + 1)));
        }
    }
    if !found.is_empty() {
        bail!("{}", found.join("\n"));
    }
    Ok(())
}

/// What a line of Fluent says, without its key, its variant and its placeables.
fn fluent(line: &str) -> String {
    let line = line.split_once(" = ").filter(|(key, _)| !key.contains(' ')).map_or(line, |(_, text)| text);
    let trimmed = line.trim_start().trim_start_matches('*');
    let line = trimmed.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(line, |(_, text)| text);
    cut(line, "{", "}").0
}

/// What a line of a template says: its text, and the texts that it hands to macros.
fn template(line: &str) -> Vec<String> {
    let (text, values) = cut(line, "{{", "}}");
    let (text, tags) = cut(&text, "{%", "%}");
    let handed = values.iter().chain(&tags).flat_map(|code| code.split('"').skip(1).step_by(2)).map(str::to_owned);
    std::iter::once(text).chain(handed).collect()
}

/// The text with a value in the place of all that stands between these marks, and what stood there.
fn cut(text: &str, open: &str, close: &str) -> (String, Vec<String>) {
    let (mut kept, mut taken) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let (inside, behind) = after.split_once(close).unwrap_or((after, ""));
        kept.push_str(before);
        kept.push(VALUE);
        taken.push(inside.to_owned());
        rest = behind;
    }
    kept.push_str(rest);
    (kept, taken)
}

/// The first fault of a text, with the letters around it.
fn fault(text: &str) -> Option<String> {
    let signs: Vec<char> = text.chars().collect();
    let at = |place: Option<usize>| place.and_then(|place| signs.get(place)).copied();
    let wrong = (0..signs.len()).find_map(|place| {
        let (before, after) = (at(place.checked_sub(1)), at(Some(place + 1)));
        Some((place, reason(before, signs[place], after)?))
    });
    let (place, reason) = wrong?;
    let around: String =
        signs[place.saturating_sub(12)..signs.len().min(place + 12)].iter().map(|c| if *c == VALUE { '…' } else { *c }).collect();
    Some(format!("“{around}”: {reason}"))
}

fn reason(before: Option<char>, sign: char, after: Option<char>) -> Option<&'static str> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    // Times, addresses and the like go on without a space.
    let ends = after.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '”' | VALUE));
    match sign {
        ';' | '?' | '!' if ends && before.is_some_and(|c| !matches!(c, NARROW | '?' | '!')) => {
            Some("a narrow no-break space (U+202F) belongs before")
        }
        ':' if ends && before.is_some_and(|c| c != WIDE) => Some("a no-break space (U+00A0) belongs before"),
        '%' if before.is_some_and(|c| c.is_ascii_digit() || c == VALUE || (c.is_whitespace() && c != WIDE)) => {
            Some("a no-break space (U+00A0) belongs before")
        }
        '»' if before != Some(WIDE) => Some("a no-break space (U+00A0) belongs before"),
        '«' if after != Some(WIDE) => Some("a no-break space (U+00A0) belongs behind"),
        '\'' if letter(before) && letter(after) => Some("the apostrophe is ’"),
        '.' if before == Some('.') && after == Some('.') => Some("the ellipsis is …"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(line: &str) -> bool {
        fault(&fluent(line)).is_some()
    }

    #[test]
    fn the_texts_of_the_repository_are_set_well() {
        check().unwrap();
    }

    #[test]
    fn plain_spaces_and_none_are_found() {
        for line in ["a = Quitter ?", "a = Quitter?", "a = Lu ; écrit.", "a = Note : ici", "a = Note: { $b }", "# Les pages : toutes"] {
            assert!(wrong(line), "{line}");
        }
        for line in ["a = Quitter\u{a0}?", "a = Dire «oui»", "a = Dire « oui »", "a = L'argent", "a = Envoi...", "a = { $b } %", "a = 20 %"]
        {
            assert!(wrong(line), "{line}");
        }
        for line in ["   *[other] Vraiment ?", "a = { $name } ?", "a = { $name }: { $why }"] {
            assert!(wrong(line), "{line}");
        }
    }

    #[test]
    fn well_set_texts_and_other_notations_pass() {
        for line in [
            "a = Quitter\u{202f}?",
            "a = { $b }\u{202f}!",
            "a = Lu\u{202f}; écrit.",
            "a = Dire «\u{a0}oui\u{a0}»",
            "a = 20\u{a0}%",
            "a = Quoi\u{202f}?!",
        ] {
            assert!(!wrong(line), "{line}");
        }
        for line in [
            "a = À 12:30, https://exemple.fr/?a=b",
            "a = { $count ->",
            "    [one] Un jour",
            "   *[other] { $count } jours",
            "}",
            "a = #3730a3",
        ] {
            assert!(!wrong(line), "{line}");
        }
    }

    #[test]
    fn templates_are_read_without_their_code() {
        let faults = |line: &str| template(line).iter().filter_map(|text| fault(text)).count();
        assert_eq!(faults("{% if due != total %}{{ ui.fact(\"Reste à payer\", due) }}{% endif %}"), 0);
        assert_eq!(faults("{% call ui.p() %}Dû\u{a0}: {{ due }}{% if on %}, le {{ on }}{% endif %}.{% endcall %}"), 0);
        assert_ne!(faults("{% call ui.p() %}Dû : {{ due }}{% endcall %}"), 0);
        assert_ne!(faults("{{ ui.button(\"Ouvrir l'espace\", link) }}"), 0);
    }
}
