//! A hash of every row of the books up to an instant. Whoever keeps it can show later that none of
//! these rows was changed, added behind or taken away, even by somebody with all rights.

use std::fmt;
use std::str::FromStr;

use anyhow::Context as _;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm_migration::sea_orm::QueryResult;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::database::Snapshot;
use super::report::Finding;

/// A transaction that began before the sealed instant has ended by now.
const MARGIN: TimeDelta = TimeDelta::minutes(10);

/// The books up to an instant, as `second.rows.hash`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    until: DateTime<Utc>,
    rows: u64,
    hash: String,
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.until.timestamp(), self.rows, self.hash)
    }
}

impl FromStr for Seal {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let mut parts = text.trim().splitn(3, '.');
        let mut part = || parts.next().context("a seal is `second.rows.hash`");
        let until = DateTime::from_timestamp(part()?.parse()?, 0).context("the seal is of no known time")?;
        Ok(Self { until, rows: part()?.parse()?, hash: part()?.to_owned() })
    }
}

/// The seal of the books, a few minutes back.
pub async fn take(snapshot: &Snapshot, now: DateTime<Utc>) -> anyhow::Result<Seal> {
    let until = DateTime::from_timestamp((now - MARGIN).timestamp(), 0).unwrap_or(now);
    at(snapshot, until).await
}

/// Whether the books still are what was sealed.
pub async fn compare(snapshot: &Snapshot, earlier: Option<&Seal>) -> anyhow::Result<Finding> {
    let mut finding = Finding::new("seals that the books no longer have");
    if let Some(earlier) = earlier {
        let today = at(snapshot, earlier.until).await?;
        if today != *earlier {
            finding.add(format!("{earlier}, now {today}"));
        }
    }
    Ok(finding)
}

async fn at(snapshot: &Snapshot, until: DateTime<Utc>) -> anyhow::Result<Seal> {
    const SQL: &str =
        "SELECT id, company_id, entry_group, account, debit, credit, currency, invoice_id, source, source_id, booked_on, created_at
                       FROM ledger_entry WHERE created_at < $1 ORDER BY id";
    let (mut hash, mut rows) = (Sha256::new(), 0);
    let read = snapshot.each(SQL, vec![until.into()], |row| {
        rows += 1;
        add(&mut hash, &row)
    });
    read.await?;
    Ok(Seal { until, rows, hash: hex::encode(hash.finalize()) })
}

fn add(hash: &mut Sha256, row: &QueryResult) -> anyhow::Result<()> {
    for column in [0, 1, 2, 7, 9] {
        hash.update(row.try_get_by_index::<Uuid>(column)?.as_bytes());
    }
    for column in [3, 6, 8] {
        hash.update(row.try_get_by_index::<String>(column)?);
        hash.update([0]);
    }
    for column in [4, 5] {
        hash.update(row.try_get_by_index::<i64>(column)?.to_be_bytes());
    }
    hash.update(row.try_get_by_index::<NaiveDate>(10)?.to_string());
    hash.update(row.try_get_by_index::<DateTime<Utc>>(11)?.timestamp_micros().to_be_bytes());
    Ok(())
}
