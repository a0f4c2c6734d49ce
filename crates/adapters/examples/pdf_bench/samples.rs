//! Documents that look like those of real companies; nobody in them exists.

use contract::billing::{Invoice, LineInput, Party, totals};
use contract::money::{BasisPoints, Currency, Money, Thousandths};
use contract::payments::PaymentMethod;
use platform::ports::{Branding, Document, Receipt};
use serde_json::{Value, json};

/// A line: description, unit, thousandths, minor units, discount, tax.
pub type Line<'a> = (&'a str, Option<&'a str>, i64, i64, i32, i32);

/// A French studio with a logo.
pub fn studio() -> Branding {
    Branding {
        name: "Atelier Mercure".to_owned(),
        accent: Some("#b45309".to_owned()),
        logo: Some(include_bytes!("logo.png").to_vec()),
        footer: Some("Atelier Mercure SARL au capital de 10 000 € · RCS Lyon 123 456 782 · 12 rue de la République, 69002 Lyon".to_owned()),
        iban: Some("FR7630006000011234567890189".to_owned()),
    }
}

/// A company of Abidjan without a logo.
pub fn abidjan() -> Branding {
    Branding {
        name: "Lagune Conseil".to_owned(),
        accent: None,
        logo: None,
        footer: Some(
            "Lagune Conseil SARL · RCCM CI-ABJ-2019-B-1234 · Cocody, Abidjan\nRégime réel normal · Centre des impôts de Cocody".to_owned(),
        ),
        iban: Some("CI93 CI00 8011 1301 1342 9120 0589".to_owned()),
    }
}

/// A party with everything filled in.
pub fn party(name: &str, country: &str) -> Party {
    let (line1, code, city, registration, tax) = match country {
        "FR" => ("12 rue de la République", Some("69002"), "Lyon", "123 456 782", "FR32123456782"),
        "GB" => ("48 Calder Street", Some("LS1 4AP"), "Leeds", "09876543", "GB123456789"),
        _ => ("Rue des Jardins, Cocody", None, "Abidjan", "CI-ABJ-2019-B-1234", "1912345 K"),
    };
    let address = json!({ "line1": line1, "postal_code": code, "city": city, "country": country });
    let email = format!("compta@{}.example", name.split(' ').next().unwrap_or("x").to_lowercase());
    let value =
        json!({ "name": name, "registration_number": registration, "tax_number": tax, "email": email, "phone": null, "address": address });
    serde_json::from_value(value).expect("a party")
}

/// An issued invoice of 20 November 2026 with these lines; `paid` of it came.
pub fn invoice(lines: &[Line], currency: Currency, paid: i64) -> Invoice {
    let inputs: Vec<LineInput> = lines
        .iter()
        .map(|&(_, _, quantity, unit_price, discount, tax)| LineInput {
            quantity: Thousandths(quantity),
            unit_price,
            discount: BasisPoints(discount),
            tax_rate: BasisPoints(tax),
        })
        .collect();
    let sums = totals(&inputs, currency, false, (currency == Currency::XOF).then_some(5)).expect("sums that fit");
    let items: Vec<Value> = lines.iter().zip(&sums.lines).map(|(line, net)| item(line, *net, currency)).collect();
    let money = |amount| json!(Money::new(amount, currency));
    let country = if currency == Currency::EUR { "FR" } else { "CI" };
    let mut value = json!({
        "id": "01968f5e-7a00-7000-8000-000000000008", "kind": "invoice", "number": "F-2026-0042", "status": "issued", "overdue": false,
        "client_id": "01968f5e-7a00-7000-8000-000000000005", "client_name": "Boulangerie Diallo", "project_id": null, "credited_invoice_id": null,
        "currency": currency, "prices_include_tax": false, "items": items, "taxes": sums.taxes, "net": sums.net, "tax": sums.tax,
        "rounding": sums.rounding, "total": sums.total, "paid": money(paid), "credited": money(0), "due": money(sums.total.amount - paid),
        "issued_on": "2026-11-20", "due_on": "2026-12-20", "payment_terms_days": 30, "reference": "BC-7781", "version": 2,
        "note": "Merci de votre confiance. Les livrables sont dans votre espace.", "sent_at": null, "created_at": "2026-11-20T09:00:00Z",
    });
    value["seller"] = json!(party(if country == "FR" { "Atelier Mercure SARL" } else { "Lagune Conseil SARL" }, country));
    value["buyer"] = json!(party("Boulangerie Diallo SARL", country));
    serde_json::from_value(value).expect("an invoice")
}

fn item(&(description, unit, quantity, price, discount, tax): &Line, net: Money, currency: Currency) -> Value {
    json!({
        "id": "01968f5e-7a00-7000-8000-000000000009", "description": description, "unit": unit, "quantity": quantity,
        "unit_price": Money::new(price, currency), "discount": discount, "tax_rate": tax, "net": net,
    })
}

/// Five lines in euros, with units, a discount and two rates.
pub const FIVE: [Line; 5] = [
    ("Direction artistique : identité, palette, typographie", Some("jour"), 3500, 62_000, 0, 2000),
    (
        "Maquettes du site, 12 gabarits\nVersions ordinateur et téléphone, deux tours de corrections compris",
        Some("gabarit"),
        12_000,
        18_500,
        1000,
        2000,
    ),
    ("Intégration et mise en ligne", Some("jour"), 6000, 58_000, 0, 2000),
    ("Impression de 500 cartes de correspondance, papier coton 350 g", Some("lot"), 1000, 21_990, 0, 550),
    ("Hébergement, un an", None, 1000, 18_000, 0, 2000),
];

/// The same trade in francs.
pub const FRANCS: [Line; 3] = [
    ("Étude de marché, quartiers d’Abidjan", Some("jour"), 12_500, 185_000, 0, 1800),
    ("Formation de l’équipe commerciale", Some("session"), 3000, 450_000, 500, 1800),
    ("Frais de déplacement, sans taxe", None, 1000, 87_333, 0, 0),
];

/// Boxed as the port wants it.
pub fn document(invoice: Invoice) -> Document {
    Document::Invoice { invoice: Box::new(invoice), credits: None }
}

/// A credit note for one line of the invoice.
pub fn credit_note() -> Document {
    let mut note = invoice(&FIVE[4..], Currency::EUR, 0);
    note.kind = contract::billing::InvoiceKind::CreditNote;
    note.number = Some("A-2026-0003".to_owned());
    note.due_on = None;
    note.note = Some("Hébergement repris par votre prestataire.".to_owned());
    Document::Invoice { invoice: Box::new(note), credits: Some("F-2026-0042".to_owned()) }
}

/// A receipt; `due` is left.
pub fn receipt(due: i64) -> Document {
    Document::Receipt(Box::new(Receipt {
        seller: party("Lagune Conseil SARL", "CI"),
        buyer: party("Boulangerie Diallo SARL", "CI"),
        invoice_number: "F-2026-0042".to_owned(),
        amount: Money::new(250_000, Currency::XOF),
        due: Money::new(due, Currency::XOF),
        method: PaymentMethod::MobileMoney,
        received_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day"),
        reference: Some("MP261101.0931.A12345".to_owned()),
    }))
}
