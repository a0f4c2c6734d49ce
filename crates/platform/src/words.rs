//! The program's own sentences, in both languages: what the API answers when it refuses.

use std::sync::LazyLock;

use contract::words::Locale;
use contract::{FieldError, Problem};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::error::Seed;

static EN: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("en", include_str!("../locales/en/problems.ftl")));
static FR: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("fr", include_str!("../locales/fr/problems.ftl")));

fn bundle(language: &str, text: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(partial, errors)| {
        tracing::error!(?errors, "a locale file has mistakes");
        partial
    });
    let mut bundle = FluentBundle::new_concurrent(language.parse().into_iter().collect());
    bundle.set_use_isolating(false);
    let _ = bundle.add_resource(resource);
    bundle
}

fn catalogue(locale: Locale) -> &'static FluentBundle<FluentResource> {
    match locale {
        Locale::En => &EN,
        Locale::Fr => &FR,
    }
}

/// The sentence of this name, if there is one.
pub fn sentence(locale: Locale, name: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
    let bundle = catalogue(locale);
    let pattern = bundle.get_message(name)?.value()?;
    Some(bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned())
}

/// Title and explanation of a problem.
pub fn problem(locale: Locale, code: &str) -> Option<(String, String)> {
    Some((sentence(locale, &format!("{code}-title"), None)?, sentence(locale, code, None)?))
}

/// Names of every problem, for their pages.
pub fn problem_codes() -> Vec<&'static str> {
    include_str!("../locales/en/problems.ftl").lines().filter_map(|line| line.split_once("-title = ").map(|(code, _)| code)).collect()
}

/// Why a field was refused, for people.
pub fn field(locale: Locale, error: &FieldError) -> String {
    let mut arguments = FluentArgs::new();
    for (name, value) in &error.params {
        arguments.set(name.clone(), value.clone());
    }
    sentence(locale, &format!("field-{}", error.code), Some(&arguments)).unwrap_or_default()
}

pub(crate) fn document(seed: Seed, status: u16, locale: Locale, instance: &str, request_id: &str) -> Problem {
    let (title, detail) = problem(locale, &seed.code).unwrap_or_else(|| (seed.code.clone(), String::new()));
    let errors = seed.errors.into_iter().map(|error| FieldError { detail: field(locale, &error), ..error }).collect();
    Problem {
        kind: format!("/docs/problems/{}", seed.code),
        title,
        status,
        detail,
        instance: instance.to_owned(),
        code: seed.code,
        errors,
        request_id: request_id.to_owned(),
        current: seed.current,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_sentences() {
        let names = |text: &'static str| -> Vec<&str> {
            let mut names: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| Some(l.split_once(" = ")?.0)).collect();
            names.sort_unstable();
            names
        };
        assert_eq!(names(include_str!("../locales/en/problems.ftl")), names(include_str!("../locales/fr/problems.ftl")));
    }

    #[test]
    fn a_figure_stands_in_its_sentence() {
        let error = FieldError::new("/name", "too_long").with("max", 120);
        assert_eq!(field(Locale::En, &error), "At most 120 characters.");
        assert_eq!(field(Locale::Fr, &error), "120 caractères au plus.");
    }
}
