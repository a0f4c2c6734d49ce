//! Numbers without gap: the row of the series is locked from the moment a number is taken until
//! the document is kept. Who aborts gives the number back; who waits gets the next one.

use chrono::{Datelike as _, NaiveDate};
use contract::billing::InvoiceKind;
use platform::{AppError, Result, Tx};

/// A document's place in its series.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The series, such as `F-2026`.
    pub series: String,
    /// Its place, from 1.
    pub sequence: i64,
    /// As it is printed.
    pub number: String,
    /// The document's date: never before that of the number before.
    pub issued_on: NaiveDate,
}

/// Takes the next number of the company's series of this kind and year.
pub async fn take(tx: &Tx, kind: InvoiceKind, today: NaiveDate) -> Result<Taken> {
    const SQL: &str = "INSERT INTO number_series (company_id, series, last, last_issued_on) VALUES ($1, $2, 1, $3) ON CONFLICT (company_id, series) DO UPDATE SET \
                       last = number_series.last + 1, last_issued_on = CASE WHEN number_series.last_issued_on > $3 THEN number_series.last_issued_on ELSE $3 END \
                       RETURNING last, last_issued_on";
    let prefix = match kind {
        InvoiceKind::Invoice => "F",
        InvoiceKind::CreditNote => "A",
    };
    let series = format!("{prefix}-{}", today.year());
    let rows = tx.query(tx.statement(SQL, SQL, [tx.company().0.into(), series.clone().into(), today.into()])).await?;
    let row = rows.first().ok_or_else(|| AppError::Internal(anyhow::anyhow!("a series gave no number")))?;
    let sequence: i64 = row.try_get("", "last")?;
    Ok(Taken { number: format!("{series}-{sequence:04}"), series, sequence, issued_on: row.try_get("", "last_issued_on")? })
}
