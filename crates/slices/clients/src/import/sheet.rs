//! A file as a list: its encoding, its delimiter, its headers, its lines.

use actix_web::http::StatusCode;
use contract::FieldError;
use platform::AppError;

use super::cells::{self, Said};
use super::decode::decode;
use super::headers::Columns;
use super::split::{DELIMITERS, Record, Records};

/// The most lines a list may have.
pub const MOST_LINES: usize = 10_000;
/// Titles may stand above the headers, so many lines at most.
const TITLES: usize = 10;

/// Why a file is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// There is nothing in it.
    Empty,
    /// It is no text, or none of its columns names the client.
    Unreadable,
    /// It has more than [`MOST_LINES`] lines.
    TooLong,
    /// It is larger than a file may be.
    TooLarge,
}

impl From<ImportError> for AppError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Empty => Self::Http(StatusCode::UNPROCESSABLE_ENTITY, "file_empty"),
            ImportError::Unreadable => Self::Http(StatusCode::UNPROCESSABLE_ENTITY, "file_unreadable"),
            ImportError::TooLong => Self::Http(StatusCode::UNPROCESSABLE_ENTITY, "file_too_long"),
            ImportError::TooLarge => Self::Http(StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
        }
    }
}

/// A list read from a file. It holds the text and not its lines, so that its size bounds the memory.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The encoding that was recognised.
    pub encoding: &'static str,
    /// The character between columns.
    pub delimiter: char,
    /// What each column is.
    pub columns: Columns,
    text: String,
    /// Line of the headers.
    headers: u32,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number in the file.
    pub number: u32,
    /// The name read from it.
    pub name: Option<String>,
    /// What it says.
    pub said: Said,
}

/// Reads a file. Pure: what it finds depends on the bytes and on nothing else.
pub fn read(bytes: &[u8]) -> Result<Sheet, ImportError> {
    if bytes.len() > platform::input::FILE_LIMIT {
        return Err(ImportError::TooLarge);
    }
    let decoded = decode(bytes).ok_or(ImportError::Unreadable)?;
    if decoded.text.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}').is_empty() {
        return Err(ImportError::Empty);
    }
    let declared = declared(&decoded.text);
    let candidates = declared.map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
    let found = candidates.into_iter().filter_map(|delimiter| headers(&decoded.text, delimiter, declared.is_some()));
    // More known columns win; of equals, the first: a list of one column has no delimiter.
    let (delimiter, headers, columns) =
        found.reduce(|best, next| if next.2.known() > best.2.known() { next } else { best }).ok_or(ImportError::Unreadable)?;
    let sheet = Sheet { encoding: decoded.encoding, delimiter, columns, text: decoded.text, headers };
    if sheet.records().take(MOST_LINES + 1).count() > MOST_LINES {
        return Err(ImportError::TooLong);
    }
    if sheet.records().next().is_none() { Err(ImportError::Empty) } else { Ok(sheet) }
}

/// The delimiter that a first line `sep=;` declares.
fn declared(text: &str) -> Option<char> {
    let first = text.lines().next()?.trim().trim_matches('"').to_lowercase();
    let mut rest = first.strip_prefix("sep=")?.chars();
    let delimiter = rest.next().filter(|c| DELIMITERS.contains(c));
    // A tab at the end of the line was trimmed away.
    delimiter.or(Some('\t'))
}

fn headers(text: &str, delimiter: char, declared: bool) -> Option<(char, u32, Columns)> {
    let records = Records::new(text, delimiter).skip(usize::from(declared)).take(TITLES);
    records.filter(|record| !record.broken).find_map(|record| Some((delimiter, record.line, Columns::read(&record.cells)?)))
}

impl Sheet {
    /// Everything but the headers and the declaration of the delimiter.
    fn records(&self) -> impl Iterator<Item = Record> + '_ {
        let declaration = u32::from(declared(&self.text).is_some());
        Records::new(&self.text, self.delimiter).filter(move |record| record.line != self.headers && record.line > declaration)
    }

    /// Its lines as clients of a company in this country, or why they are none.
    pub fn lines<'a>(&'a self, country: &'a str) -> impl Iterator<Item = Line> + 'a {
        self.records().map(move |record| self.line(&record, country))
    }

    fn line(&self, record: &Record, country: &str) -> Line {
        let (name, said) = cells::read(&self.columns, &record.cells, country);
        let refused = |code| Said::Refused(FieldError::new("", code));
        let said = match said {
            Said::Nothing => Said::Nothing,
            _ if record.line < self.headers => refused("above_headers"),
            _ if record.broken => refused("open_quote"),
            said => said,
        };
        Line { number: record.line, name, said }
    }
}
