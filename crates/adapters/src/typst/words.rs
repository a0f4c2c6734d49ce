//! Every word that documents print, one table a language, and dates as people write them.

use chrono::{Datelike as _, NaiveDate};
use contract::payments::PaymentMethod;
use contract::words::Locale;

/// The words of one language. `{}` is where a value goes.
pub struct Words {
    pub invoice: &'static str,
    pub credit_note: &'static str,
    pub receipt: &'static str,
    pub draft: &'static str,
    pub issued_on: &'static str,
    pub due_on: &'static str,
    pub terms: &'static str,
    pub terms_days: &'static str,
    pub on_receipt: &'static str,
    pub reference: &'static str,
    pub credits: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub paid_by: &'static str,
    pub payable_by: &'static str,
    pub payable: &'static str,
    pub settled: &'static str,
    pub credited_on: &'static str,
    pub credit: &'static str,
    pub received_on: &'static str,
    pub description: &'static str,
    pub quantity: &'static str,
    pub unit_price: &'static str,
    pub discount: &'static str,
    pub net_amount: &'static str,
    pub subtotal: &'static str,
    pub tax_on: &'static str,
    pub rounding: &'static str,
    pub total: &'static str,
    pub total_untaxed: &'static str,
    pub paid: &'static str,
    pub credited: &'static str,
    pub due: &'static str,
    pub to_refund: &'static str,
    pub credit_total: &'static str,
    pub payment: &'static str,
    pub iban: &'static str,
    pub quote: &'static str,
    pub holder: &'static str,
    pub notes: &'static str,
    pub receipt_invoice: &'static str,
    pub method: &'static str,
    pub date: &'static str,
    pub payment_reference: &'static str,
    pub amount_received: &'static str,
    pub still_due: &'static str,
    pub receipt_settled: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub no_lines: &'static str,
}

const FRENCH: Words = Words {
    invoice: "Facture",
    credit_note: "Avoir",
    receipt: "Reçu de paiement",
    draft: "Brouillon",
    issued_on: "Date d’émission",
    due_on: "Échéance",
    terms: "Conditions",
    terms_days: "{} jours",
    on_receipt: "À réception",
    reference: "Votre référence",
    credits: "Facture d’origine",
    from: "Émetteur",
    to: "Facturé à",
    paid_by: "Payé par",
    payable_by: "à payer au plus tard le {}",
    payable: "à payer",
    settled: "Facture réglée, merci.",
    credited_on: "à déduire de la facture {}",
    credit: "d’avoir",
    received_on: "reçus le {}",
    description: "Désignation",
    quantity: "Quantité",
    unit_price: "Prix unitaire {}",
    discount: "Remise",
    net_amount: "Montant {}",
    subtotal: "Total {}",
    tax_on: "{tax} {rate} sur {base}",
    rounding: "Arrondi",
    total: "Total {}",
    total_untaxed: "Total",
    paid: "Déjà payé",
    credited: "Avoirs",
    due: "Reste à payer",
    to_refund: "En votre faveur",
    credit_total: "Montant de l’avoir",
    payment: "Payer par virement",
    iban: "IBAN",
    quote: "Référence à rappeler",
    holder: "Titulaire",
    notes: "Notes",
    receipt_invoice: "Facture",
    method: "Moyen de paiement",
    date: "Date du paiement",
    payment_reference: "Référence du paiement",
    amount_received: "Montant reçu",
    still_due: "Reste à payer sur la facture",
    receipt_settled: "La facture est réglée en totalité. Merci.",
    email: "E-mail",
    phone: "Tél.",
    no_lines: "Aucune ligne pour l’instant.",
};

const ENGLISH: Words = Words {
    invoice: "Invoice",
    credit_note: "Credit note",
    receipt: "Payment receipt",
    draft: "Draft",
    issued_on: "Issue date",
    due_on: "Due date",
    terms: "Terms",
    terms_days: "{} days",
    on_receipt: "On receipt",
    reference: "Your reference",
    credits: "Original invoice",
    from: "From",
    to: "Billed to",
    paid_by: "Paid by",
    payable_by: "due by {}",
    payable: "to pay",
    settled: "This invoice is settled. Thank you.",
    credited_on: "to take off invoice {}",
    credit: "of credit",
    received_on: "received on {}",
    description: "Description",
    quantity: "Quantity",
    unit_price: "Unit price {}",
    discount: "Discount",
    net_amount: "Amount {}",
    subtotal: "Total {}",
    tax_on: "{tax} {rate} on {base}",
    rounding: "Rounding",
    total: "Total {}",
    total_untaxed: "Total",
    paid: "Already paid",
    credited: "Credit notes",
    due: "Amount due",
    to_refund: "In your favour",
    credit_total: "Amount credited",
    payment: "Pay by bank transfer",
    iban: "IBAN",
    quote: "Reference to quote",
    holder: "Account holder",
    notes: "Notes",
    receipt_invoice: "Invoice",
    method: "Payment method",
    date: "Payment date",
    payment_reference: "Payment reference",
    amount_received: "Amount received",
    still_due: "Still due on the invoice",
    receipt_settled: "The invoice is paid in full. Thank you.",
    email: "E-mail",
    phone: "Phone",
    no_lines: "No line yet.",
};

impl Words {
    /// The words of a language.
    pub const fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::Fr => &FRENCH,
            Locale::En => &ENGLISH,
        }
    }
}

/// What the tax is called where the seller is: its name, and `without` and `with` it.
pub struct TaxWords {
    pub name: &'static str,
    pub without: &'static str,
    pub with: &'static str,
}

impl TaxWords {
    /// VAT, but in the few countries that have a sales tax of another name.
    pub fn of(country: Option<&str>, locale: Locale) -> Self {
        let other = matches!(country, Some("AU" | "CA" | "IN" | "JP" | "MY" | "NZ" | "SG" | "US"));
        match (locale, other) {
            (Locale::Fr, false) => Self { name: "TVA", without: "HT", with: "TTC" },
            (Locale::Fr, true) => Self { name: "Taxe", without: "HT", with: "TTC" },
            (Locale::En, false) => Self { name: "VAT", without: "excl. VAT", with: "incl. VAT" },
            (Locale::En, true) => Self { name: "Tax", without: "excl. tax", with: "incl. tax" },
        }
    }
}

/// What French law (code de commerce, L441-9 and L441-10) wants on an invoice between businesses.
/// `{}` is the fixed charge.
pub const fn french_law(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => {
            "En cas de retard de paiement, des pénalités sont exigibles au taux de refinancement de la Banque centrale européenne majoré de 10 points, ainsi qu’une indemnité forfaitaire de {} pour frais de recouvrement (articles L441-9 et L441-10 du code de commerce). Pas d’escompte pour paiement anticipé."
        }
        Locale::En => {
            "Late payment bears interest at the refinancing rate of the European Central Bank plus 10 percentage points, and a fixed recovery charge of {} (articles L441-9 and L441-10 of the French commercial code). No discount for early payment."
        }
    }
}

/// How money came.
pub const fn method(method: PaymentMethod, locale: Locale) -> &'static str {
    match (method, locale) {
        (PaymentMethod::BankTransfer, Locale::Fr) => "Virement bancaire",
        (PaymentMethod::BankTransfer, Locale::En) => "Bank transfer",
        (PaymentMethod::Cash, Locale::Fr) => "Espèces",
        (PaymentMethod::Cash, Locale::En) => "Cash",
        (PaymentMethod::Cheque, Locale::Fr) => "Chèque",
        (PaymentMethod::Cheque, Locale::En) => "Cheque",
        (PaymentMethod::Card, Locale::Fr) => "Carte bancaire",
        (PaymentMethod::Card, Locale::En) => "Card",
        (PaymentMethod::MobileMoney, _) => "Mobile money",
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
];

/// `20 novembre 2026`, `20 November 2026`; it stays on one line.
pub fn date(date: NaiveDate, locale: Locale) -> String {
    let (french, english) = MONTHS[date.month0() as usize];
    match (locale, date.day()) {
        (Locale::Fr, 1) => format!("1er\u{a0}{french}\u{a0}{}", date.year()),
        (Locale::Fr, day) => format!("{day}\u{a0}{french}\u{a0}{}", date.year()),
        (Locale::En, day) => format!("{day}\u{a0}{english}\u{a0}{}", date.year()),
    }
}
