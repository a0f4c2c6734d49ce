//! The rules of inputs, run by the browser while typing and by the server before anything is
//! done. They give codes; the sentences are in the locale files.

use chrono::{Datelike as _, NaiveDate};
use validator::{ValidateLength, ValidateRange};

use crate::problem::FieldError;

/// An input that knows its rules.
pub trait Check {
    /// Tells the checker what is wrong.
    fn check(&self, c: &mut Checker);

    /// What is wrong, or nothing.
    fn errors(&self) -> Vec<FieldError> {
        let mut checker = Checker::default();
        self.check(&mut checker);
        checker.errors
    }
}

/// Collects what is wrong with an input.
#[derive(Debug, Default)]
pub struct Checker {
    prefix: String,
    errors: Vec<FieldError>,
}

impl Checker {
    /// Refuses the field with a code.
    pub fn refuse(&mut self, field: &str, code: &str) {
        self.push(FieldError::new(self.pointer(field), code));
    }

    /// Refuses the field with a code and one figure.
    pub fn refuse_with(&mut self, field: &str, code: &str, name: &str, value: impl ToString) {
        self.push(FieldError::new(self.pointer(field), code).with(name, value));
    }

    /// Refuses the field unless the condition holds.
    pub fn ensure(&mut self, field: &str, holds: bool, code: &str) {
        if !holds {
            self.refuse(field, code);
        }
    }

    /// A text of so many characters, without control characters; blank counts as empty.
    pub fn text(&mut self, field: &str, text: &str, characters: std::ops::RangeInclusive<u64>) {
        let (least, most) = characters.into_inner();
        if least > 0 && text.trim().is_empty() {
            self.refuse(field, "required");
        } else if !text.validate_length(None, Some(most), None) {
            self.refuse_with(field, "too_long", "max", most);
        } else if !text.validate_length(Some(least), None, None) {
            self.refuse_with(field, "too_short", "min", least);
        } else if text.chars().any(|c| c.is_control() && c != '\n' && c != '\r' && c != '\t') {
            self.refuse(field, "characters");
        }
    }

    /// An optional text of at most so many characters.
    pub fn optional(&mut self, field: &str, text: Option<&String>, most: u64) {
        if let Some(text) = text {
            self.text(field, text, 0..=most);
        }
    }

    /// An e-mail address as people and servers write them.
    pub fn email(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.refuse(field, "required");
        } else if !is_email(text) {
            self.refuse(field, "email");
        }
    }

    /// A day that people mean and that every database keeps.
    pub fn day(&mut self, field: &str, day: Option<NaiveDate>) {
        self.ensure(field, day.is_none_or(is_day), "day");
    }

    /// A whole number within bounds.
    pub fn range(&mut self, field: &str, value: i64, bounds: std::ops::RangeInclusive<i64>) {
        let (least, most) = bounds.into_inner();
        if !value.validate_range(Some(least), None, None, None) {
            self.refuse_with(field, "too_small", "min", least);
        } else if !value.validate_range(None, Some(most), None, None) {
            self.refuse_with(field, "too_large", "max", most);
        }
    }

    /// A list of so many entries, each checked under its own pointer.
    pub fn each<T: Check>(&mut self, field: &str, items: &[T], count: std::ops::RangeInclusive<usize>) {
        if items.len() < *count.start() {
            self.refuse_with(field, "too_few", "min", count.start());
        } else if items.len() > *count.end() {
            self.refuse_with(field, "too_many", "max", count.end());
        }
        for (index, item) in items.iter().enumerate().take(*count.end()) {
            self.within(&format!("{field}/{index}"), item);
        }
    }

    /// A structure inside the input, checked under its own pointer.
    pub fn within<T: Check>(&mut self, field: &str, inner: &T) {
        let outer = std::mem::take(&mut self.prefix);
        self.prefix = format!("{outer}/{field}");
        inner.check(self);
        self.prefix = outer;
    }

    /// What was found wrong.
    pub fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }

    fn pointer(&self, field: &str) -> String {
        format!("{}/{field}", self.prefix)
    }

    fn push(&mut self, error: FieldError) {
        self.errors.push(error);
    }
}

/// Whether the day lies in the years of four figures. The type knows a quarter of a million years
/// before and after, PostgreSQL fewer.
pub fn is_day(day: NaiveDate) -> bool {
    (1000..=9999).contains(&day.year())
}

/// Whether the text has the shape of an address: RFC 5321's lengths, one `@`, a dotted domain of
/// letters, digits and hyphens (or non-ASCII letters). `validator`'s own rule would bring 170 kB of
/// regular expressions into the browser; a test holds that ours lets nothing through that it refuses.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    text.len() <= 254
        && (1..=64).contains(&local.len())
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_people_write_them() {
        for good in ["awa@example.ci", "a.b+tag@sub.example.com", "o'neil@example.org", "zoé@exämple.fr"] {
            assert!(is_email(good), "{good}");
        }
        for bad in
            ["", "awa", "awa@", "@example.ci", "awa@localhost", "a b@example.ci", "a@b@example.ci ", "a@-x.fr", "a..b@x.fr", "a\r\n@x.fr"]
        {
            assert!(!is_email(bad), "{bad}");
        }
    }

    proptest::proptest! {
        /// But for letters beyond ASCII before the `@`, which mail servers take since RFC 6531.
        #[test]
        fn no_address_is_looser_than_the_librarys_rule(local in "[a-z.+_'-]{0,66}", domain in "[a-z0-9é.-]{0,70}") {
            let address = format!("{local}@{domain}");
            proptest::prop_assert!(!is_email(&address) || validator::ValidateEmail::validate_email(&address), "{address}");
        }
    }

    #[test]
    fn errors_point_at_the_field_inside() {
        struct Line(i64);
        impl Check for Line {
            fn check(&self, c: &mut Checker) {
                c.range("quantity", self.0, 1..=9);
            }
        }
        struct Form(Vec<Line>);
        impl Check for Form {
            fn check(&self, c: &mut Checker) {
                c.each("items", &self.0, 1..=3);
            }
        }
        let errors = Form(vec![Line(1), Line(0)]).errors();
        assert_eq!(errors, [FieldError::new("/items/1/quantity", "too_small").with("min", 1)]);
    }
}
