//! Policies that read their settings once a statement, for installations that are older.

use sea_orm_migration::prelude::*;

use crate::m0008_policies::write_anew;

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
