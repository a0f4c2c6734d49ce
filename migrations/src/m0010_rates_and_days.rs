//! Versions of tax rates, which can be changed, and an index for payments by the day they came.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, STATEMENTS).await
    }
}

const STATEMENTS: &[&str] = &[
    "ALTER TABLE tax_rate ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
    "CREATE INDEX payment_company_id_received_on_idx ON payment (company_id, received_on, id)",
];
