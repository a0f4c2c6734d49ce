//! Money that comes in and goes back.

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
        protect(manager, &["payment_attempt", "payment", "refund"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE payment_attempt (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL,
        client_id UUID NOT NULL,
        invoice_id UUID NOT NULL,
        provider TEXT NOT NULL,
        reference TEXT NOT NULL CONSTRAINT payment_attempt_reference_key UNIQUE,
        provider_reference TEXT,
        status TEXT NOT NULL CHECK (status IN ('created', 'redirected', 'processing', 'succeeded', 'failed', 'expired', 'mismatched')),
        amount BIGINT NOT NULL CHECK (amount > 0),
        currency TEXT NOT NULL,
        redirect_url TEXT,
        failure TEXT,
        notifications INTEGER NOT NULL DEFAULT 0,
        created_at TIMESTAMPTZ NOT NULL,
        updated_at TIMESTAMPTZ NOT NULL,
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
        FOREIGN KEY (company_id, client_id) REFERENCES client (company_id, id)
    )",
    "CREATE INDEX payment_attempt_company_id_invoice_id_idx ON payment_attempt (company_id, invoice_id, created_at, id)",
    // Everything a gateway told us or answered, as it came; nothing is believed from here.
    "CREATE TABLE gateway_message (
        id UUID PRIMARY KEY,
        provider TEXT NOT NULL,
        reference TEXT NOT NULL,
        direction TEXT NOT NULL CHECK (direction IN ('notification', 'answer')),
        event_id TEXT,
        raw TEXT NOT NULL,
        received_at TIMESTAMPTZ NOT NULL
    )",
    "CREATE INDEX gateway_message_reference_idx ON gateway_message (reference, received_at)",
    "CREATE TABLE payment (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL,
        client_id UUID NOT NULL,
        invoice_id UUID NOT NULL,
        attempt_id UUID CONSTRAINT payment_attempt_id_key UNIQUE,
        method TEXT NOT NULL,
        provider TEXT,
        provider_reference TEXT,
        currency TEXT NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        applied BIGINT NOT NULL CHECK (applied >= 0),
        excess BIGINT NOT NULL CHECK (excess >= 0),
        refunded BIGINT NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount),
        received_on DATE NOT NULL,
        reference TEXT,
        created_at TIMESTAMPTZ NOT NULL,
        updated_at TIMESTAMPTZ NOT NULL,
        version BIGINT NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id),
        FOREIGN KEY (company_id, client_id) REFERENCES client (company_id, id),
        FOREIGN KEY (company_id, attempt_id) REFERENCES payment_attempt (company_id, id),
        CHECK (applied + excess = amount)
    )",
    "CREATE INDEX payment_company_id_created_at_idx ON payment (company_id, created_at, id)",
    "CREATE INDEX payment_company_id_invoice_id_idx ON payment (company_id, invoice_id)",
    "CREATE TABLE refund (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL,
        payment_id UUID NOT NULL,
        invoice_id UUID NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
        currency TEXT NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        from_excess BIGINT NOT NULL CHECK (from_excess BETWEEN 0 AND amount),
        reason TEXT NOT NULL,
        failure TEXT,
        created_at TIMESTAMPTZ NOT NULL,
        updated_at TIMESTAMPTZ NOT NULL,
        UNIQUE (company_id, id),
        FOREIGN KEY (company_id, payment_id) REFERENCES payment (company_id, id),
        FOREIGN KEY (company_id, invoice_id) REFERENCES invoice (company_id, id)
    )",
    "CREATE INDEX refund_company_id_payment_id_idx ON refund (company_id, payment_id)",
];
