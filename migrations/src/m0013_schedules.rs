//! Work by the clock: who runs which schedule, what is looked at again and when, and the indexes by
//! which old rows are found.

use sea_orm_migration::prelude::*;

use crate::dialect::{forget_jobs, run, see_all_rows};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What is open belongs to companies, whose rows are hidden from whoever does not say this.
        see_all_rows(manager).await?;
        run(manager, STATEMENTS).await?;
        // They were queued ahead, 28 for each attempt to pay; schedules do their work.
        forget_jobs(manager, &["payments.check", "payments.refund_stuck"]).await
    }
}

const STATEMENTS: &[&str] = &[
    "CREATE TABLE schedule (
        name TEXT PRIMARY KEY,
        next_run_at TIMESTAMPTZ NOT NULL,
        leased_by UUID,
        leased_until TIMESTAMPTZ,
        last_run_at TIMESTAMPTZ,
        last_error TEXT,
        CHECK ((leased_by IS NULL) = (leased_until IS NULL))
    )",
    "CREATE INDEX session_expires_at_idx ON session (expires_at)",
    "CREATE INDEX refresh_token_expires_at_idx ON refresh_token (expires_at)",
    "CREATE INDEX throttle_until_idx ON throttle (until)",
    "ALTER TABLE payment_attempt ADD COLUMN next_check_at TIMESTAMPTZ",
    "ALTER TABLE refund ADD COLUMN next_check_at TIMESTAMPTZ",
    "CREATE INDEX payment_attempt_next_check_at_idx ON payment_attempt (next_check_at, id) WHERE next_check_at IS NOT NULL",
    "CREATE INDEX refund_next_check_at_idx ON refund (next_check_at, id) WHERE next_check_at IS NOT NULL",
    // What is open is looked at as soon as the program runs.
    "UPDATE payment_attempt SET next_check_at = created_at WHERE status IN ('created', 'redirected', 'processing')",
    "UPDATE refund SET next_check_at = created_at WHERE status = 'pending' AND failure IS NULL",
];
