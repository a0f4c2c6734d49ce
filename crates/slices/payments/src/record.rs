//! Money received outside a gateway, written down by staff.

use actix_web::{HttpResponse, post};
use billing::books::Account;
use billing::settle::{Receipt, Split, payable, receive, still_due};
use contract::events::PaymentRecorded;
use contract::payments::{Payment, PaymentInput, PaymentMethod};
use contract::permissions::permit;
use contract::{CompanyId, FieldError, InvoiceId, PaymentId};
use platform::{AppError, Body, Grant, Id, Problems, Result, Tx};
use sea_orm::Set;

use crate::entities::payment;
use crate::events::about;
use crate::list::one;

/// Record money received outside a gateway.
///
/// Never more than is due. Needs an `Idempotency-Key`, and the version of the invoice as `If-Match`.
#[utoipa::path(
    tag = "payments",
    params(
        ("company_id" = CompanyId, Path, description = "The company."), ("id" = InvoiceId, Path, description = "The invoice."),
        ("Idempotency-Key" = String, Header, description = "The same for the same payment.", example = "7b0f5a52"),
    ),
    request_body(content = PaymentInput, description = "What came."),
    security(("session" = ["payment:record"]), ("bearer" = ["payment:record"])), extensions(("x-door" = json!("grant"))),
    responses((status = 201, description = "The payment.", body = Payment), Problems),
)]
#[post("/companies/{company_id}/invoices/{id}/payments")]
pub async fn record_payment(grant: Grant<permit::PaymentRecord, (Id<InvoiceId>, Body<PaymentInput>)>) -> Result<HttpResponse> {
    grant.require_key()?;
    let Grant { scope, input: (Id(id), Body(input)), .. } = grant;
    let tx = scope.begin().await?;
    let payment = record(&tx, id, input).await?;
    let version = payment.version;
    tx.created(&payment, version).await
}

/// Writes a payment down.
pub async fn record(tx: &Tx, id: InvoiceId, input: PaymentInput) -> Result<Payment> {
    let invoice = payable(tx, id).await?;
    let due = still_due(&invoice);
    if input.amount.currency != due.currency {
        return Err(AppError::field("/amount", "currency_mismatch"));
    }
    if input.amount.amount > due.amount {
        return Err(AppError::Invalid(vec![FieldError::new("/amount", "more_than_due").with("max", due.amount)]));
    }
    if input.received_on > tx.today().await? {
        return Err(AppError::field("/received_on", "in_future"));
    }
    let payment: PaymentId = tx.id();
    let split = Split { applied: input.amount.amount, excess: 0 };
    let receipt = Receipt { payment: payment.into(), split, account: account(input.method), on: input.received_on };
    let about = about(payment, &invoice).at(1);
    tx.insert(row(tx, payment, &invoice, &input)).await?;
    receive(tx, invoice, receipt).await?;
    tx.emit(about, PaymentRecorded { invoice_id: id, amount: input.amount, method: input.method }).await?;
    one(tx, payment).await
}

fn row(tx: &Tx, id: PaymentId, invoice: &billing::entities::invoice::Model, input: &PaymentInput) -> payment::ActiveModel {
    payment::ActiveModel {
        id: Set(id),
        company_id: Set(tx.company()),
        client_id: Set(invoice.client_id),
        invoice_id: Set(invoice.id),
        attempt_id: Set(None),
        method: Set(input.method),
        provider: Set(None),
        provider_reference: Set(None),
        currency: Set(input.amount.currency),
        amount: Set(input.amount.amount),
        applied: Set(input.amount.amount),
        excess: Set(0),
        refunded: Set(0),
        received_on: Set(input.received_on),
        reference: Set(input.reference.clone()),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    }
}

/// Where the money lies: cash in the till, the rest in the bank.
pub(crate) const fn account(method: PaymentMethod) -> Account {
    match method {
        PaymentMethod::Cash => Account::Cash,
        PaymentMethod::Card | PaymentMethod::MobileMoney => Account::Gateway,
        PaymentMethod::BankTransfer | PaymentMethod::Cheque => Account::Bank,
    }
}
