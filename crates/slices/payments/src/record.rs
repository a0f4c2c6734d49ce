//! Money received outside a gateway, written down by staff.

use billing::books::Account;
use billing::settle::{Receipt, Split, payable, receive, still_due};
use contract::events::PaymentRecorded;
use contract::payments::{Payment, PaymentInput, PaymentMethod};
use contract::permissions::permit;
use contract::{FieldError, InvoiceId, PaymentId, Version};
use platform::{AppError, Body, Created, Grant, Id, IfMatch, Keyed, Result, Tx, operation};
use sea_orm::Set;

use crate::entities::payment;
use crate::events::about;
use crate::list::one;

/// Record a payment.
///
/// Money that came outside a gateway, never more than is due. The version is that of the invoice.
#[operation(
    post = "/companies/{company_id}/invoices/{id}/payments",
    tag = "payments",
    id = "The invoice.",
    body = "What came.",
    answer = "The payment."
)]
pub async fn record_payment(
    Grant { scope, input: (Id(id), Keyed, IfMatch(seen), Body(input)), .. }: Grant<
        permit::PaymentRecord,
        (Id<InvoiceId>, Keyed, IfMatch, Body<PaymentInput>),
    >,
) -> Result<Created<Payment>> {
    let tx = scope.begin().await?;
    let payment = record(&tx, id, seen, input).await?;
    tx.created(&payment).await
}

/// Records a payment of an invoice that was seen in this version.
pub async fn record(tx: &Tx, id: InvoiceId, seen: Version, input: PaymentInput) -> Result<Payment> {
    let invoice = payable(tx, id, seen).await?;
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
