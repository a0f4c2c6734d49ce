//! What credit notes have left of an invoice, rate by rate.

use std::collections::BTreeMap;

use contract::billing::TaxTotal;
use contract::money::{BasisPoints, Money};
use platform::{Result, Tx};
use sea_orm::{ColumnTrait as _, QueryFilter as _};

use crate::entities::invoice;
use crate::view::read;

/// What can still be taken back.
pub(crate) struct Remaining {
    /// In minor units.
    pub total: i64,
    /// Rate by rate, without those of which nothing is left.
    pub taxes: Vec<TaxTotal>,
}

impl Remaining {
    /// Whether so much of the rate is left.
    pub fn covers(&self, asked: &TaxTotal) -> bool {
        let left = self.taxes.iter().find(|left| left.rate == asked.rate).map_or(0, |left| left.base.amount);
        // A line that took something off may be taken back as well.
        (0..=left.max(0)).contains(&asked.base.amount) || (left.min(0)..=0).contains(&asked.base.amount)
    }
}

/// The invoice's own sums less those of its credit notes.
pub(crate) async fn remaining(tx: &Tx, row: &invoice::Model) -> Result<Remaining> {
    let mut left: BTreeMap<BasisPoints, (i64, i64)> = BTreeMap::new();
    add(&mut left, &row.taxes, 1)?;
    if row.credited > 0 {
        let notes = tx.find::<invoice::Entity>().filter(invoice::Column::CreditedInvoiceId.eq(row.id)).all(tx.conn()).await?;
        for note in notes {
            add(&mut left, &note.taxes, -1)?;
        }
    }
    let money = |amount| Money::new(amount, row.currency);
    let taxes = left
        .into_iter()
        .filter(|(_, amounts)| *amounts != (0, 0))
        .map(|(rate, (base, tax))| TaxTotal { rate, base: money(base), tax: money(tax) })
        .collect();
    Ok(Remaining { total: row.total - row.credited, taxes })
}

fn add(left: &mut BTreeMap<BasisPoints, (i64, i64)>, taxes: &str, sign: i64) -> Result<()> {
    for tax in read::<Vec<TaxTotal>>(taxes)? {
        let entry = left.entry(tax.rate).or_default();
        *entry = (entry.0 + sign * tax.base.amount, entry.1 + sign * tax.tax.amount);
    }
    Ok(())
}
