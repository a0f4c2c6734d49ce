//! A record as a client, or why it is none.

use contract::clients::ClientInput;
use contract::places::Address;
use contract::{Check as _, FieldError};

use super::headers::{Columns, Field};
use super::places;

/// What a line of the file says.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// Something that cannot be taken.
    Refused(FieldError),
    /// A client, and what was left out of it.
    Client(Box<ClientInput>, Option<FieldError>),
}

/// Reads a record. `country` is where the company is: a list without countries speaks of its own.
pub fn read(columns: &Columns, cells: &[String], country: &str) -> (Option<String>, Said) {
    if cells.iter().all(|cell| line(cell).is_empty()) {
        return (None, Said::Nothing);
    }
    let row = Row { columns, cells };
    let name = row.name();
    let shown = (!name.is_empty()).then(|| name.chars().take(160).collect());
    let said = if cells.iter().skip(columns.width()).any(|cell| !line(cell).is_empty()) {
        Said::Refused(FieldError::new("", "extra_cells"))
    } else {
        row.client(name, country).unwrap_or_else(Said::Refused)
    };
    (shown, said)
}

struct Row<'a> {
    columns: &'a Columns,
    cells: &'a [String],
}

impl Row<'_> {
    fn client(&self, name: String, here: &str) -> Result<Said, FieldError> {
        let country = self.code(Field::Country, "country", places::country)?;
        let currency = self.code(Field::Currency, "currency", |text| places::currency(text, Some(country.as_deref().unwrap_or(here))))?;
        let locale = self.code(Field::Locale, "choice", places::locale)?;
        let (address, left_out) = self.address(country, here);
        let input = ClientInput {
            name,
            legal_name: self.text(Field::LegalName),
            email: self.text(Field::Email).map(|text| mailbox(&text)),
            phone: self.digits(Field::Phone)?,
            registration_number: self.digits(Field::RegistrationNumber)?,
            tax_number: self.digits(Field::TaxNumber)?,
            address,
            currency,
            locale,
            note: self.columns.cell(self.cells, Field::Note).map(lines).filter(|text| !text.is_empty()),
        };
        match input.errors().into_iter().next() {
            Some(error) => Err(error),
            None => Ok(Said::Client(Box::new(input), left_out)),
        }
    }

    /// The client's name; of a person, the given name first.
    fn name(&self) -> String {
        let part = |field| self.columns.cell(self.cells, field).map(line).unwrap_or_default();
        let (first, last) = (part(Field::FirstName), part(Field::Name));
        if first.is_empty() || last.is_empty() { first + &last } else { format!("{first} {last}") }
    }

    fn text(&self, field: Field) -> Option<String> {
        self.columns.cell(self.cells, field).map(line).filter(|text| !text.is_empty() && !is_placeholder(text))
    }

    /// A number that a spreadsheet shortened to 7.32829E+13 is lost: it is not taken for another.
    fn digits(&self, field: Field) -> Result<Option<String>, FieldError> {
        let text = self.text(field);
        if text.as_deref().is_some_and(is_shortened) { Err(refusal(field, "shortened_number")) } else { Ok(text) }
    }

    fn code<T>(&self, field: Field, code: &str, known: impl Fn(&str) -> Option<T>) -> Result<Option<T>, FieldError> {
        self.text(field).map(|text| known(&text).ok_or_else(|| refusal(field, code))).transpose()
    }

    /// An address takes a street and a city; parts of one are left out, and the report says so.
    fn address(&self, country: Option<String>, here: &str) -> (Option<Address>, Option<FieldError>) {
        let given = self.columns.cell(self.cells, Field::Line1).map(lines).unwrap_or_default();
        let mut given = given.lines().map(str::trim).filter(|part| !part.is_empty() && !is_placeholder(part));
        let line1 = given.next().map(str::to_owned);
        let further: Vec<String> = given.map(str::to_owned).chain(self.text(Field::Line2)).collect();
        let (city, postal_code) = (self.text(Field::City), self.text(Field::PostalCode));
        let line2 = (!further.is_empty()).then(|| further.join(", "));
        match (line1, city) {
            (Some(line1), Some(city)) => {
                (Some(Address { line1, line2, postal_code, city, country: country.unwrap_or_else(|| here.to_owned()) }), None)
            }
            (None, None) if line2.is_none() && postal_code.is_none() && country.is_none() => (None, None),
            _ => (None, Some(FieldError::new("/address", "incomplete_address"))),
        }
    }
}

fn refusal(field: Field, code: &str) -> FieldError {
    FieldError::new(format!("/{}", field.code()), code)
}

/// A cell as one line: no control characters, single spaces. A formula is text like any other:
/// nothing here computes, and what writes files for spreadsheets must disarm it.
pub fn line(cell: &str) -> String {
    let words: Vec<String> = unwrapped(cell).split_whitespace().map(visible).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// A cell that may have several lines.
fn lines(cell: &str) -> String {
    let lines: Vec<String> = unwrapped(cell).split(['\n', '\r']).map(line).filter(|text| !text.is_empty()).collect();
    lines.join("\n")
}

/// `="0612"` is how spreadsheets keep the zero of a number.
fn unwrapped(cell: &str) -> &str {
    cell.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(cell)
}

/// Without control characters, zero-width spaces and marks of byte order.
fn visible(word: &str) -> String {
    word.chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'))
        .collect()
}

/// What people write where there is nothing.
fn is_placeholder(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "-" | "--" | "/" | "." | "n/a" | "#n/a" | "null" | "néant" | "neant")
}

fn is_shortened(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.to_uppercase().split_once("E+").map(|(m, e)| (m.to_owned(), e.to_owned())) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.');
    is_number(&mantissa) && is_number(&exponent)
}

/// The address of `Awa <awa@example.ci>` and of `mailto:awa@example.ci`.
fn mailbox(text: &str) -> String {
    let inside = text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(text, |(address, _)| address);
    let inside = inside.trim();
    inside.strip_prefix("mailto:").unwrap_or(inside).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_with(headers: &str, cells: &str) -> Said {
        let split = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<_>>();
        read(&Columns::read(&split(headers)).unwrap(), &split(cells), "CI").1
    }

    fn client(headers: &str, cells: &str) -> ClientInput {
        match read_with(headers, cells) {
            Said::Client(input, _) => *input,
            other => panic!("{other:?}"),
        }
    }

    fn refused(headers: &str, cells: &str) -> (String, String) {
        match read_with(headers, cells) {
            Said::Refused(error) => (error.pointer, error.code),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn spaces_and_invisible_characters_go() {
        assert_eq!(client("Nom", "\u{feff} Garage\u{a0}\u{a0} Mo\0derne\u{200b}\t").name, "Garage Moderne");
    }

    #[test]
    fn a_formula_is_text() {
        assert_eq!(client("Nom;Tél", "=1+1;+225 07 00").name, "=1+1");
        assert_eq!(client("Nom;Tél", "@SUM(A1);+225 07 00").phone.as_deref(), Some("+225 07 00"));
        assert_eq!(client("Nom;Tél", "Awa;=\"0707\"").phone.as_deref(), Some("0707"));
    }

    #[test]
    fn an_address_without_its_country_is_here() {
        let address = client("Nom;Adresse;CP;Ville", "Awa;Rue 12\nBP 4;01;Abidjan").address.unwrap();
        assert_eq!((address.line1.as_str(), address.line2.as_deref(), address.country.as_str()), ("Rue 12", Some("BP 4"), "CI"));
    }

    #[test]
    fn half_an_address_is_left_out_and_said() {
        let Said::Client(input, Some(error)) = read_with("Nom;Ville", "Awa;Bouaké") else { panic!("taken with a remark") };
        assert_eq!((input.address, error.code.as_str()), (None, "incomplete_address"));
    }

    #[test]
    fn what_cannot_be_taken_says_why() {
        assert_eq!(refused("Nom;Pays", "Awa;Wakanda"), ("/country".into(), "country".into()));
        assert_eq!(refused("Nom;Devise", "Awa;ZZZ"), ("/currency".into(), "currency".into()));
        assert_eq!(refused("Nom;Langue", "Awa;wolof"), ("/locale".into(), "choice".into()));
        assert_eq!(refused("Nom;Email", "Awa;awa.example.ci"), ("/email".into(), "email".into()));
        assert_eq!(refused("Nom;Email", " ;awa@example.ci"), ("/name".into(), "required".into()));
        assert_eq!(refused("Nom;SIRET", "Awa;7,32829E+13"), ("/registration_number".into(), "shortened_number".into()));
        assert_eq!(refused("Nom;Ville", "Awa;Abidjan;perdu"), (String::new(), "extra_cells".into()));
        assert_eq!(refused("Nom", &"x".repeat(161)), ("/name".into(), "too_long".into()));
    }

    #[test]
    fn short_lines_and_empty_ends_are_taken() {
        assert_eq!(client("Nom;Email;Ville", "Awa").name, "Awa");
        assert_eq!(client("Nom", "Awa;;;").name, "Awa");
        assert_eq!(read_with("Nom;Email", " ;\t"), Said::Nothing);
    }

    #[test]
    fn people_and_their_mailboxes() {
        assert_eq!(client("Nom;Prénom", "Koné;Awa").name, "Awa Koné");
        assert_eq!(client("Nom;Mail", "Awa;Awa K. <awa@example.ci>").email.as_deref(), Some("awa@example.ci"));
        assert_eq!(client("Nom;Mail", "Awa;n/a").email, None);
    }
}
