//! Bytes into text, whatever program wrote them.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file and the name of the encoding it was written in.
#[derive(Debug, PartialEq)]
pub struct Decoded {
    /// The text, without its byte order mark.
    pub text: String,
    /// As it is told to people.
    pub encoding: &'static str,
}

/// How files begin that are no lists: workbooks, PDF, archives, pictures.
const FOREIGN: &[&[u8]] = &[b"PK\x03\x04", b"%PDF", b"\xD0\xCF\x11\xE0", b"\x1F\x8B", b"\x89PNG", b"\xFF\xD8\xFF", b"{\\rtf"];

/// The text of a file, or nothing when it is no text.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    if FOREIGN.iter().any(|start| bytes.starts_with(start)) {
        return None;
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Some(by_line(rest));
    }
    match utf_16(bytes) {
        Some((encoding, rest)) => {
            Some(Decoded { text: encoding.decode_without_bom_handling(rest).0.into_owned(), encoding: name(encoding) })
        }
        None => Some(by_line(bytes)),
    }
}

/// By its mark; without one, by the zeros that stand beside each Latin letter.
fn utf_16(bytes: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Some((UTF_16LE, rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Some((UTF_16BE, rest));
    }
    let start = &bytes[..bytes.len().min(400)];
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let most = start.len() * 2 / 5;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > 3 && odd >= most => Some((UTF_16LE, bytes)),
        (even, 0) if even > 3 && even >= most => Some((UTF_16BE, bytes)),
        _ => None,
    }
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == UTF_16LE { "utf-16le" } else { "utf-16be" }
}

/// UTF-8 where it is, Windows-1252 on the lines where it is not: a list that went through several
/// hands holds both, and a letter with an accent of the one is never valid in the other.
fn by_line(bytes: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: "utf-8" };
    }
    let (mut text, mut mixed) = (String::with_capacity(bytes.len() + bytes.len() / 8), false);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match std::str::from_utf8(line) {
            Ok(line) => {
                mixed |= !line.is_ascii();
                text.push_str(line);
            }
            Err(_) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0),
        }
    }
    Decoded { text, encoding: if mixed { "utf-8, windows-1252" } else { "windows-1252" } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, &'static str) {
        let decoded = decode(bytes).expect("a text");
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn each_encoding_is_recognised() {
        assert_eq!(read("Société".as_bytes()), ("Société".into(), "utf-8"));
        assert_eq!(read(b"\xEF\xBB\xBFSoci\xC3\xA9t\xC3\xA9"), ("Société".into(), "utf-8"));
        assert_eq!(read(b"Soci\xE9t\xE9 \x80"), ("Société €".into(), "windows-1252"));
        assert_eq!(read(b"\xFF\xFEN\0o\0m\0\n\0\xE9\0"), ("Nom\né".into(), "utf-16le"));
        assert_eq!(read(b"\xFE\xFF\0N\0o\0m"), ("Nom".into(), "utf-16be"));
        assert_eq!(read(b"N\0o\0m\0;\0V\0i\0l\0l\0e\0"), ("Nom;Ville".into(), "utf-16le"));
        assert_eq!(read(b"\0N\0o\0m\0;\0V\0i\0l\0l\0e"), ("Nom;Ville".into(), "utf-16be"));
    }

    #[test]
    fn a_list_that_went_through_two_hands_is_read_line_by_line() {
        assert_eq!(read(b"Caf\xC3\xA9\nCr\xE9merie\n"), ("Café\nCrémerie\n".into(), "utf-8, windows-1252"));
    }

    #[test]
    fn bytes_that_no_encoding_knows_are_still_text() {
        assert_eq!(read(b"Nom\n\x81\x8D\xFF").1, "windows-1252");
        assert!(read(b"\xFF\xFEN\0o").0.starts_with('N'));
        assert!(read(b"\xFF\xFE\x00\xD8").0.contains('\u{FFFD}'));
        assert_eq!(read(b""), (String::new(), "utf-8"));
    }

    #[test]
    fn a_workbook_is_no_list() {
        assert_eq!(decode(b"PK\x03\x04\x14\0"), None);
        assert_eq!(decode(b"%PDF-1.7"), None);
    }
}
