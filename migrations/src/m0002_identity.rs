//! People and how they come in.

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
        run(manager, TABLES).await
    }
}

const TABLES: &[&str] = &[
    // Addresses are kept in lower case, so that the constraint speaks of people and not of spelling.
    "CREATE TABLE app_user (
        id UUID PRIMARY KEY,
        email TEXT NOT NULL CONSTRAINT app_user_email_key UNIQUE CHECK (email = lower(email)),
        name TEXT NOT NULL,
        locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
        password_hash TEXT NOT NULL,
        current_company_id UUID,
        disabled_at TIMESTAMPTZ,
        created_at TIMESTAMPTZ NOT NULL,
        version BIGINT NOT NULL DEFAULT 1
    )",
    "CREATE TABLE session (
        digest BYTEA PRIMARY KEY,
        user_id UUID NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
        address TEXT NOT NULL,
        opened_at TIMESTAMPTZ NOT NULL,
        expires_at TIMESTAMPTZ NOT NULL
    )",
    "CREATE INDEX session_user_id_idx ON session (user_id)",
    "CREATE TABLE refresh_token (
        digest BYTEA PRIMARY KEY,
        user_id UUID NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
        family_id UUID NOT NULL,
        family_started_at TIMESTAMPTZ NOT NULL,
        issued_at TIMESTAMPTZ NOT NULL,
        expires_at TIMESTAMPTZ NOT NULL,
        used_at TIMESTAMPTZ
    )",
    "CREATE INDEX refresh_token_family_id_idx ON refresh_token (family_id)",
    "CREATE TABLE setup_code (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        digest BYTEA NOT NULL,
        created_at TIMESTAMPTZ NOT NULL,
        used_at TIMESTAMPTZ
    )",
];
