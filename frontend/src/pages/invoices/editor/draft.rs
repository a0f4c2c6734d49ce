//! What is typed of an invoice: like the contract's input, but with room for what is not yet there.

use contract::billing::{Invoice, InvoiceInput, InvoiceItem, InvoiceItemInput, LineInput, Totals, totals};
use contract::money::{BasisPoints, Currency, Money, Thousandths};
use contract::{Check, Checker, ClientId, ProjectId};

use crate::pages::invoices::filled;

/// A line as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Tells the lines apart while they move.
    pub key: u32,
    pub description: String,
    pub unit: String,
    pub quantity: Option<Thousandths>,
    pub price: Option<i64>,
    pub discount: Option<BasisPoints>,
    pub tax_rate: BasisPoints,
}

impl Line {
    fn new(key: u32, tax_rate: BasisPoints) -> Self {
        let (description, unit) = (String::new(), String::new());
        Self { key, description, unit, quantity: Some(Thousandths::ONE), price: None, discount: None, tax_rate }
    }

    fn of(key: u32, item: &InvoiceItem) -> Self {
        Self {
            key,
            description: item.description.clone(),
            unit: item.unit.clone().unwrap_or_default(),
            quantity: Some(item.quantity),
            price: Some(item.unit_price.amount),
            discount: Some(item.discount).filter(|discount| discount.0 != 0),
            tax_rate: item.tax_rate,
        }
    }

    fn blank(&self) -> bool {
        self.description.trim().is_empty() && self.price.is_none()
    }

    fn input(&self, currency: Currency) -> InvoiceItemInput {
        InvoiceItemInput {
            description: self.description.clone(),
            unit: filled(&self.unit),
            quantity: self.quantity.unwrap_or(Thousandths(0)),
            unit_price: Money::new(self.price.unwrap_or_default(), currency),
            discount: self.discount.unwrap_or_default(),
            tax_rate: self.tax_rate,
        }
    }
}

/// An invoice as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Who pays: the id and the name.
    pub client: Option<(ClientId, String)>,
    pub project_id: Option<ProjectId>,
    pub currency: Currency,
    pub prices_include_tax: bool,
    /// Days until it is due.
    pub payment_terms_days: String,
    pub reference: String,
    pub note: String,
    pub lines: Vec<Line>,
    /// Proposed on new lines.
    usual_rate: BasisPoints,
}

impl Draft {
    /// A new one, with one line to fill in.
    pub fn new(currency: Currency, terms: i32, usual_rate: BasisPoints) -> Self {
        Self {
            client: None,
            project_id: None,
            currency,
            prices_include_tax: false,
            payment_terms_days: terms.to_string(),
            reference: String::new(),
            note: String::new(),
            lines: vec![Line::new(0, usual_rate)],
            usual_rate,
        }
    }

    /// One that was saved.
    pub fn of(invoice: &Invoice, usual_rate: BasisPoints) -> Self {
        Self {
            client: Some((invoice.client_id, invoice.client_name.clone())),
            project_id: invoice.project_id,
            currency: invoice.currency,
            prices_include_tax: invoice.prices_include_tax,
            payment_terms_days: invoice.payment_terms_days.to_string(),
            reference: invoice.reference.clone().unwrap_or_default(),
            note: invoice.note.clone().unwrap_or_default(),
            lines: (0..).zip(&invoice.items).map(|(key, item)| Line::of(key, item)).collect(),
            usual_rate,
        }
    }

    /// Adds an empty line at the end.
    pub fn add(&mut self) {
        let key = self.lines.iter().map(|line| line.key + 1).max().unwrap_or(0);
        self.lines.push(Line::new(key, self.usual_rate));
    }

    /// Changes places with the neighbour above or below.
    pub fn shift(&mut self, from: usize, to: usize) {
        if from < self.lines.len() && to < self.lines.len() {
            self.lines.swap(from, to);
        }
    }

    /// Takes a line away.
    pub fn remove(&mut self, at: usize) {
        if at < self.lines.len() {
            self.lines.remove(at);
        }
    }

    /// Another client is billed: another currency, perhaps, and none of the projects of the last.
    pub fn bill(&mut self, client: (ClientId, String), currency: Option<Currency>) {
        if self.client.as_ref().is_none_or(|(id, _)| *id != client.0) {
            self.project_id = None;
            if let Some(currency) = currency {
                self.convert(currency);
            }
        }
        self.client = Some(client);
    }

    /// Writes the same figures in another currency: 480.00 stays 480, whatever its minor units are.
    pub fn convert(&mut self, currency: Currency) {
        for price in self.lines.iter_mut().filter_map(|line| line.price.as_mut()) {
            let units = Money::new(*price, currency).ratio(currency.scale(), self.currency.scale());
            *price = units.map_or(*price, |units| units.amount);
        }
        self.currency = currency;
    }

    /// Days until it is due; the company's own when nothing is said.
    pub fn days(&self) -> Result<Option<i32>, std::num::ParseIntError> {
        filled(&self.payment_terms_days).map(|days| days.parse()).transpose()
    }

    /// The sums so far, rounded as they will be at issue.
    pub fn totals(&self, step: Option<i32>) -> Option<Totals> {
        let lines: Vec<LineInput> = self.lines.iter().map(|line| line.input(self.currency).line()).collect();
        totals(&lines, self.currency, self.prices_include_tax, step).ok()
    }

    /// What is sent. Empty lines at the end are not.
    pub fn input(&self) -> InvoiceInput {
        InvoiceInput {
            client_id: self.client.as_ref().map_or(ClientId(uuid::Uuid::nil()), |(id, _)| *id),
            project_id: self.project_id,
            currency: self.currency,
            prices_include_tax: self.prices_include_tax,
            payment_terms_days: self.days().unwrap_or_default(),
            reference: filled(&self.reference),
            note: filled(&self.note),
            items: self.kept().iter().map(|line| line.input(self.currency)).collect(),
        }
    }

    fn kept(&self) -> &[Line] {
        let count = self.lines.iter().rposition(|line| !line.blank()).map_or(0, |last| last + 1);
        &self.lines[..count]
    }
}

impl Check for Draft {
    fn check(&self, c: &mut Checker) {
        c.ensure("client_id", self.client.is_some(), "required");
        c.ensure("payment_terms_days", self.days().is_ok(), "number");
        for (index, line) in self.kept().iter().enumerate() {
            c.ensure(&format!("items/{index}/quantity"), line.quantity.is_some_and(|quantity| quantity.0 > 0), "required");
            c.ensure(&format!("items/{index}/unit_price"), line.price.is_some(), "required");
        }
        self.input().check(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let mut draft = Draft::new(Currency::EUR, 30, BasisPoints(2000));
        draft.client = Some((ClientId(uuid::Uuid::max()), "Quai".into()));
        draft.lines[0].description = "Design".into();
        draft.lines[0].price = Some(48_000);
        draft
    }

    #[test]
    fn empty_lines_at_the_end_are_not_sent() {
        let mut draft = draft();
        draft.add();
        assert_eq!((draft.lines.len(), draft.input().items.len()), (2, 1));
        assert!(draft.errors().is_empty());
        draft.shift(0, 1);
        assert!(draft.errors().iter().any(|error| error.pointer == "/items/0/unit_price"));
    }

    #[test]
    fn figures_stay_when_the_currency_changes() {
        let mut draft = draft();
        draft.convert(Currency::XOF);
        assert_eq!(draft.lines[0].price, Some(480));
        draft.convert(Currency::EUR);
        assert_eq!(draft.lines[0].price, Some(48_000));
    }

    #[test]
    fn another_client_brings_another_currency_and_no_project() {
        let mut draft = draft();
        draft.project_id = Some(ProjectId(uuid::Uuid::max()));
        draft.bill((ClientId(uuid::Uuid::nil()), "Manguiers".into()), Some(Currency::XOF));
        assert_eq!((draft.project_id, draft.currency), (None, Currency::XOF));
    }

    #[test]
    fn what_is_missing_is_said_beside_its_field() {
        let mut draft = draft();
        draft.client = None;
        draft.payment_terms_days = "soon".into();
        draft.lines[0].quantity = None;
        let pointers: Vec<String> = draft.errors().into_iter().map(|error| error.pointer).take(3).collect();
        assert_eq!(pointers, ["/client_id", "/payment_terms_days", "/items/0/quantity"]);
    }
}
