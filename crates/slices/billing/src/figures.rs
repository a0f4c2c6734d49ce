//! Figures kept beside the documents, changed in the same transaction, so that a dashboard costs
//! the same with a hundred invoices and with a million.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months, NaiveDate, TimeDelta};
use contract::money::Currency;
use contract::overview::Age;
use platform::{Result, Tx};
use sea_orm::{FromQueryResult, Value};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// Drafts, in no month.
    Drafts,
    /// Net amounts invoiced less credited, by month of issue.
    Invoiced,
    /// What is owed, by due date.
    Open,
    /// What came less what went back, by month.
    Received,
}

impl Figure {
    const ALL: [Self; 4] = [Self::Drafts, Self::Invoiced, Self::Open, Self::Received];

    const fn code(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Invoiced => "invoiced",
            Self::Open => "open",
            Self::Received => "received",
        }
    }
}

/// A change of a figure.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    figure: Figure,
    currency: Currency,
    bucket: NaiveDate,
    amount: i64,
    count: i64,
}

impl Change {
    /// So many drafts more.
    pub const fn drafts(currency: Currency, count: i64) -> Self {
        Self { figure: Figure::Drafts, currency, bucket: NaiveDate::MIN, amount: 0, count }
    }

    /// Invoiced on this day.
    pub fn invoiced(currency: Currency, on: NaiveDate, net: i64) -> Self {
        Self { figure: Figure::Invoiced, currency, bucket: month(on), amount: net, count: net.signum() }
    }

    /// Received on this day.
    pub fn received(currency: Currency, on: NaiveDate, amount: i64) -> Self {
        Self { figure: Figure::Received, currency, bucket: month(on), amount, count: amount.signum() }
    }

    /// What is owed of one document went from one amount to another; below zero nothing is owed.
    pub fn open(currency: Currency, due_on: NaiveDate, before: i64, after: i64) -> Self {
        let (before, after) = (before.max(0), after.max(0));
        Self { figure: Figure::Open, currency, bucket: due_on, amount: after - before, count: i64::from(after > 0) - i64::from(before > 0) }
    }
}

fn month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Drafts stand in no month.
fn bucket(day: NaiveDate) -> NaiveDate {
    if day == NaiveDate::MIN { NaiveDate::from_yo_opt(1970, 1).unwrap_or(day) } else { day }
}

/// Applies the changes in one statement, always in the same order, so that two transactions that
/// meet wait for one another and do not embrace.
pub async fn bump(tx: &Tx, changes: &[Change]) -> Result<()> {
    let mut merged: BTreeMap<(Figure, &str, NaiveDate), (i64, i64)> = BTreeMap::new();
    for change in changes {
        let entry = merged.entry((change.figure, change.currency.code(), bucket(change.bucket))).or_default();
        *entry = (entry.0 + change.amount, entry.1 + change.count);
    }
    merged.retain(|_, (amount, count)| *amount != 0 || *count != 0);
    if merged.is_empty() {
        return Ok(());
    }
    let mut values: Vec<Value> = vec![tx.company().0.into()];
    let rows: Vec<String> = merged
        .into_iter()
        .map(|((figure, currency, bucket), (amount, count))| {
            let at = values.len() + 1;
            values.extend([figure.code().into(), currency.into(), bucket.into(), amount.into(), count.into()]);
            format!("($1, ${at}, ${}, ${}, ${}, ${})", at + 1, at + 2, at + 3, at + 4)
        })
        .collect();
    let sql = format!(
        "INSERT INTO billing_total (company_id, kind, currency, bucket, amount, count) VALUES {} ON CONFLICT (company_id, kind, currency, bucket) \
         DO UPDATE SET amount = billing_total.amount + excluded.amount, count = billing_total.count + excluded.count",
        rows.join(", ")
    );
    tx.execute(tx.statement(&sql, &sql, values)).await?;
    Ok(())
}

/// A figure as the dashboard needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// What is counted.
    pub figure: Figure,
    /// In which currency.
    pub currency: Currency,
    /// Since when, or for how long.
    pub slot: Slot,
    /// Minor units.
    pub amount: i64,
    /// Documents or payments.
    pub count: i64,
}

/// What a total is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A month, by its first day.
    Month(NaiveDate),
    /// What is open, by how long it has been due.
    Due(Age),
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    currency: Currency,
    slot: String,
    amount: i64,
    count: i64,
}

/// What is open by age, the drafts, and the last twelve months until `today`. One statement, over
/// as many rows as there are months and days on which something was due.
pub async fn totals(tx: &Tx, today: NaiveDate) -> Result<Vec<Total>> {
    const SQL: &str = "SELECT kind, currency, slot, CAST(SUM(amount) AS BIGINT) AS amount, CAST(SUM(count) AS BIGINT) AS count FROM (\
         SELECT kind, currency, amount, count, CASE WHEN kind <> 'open' THEN CAST(bucket AS TEXT) WHEN bucket >= $2 THEN 'not_due' \
         WHEN bucket >= $3 THEN 'days_1_30' WHEN bucket >= $4 THEN 'days_31_60' WHEN bucket >= $5 THEN 'days_61_90' ELSE 'older' END AS slot \
         FROM billing_total WHERE company_id = $1 AND (kind IN ('open', 'drafts') OR bucket >= $6)) AS figures GROUP BY kind, currency, slot";
    let ago = |days| Value::from(today - TimeDelta::days(days));
    let first = month(today).checked_sub_months(Months::new(11)).unwrap_or(today);
    let values = [tx.company().0.into(), ago(0), ago(30), ago(60), ago(90), first.into()];
    tx.query(tx.statement(SQL, SQL, values)).await?.iter().map(|row| total(Row::from_query_result(row, "")?)).collect()
}

fn total(row: Row) -> Result<Total> {
    let unknown = || anyhow::anyhow!("a figure {} of {} is unknown", row.kind, row.slot);
    let figure = Figure::ALL.into_iter().find(|figure| figure.code() == row.kind).ok_or_else(unknown)?;
    let slot = match figure {
        Figure::Open => Slot::Due(row.slot.parse().map_err(|_| unknown())?),
        _ => Slot::Month(row.slot.parse().map_err(|_| unknown())?),
    };
    Ok(Total { figure, currency: row.currency, slot, amount: row.amount, count: row.count })
}
