//! So many tries in a while, by account and by address. Kept in the database: shared by all
//! instances and surviving a restart. Waiting grows; nobody is locked out for good, so that it is
//! no weapon against somebody else's account.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::Value;

use crate::error::{AppError, Result};
use crate::retention::Retention;
use crate::schedules::Schedule;
use crate::tx::Core;

/// When its window has passed a row counts nothing.
const WINDOWS: Retention = Retention { table: "throttle", column: "until", keep: TimeDelta::zero() };
/// Forgets windows that have passed.
pub(crate) const RETENTION: Schedule =
    Schedule { name: "platform.throttle", every: TimeDelta::hours(1), run: |scope| Box::pin(async move { WINDOWS.sweep(&scope).await }) };

/// How many tries are free in a window, after which the window must pass.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// Tries.
    pub tries: i32,
    /// The window.
    pub window: TimeDelta,
}

/// Counts one try under each key and refuses when one of them has none left. One statement.
pub async fn count(tx: &Core, keys: &[(String, Allowance)]) -> Result<()> {
    let now = tx.now();
    let mut values: Vec<Value> = vec![now.into()];
    let rows: Vec<String> = keys
        .iter()
        .map(|(key, allowance)| {
            let at = values.len() + 1;
            values.extend([key.clone().into(), (now + allowance.window).into()]);
            format!("(${at}, 1, ${})", at + 1)
        })
        .collect();
    let sql = format!(
        "INSERT INTO throttle (key, tries, until) VALUES {} ON CONFLICT (key) DO UPDATE SET \
         tries = CASE WHEN throttle.until <= $1 THEN 1 ELSE throttle.tries + 1 END, \
         until = CASE WHEN throttle.until <= $1 THEN excluded.until ELSE throttle.until END RETURNING key, tries, until",
        rows.join(", ")
    );
    let counted = tx.query(tx.statement(&sql, &sql, values)).await?;
    for row in counted {
        let (key, tries, until): (String, i32, DateTime<Utc>) =
            (row.try_get("", "key")?, row.try_get("", "tries")?, row.try_get("", "until")?);
        let allowed = keys.iter().find(|(known, _)| *known == key).map_or(0, |(_, allowance)| allowance.tries);
        if tries > allowed {
            let wait = (until - now).num_seconds().clamp(1, 3600);
            return Err(AppError::TooMany { retry_after: u32::try_from(wait).unwrap_or(1) });
        }
    }
    Ok(())
}

/// Forgets the tries: the caller proved who they are.
pub async fn forget(tx: &Core, key: &str) -> Result<()> {
    let sql = "DELETE FROM throttle WHERE key = $1";
    tx.execute(tx.statement(sql, sql, [key.into()])).await?;
    Ok(())
}
