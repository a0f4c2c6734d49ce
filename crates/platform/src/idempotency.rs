//! The same request twice does the work once. The claim is a short transaction of its own, so
//! that a second caller finds it; the answer is kept with the change, so that neither is there
//! without the other. Who is unknown claims nothing, and only answers that end a unit of work are kept:
//! no secret that is told once, such as a token, is written down here.

use std::time::Duration;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use contract::CompanyId;
use sea_orm::Value;
use uuid::Uuid;

use crate::error::{AppError, Result, StoredAnswer};
use crate::principal::Principal;
use crate::retention::Retention;
use crate::schedules::Schedule;
use crate::scope::{Deps, RequestMeta, SystemScope};
use crate::tx::Core;

/// After so long an unanswered claim was left by a crash and may be taken over.
const ABANDONED: TimeDelta = TimeDelta::seconds(60);
/// So long a second caller waits for the first one's answer.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);

/// An answer is repeated for a week.
const ANSWERS: Retention = Retention { table: "idempotency_key", column: "claimed_at", keep: TimeDelta::days(7) };
/// Forgets old answers.
pub(crate) const RETENTION: Schedule = Schedule {
    name: "platform.idempotency_keys",
    every: TimeDelta::hours(1),
    run: |scope| Box::pin(async move { ANSWERS.sweep(&scope).await }),
};

/// The right to answer one keyed request.
#[derive(Clone, Debug)]
pub struct Claim {
    company: CompanyId,
    principal: Principal,
    operation: String,
    key: String,
}

/// A keyed request, before it is claimed.
pub struct Keyed {
    /// The company of the path, or none.
    pub company: CompanyId,
    /// Who asks.
    pub principal: Principal,
    /// Method, path, and the digest of the query.
    pub operation: String,
    /// The header.
    pub key: String,
    /// SHA-256 of the body.
    pub body_hash: String,
}

impl Keyed {
    /// Claims the request, or answers as it was answered before.
    pub async fn claim(self, deps: &Deps) -> Result<Claim> {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            match self.attempt(deps).await? {
                Attempt::Ours => return Ok(self.into_claim()),
                Attempt::Answered(answer) => return Err(AppError::Replay(Box::new(answer))),
                Attempt::OtherBody => return Err(AppError::field("", "idempotency_mismatch")),
                Attempt::InProgress if tokio::time::Instant::now() >= deadline => return Err(AppError::Refused("idempotency_in_progress")),
                Attempt::InProgress => tokio::time::sleep(PAUSE).await,
            }
        }
    }

    fn into_claim(self) -> Claim {
        Claim { company: self.company, principal: self.principal, operation: self.operation, key: self.key }
    }

    async fn attempt(&self, deps: &Deps) -> Result<Attempt> {
        let sql = "INSERT INTO idempotency_key (company_id, principal, operation, key, body_hash, claimed_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
        let values: [Value; 6] = [
            self.company.0.into(),
            self.principal.name().into(),
            self.operation.clone().into(),
            self.key.clone().into(),
            self.body_hash.clone().into(),
            deps.ports.clock.now().trunc_subsecs(6).into(),
        ];
        if deps.db.execute_alone(deps.db.statement(sql, sql, values)).await? == 1 {
            return Ok(Attempt::Ours);
        }
        let tx = SystemScope::new(deps.clone(), RequestMeta::internal("idempotency")).begin().await?;
        let attempt = self.look(&tx).await?;
        tx.commit().await?;
        Ok(attempt)
    }

    async fn look(&self, tx: &Core) -> Result<Attempt> {
        let sql = "SELECT body_hash, claimed_at, status, body, etag FROM idempotency_key WHERE company_id = $1 AND principal = $2 AND operation = $3 AND key = $4";
        let key: [Value; 4] = [self.company.0.into(), self.principal.name().into(), self.operation.clone().into(), self.key.clone().into()];
        let rows = tx.query(tx.statement(sql, sql, key.clone())).await?;
        let Some(row) = rows.first() else { return Ok(Attempt::InProgress) };
        if row.try_get::<String>("", "body_hash")? != self.body_hash {
            return Ok(Attempt::OtherBody);
        }
        if let Some(status) = row.try_get::<Option<i32>>("", "status")? {
            let (body, etag) = (row.try_get("", "body")?, row.try_get("", "etag")?);
            return Ok(Attempt::Answered(StoredAnswer { status: u16::try_from(status).unwrap_or(200), body, etag }));
        }
        let claimed_at: DateTime<Utc> = row.try_get("", "claimed_at")?;
        if tx.now() - claimed_at < ABANDONED {
            return Ok(Attempt::InProgress);
        }
        let sql = "UPDATE idempotency_key SET claimed_at = $5 WHERE company_id = $1 AND principal = $2 AND operation = $3 AND key = $4 AND status IS NULL AND claimed_at = $6";
        let taken = tx.execute(tx.statement(sql, sql, key.into_iter().chain([tx.now().into(), claimed_at.into()]))).await?;
        Ok(if taken == 1 { Attempt::Ours } else { Attempt::InProgress })
    }
}

enum Attempt {
    Ours,
    Answered(StoredAnswer),
    OtherBody,
    InProgress,
}

impl Claim {
    fn key(&self) -> [Value; 4] {
        [self.company.0.into(), self.principal.name().into(), self.operation.clone().into(), self.key.clone().into()]
    }

    /// Keeps the answer, in the transaction of the change.
    pub(crate) async fn settle(&self, tx: &Core, status: u16, body: &str, etag: Option<&str>) -> Result<()> {
        let sql = "UPDATE idempotency_key SET status = $5, body = $6, etag = $7 WHERE company_id = $1 AND principal = $2 AND operation = $3 AND key = $4";
        let values = self.key().into_iter().chain([i32::from(status).into(), body.into(), etag.map(str::to_owned).into()]);
        tx.execute(tx.statement(sql, sql, values)).await?;
        Ok(())
    }

    /// The work was refused: the key may be used again.
    pub async fn release(&self, deps: &Deps) -> Result<()> {
        let tx = SystemScope::new(deps.clone(), RequestMeta::internal("idempotency")).begin().await?;
        let sql = "DELETE FROM idempotency_key WHERE company_id = $1 AND principal = $2 AND operation = $3 AND key = $4 AND status IS NULL";
        tx.execute(tx.statement(sql, sql, self.key())).await?;
        tx.commit().await
    }
}

/// Whether the header is a usable key.
pub fn is_key(text: &str) -> bool {
    (1..=200).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic())
}

/// A company that stands for none: the key of a person at their own account.
pub const NO_COMPANY: CompanyId = CompanyId(Uuid::nil());
