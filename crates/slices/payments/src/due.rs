//! What is open is looked at again by the clock, seldom and seldomer: notifications get lost. Nothing
//! is queued ahead; each row says when its next look is.

use chrono::{DateTime, TimeDelta, Utc};
use contract::CompanyId;
use platform::scope::Scope;
use platform::{Result, SystemScope};
use uuid::Uuid;

/// Rows of one run; the rest waits for the next, seconds later.
const BATCH: u64 = 100;
/// How often it is asked what is due: so late a look may be.
pub(crate) const OFTEN: TimeDelta = TimeDelta::seconds(15);
/// From a last look that failed to the next.
const AGAIN: TimeDelta = TimeDelta::hours(1);
/// So long after its time a last look that fails is repeated.
const PATIENCE: TimeDelta = TimeDelta::days(7);

/// Rows that are looked at by the clock.
pub(crate) struct Open {
    /// The table, which has `created_at` and `next_check_at`.
    pub table: &'static str,
    /// When, counted from when they began.
    pub times: fn() -> Vec<TimeDelta>,
}

/// Which look this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Others follow.
    Another,
    /// None follows, unless it fails.
    Last,
}

/// A row whose time has come.
struct Due {
    company: CompanyId,
    id: Uuid,
    began: DateTime<Utc>,
    at: DateTime<Utc>,
}

impl Open {
    /// The next look at what began then.
    pub fn next(&self, began: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        (self.times)().into_iter().map(|after| began + after).find(|at| *at > now)
    }

    /// Looks at each row that is due. One that fails does not keep the others waiting; the run says
    /// that it failed.
    pub async fn each(&self, scope: &SystemScope, look: impl AsyncFn(Scope, Uuid, Look) -> Result<()>) -> Result<()> {
        let mut outcome = Ok(());
        for due in self.due(scope).await? {
            let scope = scope.company(due.company);
            let Some(which) = self.plan(&scope, &due).await? else { continue };
            match look(scope.clone(), due.id, which).await {
                Ok(()) if which == Look::Last => self.rest(&scope, due.id).await?,
                Ok(()) => {}
                Err(error) => {
                    tracing::warn!(self.table, id = %due.id, %error, "what is open could not be looked at");
                    outcome = Err(error);
                }
            }
        }
        outcome
    }

    async fn due(&self, scope: &SystemScope) -> Result<Vec<Due>> {
        let sql = format!(
            "SELECT company_id, id, created_at, next_check_at FROM {} WHERE next_check_at <= $1 ORDER BY next_check_at, id LIMIT {BATCH}",
            self.table
        );
        let tx = scope.read().await?;
        let rows = tx.query(tx.statement(&sql, &sql, [tx.now().into()])).await?;
        tx.commit().await?;
        let read = |row: &sea_orm::QueryResult| {
            let (company, id) = (row.try_get("", "company_id")?, row.try_get("", "id")?);
            Ok(Due { company, id, began: row.try_get("", "created_at")?, at: row.try_get("", "next_check_at")? })
        };
        rows.iter().map(read).collect()
    }

    /// Writes down when the next look is before this one begins: a look that ends badly is not the
    /// first again, before all others. Nothing if the row is not due any more.
    async fn plan(&self, scope: &Scope, due: &Due) -> Result<Option<Look>> {
        let sql = format!("UPDATE {} SET next_check_at = $4 WHERE company_id = $1 AND id = $2 AND next_check_at = $3", self.table);
        let tx = scope.begin().await?;
        let next = self.next(due.began, tx.now());
        let ended = due.began + (self.times)().into_iter().max().unwrap_or_default();
        let spare = (tx.now() < ended + PATIENCE).then(|| tx.now() + AGAIN);
        let values = [due.company.0.into(), due.id.into(), due.at.into(), next.or(spare).into()];
        let kept = tx.execute(tx.statement(&sql, &sql, values)).await?;
        tx.commit().await?;
        Ok((kept == 1).then_some(if next.is_some() { Look::Another } else { Look::Last }))
    }

    async fn rest(&self, scope: &Scope, id: Uuid) -> Result<()> {
        let sql = format!("UPDATE {} SET next_check_at = NULL WHERE company_id = $1 AND id = $2", self.table);
        let tx = scope.begin().await?;
        tx.execute(tx.statement(&sql, &sql, [tx.company().0.into(), id.into()])).await?;
        tx.commit().await
    }
}
