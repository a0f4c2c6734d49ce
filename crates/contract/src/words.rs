//! Languages, and the error of a word that is in no list.

words! {
    /// A language of the program.
    pub enum Locale {
        /// French.
        Fr = "fr",
        /// English.
        En = "en",
    }
}

/// The text is no word of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord;

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown word")
    }
}

impl std::error::Error for UnknownWord {}

impl Locale {
    /// The first language of an `Accept-Language` header that we speak; English when none is.
    pub fn negotiate(header: &str) -> Self {
        header
            .split(',')
            .filter_map(|part| part.split(';').next())
            .find_map(|tag| match tag.trim().get(..2)?.to_ascii_lowercase().as_str() {
                "fr" => Some(Self::Fr),
                "en" => Some(Self::En),
                _ => None,
            })
            .unwrap_or(Self::En)
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn the_first_language_that_we_speak_is_taken() {
        assert_eq!(Locale::negotiate("de-DE, fr-CI;q=0.9, en;q=0.8"), Locale::Fr);
        assert_eq!(Locale::negotiate("é"), Locale::En);
        assert_eq!(Locale::negotiate(""), Locale::En);
    }
}
