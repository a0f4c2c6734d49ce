//! Double entry: what is taken from one account is given to another, in the same transaction as
//! the document it comes from. Rows are never changed; a mistake is corrected by its opposite.

use chrono::NaiveDate;
use contract::InvoiceId;
use contract::money::Currency;
use platform::{Result, Tx};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _};
use uuid::Uuid;

use crate::entities::ledger_entry;

/// Where money stands. The charts of accounts of France (PCG) and of West Africa (SYSCOHADA) name
/// them alike; an export maps them to numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    /// What clients owe (411).
    Receivable,
    /// What was sold, without tax (706).
    Revenue,
    /// Tax that is owed to the state (443, 4457).
    TaxCollected,
    /// Rounding to the smallest coin (658, 758).
    Rounding,
    /// Money in the bank (512, 521).
    Bank,
    /// Money in the till (53, 57).
    Cash,
    /// Money that a gateway holds for us (517, 585).
    Gateway,
    /// What clients paid beyond their invoices (4191).
    ClientCredit,
}

impl Account {
    /// As it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Receivable => "receivable",
            Self::Revenue => "revenue",
            Self::TaxCollected => "tax_collected",
            Self::Rounding => "rounding",
            Self::Bank => "bank",
            Self::Cash => "cash",
            Self::Gateway => "gateway",
            Self::ClientCredit => "client_credit",
        }
    }
}

/// What a group of entries comes from.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// `invoice`, `credit_note`, `payment` or `refund`.
    pub kind: &'static str,
    /// Which one.
    pub id: Uuid,
    /// The invoice it is about.
    pub invoice: InvoiceId,
    /// In which currency.
    pub currency: Currency,
    /// The day it counts for.
    pub on: NaiveDate,
}

/// Posts amounts, debits positive and credits negative; they must sum to nothing.
pub async fn post(tx: &Tx, source: Source, postings: &[(Account, i64)]) -> Result<()> {
    if postings.iter().map(|(_, amount)| i128::from(*amount)).sum::<i128>() != 0 {
        return Err(anyhow::anyhow!("the entries of {} {} do not balance", source.kind, source.id).into());
    }
    let group: Uuid = tx.id();
    let rows: Vec<_> =
        postings.iter().filter(|(_, amount)| *amount != 0).map(|(account, amount)| entry(tx, source, group, *account, *amount)).collect();
    if !rows.is_empty() {
        let rows = rows.into_iter().map(|row| ledger_entry::ActiveModel::from(row).reset_all());
        ledger_entry::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

fn entry(tx: &Tx, source: Source, entry_group: Uuid, account: Account, amount: i64) -> ledger_entry::Model {
    ledger_entry::Model {
        id: tx.id(),
        company_id: tx.company(),
        entry_group,
        account: account.code().to_owned(),
        debit: amount.max(0),
        credit: (-amount).max(0),
        currency: source.currency,
        invoice_id: source.invoice,
        source: source.kind.to_owned(),
        source_id: source.id,
        booked_on: source.on,
        created_at: tx.now(),
    }
}
