//! Clients, their contacts, invitations, projects.

use sea_orm_migration::prelude::*;

use crate::dialect::{protect, run};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, TABLES).await?;
        protect(manager, &["client", "client_member", "invitation", "project"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE client (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL REFERENCES company (id),
        name TEXT NOT NULL,
        legal_name TEXT,
        email TEXT,
        phone TEXT,
        registration_number TEXT,
        tax_number TEXT,
        address TEXT,
        currency TEXT NOT NULL,
        locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
        note TEXT,
        archived_at TIMESTAMPTZ,
        created_at TIMESTAMPTZ NOT NULL,
        updated_at TIMESTAMPTZ NOT NULL,
        version BIGINT NOT NULL DEFAULT 1,
        UNIQUE (company_id, id)
    )",
    "CREATE INDEX client_company_id_name_idx ON client (company_id, name, id)",
    "CREATE INDEX client_company_id_created_at_idx ON client (company_id, created_at, id)",
    "CREATE INDEX client_company_id_email_idx ON client (company_id, email)",
    "CREATE TABLE client_member (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL,
        client_id UUID NOT NULL,
        user_id UUID NOT NULL REFERENCES app_user (id),
        created_at TIMESTAMPTZ NOT NULL,
        UNIQUE (company_id, id),
        CONSTRAINT client_member_client_id_user_id_key UNIQUE (client_id, user_id),
        FOREIGN KEY (company_id, client_id) REFERENCES client (company_id, id)
    )",
    "CREATE INDEX client_member_user_id_idx ON client_member (user_id)",
    "CREATE INDEX client_member_company_id_client_id_idx ON client_member (company_id, client_id)",
    // The secret of the link is derived from the id and the generation; only its digest is kept.
    "CREATE TABLE invitation (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL REFERENCES company (id),
        email TEXT NOT NULL CHECK (email = lower(email)),
        role_id UUID NOT NULL,
        client_id UUID,
        token_digest BYTEA NOT NULL CONSTRAINT invitation_token_digest_key UNIQUE,
        generation INTEGER NOT NULL DEFAULT 1,
        locale TEXT NOT NULL CHECK (locale IN ('fr', 'en')),
        message TEXT,
        invited_by UUID NOT NULL REFERENCES app_user (id),
        invited_at TIMESTAMPTZ NOT NULL,
        expires_at TIMESTAMPTZ NOT NULL,
        accepted_at TIMESTAMPTZ,
        revoked_at TIMESTAMPTZ,
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, role_id) REFERENCES role (company_id, id),
        FOREIGN KEY (company_id, client_id) REFERENCES client (company_id, id),
        CHECK (accepted_at IS NULL OR revoked_at IS NULL)
    )",
    "CREATE INDEX invitation_company_id_invited_at_idx ON invitation (company_id, invited_at, id)",
    "CREATE TABLE project (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL,
        client_id UUID NOT NULL,
        name TEXT NOT NULL,
        description TEXT,
        status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'on_hold', 'completed', 'cancelled')),
        progress INTEGER NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
        starts_on DATE,
        due_on DATE,
        visible_to_client BOOLEAN NOT NULL,
        archived_at TIMESTAMPTZ,
        created_at TIMESTAMPTZ NOT NULL,
        updated_at TIMESTAMPTZ NOT NULL,
        version BIGINT NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        UNIQUE (company_id, client_id, id),
        FOREIGN KEY (company_id, client_id) REFERENCES client (company_id, id)
    )",
    "CREATE INDEX project_company_id_created_at_idx ON project (company_id, created_at, id)",
    "CREATE INDEX project_company_id_name_idx ON project (company_id, name, id)",
    "CREATE INDEX project_company_id_client_id_idx ON project (company_id, client_id, created_at, id)",
];
