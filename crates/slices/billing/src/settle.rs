//! Money received for an invoice or given back: its balance, the books and the figures change
//! together.

use chrono::NaiveDate;
use contract::billing::{InvoiceKind, InvoiceStatus, Refused, Stage};
use contract::events::InvoicePaid;
use contract::money::Money;
use contract::{InvoiceId, Version};
use platform::{AppError, Result, Tx, same_version};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};
use uuid::Uuid;

use crate::books::{Account, Source, post};
use crate::entities::invoice;
use crate::figures::{Change, bump};
use crate::view::{about, due, load, refusal, stage};

/// Money that came.
#[derive(Clone, Copy, Debug)]
pub struct Receipt {
    /// The payment it is recorded as.
    pub payment: Uuid,
    /// What settles the invoice and what is left over.
    pub split: Split,
    /// Where it lies now.
    pub account: Account,
    /// The day it came.
    pub on: NaiveDate,
}

/// An amount in minor units of the invoice's currency, by what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Settles the invoice.
    pub applied: i64,
    /// Beyond what is due: the client's credit.
    pub excess: i64,
}

impl Split {
    /// Of an amount that came for this invoice.
    pub fn of(row: &invoice::Model, amount: i64) -> Self {
        let applied = amount.min(still_due(row).amount.max(0));
        Self { applied, excess: amount - applied }
    }

    const fn whole(self) -> i64 {
        self.applied + self.excess
    }
}

/// Money that goes back.
#[derive(Clone, Copy, Debug)]
pub struct Repayment {
    /// The refund it is recorded as.
    pub refund: Uuid,
    /// What opens the invoice again and what is taken from the client's credit.
    pub split: Split,
    /// Where it lay.
    pub account: Account,
    /// The day it goes.
    pub on: NaiveDate,
}

/// An invoice that money may be received for, held still until the transaction ends.
pub async fn payable(tx: &Tx, id: InvoiceId, seen: Version) -> Result<invoice::Model> {
    let row = tx.lock::<invoice::Entity>(id).await?;
    same_version(seen, row.version, load(tx, id)).await?;
    open_for_payment(&row)?;
    Ok(row)
}

/// Refuses drafts, credit notes and what is settled.
pub fn open_for_payment(row: &invoice::Model) -> Result<()> {
    if row.kind == InvoiceKind::CreditNote {
        return Err(AppError::Refused("invoice_settled"));
    }
    stage(row).pay(1).map_err(refusal).map(|_| ())
}

/// An invoice held still until the transaction ends, whatever its state.
pub async fn held(tx: &Tx, id: InvoiceId) -> Result<invoice::Model> {
    tx.lock::<invoice::Entity>(id).await
}

/// What is still owed of it.
pub fn still_due(row: &invoice::Model) -> Money {
    Money::new(due(row.kind, row.status, row.total, row.paid, row.credited), row.currency)
}

/// Receives money for an invoice that is held.
pub async fn receive(tx: &Tx, row: invoice::Model, receipt: Receipt) -> Result<invoice::Model> {
    let (before, split) = (still_due(&row).amount, receipt.split);
    let row = match split.applied {
        0 => row,
        applied => rewritten(tx, stage(&row).pay(applied), row).await?,
    };
    let source = Source { kind: "payment", id: receipt.payment, invoice: row.id, currency: row.currency, on: receipt.on };
    let postings = [(receipt.account, split.whole()), (Account::Receivable, -split.applied), (Account::ClientCredit, -split.excess)];
    post(tx, source, &postings).await?;
    figures(tx, &row, receipt.on, split.whole(), before).await?;
    if row.status == InvoiceStatus::Paid && before > 0 {
        tx.emit(about(&row), InvoicePaid { total: Money::new(row.total, row.currency) }).await?;
    }
    Ok(row)
}

/// Gives money back of an invoice that is held.
pub async fn repay(tx: &Tx, row: invoice::Model, repayment: Repayment) -> Result<invoice::Model> {
    let (before, split) = (still_due(&row).amount, repayment.split);
    let row = match split.applied {
        0 => row,
        applied => rewritten(tx, stage(&row).refund(applied), row).await?,
    };
    let source = Source { kind: "refund", id: repayment.refund, invoice: row.id, currency: row.currency, on: repayment.on };
    let postings = [(repayment.account, -split.whole()), (Account::Receivable, split.applied), (Account::ClientCredit, split.excess)];
    post(tx, source, &postings).await?;
    figures(tx, &row, repayment.on, -split.whole(), before).await?;
    Ok(row)
}

/// The row with its new balance.
async fn rewritten(tx: &Tx, stage: std::result::Result<Stage, Refused>, row: invoice::Model) -> Result<invoice::Model> {
    let Stage::Closed(balance) = stage.map_err(refusal)? else { return Err(AppError::Refused("invoice_draft")) };
    let version = row.version;
    let mut next = row.into_active_model();
    (next.paid, next.status, next.version, next.updated_at) = (Set(balance.paid), Set(balance.status()), Set(version + 1), Set(tx.now()));
    Ok(next.update(tx.conn()).await?)
}

async fn figures(tx: &Tx, row: &invoice::Model, on: NaiveDate, received: i64, before: i64) -> Result<()> {
    let due_on = row.due_on.unwrap_or(on);
    let changes = [Change::received(row.currency, on, received), Change::open(row.currency, due_on, before, still_due(row).amount)];
    bump(tx, &changes).await
}
