//! Rows before either engine has seen them.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// A value of a column.
#[derive(Clone, Debug)]
pub enum Cell {
    Null,
    Text(String),
    Long(i64),
    Flag(bool),
    Id(Uuid),
    Day(NaiveDate),
    At(DateTime<Utc>),
    Bytes(Vec<u8>),
}

/// Rows of one table.
pub struct Batch {
    pub table: &'static str,
    /// Names, joined by commas.
    pub columns: &'static str,
    pub rows: Vec<Vec<Cell>>,
}

impl Batch {
    pub const fn new(table: &'static str, columns: &'static str) -> Self {
        Self { table, columns, rows: Vec::new() }
    }
}

macro_rules! cell {
    ($($from:ty => $variant:ident),*) => {
        $(impl From<$from> for Cell {
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        })*
    };
}

cell!(String => Text, &str => Text, i64 => Long, i32 => Long, bool => Flag, Uuid => Id, NaiveDate => Day, DateTime<Utc> => At, Vec<u8> => Bytes);

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A row of values of different types.
macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$($crate::fill::rows::Cell::from($value)),*] };
}
pub(crate) use row;
