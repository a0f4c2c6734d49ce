//! The schema, one file a step, forward only. Each step runs on SQLite and on PostgreSQL; what
//! differs between them is in `dialect`, and nowhere else.

use sea_orm_migration::prelude::*;

mod dialect;
mod m0001_machinery;
mod m0002_identity;
mod m0003_companies;
mod m0004_clients;
mod m0005_billing;
mod m0006_payments;
mod m0007_authority;
mod m0008_policies;
mod m0009_policies_once;
mod m0010_rates_and_days;
mod m0011_roles;
mod m0012_events;
mod m0013_schedules;

/// Every step, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_machinery::Step),
            Box::new(m0002_identity::Step),
            Box::new(m0003_companies::Step),
            Box::new(m0004_clients::Step),
            Box::new(m0005_billing::Step),
            Box::new(m0006_payments::Step),
            Box::new(m0007_authority::Step),
            Box::new(m0008_policies::Step),
            Box::new(m0009_policies_once::Step),
            Box::new(m0010_rates_and_days::Step),
            Box::new(m0011_roles::Step),
            Box::new(m0012_events::Step),
            Box::new(m0013_schedules::Step),
        ]
    }
}

/// Lets the role without privileges use what the steps made; nothing to do on SQLite. Run it after
/// the steps and after those of the job queue.
pub async fn grant(db: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<(), DbErr> {
    dialect::grant(db).await
}

/// Tables whose rows belong to a company, for the test that each is protected.
pub const COMPANY_TABLES: &[&str] = &[
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
