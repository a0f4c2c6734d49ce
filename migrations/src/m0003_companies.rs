//! Companies, roles, who works where.

use sea_orm_migration::prelude::*;

use crate::dialect::{protect, protect_by, run};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TABLES).await?;
        protect_by(manager, "company", "id").await?;
        protect(manager, &["company_logo", "role", "membership"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE company (
        id UUID PRIMARY KEY,
        name TEXT NOT NULL,
        slug TEXT NOT NULL CONSTRAINT company_slug_key UNIQUE,
        legal_name TEXT,
        registration_number TEXT,
        tax_number TEXT,
        email TEXT,
        phone TEXT,
        address TEXT,
        country TEXT NOT NULL,
        currency TEXT NOT NULL,
        locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
        time_zone_offset_minutes INTEGER NOT NULL DEFAULT 0 CHECK (time_zone_offset_minutes BETWEEN -720 AND 840),
        accent TEXT,
        logo_digest TEXT,
        invoice_footer TEXT,
        payment_terms_days INTEGER NOT NULL DEFAULT 30 CHECK (payment_terms_days BETWEEN 0 AND 365),
        iban TEXT,
        rounding_step INTEGER CHECK (rounding_step BETWEEN 2 AND 1000),
        created_at TIMESTAMPTZ NOT NULL,
        version BIGINT NOT NULL DEFAULT 1
    )",
    "CREATE TABLE company_logo (
        company_id UUID PRIMARY KEY REFERENCES company (id),
        media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
        bytes BYTEA NOT NULL
    )",
    "CREATE TABLE role (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL REFERENCES company (id),
        code TEXT NOT NULL,
        built_in BOOLEAN NOT NULL,
        permissions TEXT NOT NULL,
        created_at TIMESTAMPTZ NOT NULL,
        UNIQUE (company_id, id),
        CONSTRAINT role_company_id_code_key UNIQUE (company_id, code)
    )",
    "CREATE TABLE membership (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL REFERENCES company (id),
        user_id UUID NOT NULL REFERENCES app_user (id),
        role_id UUID NOT NULL,
        created_at TIMESTAMPTZ NOT NULL,
        version BIGINT NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        CONSTRAINT membership_company_id_user_id_key UNIQUE (company_id, user_id),
        FOREIGN KEY (company_id, role_id) REFERENCES role (company_id, id)
    )",
    "CREATE INDEX membership_user_id_idx ON membership (user_id)",
];
