//! Money received for an invoice: its balance, the books and the figures change together.

use chrono::NaiveDate;
use contract::InvoiceId;
use contract::billing::stage::{Balance, Stage};
use contract::billing::{InvoiceKind, InvoiceStatus};
use contract::money::Money;
use platform::{AppError, Result, Tx};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use uuid::Uuid;

use crate::books::{Account, Source, post};
use crate::entities::invoice;
use crate::events::InvoicePaid;
use crate::figures::{Change, bump};
use crate::view::{due, refusal, stage};

/// Money that came.
#[derive(Clone, Copy, Debug)]
pub struct Receipt {
    /// The payment it is recorded as.
    pub payment: Uuid,
    /// How much settles the invoice, in its currency; never more than is due.
    pub amount: Money,
    /// Where it lies now.
    pub account: Account,
    /// The day it came.
    pub on: NaiveDate,
}

/// An invoice that money may be received for, held still until the transaction ends. The caller
/// must have said which version they saw.
pub async fn payable(tx: &Tx, id: InvoiceId) -> Result<invoice::Model> {
    let row = tx.lock::<invoice::Entity>(id).await?;
    let version = row.version;
    tx.require_version(version, || serde_json::json!({ "id": id, "version": version }))?;
    if row.kind == InvoiceKind::CreditNote {
        return Err(AppError::Refused("invoice_settled"));
    }
    stage(&row).pay(1).map_err(refusal)?;
    Ok(row)
}

/// What is still owed of it.
pub fn still_due(row: &invoice::Model) -> Money {
    Money::new(due(row.kind, row.status, row.total, row.paid, row.credited), row.currency)
}

/// Receives money for an invoice that `payable` gave.
pub async fn receive(tx: &Tx, row: invoice::Model, receipt: Receipt) -> Result<invoice::Model> {
    let before = still_due(&row);
    let Stage::Closed(Balance { paid, .. }) = stage(&row).pay(receipt.amount.amount).map_err(refusal)? else {
        return Err(AppError::Refused("invoice_draft"));
    };
    let status = Balance { total: row.total, paid, credited: row.credited }.status();
    let version = row.version;
    let mut next = row.into_active_model();
    (next.paid, next.status, next.version, next.updated_at) = (Set(paid), Set(status), Set(version + 1), Set(tx.now()));
    let row = next.update(tx.conn()).await?;
    book(tx, &row, receipt, before.amount).await?;
    if status == InvoiceStatus::Paid {
        let (number, total) = (row.number.clone().unwrap_or_default(), Money::new(row.total, row.currency));
        tx.emit(InvoicePaid { id: row.id, client_id: row.client_id, number, total }).await?;
    }
    Ok(row)
}

async fn book(tx: &Tx, row: &invoice::Model, receipt: Receipt, before: i64) -> Result<()> {
    let source = Source { kind: "payment", id: receipt.payment, invoice: row.id, currency: row.currency, on: receipt.on };
    let amount = receipt.amount.amount;
    post(tx, source, &[(receipt.account, amount), (Account::Receivable, -amount)]).await?;
    let due_on = row.due_on.unwrap_or(receipt.on);
    let changes = [Change::received(row.currency, receipt.on, amount), Change::open(row.currency, due_on, before, before - amount)];
    bump(tx, &changes).await
}
