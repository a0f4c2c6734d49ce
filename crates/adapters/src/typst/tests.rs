//! What a person must be able to read on the pages, and what must not break them.

#[path = "../../examples/pdf_bench/samples.rs"]
mod samples;

use contract::billing::{Invoice, InvoiceStatus};
use contract::money::{Currency, Money};
use contract::words::Locale;
use platform::ports::{Branding, Document, Typesetter as _};

use super::TypstTypesetter;
use samples::{FIVE, FRANCS, abidjan, document, invoice, studio};

fn pdf(document: &Document, branding: &Branding, locale: Locale) -> Vec<u8> {
    TypstTypesetter::new().pdf(document, branding, locale).unwrap()
}

/// The text of each page, any white space as one plain space.
fn pages(document: &Document, branding: &Branding, locale: Locale) -> Vec<String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(&pdf(document, branding, locale)).unwrap();
    pages.iter().map(|page| plain(page)).collect()
}

fn text(document: &Document, branding: &Branding, locale: Locale) -> String {
    pages(document, branding, locale).join(" ")
}

fn plain(text: &str) -> String {
    text.replace('\u{200b}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_reads(text: &str, wanted: &[&str]) {
    for words in wanted {
        assert!(text.contains(&plain(words)), "{words:?} is missing in {text}");
    }
}

fn euros() -> Invoice {
    invoice(&FIVE, Currency::EUR, 100_000)
}

#[test]
fn a_french_invoice_says_all_it_must() {
    let text = text(&document(euros()), &studio(), Locale::Fr);
    let sums = ["8 047,90 €", "TVA 5,5 % sur 219,90 €", "9 625,59 €", "−1 000,00 €", "8 625,59 €"];
    assert_reads(&text, &sums);
    assert_reads(&text, &["Facture", "F-2026-0042", "20 novembre 2026", "20 décembre 2026", "BC-7781", "1/1"]);
    assert_reads(&text, &["Atelier Mercure SARL", "Boulangerie Diallo SARL", "SIREN", "N° TVA", "FR76 3000 6000 0112"]);
    assert_reads(&text, &["indemnité forfaitaire de 40,00 €", "Pas d’escompte", "Merci de votre confiance"]);
    assert!(!text.contains("BROUILLON") && !text.contains("Arrondi"), "{text}");
}

#[test]
fn an_english_invoice_says_it_in_english() {
    let text = text(&document(euros()), &studio(), Locale::En);
    assert_reads(
        &text,
        &["Invoice", "20 November 2026", "Billed to", "€8,625.59", "Amount due", "€40.00", "No discount for early payment"],
    );
    assert!(!text.contains("Facture"), "{text}");
}

#[test]
fn francs_have_no_decimals_and_french_law_stays_in_france() {
    let text = text(&document(invoice(&FRANCS, Currency::XOF, 0)), &abidjan(), Locale::Fr);
    assert_reads(&text, &["4 329 435 F CFA", "Arrondi", "RCCM", "NCC", "Côte d’Ivoire"]);
    assert!(!text.contains("L441"), "{text}");
}

#[test]
fn french_law_is_for_businesses() {
    let mut sold = euros();
    let buyer = sold.buyer.as_mut().unwrap();
    (buyer.registration_number, buyer.tax_number) = (None, None);
    assert!(!text(&document(sold), &studio(), Locale::Fr).contains("L441"));
}

#[test]
fn a_draft_is_marked() {
    let mut draft = euros();
    (draft.status, draft.number, draft.issued_on, draft.due_on) = (InvoiceStatus::Draft, None, None, None);
    (draft.seller, draft.buyer) = (None, None);
    assert_reads(&text(&document(draft.clone()), &studio(), Locale::Fr), &["BROUILLON", "30 jours", "Boulangerie Diallo"]);
    draft.items.clear();
    assert_reads(&text(&document(draft), &studio(), Locale::En), &["DRAFT", "No line yet."]);
}

#[test]
fn a_credit_note_names_its_invoice_and_asks_nothing() {
    let text = text(&samples::credit_note(), &studio(), Locale::Fr);
    assert_reads(&text, &["Avoir", "A-2026-0003", "F-2026-0042", "216,00 €", "Montant de l’avoir"]);
    assert!(!text.contains("IBAN") && !text.contains("Reste à payer") && !text.contains("L441"), "{text}");
}

#[test]
fn a_receipt_says_what_came_and_what_is_left() {
    let part = text(&samples::receipt(125_000), &abidjan(), Locale::Fr);
    assert_reads(
        &part,
        &["Reçu de paiement", "250 000 F CFA", "125 000 F CFA", "Mobile money", "1er novembre 2026", "MP261101.0931.A12345"],
    );
    let whole = text(&samples::receipt(0), &abidjan(), Locale::En);
    assert_reads(&whole, &["Payment receipt", "F CFA 250,000", "paid in full"]);
}

#[test]
fn money_to_give_back_is_said_without_a_minus() {
    let mut over = euros();
    (over.paid, over.due) = (over.total.plus(Money::new(500, Currency::EUR)).unwrap(), Money::new(-500, Currency::EUR));
    let text = text(&document(over), &studio(), Locale::Fr);
    assert_reads(&text, &["En votre faveur 5,00 €"]);
    assert!(!text.contains("IBAN"), "{text}");
}

#[test]
fn two_hundred_lines_repeat_their_head() {
    let names: Vec<String> =
        (0..200).map(|n| format!("Ligne {n} du devis, avec une description assez longue pour tenir sur deux lignes")).collect();
    let lines: Vec<samples::Line> = names.iter().map(|name| (name.as_str(), Some("heure"), 1000, 5000, 0, 2000)).collect();
    let pages = pages(&document(invoice(&lines, Currency::EUR, 0)), &studio(), Locale::Fr);
    assert!((8..=16).contains(&pages.len()), "{} pages", pages.len());
    for (index, page) in pages.iter().enumerate() {
        assert_reads(page, &[&format!("{}/{}", index + 1, pages.len())]);
        assert!(!page.contains("Ligne") || page.contains("Désignation"), "{page}");
    }
    assert_reads(&pages.join(" "), &["Ligne 0 du", "Ligne 199 du", "12 000,00 €"]);
}

#[test]
fn what_people_write_is_never_markup() {
    let hostile = "#panic(\"x\") *gras* $x^2$ \\ _a_ `b` <c> @d = e // f [g] ~ --";
    let mut sold = invoice(&[(hostile, Some("#u"), 1000, 100, 0, 0)], Currency::EUR, 0);
    sold.note = Some(hostile.to_owned());
    sold.reference = Some("#eval(\"1\")".to_owned());
    let branding = Branding { name: "#include \"/etc/passwd\"".to_owned(), footer: Some(hostile.to_owned()), logo: None, ..studio() };
    let text = text(&document(sold), &branding, Locale::Fr);
    assert_reads(&text, &[hostile, "#eval(\"1\")", "#u"]);
    assert_eq!(text.matches("#panic").count(), 3, "{text}");
}

#[test]
fn any_writing_can_be_set() {
    let endless = "x".repeat(2000);
    for name in ["Café 🥐🇫🇷 👩‍👩‍👧", "مخبز النور شركة", "日本語の説明", "a\u{0}b\u{7}c\u{202e}d", endless.as_str(), ""]
    {
        let mut sold = invoice(&[(name, Some("aaaaaaaaaaaaaaaaaaaa"), 1_000_000_000, 900_000_000, 0, 2000)], Currency::EUR, 0);
        sold.buyer = Some(samples::party(&format!("{name} x"), "GB"));
        (sold.note, sold.reference) = (Some(name.to_owned()), Some(name.to_owned()));
        let set = pdf(&document(sold), &Branding { logo: None, ..studio() }, Locale::Fr);
        assert!(set.starts_with(b"%PDF"));
    }
}

#[test]
fn the_same_document_is_the_same_file() {
    let first = pdf(&document(euros()), &studio(), Locale::Fr);
    assert_eq!(first, pdf(&document(euros()), &studio(), Locale::Fr));
    let raw = String::from_utf8_lossy(&first);
    assert!(raw.contains("Atelier Mercure") && raw.contains("2026-11-20") && raw.contains("pdfaid:part"), "metadata");
}

#[test]
fn logos_are_png_or_jpeg_and_whole() {
    let with =
        |logo: &[u8]| TypstTypesetter::new().pdf(&document(euros()), &Branding { logo: Some(logo.to_vec()), ..studio() }, Locale::Fr);
    let (png, jpeg) = (include_bytes!("../../examples/pdf_bench/logo.png"), include_bytes!("../../examples/pdf_bench/logo.jpg"));
    assert!(with(png).is_ok() && with(jpeg).is_ok());
    for broken in [&png[..png.len() / 2], &png[..12], &jpeg[..40], b"<svg/>", b"GIF89a", b""] {
        assert!(with(broken).is_err(), "{} bytes", broken.len());
    }
}
