//! Money that comes in and goes back: payments, attempts through a gateway, refunds.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::call::call;
use crate::check::{Check, Checker};
use crate::ids::{ClientId, CompanyId, InvoiceId, PaymentAttemptId, PaymentId, RefundId};
use crate::money::Money;
use crate::page::Page;
use crate::version::versioned;

words! {
    /// How money came.
    pub enum PaymentMethod {
        /// Bank transfer, recorded by staff.
        BankTransfer = "bank_transfer",
        /// Cash, recorded by staff.
        Cash = "cash",
        /// Cheque, recorded by staff.
        Cheque = "cheque",
        /// Card, through a gateway.
        Card = "card",
        /// Mobile money, through a gateway.
        MobileMoney = "mobile_money",
    }
}

impl PaymentMethod {
    /// Whether staff may record it by hand.
    pub const fn is_manual(self) -> bool {
        matches!(self, Self::BankTransfer | Self::Cash | Self::Cheque)
    }
}

words! {
    /// Where a try to pay stands. Only `succeeded` is final: a late success wins over a failure.
    pub enum AttemptStatus {
        /// Written down, the gateway not yet asked.
        Created = "created",
        /// The payer is at the gateway.
        Redirected = "redirected",
        /// The gateway is at work.
        Processing = "processing",
        /// Money came.
        Succeeded = "succeeded",
        /// Refused or given up.
        Failed = "failed",
        /// Nothing was heard for a day.
        Expired = "expired",
        /// The gateway's record contradicts ours: amount or currency differ.
        Mismatched = "mismatched",
    }
}

words! {
    /// Where a refund stands.
    pub enum RefundStatus {
        /// Asked of the gateway.
        Pending = "pending",
        /// Money went back.
        Succeeded = "succeeded",
        /// The gateway refused.
        Failed = "failed",
    }
}

/// Money received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-00000000000b", "invoice_id": "01968f5e-7a00-7000-8000-000000000008", "invoice_number": "F-2026-0001",
    "client_id": "01968f5e-7a00-7000-8000-000000000005", "client_name": "Boulangerie Diallo", "attempt_id": null, "method": "bank_transfer", "provider": null,
    "amount": {"amount": 120_000, "currency": "EUR"}, "applied": {"amount": 120_000, "currency": "EUR"}, "excess": {"amount": 0, "currency": "EUR"}, "refunded": {"amount": 0, "currency": "EUR"},
    "received_on": "2026-11-25", "reference": "VIR 4711", "created_at": "2026-11-25T10:00:00Z", "version": 1,
})))]
pub struct Payment {
    /// The payment.
    pub id: PaymentId,
    /// What it pays.
    pub invoice_id: InvoiceId,
    /// Its number.
    pub invoice_number: Option<String>,
    /// Who paid.
    pub client_id: ClientId,
    /// The client's name.
    pub client_name: String,
    /// The try it came from.
    pub attempt_id: Option<PaymentAttemptId>,
    /// How it came.
    pub method: PaymentMethod,
    /// Through which gateway.
    pub provider: Option<String>,
    /// What came.
    pub amount: Money,
    /// What of it settles the invoice.
    pub applied: Money,
    /// What came beyond the amount due: the client's credit.
    pub excess: Money,
    /// What went back.
    pub refunded: Money,
    /// The day it came.
    pub received_on: NaiveDate,
    /// Reference of the bank or the gateway.
    pub reference: Option<String>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Grows with each change; the `ETag`.
    pub version: i64,
}

versioned!(Payment);

/// Money received outside a gateway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"amount": {"amount": 120_000, "currency": "EUR"}, "method": "bank_transfer", "received_on": "2026-11-25", "reference": "VIR 4711"})))]
#[serde(deny_unknown_fields)]
pub struct PaymentInput {
    /// What came; never more than is due.
    pub amount: Money,
    /// `bank_transfer`, `cash` or `cheque`.
    pub method: PaymentMethod,
    /// The day it came.
    pub received_on: NaiveDate,
    /// Reference of the bank.
    #[serde(default)]
    pub reference: Option<String>,
}

impl Check for PaymentInput {
    fn check(&self, c: &mut Checker) {
        c.range("amount", self.amount.amount, 1..=crate::billing::AMOUNT_LIMIT);
        c.ensure("method", self.method.is_manual(), "manual_method");
        c.day("received_on", Some(self.received_on));
        c.optional("reference", self.reference.as_ref(), 80);
    }
}

/// One try to pay through a gateway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-00000000000c", "invoice_id": "01968f5e-7a00-7000-8000-000000000008", "provider": "sandbox", "status": "redirected",
    "amount": {"amount": 120_000, "currency": "EUR"}, "redirect_url": "/sandbox/pay/PVS01", "failure": null, "created_at": "2026-11-25T10:00:00Z", "updated_at": "2026-11-25T10:00:01Z",
})))]
pub struct PaymentAttempt {
    /// The try.
    pub id: PaymentAttemptId,
    /// What it pays.
    pub invoice_id: InvoiceId,
    /// Through which gateway.
    pub provider: String,
    /// Where it stands.
    pub status: AttemptStatus,
    /// What is to be paid.
    pub amount: Money,
    /// Where to send the payer.
    pub redirect_url: Option<String>,
    /// Why it failed, for people.
    pub failure: Option<String>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last change.
    pub updated_at: DateTime<Utc>,
}

/// How an invoice can be paid now. With neither of the two the company says how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "online": true, "transfer": {"holder": "Atelier Lumière SAS", "iban": "FR1420041010050500013M02606", "reference": "F-2026-0001"},
})))]
pub struct PaymentOptions {
    /// Whether a gateway takes what is due: `POST …/attempts` leads there.
    pub online: bool,
    /// Where a bank transfer goes; none when the company has named no account, or nothing is due.
    pub transfer: Option<TransferDetails>,
}

/// Where a bank transfer goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"holder": "Atelier Lumière SAS", "iban": "FR1420041010050500013M02606", "reference": "F-2026-0001"})))]
pub struct TransferDetails {
    /// Whose account it is: who sells, as the invoice says it.
    pub holder: String,
    /// The company's account of today, without spaces.
    pub iban: String,
    /// What the payer states: the number of the invoice.
    pub reference: String,
}

/// Money given back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-00000000000d", "payment_id": "01968f5e-7a00-7000-8000-00000000000b", "amount": {"amount": 20_000, "currency": "EUR"},
    "status": "succeeded", "reason": "Paid twice", "created_at": "2026-11-26T10:00:00Z",
})))]
pub struct Refund {
    /// The refund.
    pub id: RefundId,
    /// What it gives back.
    pub payment_id: PaymentId,
    /// How much.
    pub amount: Money,
    /// Where it stands.
    pub status: RefundStatus,
    /// Why.
    pub reason: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// How much to give back, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"amount": {"amount": 20_000, "currency": "EUR"}, "reason": "Paid twice"})))]
#[serde(deny_unknown_fields)]
pub struct RefundInput {
    /// Never more than what is left of the payment.
    pub amount: Money,
    /// Why.
    pub reason: String,
}

impl Check for RefundInput {
    fn check(&self, c: &mut Checker) {
        c.range("amount", self.amount.amount, 1..=crate::billing::AMOUNT_LIMIT);
        c.text("reason", &self.reason, 1..=500);
    }
}

/// Which payments.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct PaymentFilter {
    /// Of this invoice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoice_id: Option<InvoiceId>,
    /// Of this client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<ClientId>,
    /// That came this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<PaymentMethod>,
    /// That came on or after this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_from: Option<NaiveDate>,
    /// That came on or before this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_to: Option<NaiveDate>,
    /// `-created_at` (default), `created_at`, `received_on` or `-received_on` (default of a period).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "-received_on"))]
    pub sort: Option<String>,
    /// Opaque: from the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows a page, 1 to 200; 50 when silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200, example = 50))]
    pub limit: Option<u16>,
}

call! {
    /// Money received, what was written down last first.
    "GET" ListPayments { company: CompanyId, filter: PaymentFilter } -> Page<Payment>, "/api/v1/companies/{company}/payments", query filter
}
call! {
    /// Record money received outside a gateway.
    "POST" RecordPayment { company: CompanyId, invoice: InvoiceId, version: i64, input: PaymentInput } -> Payment, "/api/v1/companies/{company}/invoices/{invoice}/payments", body input, if_match version
}
call! {
    /// How an invoice can be paid now.
    "GET" ReadPaymentOptions { company: CompanyId, invoice: InvoiceId } -> PaymentOptions, "/api/v1/companies/{company}/invoices/{invoice}/payment_options"
}
call! {
    /// Start to pay what is due of an invoice; send the payer to `redirect_url`.
    "POST" PayInvoice { company: CompanyId, invoice: InvoiceId } -> PaymentAttempt, "/api/v1/companies/{company}/invoices/{invoice}/attempts"
}
call! {
    /// The tries to pay an invoice, latest first.
    "GET" ListAttempts { company: CompanyId, invoice: InvoiceId } -> Page<PaymentAttempt>, "/api/v1/companies/{company}/invoices/{invoice}/attempts"
}
call! {
    /// Where a try stands; asks the gateway when it is not settled.
    "POST" CheckAttempt { company: CompanyId, id: PaymentAttemptId } -> PaymentAttempt, "/api/v1/companies/{company}/attempts/{id}/check"
}
call! {
    /// Give money back.
    "POST" RefundPayment { company: CompanyId, id: PaymentId, version: i64, input: RefundInput } -> Refund, "/api/v1/companies/{company}/payments/{id}/refunds", body input, if_match version
}
call! {
    /// What went back of a payment.
    "GET" ListRefunds { company: CompanyId, id: PaymentId } -> Page<Refund>, "/api/v1/companies/{company}/payments/{id}/refunds"
}

/// Path of the receipt of a payment, a PDF.
pub fn receipt_path(company: CompanyId, id: PaymentId) -> String {
    format!("/api/v1/companies/{company}/payments/{id}/receipt")
}
