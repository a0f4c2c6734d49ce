//! The policies of installations that are older than `write_policy`.

use sea_orm_migration::prelude::*;

use crate::dialect::write_policy;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        write_anew(manager).await
    }
}

/// Every policy there was at this step.
pub async fn write_anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    write_policy(manager, "company", "id").await?;
    for table in TABLES {
        write_policy(manager, table, "company_id").await?;
    }
    Ok(())
}

/// As they were at this step.
const TABLES: &[&str] = &[
    "company_logo",
    "role",
    "membership",
    "invitation",
    "client",
    "client_member",
    "project",
    "tax_rate",
    "number_series",
    "invoice",
    "invoice_item",
    "ledger_entry",
    "billing_total",
    "payment_attempt",
    "payment",
    "refund",
    "event",
    "mail_message",
];
