//! Who is there already: in the company, or on a line above.

use std::collections::{HashMap, HashSet};

use contract::ClientId;
use contract::clients::ClientInput;
use platform::{Result, Tx};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder as _, QuerySelect as _};

use super::headers::fold;
use crate::client::{Column, Entity};

/// Clients of the company are read so many at a time; only those that the list names are kept.
const PAGE: u64 = 5000;

/// What tells one client from another.
#[derive(Clone, Debug)]
pub struct Marks {
    number: Option<String>,
    email: Option<String>,
    name: String,
}

impl Marks {
    fn new(name: &str, email: Option<&str>, number: Option<&str>) -> Self {
        let filled = |text: String| (!text.is_empty()).then_some(text);
        let folded = fold(name);
        Self {
            number: number.map(fold).and_then(filled),
            email: email.map(str::to_lowercase).and_then(filled),
            // A name of signs only folds to nothing, which is not the same name.
            name: if folded.is_empty() { name.to_owned() } else { folded },
        }
    }

    /// Of a line.
    pub fn of(input: &ClientInput) -> Self {
        Self::new(&input.name, input.email.as_deref(), input.registration_number.as_deref())
    }
}

/// Where somebody was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// A client of the company.
    Client(ClientId),
    /// A line of the file.
    Line(u32),
}

/// Everybody met so far. Registration numbers decide where both have one; then the mail address,
/// then the name.
#[derive(Debug, Default)]
pub struct Known {
    numbers: HashMap<String, Met>,
    emails: Holders,
    names: Holders,
}

/// Who has an address or a name: the first of all, and the first that has no registration number.
#[derive(Debug, Default)]
struct Holders {
    any: HashMap<String, Met>,
    unnumbered: HashMap<String, Met>,
}

impl Holders {
    fn find(&self, key: &str, numbered: bool) -> Option<Met> {
        if numbered { self.unnumbered.get(key).copied() } else { self.any.get(key).copied() }
    }

    fn add(&mut self, key: &str, numbered: bool, met: Met) {
        self.any.entry(key.to_owned()).or_insert(met);
        if !numbered {
            self.unnumbered.entry(key.to_owned()).or_insert(met);
        }
    }
}

impl Known {
    /// Whether somebody with these marks was met.
    pub fn find(&self, marks: &Marks) -> Option<Met> {
        let numbered = marks.number.is_some();
        let by_number = marks.number.as_ref().and_then(|number| self.numbers.get(number).copied());
        let by_email = || marks.email.as_ref().and_then(|email| self.emails.find(email, numbered));
        by_number.or_else(by_email).or_else(|| self.names.find(&marks.name, numbered))
    }

    /// Remembers somebody; who was met first stays.
    pub fn add(&mut self, marks: &Marks, met: Met) {
        let numbered = marks.number.is_some();
        if let Some(number) = &marks.number {
            self.numbers.entry(number.clone()).or_insert(met);
        }
        if let Some(email) = &marks.email {
            self.emails.add(email, numbered, met);
        }
        self.names.add(&marks.name, numbered, met);
    }

    /// The clients of the company that share a mark with the list, archived ones too.
    pub async fn of_company(tx: &Tx, list: &[Marks]) -> Result<Self> {
        let wanted: HashSet<&str> =
            list.iter().flat_map(|marks| [marks.number.as_deref(), marks.email.as_deref(), Some(&marks.name)]).flatten().collect();
        let (mut known, mut after) = (Self::default(), ClientId(Uuid::nil()));
        loop {
            let select = tx.find::<Entity>().filter(Column::Id.gt(after)).order_by_asc(Column::Id).limit(PAGE);
            let columns = [Column::Id, Column::Name, Column::Email, Column::RegistrationNumber];
            let rows: Vec<(ClientId, String, Option<String>, Option<String>)> =
                select.select_only().columns(columns).into_tuple().all(tx.conn()).await?;
            for (id, name, email, number) in &rows {
                let marks = Marks::new(name, email.as_deref(), number.as_deref());
                let named = [marks.number.as_deref(), marks.email.as_deref(), Some(marks.name.as_str())]
                    .into_iter()
                    .flatten()
                    .any(|mark| wanted.contains(mark));
                if named {
                    known.add(&marks, Met::Client(*id));
                }
            }
            match rows.last() {
                Some((id, ..)) if rows.len() as u64 == PAGE => after = *id,
                _ => return Ok(known),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(name: &str, email: &str, number: &str) -> Marks {
        Marks::new(name, Some(email), Some(number))
    }

    #[test]
    fn a_number_decides_where_both_have_one() {
        let mut known = Known::default();
        known.add(&marks("Diallo", "a@x.fr", "732 829 320"), Met::Line(2));
        assert_eq!(known.find(&marks("Autre", "b@x.fr", "732829320")), Some(Met::Line(2)));
        assert_eq!(known.find(&marks("Diallo", "a@x.fr", "111")), None, "another branch of the same house");
        assert_eq!(known.find(&marks("DIALLO", "", "")), Some(Met::Line(2)));
        assert_eq!(known.find(&marks("Autre", "A@X.fr", "")), Some(Met::Line(2)));
    }

    #[test]
    fn without_a_number_the_address_then_the_name_decide() {
        let mut known = Known::default();
        known.add(&marks("Café de l'Été", "a@x.fr", ""), Met::Line(2));
        assert_eq!(known.find(&marks("CAFE DE L ETE", "", "55")), Some(Met::Line(2)));
        assert_eq!(known.find(&marks("Bar", "a@x.fr", "")), Some(Met::Line(2)));
        assert_eq!(known.find(&marks("Bar", "b@x.fr", "")), None);
    }
}
