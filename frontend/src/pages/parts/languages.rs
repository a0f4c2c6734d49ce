//! The languages to choose from.

use contract::words::Locale;

use crate::ui::Choice;
use crate::words::name_of;

/// Each language, under its own name.
pub fn languages() -> Vec<Choice> {
    Locale::ALL.iter().map(|language| (language.code().to_owned(), name_of(*language).to_owned())).collect()
}
