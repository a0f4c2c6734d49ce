//! Text into records and cells. The `csv` crate reads what is well formed; here a quote that is
//! never closed costs its own line and not all that follow.

/// The characters that stand between columns.
pub const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];
/// More columns than this are no list of people.
const MOST_CELLS: usize = 200;
/// A quoted cell that goes on for longer was never meant to.
const LONGEST_CELL: usize = 16 * 1024;
const MOST_LINES: u32 = 50;

/// A record and where it begins.
#[derive(Debug, PartialEq)]
pub struct Record {
    /// The number of its first line in the file, from 1.
    pub line: u32,
    /// Its cells, without their quotes.
    pub cells: Vec<String>,
    /// A quote was opened and not closed: the cells are not what was meant.
    pub broken: bool,
}

/// Goes through the records of a text.
pub struct Records<'a> {
    rest: &'a str,
    line: u32,
    delimiter: char,
}

impl<'a> Records<'a> {
    /// From the beginning of the text.
    pub const fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text, line: 1, delimiter }
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        if let Some((cells, used)) = record(self.rest, self.delimiter) {
            self.advance(used);
            return Some(Record { line, cells, broken: false });
        }
        let used = line_end(self.rest);
        let cells = self.rest[..used].split(self.delimiter).take(MOST_CELLS).map(plain).collect();
        self.advance(used);
        Some(Record { line, cells, broken: true })
    }
}

impl Records<'_> {
    /// Passes over so many bytes and the line break after them.
    fn advance(&mut self, used: usize) {
        let inside = breaks(&self.rest[..used]);
        self.rest = after_break(&self.rest[used..]);
        self.line += inside + 1;
    }
}

/// The cells of the first record and the bytes it takes; `None` when a quote stays open.
fn record(text: &str, delimiter: char) -> Option<(Vec<String>, usize)> {
    let (mut cells, mut at) = (Vec::new(), 0);
    loop {
        let (cell, used) = cell(&text[at..], delimiter)?;
        at += used;
        if cells.len() < MOST_CELLS {
            cells.push(cell);
        }
        match text[at..].chars().next() {
            Some(c) if c == delimiter => at += c.len_utf8(),
            _ => return Some((cells, at)),
        }
    }
}

/// A cell up to its delimiter or the end of its line.
fn cell(text: &str, delimiter: char) -> Option<(String, usize)> {
    let blank = |c: char| c == ' ' && delimiter != ' ';
    let indent = text.len() - text.trim_start_matches(blank).len();
    if text[indent..].starts_with('"') {
        let (cell, used) = quoted(&text[indent + 1..], delimiter)?;
        return Some((cell, indent + 1 + used));
    }
    let end = text.find([delimiter, '\n', '\r']).unwrap_or(text.len());
    Some((text[..end].to_owned(), end))
}

/// A quoted cell after its opening quote. A quote closes it when a delimiter or the end of the line
/// follows; two quotes are one; any other belongs to the text ("Chez "Awa" SARL"), unless it stands
/// where a cell begins: then the first one was never closed.
fn quoted(text: &str, delimiter: char) -> Option<(String, usize)> {
    let (mut cell, mut before, mut lines) = (String::new(), '"', 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = c == '"' && chars.peek().is_some_and(|(_, next)| *next == '"');
        if doubled {
            chars.next();
            cell.push('"');
        } else if c == '"' {
            let rest = &text[at + 1..];
            if closes(rest, delimiter) {
                let spaces = rest.len() - rest.trim_start_matches(' ').len();
                return Some((cell, at + 1 + spaces));
            }
            if before == delimiter || before == '\n' || before == '\r' {
                return None;
            }
            cell.push('"');
        } else {
            cell.push(c);
        }
        lines += u32::from(c == '\n');
        if cell.len() > LONGEST_CELL || lines > MOST_LINES {
            return None;
        }
        before = c;
    }
    None
}

/// Whether a cell may end here.
fn closes(rest: &str, delimiter: char) -> bool {
    let rest = rest.trim_start_matches(' ');
    rest.is_empty() || rest.starts_with([delimiter, '\n', '\r'])
}

/// A cell of a line that is not well formed, for people to recognise it by.
fn plain(text: &str) -> String {
    text.trim().trim_matches('"').to_owned()
}

fn line_end(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

fn after_break(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix(['\n', '\r'])).unwrap_or(text)
}

/// Line breaks of any kind: `\n`, `\r\n` and the lone `\r` of old programs.
fn breaks(text: &str) -> u32 {
    let lone = text.bytes().zip(text.bytes().skip(1).chain([0])).filter(|(c, next)| *c == b'\r' && *next != b'\n').count();
    u32::try_from(text.bytes().filter(|c| *c == b'\n').count() + lone).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, Vec<String>, bool)> {
        Records::new(text, ';').map(|r| (r.line, r.cells, r.broken)).collect()
    }

    fn good(line: u32, cells: &[&str]) -> (u32, Vec<String>, bool) {
        (line, cells.iter().map(|c| (*c).to_owned()).collect(), false)
    }

    fn broken(line: u32, cells: &[&str]) -> (u32, Vec<String>, bool) {
        (line, cells.iter().map(|c| (*c).to_owned()).collect(), true)
    }

    #[test]
    fn each_kind_of_line_break_counts() {
        assert_eq!(read("a;b\r\nc;d\ne\rf"), [good(1, &["a", "b"]), good(2, &["c", "d"]), good(3, &["e"]), good(4, &["f"])]);
        assert_eq!(read("a\n\nb\n"), [good(1, &["a"]), good(2, &[""]), good(3, &["b"])]);
    }

    #[test]
    fn a_cell_of_several_lines_is_one_and_the_next_record_knows_its_line() {
        assert_eq!(read("a;\"b\r\nc\";d\ne"), [good(1, &["a", "b\r\nc", "d"]), good(3, &["e"])]);
    }

    #[test]
    fn quotes_as_people_write_them() {
        assert_eq!(read("\"a;b\";\"say \"\"hi\"\"\""), [good(1, &["a;b", "say \"hi\""])]);
        assert_eq!(read("\"Chez \"Awa\" SARL\";x"), [good(1, &["Chez \"Awa\" SARL", "x"])]);
        assert_eq!(read("Le \"Coin\";x"), [good(1, &["Le \"Coin\"", "x"])]);
        assert_eq!(read(" \"a\" ;\"\";b"), [good(1, &["a", "", "b"])]);
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_its_own_line() {
        assert_eq!(read("\"Dupont;a\nMartin;b\nAwa;c"), [broken(1, &["Dupont", "a"]), good(2, &["Martin", "b"]), good(3, &["Awa", "c"])]);
        assert_eq!(read("\"Dupont;a\n\"Martin\";b"), [broken(1, &["Dupont", "a"]), good(2, &["Martin", "b"])]);
        assert_eq!(read("x;\"Dupont\ny;\"Martin\""), [broken(1, &["x", "Dupont"]), good(2, &["y", "Martin"])]);
    }

    #[test]
    fn a_line_of_delimiters_does_not_fill_the_memory() {
        let records = read(&";".repeat(1_000_000));
        assert_eq!((records.len(), records[0].1.len()), (1, MOST_CELLS));
    }

    #[test]
    fn an_open_quote_on_each_line_is_read_in_time() {
        assert_eq!(read(&"\"a;b\n".repeat(10_000)).len(), 10_000);
    }

    proptest::proptest! {
        #[test]
        fn what_is_well_formed_is_read_as_the_strict_reader_reads_it(rows in proptest::collection::vec(proptest::collection::vec("[a-z;\"\\n ]{0,6}", 2..4), 1..5)) {
            let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read: Vec<Vec<String>> = Records::new(&text, ';').map(|r| r.cells).collect();
            // A cell that looks like the end of one and the start of another is taken for a mistake.
            if !rows.iter().flatten().any(|cell| cell.contains('"')) {
                proptest::prop_assert_eq!(read, rows);
            }
        }

        #[test]
        fn no_text_stops_the_reading(text in "[a;\"\\r\\n é]{0,60}") {
            let lines: Vec<u32> = Records::new(&text, ';').map(|r| r.line).collect();
            proptest::prop_assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
