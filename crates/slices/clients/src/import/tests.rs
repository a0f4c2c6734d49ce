//! Files as they arrive.

use super::*;

fn sheet(bytes: &[u8]) -> Sheet {
    read(bytes).expect("a list")
}

/// Line, and the name taken or the code of the refusal.
fn outcomes(bytes: &[u8]) -> Vec<(u32, String)> {
    let sheet = sheet(bytes);
    let told = |line: Line| match line.said {
        Said::Nothing => (line.number, "nothing".to_owned()),
        Said::Refused(error) => (line.number, format!("{}!", error.code)),
        Said::Client(input, _) => (line.number, input.name),
    };
    sheet.lines("FR").map(told).collect()
}

fn only(bytes: &[u8]) -> ClientInput {
    let sheet = sheet(bytes);
    let line = sheet.lines("FR").next().expect("a line");
    client_of(&line).cloned().unwrap_or_else(|| panic!("{line:?}"))
}

fn named(pairs: &[(u32, &str)]) -> Vec<(u32, String)> {
    pairs.iter().map(|(line, name)| (*line, (*name).to_owned())).collect()
}

#[test]
fn a_french_list_of_a_spreadsheet() {
    let file = b"Raison sociale;E-mail;Adresse;Code postal;Ville;Pays;T\xE9l\xE9phone;SIRET;N\xB0 TVA;Devise;Langue;Notes\r\n\
        Garage Moderne;contact@garage.example;12 rue de la R\xE9publique;69002;Lyon;France;04 72 00 00 00;732 829 320 00074;FR44732829320;EUR;fran\xE7ais;Paie \xE0 30 jours\r\n";
    assert_eq!((sheet(file).encoding, sheet(file).delimiter), ("windows-1252", ';'));
    let client = only(file);
    assert_eq!(client.name, "Garage Moderne");
    assert_eq!(client.registration_number.as_deref(), Some("732 829 320 00074"));
    assert_eq!(client.note.as_deref(), Some("Paie à 30 jours"));
    let address = client.address.unwrap();
    assert_eq!((address.line1.as_str(), address.country.as_str()), ("12 rue de la République", "FR"));
    assert_eq!((client.currency.map(contract::money::Currency::code), client.locale), (Some("EUR"), Some(Locale::Fr)));
}

#[test]
fn each_delimiter_is_recognised() {
    for (file, delimiter) in [
        ("Nom;Email\nA, B & C;a@x.fr\n", ';'),
        ("Name,Email\n\"A; B\",a@x.fr\n", ','),
        ("Nom\tEmail\nA;B\ta@x.fr\n", '\t'),
        ("Nom|Email\nA|a@x.fr\n", '|'),
        ("\"Nom, ou raison\";Societe;Email\nx;A;a@x.fr\n", ';'),
        ("sep=,\r\nNom,Email\r\nA,a@x.fr\r\n", ','),
        ("\"sep=\t\"\nNom\tEmail\nA\ta@x.fr\n", '\t'),
    ] {
        assert_eq!(sheet(file.as_bytes()).delimiter, delimiter, "{file}");
        assert_eq!(only(file.as_bytes()).email.as_deref(), Some("a@x.fr"), "{file}");
    }
}

#[test]
fn the_same_list_in_each_encoding_is_the_same_list() {
    let text = "Société;Ville\nCafé Noël;Nîmes\n";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xFF\xFE".as_slice(), &utf_16].concat();
    let (windows, ..) = encoding_rs::WINDOWS_1252.encode(text);
    for bytes in [text.as_bytes(), &[b"\xEF\xBB\xBF", text.as_bytes()].concat(), &utf_16, &marked, &windows] {
        assert_eq!(only(bytes).name, "Café Noël");
    }
}

#[test]
fn lines_keep_their_numbers_and_a_broken_one_stops_none() {
    let file = "Liste des clients 2026\n\nNom;Email;Notes\nA;a@x.fr;\"deux\nlignes\"\n\nB;pas une adresse;\n\"C;c@x.fr;\nD;d@x.fr;;;perdu\nE;e@x.fr\n";
    let expected = [
        (1, "above_headers!"),
        (2, "nothing"),
        (4, "A"),
        (6, "nothing"),
        (7, "email!"),
        (8, "open_quote!"),
        (9, "extra_cells!"),
        (10, "E"),
    ];
    assert_eq!(outcomes(file.as_bytes()), named(&expected));
}

#[test]
fn zeros_and_control_characters_leave_the_text() {
    assert_eq!(outcomes(b"Nom;Ville\nA\0wa\x07;x\n\0;\0\n"), named(&[(2, "Awa"), (3, "nothing")]));
}

#[test]
fn what_is_no_list_says_so() {
    assert_eq!(read(b"").unwrap_err(), ImportError::Empty);
    assert_eq!(read(b"\xEF\xBB\xBF \r\n\t\0\n").unwrap_err(), ImportError::Empty);
    assert_eq!(read(b"Nom;Email\r\n").unwrap_err(), ImportError::Empty);
    assert_eq!(read(b"PK\x03\x04rest").unwrap_err(), ImportError::Unreadable);
    assert_eq!(read("Email;Ville\na@x.fr;Lyon\n".as_bytes()).unwrap_err(), ImportError::Unreadable);
    assert_eq!(read(&vec![b'\n'; 10 * 1024 * 1024 + 1]).unwrap_err(), ImportError::TooLarge);
    assert_eq!(read(format!("Nom\n{}", "A\n".repeat(MOST_LINES + 1)).as_bytes()).unwrap_err(), ImportError::TooLong);
    assert!(read(format!("Nom\n{}", "A\n".repeat(MOST_LINES)).as_bytes()).is_ok());
}

#[test]
fn what_the_report_says_exists_in_both_languages() {
    for code in [
        "above_headers",
        "open_quote",
        "extra_cells",
        "already_here",
        "line_above",
        "incomplete_address",
        "shortened_number",
        "country",
        "currency",
        "choice",
    ] {
        for locale in [Locale::Fr, Locale::En] {
            assert!(!words::field(locale, &FieldError::new("", code).with("line", 2)).is_empty(), "{code}");
        }
    }
    for code in ["file_empty", "file_unreadable", "file_too_long", "too_large"] {
        assert!(words::problem(Locale::Fr, code).is_some() && words::problem(Locale::En, code).is_some(), "{code}");
    }
}

#[test]
fn duplicates_within_the_file_are_told_once() {
    let sheet = sheet("Nom;Email;SIREN\nAwa;a@x.fr;1\nAWA;;\nAutre;A@X.FR;\nAwa;a@x.fr;2\n".as_bytes());
    let mut taking = Taking { known: Known::default(), clients: Vec::new(), report: empty_report(&sheet, true), locale: Locale::En };
    for line in sheet.lines("FR") {
        taking.take(line, || None);
    }
    let told: Vec<(u32, LineOutcome)> = taking.report.lines.iter().map(|line| (line.line, line.outcome)).collect();
    let (added, twice) = (LineOutcome::Added, LineOutcome::Duplicate);
    assert_eq!(told, [(2, added), (3, twice), (4, twice), (5, added)]);
    assert_eq!(taking.report.lines[1].detail.as_deref(), Some("It is already on line 2."));
}

proptest::proptest! {
    #[test]
    fn no_bytes_stop_the_reading(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        for start in [b"".as_slice(), b"Nom;Email\n", b"\xFF\xFEN\0o\0m\0\n\0"] {
            if let Ok(sheet) = read(&[start, &bytes].concat()) {
                proptest::prop_assert!(sheet.lines("FR").count() <= MOST_LINES);
            }
        }
    }
}
