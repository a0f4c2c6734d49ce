//! A year of invoices: their lines, payments, books and figures.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeDelta, Utc};
use contract::billing::Party;
use serde_json::{Value, json};
use uuid::Uuid;

use super::company::party;
use super::history::{History, Said};
use super::ids::Ids;
use super::rows::{Batch, Cell, row};

const LINES: i64 = 3;
/// Issued invoices of which the load reads the details.
const SAMPLE: usize = 50;
const YEAR: i64 = 364;
const TERMS: i64 = 30;

/// The papers of one company.
pub struct Ledger<'a> {
    ids: &'a Ids,
    company: Uuid,
    now: DateTime<Utc>,
    seller: String,
    invoices: Batch,
    items: Batch,
    payments: Batch,
    entries: Batch,
    figures: BTreeMap<(&'static str, NaiveDate), (i64, i64)>,
    series: BTreeMap<String, (i64, NaiveDate)>,
    sample: Vec<Uuid>,
}

/// An invoice that is being written.
struct Paper<'p> {
    id: Uuid,
    client: Uuid,
    client_name: &'p str,
    net: i64,
    total: i64,
    begun: DateTime<Utc>,
}

struct Issued {
    series: String,
    sequence: i64,
    number: String,
    on: NaiveDate,
    due: NaiveDate,
    paid: i64,
}

impl<'a> Ledger<'a> {
    pub fn new(ids: &'a Ids, company: Uuid, now: DateTime<Utc>, seller: Party) -> Self {
        let invoice = "id, company_id, kind, status, series, sequence, number, client_id, currency, prices_include_tax, payment_terms_days, net, tax, rounding, total, \
                       paid, credited, taxes, seller, buyer, issued_on, due_on, created_at, updated_at, version";
        let item = "id, company_id, invoice_id, position, description, unit, quantity, unit_price, discount, tax_rate, net";
        let payment = "id, company_id, client_id, invoice_id, method, currency, amount, applied, excess, refunded, received_on, created_at, updated_at, version";
        let entry = "id, company_id, entry_group, account, debit, credit, currency, invoice_id, source, source_id, booked_on, created_at";
        Self {
            ids,
            company,
            now,
            seller: json!(seller).to_string(),
            invoices: Batch::new("invoice", invoice),
            items: Batch::new("invoice_item", item),
            payments: Batch::new("payment", payment),
            entries: Batch::new("ledger_entry", entry),
            figures: BTreeMap::new(),
            series: BTreeMap::new(),
            sample: Vec::new(),
        }
    }

    /// Writes the invoice of this place among so many: nine in ten are issued, evenly over the year.
    pub fn invoice(&mut self, at: usize, of: usize, client: Uuid, client_name: &str, history: &mut History<'_>) {
        let issued = of - of / 10;
        let position = i64::try_from(at).unwrap_or(0);
        let begun = if at < issued {
            let days = YEAR - position * YEAR / i64::try_from(issued).unwrap_or(1);
            day(self.now - TimeDelta::days(days)) + TimeDelta::seconds(position % 3600)
        } else {
            self.now - TimeDelta::hours(1) + TimeDelta::milliseconds(position)
        };
        let id = self.ids.id(begun);
        let net = self.lines(id, position, begun);
        let paper = Paper { id, client, client_name, net, total: net + net / 5, begun };
        let said = json!({ "id": id, "client": client_name, "total": money(paper.total) });
        history.say(begun, Said { kind: "invoice.drafted", subject: id, label: client_name, data: said });
        if at < issued {
            self.issue(&paper, at, history);
        } else {
            self.figure("drafts", NaiveDate::default(), 0, 1);
            self.write(&paper, "draft", None);
        }
    }

    /// Three lines at 20 %, priced so that nothing is left to round.
    fn lines(&mut self, invoice: Uuid, position: i64, begun: DateTime<Utc>) -> i64 {
        let line = |number: i64| (1 + (position + number) % 5, 10_000 + (position * 37 + number * 101) % 900 * 100);
        for number in 0..LINES {
            let (quantity, price) = line(number);
            let description = format!("Conception, lot {} du chantier {}", number + 1, position % 40);
            let id = self.ids.id(begun);
            let values =
                row![id, self.company, invoice, number + 1, description, "jour", quantity * 1000, price, 0_i64, 2000_i64, quantity * price];
            self.items.rows.push(values);
        }
        (0..LINES).map(line).map(|(quantity, price)| quantity * price).sum()
    }

    fn issue(&mut self, paper: &Paper<'_>, at: usize, history: &mut History<'_>) {
        let on = paper.begun.date_naive();
        let series = format!("F-{}", on.year());
        let taken = self.series.entry(series.clone()).or_insert((0, on));
        *taken = (taken.0 + 1, on);
        let (sequence, number) = (taken.0, format!("{series}-{:04}", taken.0));
        let paid = self.paid(paper, on, at);
        let issued = Issued { series, sequence, number, on, due: on + TimeDelta::days(TERMS), paid };
        let Paper { id, client, net, total, .. } = *paper;
        self.book(paper, id, "invoice", on, &[("receivable", total), ("revenue", -net), ("tax_collected", net - total)]);
        self.figure("invoiced", month(on), net, 1);
        if paid < total {
            self.figure("open", issued.due, total - paid, 1);
        }
        let data = json!({ "id": id, "client_id": client, "number": issued.number, "total": money(total) });
        history.say(paper.begun, Said { kind: "invoice.issued", subject: id, label: &issued.number, data });
        if paid > 0 {
            self.pay(paper, &issued, history);
        }
        let status = if paid == 0 {
            "issued"
        } else if paid < total {
            "partially_paid"
        } else {
            "paid"
        };
        self.write(paper, status, Some(&issued));
        if self.sample.len() < SAMPLE {
            self.sample.push(id);
        }
    }

    /// What came of it so far: all, a half, or nothing; the younger, the less.
    fn paid(&self, paper: &Paper<'_>, on: NaiveDate, at: usize) -> i64 {
        match (self.now.date_naive() - on).num_days() {
            60.. if at.is_multiple_of(10) => 0,
            60.. => paper.total,
            30.. if at.is_multiple_of(3) => paper.total / 2,
            30.. => paper.total,
            _ => 0,
        }
    }

    fn pay(&mut self, paper: &Paper<'_>, issued: &Issued, history: &mut History<'_>) {
        let at = paper.begun + TimeDelta::days(20);
        let (id, on, amount) = (self.ids.id(at), at.date_naive(), issued.paid);
        let values =
            row![id, self.company, paper.client, paper.id, "bank_transfer", "EUR", amount, amount, 0_i64, 0_i64, on, at, at, 1_i64];
        self.payments.rows.push(values);
        self.book(paper, id, "payment", on, &[("bank", amount), ("receivable", -amount)]);
        self.figure("received", month(on), amount, 1);
        let number = &issued.number;
        let data = json!({
            "id": id, "invoice_id": paper.id, "client_id": paper.client, "number": number, "amount": money(amount), "method": "bank_transfer"
        });
        history.say(at, Said { kind: "payment.recorded", subject: id, label: number, data });
        if amount == paper.total {
            let data = json!({ "id": paper.id, "client_id": paper.client, "number": number, "total": money(amount) });
            history.say(at, Said { kind: "invoice.paid", subject: paper.id, label: number, data });
        }
    }

    fn book(&mut self, paper: &Paper<'_>, source: Uuid, kind: &str, on: NaiveDate, postings: &[(&str, i64)]) {
        let group = self.ids.id(paper.begun);
        for (account, amount) in postings {
            let (debit, credit) = ((*amount).max(0), (-amount).max(0));
            let id = self.ids.id(paper.begun);
            self.entries.rows.push(row![id, self.company, group, *account, debit, credit, "EUR", paper.id, kind, source, on, paper.begun]);
        }
    }

    fn figure(&mut self, kind: &'static str, bucket: NaiveDate, amount: i64, count: i64) {
        let figure = self.figures.entry((kind, bucket)).or_default();
        *figure = (figure.0 + amount, figure.1 + count);
    }

    fn write(&mut self, paper: &Paper<'_>, status: &str, issued: Option<&Issued>) {
        let taxes = json!([{ "rate": 2000, "base": money(paper.net), "tax": money(paper.total - paper.net) }]).to_string();
        let buyer = issued.map(|_| json!(party(paper.client_name)).to_string());
        let mut values = row![paper.id, self.company, "invoice", status];
        values.extend(row![issued.map(|i| i.series.clone()), issued.map(|i| i.sequence), issued.map(|i| i.number.clone())]);
        values.extend(row![paper.client, "EUR", false, TERMS, paper.net, paper.total - paper.net, 0_i64, paper.total]);
        values.extend(row![issued.map_or(0, |i| i.paid), 0_i64, taxes, issued.map(|_| self.seller.clone()), buyer]);
        values.extend(row![issued.map(|i| i.on), issued.map(|i| i.due), paper.begun, paper.begun, 2_i64]);
        self.invoices.rows.push(values);
    }

    /// Every table, parents first, and invoices to read.
    pub fn finish(self) -> (Vec<Batch>, Vec<Uuid>) {
        let mut totals = Batch::new("billing_total", "company_id, kind, currency, bucket, amount, count");
        for ((kind, bucket), (amount, count)) in self.figures {
            totals.rows.push(row![self.company, kind, "EUR", bucket, amount, count]);
        }
        let mut series = Batch::new("number_series", "company_id, series, last, last_issued_on");
        for (name, (last, on)) in self.series {
            series.rows.push(vec![Cell::from(self.company), name.into(), last.into(), on.into()]);
        }
        (vec![self.invoices, self.items, self.payments, self.entries, totals, series], self.sample)
    }
}

fn money(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "EUR" })
}

/// The first hour of the day.
fn day(at: DateTime<Utc>) -> DateTime<Utc> {
    at.date_naive().and_time(NaiveTime::MIN).and_utc()
}

fn month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}
