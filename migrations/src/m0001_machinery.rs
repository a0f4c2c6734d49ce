//! What everything else stands on: events and their outbox, mails, idempotency, throttling.

use sea_orm_migration::prelude::*;

use crate::dialect::{Refusal, fill_outbox, prepare, protect, refuse, run};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        prepare(manager).await?;
        run(manager, TABLES).await?;
        protect(manager, &["event", "mail_message"]).await?;
        fill_outbox(manager).await?;
        refuse(manager, &EVENT_CHANGED).await?;
        refuse(manager, &EVENT_DELETED).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE event (
        id UUID PRIMARY KEY,
        company_id UUID,
        sequence BIGINT,
        kind TEXT NOT NULL,
        at TIMESTAMPTZ NOT NULL,
        actor_kind TEXT NOT NULL,
        actor_id UUID,
        subject_kind TEXT NOT NULL,
        subject_id UUID NOT NULL,
        label TEXT,
        data TEXT NOT NULL,
        request_id TEXT,
        chain TEXT,
        CHECK ((sequence IS NULL) = (chain IS NULL))
    )",
    "CREATE UNIQUE INDEX event_company_id_sequence_key ON event (company_id, sequence)",
    "CREATE INDEX event_company_id_at_idx ON event (company_id, at, id)",
    "CREATE INDEX event_company_id_subject_id_idx ON event (company_id, subject_id, at, id)",
    "CREATE TABLE outbox (event_id UUID PRIMARY KEY REFERENCES event (id))",
    "CREATE TABLE mail_message (
        id UUID PRIMARY KEY,
        company_id UUID,
        dedupe_key TEXT NOT NULL UNIQUE,
        message_id TEXT NOT NULL UNIQUE,
        letter TEXT NOT NULL,
        locale TEXT NOT NULL,
        recipient TEXT NOT NULL,
        subject TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('queued', 'sent', 'failed')),
        attempts INTEGER NOT NULL DEFAULT 0,
        last_error TEXT,
        created_at TIMESTAMPTZ NOT NULL,
        sent_at TIMESTAMPTZ,
        CHECK ((status = 'sent') = (sent_at IS NOT NULL))
    )",
    "CREATE INDEX mail_message_company_id_created_at_idx ON mail_message (company_id, created_at, id)",
    "CREATE TABLE idempotency_key (
        company_id UUID NOT NULL,
        user_id UUID NOT NULL,
        operation TEXT NOT NULL,
        key TEXT NOT NULL,
        body_hash TEXT NOT NULL,
        claimed_at TIMESTAMPTZ NOT NULL,
        status INTEGER,
        body TEXT,
        etag TEXT,
        PRIMARY KEY (company_id, user_id, operation, key),
        CHECK ((status IS NULL) = (body IS NULL))
    )",
    "CREATE INDEX idempotency_key_claimed_at_idx ON idempotency_key (claimed_at)",
    "CREATE TABLE throttle (key TEXT PRIMARY KEY, tries INTEGER NOT NULL, until TIMESTAMPTZ NOT NULL)",
];

const EVENT_CHANGED: Refusal<'_> = Refusal {
    name: "event_append_only",
    table: "event",
    on: "UPDATE",
    when: "OLD.sequence IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.data <> OLD.data OR NEW.at <> OLD.at OR NEW.subject_id <> OLD.subject_id \
           OR NEW.actor_kind <> OLD.actor_kind OR NEW.actor_id IS DISTINCT FROM OLD.actor_id OR NEW.company_id IS DISTINCT FROM OLD.company_id",
    message: "events are append only",
};

const EVENT_DELETED: Refusal<'_> =
    Refusal { name: "event_never_deleted", table: "event", on: "DELETE", when: "1 = 1", message: "events are append only" };
