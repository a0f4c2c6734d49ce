//! What a document says, in words ready to print: the template only places them.

use chrono::{Datelike as _, NaiveDate};
use contract::billing::{Invoice, InvoiceItem, InvoiceKind, InvoiceStatus, Party};
use contract::iban::in_fours;
use contract::money::{BasisPoints, Currency, Money};
use contract::words::Locale;
use platform::ports::{Branding, Document, Receipt};
use serde::Serialize;

use super::brand::{self, Logo};
use super::places;
use super::places::country_of;
use super::words::{TaxWords, Words, date, french_law, method};

/// Characters that a line of the footer surely holds.
const FOOTER_LINE: usize = 95;
/// The most lines of a footer that the page makes room for.
const FOOTER_LIMIT: usize = 12;

/// A label and its value.
type Fact = (String, String);

/// A document, as the template reads it from `sheet.json`.
#[derive(Debug, Default, Serialize)]
pub struct Sheet {
    /// What identifies the document in its PDF; not printed.
    #[serde(skip)]
    pub ident: String,
    lang: &'static str,
    /// Title and date in the PDF's own fields.
    title: String,
    day: (i32, u32, u32),
    /// The accent, for shapes; and dark enough for text.
    accent: String,
    ink: String,
    /// Width and height, in millimetres.
    logo: Option<(f64, f64)>,
    company: String,
    kind: String,
    subtitle: String,
    number: String,
    draft: Option<String>,
    facts: Vec<Fact>,
    parties: Vec<Block>,
    amount: String,
    asks: String,
    table: Option<Table>,
    /// Of a receipt, which has no lines.
    details: Vec<Fact>,
    sums: Vec<Fact>,
    grand: Vec<Fact>,
    payment: Option<Payment>,
    notes: Option<Notes>,
    law: Option<String>,
    footer: Vec<String>,
    /// Lines that the footer needs, about.
    foot: usize,
}

#[derive(Debug, Serialize)]
struct Block {
    label: &'static str,
    name: String,
    lines: Vec<String>,
    numbers: Vec<Fact>,
}

#[derive(Debug, Serialize)]
struct Table {
    head: Vec<String>,
    units: bool,
    discounts: bool,
    rows: Vec<Row>,
    empty: &'static str,
}

#[derive(Debug, Serialize)]
struct Row {
    description: Vec<String>,
    quantity: String,
    unit: String,
    price: String,
    discount: String,
    tax: String,
    net: String,
}

#[derive(Debug, Serialize)]
struct Payment {
    title: &'static str,
    rows: Vec<Fact>,
}

#[derive(Debug, Serialize)]
struct Notes {
    title: &'static str,
    lines: Vec<String>,
}

impl Sheet {
    /// The words of a document.
    pub fn of(document: &Document, branding: &Branding, logo: Option<&Logo>, locale: Locale) -> Self {
        let footer = branding.footer.as_deref().map(paragraphs).unwrap_or_default();
        let said = match document {
            Document::Invoice { invoice, credits } => {
                Writer::new(branding, locale, invoice.seller.as_ref()).invoice(invoice, credits.as_deref())
            }
            Document::Receipt(receipt) => Writer::new(branding, locale, Some(&receipt.seller)).receipt(receipt),
        };
        Self {
            lang: locale.code(),
            accent: brand::accent(branding.accent.as_deref()),
            ink: brand::ink(branding.accent.as_deref()),
            logo: logo.map(Logo::size),
            company: clean(&branding.name),
            foot: footer.iter().map(|line| 1 + line.chars().count() / FOOTER_LINE).sum::<usize>().min(FOOTER_LIMIT),
            footer,
            ..said
        }
    }
}

/// Writes in one language for one company.
struct Writer<'a> {
    branding: &'a Branding,
    locale: Locale,
    words: &'static Words,
    tax: TaxWords,
}

impl<'a> Writer<'a> {
    fn new(branding: &'a Branding, locale: Locale, seller: Option<&Party>) -> Self {
        Self { branding, locale, words: Words::of(locale), tax: TaxWords::of(seller.and_then(country_of), locale) }
    }

    fn invoice(&self, invoice: &Invoice, credits: Option<&str>) -> Sheet {
        let words = self.words;
        let is_credit = invoice.kind == InvoiceKind::CreditNote;
        let kind = if is_credit { words.credit_note } else { words.invoice };
        let is_draft = invoice.status == InvoiceStatus::Draft;
        let (amount, asks) = self.headline(invoice, credits);
        let number = invoice.number.as_deref().map(clean).unwrap_or_default();
        Sheet {
            ident: invoice.id.to_string(),
            title: self.title(kind, if number.is_empty() { words.draft } else { &number }),
            day: ymd(invoice.issued_on.unwrap_or_else(|| invoice.created_at.date_naive())),
            kind: kind.to_owned(),
            subtitle: number.clone(),
            draft: is_draft.then(|| words.draft.to_owned()),
            facts: self.invoice_facts(invoice, credits),
            parties: vec![self.seller(invoice.seller.as_ref()), self.party(words.to, invoice.buyer.as_ref(), &invoice.client_name)],
            amount,
            asks,
            table: Some(self.table(invoice)),
            sums: self.sums(invoice),
            grand: self.grand(invoice),
            payment: self.payment(invoice, &number),
            notes: invoice.note.as_deref().map(|note| Notes { title: words.notes, lines: paragraphs(note) }),
            law: self.law(invoice),
            number,
            ..Sheet::default()
        }
    }

    fn receipt(&self, receipt: &Receipt) -> Sheet {
        let words = self.words;
        let number = clean(&receipt.invoice_number);
        let details = [
            Some((words.receipt_invoice, number.clone())),
            Some((words.date, date(receipt.received_on, self.locale))),
            Some((words.method, method(receipt.method, self.locale).to_owned())),
            receipt.reference.as_deref().map(|reference| (words.payment_reference, breakable(reference))),
            Some((words.amount_received, self.money(receipt.amount))),
            Some((words.still_due, self.money(receipt.due))),
        ];
        let settled = receipt.due.amount <= 0;
        Sheet {
            ident: format!("{number} {} {}", receipt.received_on, receipt.reference.as_deref().unwrap_or_default()),
            title: self.title(words.receipt, &number),
            day: ymd(receipt.received_on),
            kind: words.receipt.to_owned(),
            subtitle: format!("{} {number}", words.invoice),
            parties: vec![self.seller(Some(&receipt.seller)), self.party(words.paid_by, Some(&receipt.buyer), "")],
            amount: self.money(receipt.amount),
            asks: words.received_on.replace("{}", &date(receipt.received_on, self.locale)),
            details: details.into_iter().flatten().map(|(label, value)| (label.to_owned(), value)).collect(),
            notes: settled.then(|| Notes { title: "", lines: vec![words.receipt_settled.to_owned()] }),
            number,
            ..Sheet::default()
        }
    }

    fn title(&self, kind: &str, number: &str) -> String {
        format!("{kind} {number} · {}", clean(&self.branding.name))
    }

    /// With the minus sign of print.
    fn money(&self, money: Money) -> String {
        money.format(self.locale).replace('-', "−")
    }

    fn invoice_facts(&self, invoice: &Invoice, credits: Option<&str>) -> Vec<Fact> {
        let words = self.words;
        let terms = match invoice.payment_terms_days {
            0 => words.on_receipt.to_owned(),
            days => words.terms_days.replace("{}", &days.to_string()),
        };
        let asks = invoice.kind == InvoiceKind::Invoice;
        let facts = [
            invoice.issued_on.map(|day| (words.issued_on, date(day, self.locale))),
            invoice.due_on.filter(|_| asks).map(|day| (words.due_on, date(day, self.locale))),
            (asks && invoice.due_on.is_none()).then_some((words.terms, terms)),
            credits.map(|number| (words.credits, breakable(number))),
            invoice.reference.as_deref().map(|reference| (words.reference, breakable(reference))),
        ];
        facts.into_iter().flatten().map(|(label, value)| (label.to_owned(), value)).collect()
    }

    /// The one thing to know: the amount, and what becomes of it.
    fn headline(&self, invoice: &Invoice, credits: Option<&str>) -> (String, String) {
        let words = self.words;
        match (invoice.kind, credits, invoice.due_on) {
            (InvoiceKind::CreditNote, Some(number), _) => (self.money(invoice.total), words.credited_on.replace("{}", &breakable(number))),
            (InvoiceKind::CreditNote, None, _) => (self.money(invoice.total), words.credit.to_owned()),
            _ if invoice.due.amount <= 0 && invoice.status != InvoiceStatus::Draft => (String::new(), words.settled.to_owned()),
            (_, _, Some(day)) => (self.money(invoice.due), words.payable_by.replace("{}", &date(day, self.locale))),
            _ => (self.money(invoice.total), words.payable.to_owned()),
        }
    }

    fn seller(&self, seller: Option<&Party>) -> Block {
        self.party(self.words.from, seller, &self.branding.name)
    }

    fn party(&self, label: &'static str, party: Option<&Party>, known_as: &str) -> Block {
        let Some(party) = party else {
            return Block { label, name: breakable(known_as), lines: Vec::new(), numbers: Vec::new() };
        };
        let numbers = [
            (places::registration_label(party, self.locale), &party.registration_number),
            (places::tax_label(party, self.locale), &party.tax_number),
            (self.words.email, &party.email),
            (self.words.phone, &party.phone),
        ];
        let address = party.address.as_ref().map(|address| places::lines(address, self.locale)).unwrap_or_default();
        Block {
            label,
            name: breakable(&party.name),
            lines: address.iter().map(|line| breakable(line)).collect(),
            numbers: numbers.into_iter().filter_map(|(label, value)| Some((label.to_owned(), breakable(value.as_ref()?)))).collect(),
        }
    }

    fn table(&self, invoice: &Invoice) -> Table {
        let words = self.words;
        let priced = if invoice.prices_include_tax { self.tax.with } else { self.tax.without };
        let head = [
            words.description.to_owned(),
            words.quantity.to_owned(),
            words.unit_price.replace("{}", priced),
            words.discount.to_owned(),
            self.tax.name.to_owned(),
            words.net_amount.replace("{}", self.tax.without),
        ];
        Table {
            head: head.into(),
            units: invoice.items.iter().any(|item| item.unit.is_some()),
            discounts: invoice.items.iter().any(|item| item.discount.0 != 0),
            rows: invoice.items.iter().map(|item| self.row(item)).collect(),
            empty: words.no_lines,
        }
    }

    fn row(&self, item: &InvoiceItem) -> Row {
        let discount = if item.discount == BasisPoints(0) { String::new() } else { format!("−{}", item.discount.format(self.locale)) };
        Row {
            description: paragraphs(&item.description),
            quantity: item.quantity.format(self.locale),
            unit: item.unit.as_deref().map(breakable).unwrap_or_default(),
            price: self.money(item.unit_price),
            discount,
            tax: item.tax_rate.format(self.locale),
            net: self.money(item.net),
        }
    }

    /// Net, tax rate by rate, and what else leads to the total.
    fn sums(&self, invoice: &Invoice) -> Vec<Fact> {
        let words = self.words;
        let mut sums = vec![(words.subtotal.replace("{}", self.tax.without), self.money(invoice.net))];
        for tax in &invoice.taxes {
            let on = words.tax_on.replace("{tax}", self.tax.name).replace("{rate}", &tax.rate.format(self.locale));
            sums.push((on.replace("{base}", &self.money(tax.base)), self.money(tax.tax)));
        }
        if invoice.rounding.amount != 0 {
            sums.push((words.rounding.to_owned(), self.money(invoice.rounding)));
        }
        sums
    }

    /// The total, what was given of it, and what is left: the last is the one that counts.
    fn grand(&self, invoice: &Invoice) -> Vec<Fact> {
        let words = self.words;
        if invoice.kind == InvoiceKind::CreditNote {
            return vec![(words.credit_total.to_owned(), self.money(invoice.total))];
        }
        let total = if invoice.taxes.is_empty() { words.total_untaxed.to_owned() } else { words.total.replace("{}", self.tax.with) };
        let mut rows = vec![(total, self.money(invoice.total))];
        for (label, given) in [(words.paid, invoice.paid), (words.credited, invoice.credited)] {
            if given.amount != 0 {
                rows.push((label.to_owned(), self.money(opposite(given))));
            }
        }
        match invoice.due.amount {
            _ if invoice.status == InvoiceStatus::Draft => rows.push((words.due.to_owned(), self.money(invoice.total))),
            ..0 => rows.push((words.to_refund.to_owned(), self.money(opposite(invoice.due)))),
            _ => rows.push((words.due.to_owned(), self.money(invoice.due))),
        }
        rows
    }

    fn payment(&self, invoice: &Invoice, number: &str) -> Option<Payment> {
        let iban = self.branding.iban.as_deref().filter(|iban| !iban.trim().is_empty())?;
        let asks = invoice.kind == InvoiceKind::Invoice && (invoice.due.amount > 0 || invoice.status == InvoiceStatus::Draft);
        let holder = invoice.seller.as_ref().map_or(self.branding.name.as_str(), |seller| seller.name.as_str());
        let mut rows = vec![(self.words.holder.to_owned(), breakable(holder)), (self.words.iban.to_owned(), in_fours(&clean(iban)))];
        if !number.is_empty() {
            rows.push((self.words.quote.to_owned(), number.to_owned()));
        }
        asks.then_some(Payment { title: self.words.payment, rows })
    }

    /// A buyer that has a number of registration or of tax is a business.
    fn law(&self, invoice: &Invoice) -> Option<String> {
        let seller = invoice.seller.as_ref()?;
        let buyer = invoice.buyer.as_ref()?;
        let business = buyer.registration_number.is_some() || buyer.tax_number.is_some();
        let bound = invoice.kind == InvoiceKind::Invoice && business && country_of(seller) == Some("FR");
        bound.then(|| french_law(self.locale).replace("{}", &self.money(Money::new(40_00, Currency::EUR))))
    }
}

fn opposite(money: Money) -> Money {
    Money::new(money.amount.saturating_neg(), money.currency)
}

fn ymd(day: NaiveDate) -> (i32, u32, u32) {
    (day.year(), day.month(), day.day())
}

/// Lines as they were typed.
fn paragraphs(text: &str) -> Vec<String> {
    text.trim().lines().map(breakable).collect()
}

/// Without control characters, which PDF cannot hold.
fn clean(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect::<String>().trim().to_owned()
}

/// The longest run of characters that surely fits a column.
const RUN: usize = 22;

/// Clean, and with places to break in words too long for a column, so that nothing leaves the page.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in clean(text).split_inclusive(' ') {
        if word.chars().count() <= RUN {
            out.push_str(word);
            continue;
        }
        let mut run = 0;
        for sign in word.chars() {
            out.push(sign);
            run += 1;
            if run == RUN || matches!(sign, '@' | '/' | '.' | '_' | '-') {
                out.push('\u{200b}');
                run = 0;
            }
        }
    }
    out
}
