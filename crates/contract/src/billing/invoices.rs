//! Invoices and credit notes on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::billing::stage::InvoiceStatus;
use crate::billing::totals::{LineInput, TaxTotal, totals};
use crate::call::call;
use crate::check::{Check, Checker};
use crate::ids::{ClientId, CompanyId, InvoiceId, InvoiceItemId, ProjectId, TaxRateId};
use crate::money::{BasisPoints, Currency, Money, Thousandths};
use crate::page::Page;
use crate::places::Address;
use crate::version::versioned;

/// The largest price or total, in minor units: sums of an invoice cannot overflow.
pub const AMOUNT_LIMIT: i64 = 1_000_000_000_000_000;
/// The most lines of an invoice.
pub const ITEM_LIMIT: usize = 200;

words! {
    /// Which document.
    pub enum InvoiceKind {
        /// Asks money.
        Invoice = "invoice",
        /// Takes back an invoice, wholly or in part.
        CreditNote = "credit_note",
    }
}

/// A party as it stood when the document was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Diallo SARL", "registration_number": "CI-ABJ-2019-B-1234", "tax_number": null, "email": "compta@diallo.example", "phone": null,
    "address": {"line1": "Rue des Jardins", "line2": null, "postal_code": null, "city": "Abidjan", "country": "CI"},
})))]
pub struct Party {
    /// Legal name, else the name people use.
    pub name: String,
    /// Registration number.
    pub registration_number: Option<String>,
    /// Tax number.
    pub tax_number: Option<String>,
    /// Address for mails.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<Address>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000009", "description": "Design", "unit": "day", "quantity": 2500, "unit_price": {"amount": 40_000, "currency": "EUR"},
    "discount": 0, "tax_rate": 2000, "net": {"amount": 100_000, "currency": "EUR"},
})))]
pub struct InvoiceItem {
    /// The line.
    pub id: InvoiceItemId,
    /// What was sold.
    pub description: String,
    /// Of what: hour, day, piece.
    pub unit: Option<String>,
    /// How many, in thousandths.
    pub quantity: Thousandths,
    /// Price of one.
    pub unit_price: Money,
    /// Taken off, in hundredths of a percent.
    pub discount: BasisPoints,
    /// Tax, in hundredths of a percent.
    pub tax_rate: BasisPoints,
    /// Net amount, without tax.
    pub net: Money,
}

/// An invoice or a credit note in full.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000008", "kind": "invoice", "number": "F-2026-0001", "status": "issued", "overdue": false,
    "client_id": "01968f5e-7a00-7000-8000-000000000005", "client_name": "Boulangerie Diallo", "project_id": null, "credited_invoice_id": null,
    "currency": "EUR", "prices_include_tax": false, "items": [],
    "taxes": [{"rate": 2000, "base": {"amount": 100_000, "currency": "EUR"}, "tax": {"amount": 20_000, "currency": "EUR"}}],
    "net": {"amount": 100_000, "currency": "EUR"}, "tax": {"amount": 20_000, "currency": "EUR"}, "rounding": {"amount": 0, "currency": "EUR"},
    "total": {"amount": 120_000, "currency": "EUR"}, "paid": {"amount": 0, "currency": "EUR"}, "credited": {"amount": 0, "currency": "EUR"}, "due": {"amount": 120_000, "currency": "EUR"},
    "issued_on": "2026-11-20", "due_on": "2026-12-20", "payment_terms_days": 30, "reference": null, "note": null, "seller": null, "buyer": null,
    "sent_at": null, "created_at": "2026-11-20T09:00:00Z", "version": 2,
})))]
pub struct Invoice {
    /// The document.
    pub id: InvoiceId,
    /// Which document.
    pub kind: InvoiceKind,
    /// Given at issue, without gap.
    pub number: Option<String>,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Due before today and not settled.
    pub overdue: bool,
    /// Who pays.
    pub client_id: ClientId,
    /// The client's name.
    pub client_name: String,
    /// For which project.
    pub project_id: Option<ProjectId>,
    /// For a credit note: what it takes back.
    pub credited_invoice_id: Option<InvoiceId>,
    /// ISO 4217.
    pub currency: Currency,
    /// Whether the unit prices hold the tax.
    pub prices_include_tax: bool,
    /// The lines.
    pub items: Vec<InvoiceItem>,
    /// Tax, rate by rate.
    pub taxes: Vec<TaxTotal>,
    /// Without tax.
    pub net: Money,
    /// Tax.
    pub tax: Money,
    /// Rounding to the smallest coin.
    pub rounding: Money,
    /// What it asks.
    pub total: Money,
    /// What came, less what went back.
    pub paid: Money,
    /// What credit notes took back.
    pub credited: Money,
    /// What is still owed; negative when the client has money to get back.
    pub due: Money,
    /// The document's date.
    pub issued_on: Option<NaiveDate>,
    /// When it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// Days from issue until it is due, for a draft.
    pub payment_terms_days: i32,
    /// The client's own reference.
    pub reference: Option<String>,
    /// A few words on the document.
    pub note: Option<String>,
    /// Who sells, as of issue.
    pub seller: Option<Party>,
    /// Who buys, as of issue.
    pub buyer: Option<Party>,
    /// When it was last sent by mail.
    pub sent_at: Option<DateTime<Utc>>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Grows with each change; the `ETag`.
    pub version: i64,
}

versioned!(Invoice);

/// An invoice in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000008", "kind": "invoice", "number": "F-2026-0001", "status": "issued", "overdue": false,
    "client_id": "01968f5e-7a00-7000-8000-000000000005", "client_name": "Boulangerie Diallo", "project_id": null,
    "total": {"amount": 120_000, "currency": "EUR"}, "due": {"amount": 120_000, "currency": "EUR"},
    "issued_on": "2026-11-20", "due_on": "2026-12-20", "created_at": "2026-11-20T09:00:00Z", "version": 2,
})))]
pub struct InvoiceSummary {
    /// The document.
    pub id: InvoiceId,
    /// Which document.
    pub kind: InvoiceKind,
    /// Given at issue.
    pub number: Option<String>,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Due before today and not settled.
    pub overdue: bool,
    /// Who pays.
    pub client_id: ClientId,
    /// The client's name.
    pub client_name: String,
    /// For which project.
    pub project_id: Option<ProjectId>,
    /// What it asks.
    pub total: Money,
    /// What is still owed.
    pub due: Money,
    /// The document's date.
    pub issued_on: Option<NaiveDate>,
    /// When it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Grows with each change.
    pub version: i64,
}

/// A line as a person fills it in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"description": "Design", "unit": "day", "quantity": 2500, "unit_price": {"amount": 40_000, "currency": "EUR"}, "discount": 0, "tax_rate": 2000})))]
#[serde(deny_unknown_fields)]
pub struct InvoiceItemInput {
    /// What is sold.
    pub description: String,
    /// Of what: hour, day, piece.
    #[serde(default)]
    pub unit: Option<String>,
    /// How many, in thousandths, 0.001 to 1,000,000.
    pub quantity: Thousandths,
    /// Price of one, in the currency of the invoice.
    pub unit_price: Money,
    /// Taken off, in hundredths of a percent.
    #[serde(default)]
    pub discount: BasisPoints,
    /// Tax, in hundredths of a percent.
    pub tax_rate: BasisPoints,
}

impl InvoiceItemInput {
    /// What the sums need to know of the line.
    pub const fn line(&self) -> LineInput {
        LineInput { quantity: self.quantity, unit_price: self.unit_price.amount, discount: self.discount, tax_rate: self.tax_rate }
    }
}

impl Check for InvoiceItemInput {
    fn check(&self, c: &mut Checker) {
        c.text("description", &self.description, 1..=500);
        c.optional("unit", self.unit.as_ref(), 20);
        c.range("quantity", self.quantity.0, 1..=1_000_000_000);
        c.range("unit_price", self.unit_price.amount, -AMOUNT_LIMIT..=AMOUNT_LIMIT);
        c.range("discount", self.discount.0.into(), 0..=BasisPoints::WHOLE);
        c.range("tax_rate", self.tax_rate.0.into(), 0..=BasisPoints::WHOLE);
    }
}

/// What a person fills in to draft an invoice, or to write a draft anew.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "client_id": "01968f5e-7a00-7000-8000-000000000005", "currency": "EUR", "prices_include_tax": false, "payment_terms_days": 30,
    "items": [{"description": "Design", "unit": "day", "quantity": 2500, "unit_price": {"amount": 40_000, "currency": "EUR"}, "discount": 0, "tax_rate": 2000}],
})))]
#[serde(deny_unknown_fields)]
pub struct InvoiceInput {
    /// Who pays.
    pub client_id: ClientId,
    /// For which project of that client.
    #[serde(default)]
    pub project_id: Option<ProjectId>,
    /// ISO 4217.
    pub currency: Currency,
    /// Whether the unit prices hold the tax.
    #[serde(default)]
    pub prices_include_tax: bool,
    /// Days from issue until it is due; the company's when silent.
    #[serde(default)]
    pub payment_terms_days: Option<i32>,
    /// The client's own reference.
    #[serde(default)]
    pub reference: Option<String>,
    /// A few words on the document.
    #[serde(default)]
    pub note: Option<String>,
    /// The lines: a draft may have none, an issued invoice has at least one.
    pub items: Vec<InvoiceItemInput>,
}

impl Check for InvoiceInput {
    fn check(&self, c: &mut Checker) {
        if let Some(days) = self.payment_terms_days {
            c.range("payment_terms_days", days.into(), 0..=365);
        }
        c.optional("reference", self.reference.as_ref(), 80);
        c.optional("note", self.note.as_ref(), 2000);
        c.each("items", &self.items, 0..=ITEM_LIMIT);
        for (index, item) in self.items.iter().enumerate().take(ITEM_LIMIT) {
            c.ensure(&format!("items/{index}/unit_price"), item.unit_price.currency == self.currency, "currency_mismatch");
        }
        self.check_total(c);
    }
}

impl InvoiceInput {
    fn check_total(&self, c: &mut Checker) {
        let lines: Vec<LineInput> = self.items.iter().map(InvoiceItemInput::line).collect();
        match totals(&lines, self.currency, self.prices_include_tax, None) {
            Ok(sums) if sums.total.amount < 0 => c.refuse("items", "negative_total"),
            Ok(sums) if sums.total.amount > AMOUNT_LIMIT => c.refuse_with("items", "too_large", "max", AMOUNT_LIMIT),
            Ok(_) => {}
            Err(_) => c.refuse_with("items", "too_large", "max", AMOUNT_LIMIT),
        }
    }
}

/// What to take back of an issued invoice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"reason": "Two days were not worked.", "items": null})))]
#[serde(deny_unknown_fields)]
pub struct CreditInput {
    /// Why; printed on the credit note.
    pub reason: String,
    /// The lines to take back; all that is left of the invoice when silent.
    #[serde(default)]
    pub items: Option<Vec<InvoiceItemInput>>,
}

impl Check for CreditInput {
    fn check(&self, c: &mut Checker) {
        c.text("reason", &self.reason, 1..=500);
        if let Some(items) = &self.items {
            c.each("items", items, 1..=ITEM_LIMIT);
        }
    }
}

/// To whom a document is sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"to": ["compta@diallo.example"], "message": "Please find our invoice attached."})))]
#[serde(deny_unknown_fields)]
pub struct SendInput {
    /// Addresses; the client's own when silent.
    #[serde(default)]
    pub to: Option<Vec<String>>,
    /// A few words in the mail.
    #[serde(default)]
    pub message: Option<String>,
}

impl Check for SendInput {
    fn check(&self, c: &mut Checker) {
        if let Some(to) = &self.to {
            c.ensure("to", (1..=10).contains(&to.len()), "count");
            for (index, address) in to.iter().enumerate().take(10) {
                c.email(&format!("to/{index}"), address);
            }
        }
        c.optional("message", self.message.as_ref(), 2000);
    }
}

/// Which invoices.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct InvoiceFilter {
    /// Statuses, joined by commas; `overdue` is one of them here.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "issued,overdue"))]
    pub status: Option<String>,
    /// `invoice` or `credit_note`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<InvoiceKind>,
    /// Of this client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// Of this project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project_id: Option<ProjectId>,
    /// Credit notes that take back this invoice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credited_invoice_id: Option<InvoiceId>,
    /// Due before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_before: Option<NaiveDate>,
    /// Issued on or after this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_from: Option<NaiveDate>,
    /// Issued on or before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_to: Option<NaiveDate>,
    /// Changed at or after this instant, to follow changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated_since: Option<DateTime<Utc>>,
    /// Part of the number, the reference or the client's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "F-2026"))]
    pub q: Option<String>,
    /// `-created_at` (default), `created_at`, `due_on`, `-due_on`, `number`, `-number`, `total` or `-total`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "-created_at"))]
    pub sort: Option<String>,
    /// Opaque: from the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows a page, 1 to 200; 50 when silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200, example = 50))]
    pub limit: Option<u16>,
    /// Count the rows (up to 1,000).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<bool>,
}

/// A rate that the company offers on its lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"id": "01968f5e-7a00-7000-8000-00000000000a", "name": "TVA 20 %", "rate": 2000, "is_default": true, "version": 1})))]
pub struct TaxRate {
    /// The rate.
    pub id: TaxRateId,
    /// As it is called.
    pub name: String,
    /// In hundredths of a percent.
    pub rate: BasisPoints,
    /// Proposed on new lines; so is at most one.
    pub is_default: bool,
    /// Grows with each change; the `ETag`.
    pub version: i64,
}

versioned!(TaxRate);

/// A rate to offer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"name": "TVA 20 %", "rate": 2000, "is_default": true})))]
#[serde(deny_unknown_fields)]
pub struct TaxRateInput {
    /// As it is called.
    pub name: String,
    /// In hundredths of a percent.
    pub rate: BasisPoints,
    /// Proposed on new lines, in the place of the one that was.
    #[serde(default)]
    pub is_default: bool,
}

impl Check for TaxRateInput {
    fn check(&self, c: &mut Checker) {
        c.text("name", &self.name, 1..=60);
        c.range("rate", self.rate.0.into(), 0..=BasisPoints::WHOLE);
    }
}

/// What changes of a rate: absent keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"name": "TVA 8,5 %", "rate": 850})))]
#[serde(deny_unknown_fields, default)]
pub struct TaxRatePatch {
    /// As it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// In hundredths of a percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<BasisPoints>,
    /// Proposed on new lines, in the place of the one that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
}

impl Check for TaxRatePatch {
    fn check(&self, c: &mut Checker) {
        if let Some(name) = &self.name {
            c.text("name", name, 1..=60);
        }
        if let Some(rate) = self.rate {
            c.range("rate", rate.0.into(), 0..=BasisPoints::WHOLE);
        }
    }
}

call! {
    /// The invoices and credit notes.
    "GET" ListInvoices { company: CompanyId, filter: InvoiceFilter } -> Page<InvoiceSummary>, "/api/v1/companies/{company}/invoices", query filter
}
call! {
    /// Draft an invoice.
    "POST" DraftInvoice { company: CompanyId, input: InvoiceInput } -> Invoice, "/api/v1/companies/{company}/invoices", body input
}
call! {
    /// One document in full.
    "GET" ReadInvoice { company: CompanyId, id: InvoiceId } -> Invoice, "/api/v1/companies/{company}/invoices/{id}"
}
call! {
    /// Write a draft anew.
    "PUT" EditInvoice { company: CompanyId, id: InvoiceId, version: i64, input: InvoiceInput } -> Invoice, "/api/v1/companies/{company}/invoices/{id}", body input, if_match version
}
call! {
    /// Delete a draft.
    "DELETE" DeleteInvoice { company: CompanyId, id: InvoiceId, version: i64 } -> (), "/api/v1/companies/{company}/invoices/{id}", if_match version
}
call! {
    /// Give the number and close the document.
    "POST" IssueInvoice { company: CompanyId, id: InvoiceId, version: i64 } -> Invoice, "/api/v1/companies/{company}/invoices/{id}/issue", if_match version
}
call! {
    /// Send an issued document by mail.
    "POST" SendInvoice { company: CompanyId, id: InvoiceId, input: SendInput } -> Invoice, "/api/v1/companies/{company}/invoices/{id}/send", body input
}
call! {
    /// Take back an issued invoice, wholly or in part, by a credit note.
    "POST" CreditInvoice { company: CompanyId, id: InvoiceId, version: i64, input: CreditInput } -> Invoice, "/api/v1/companies/{company}/invoices/{id}/credit", body input, if_match version
}
call! {
    /// The tax rates the company offers.
    "GET" ListTaxRates { company: CompanyId } -> Page<TaxRate>, "/api/v1/companies/{company}/tax_rates"
}
call! {
    /// Offer a tax rate.
    "POST" AddTaxRate { company: CompanyId, input: TaxRateInput } -> TaxRate, "/api/v1/companies/{company}/tax_rates", body input
}
call! {
    /// Change a tax rate; documents keep the one they were written with.
    "PATCH" EditTaxRate { company: CompanyId, id: TaxRateId, version: i64, patch: TaxRatePatch } -> TaxRate, "/api/v1/companies/{company}/tax_rates/{id}", body patch, if_match version
}
call! {
    /// Offer a tax rate no longer; documents keep theirs.
    "DELETE" RemoveTaxRate { company: CompanyId, id: TaxRateId } -> (), "/api/v1/companies/{company}/tax_rates/{id}"
}

/// Path of the PDF of a document.
pub fn pdf_path(company: CompanyId, id: InvoiceId) -> String {
    format!("/api/v1/companies/{company}/invoices/{id}/pdf")
}
