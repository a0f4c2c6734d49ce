//! The envelope of events: through what, for whom, of which client, at which version, what was there
//! before, and the shape in which the row was written. Rows that are there stay as they are, of shape 1.
//! And keys of requests belong to whoever sent them, person or program.

use sea_orm_migration::prelude::*;

use crate::dialect::{Refusal, is_postgres, refuse_instead, run};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, ENVELOPE).await?;
        refuse_instead(manager, &EVENT_CHANGED).await?;
        run(manager, if is_postgres(manager) { KEYS_POSTGRES } else { KEYS_SQLITE }).await
    }
}

const ENVELOPE: &[&str] = &[
    "ALTER TABLE event ADD COLUMN via TEXT",
    "ALTER TABLE event ADD COLUMN on_behalf_of_kind TEXT",
    "ALTER TABLE event ADD COLUMN on_behalf_of_id UUID",
    "ALTER TABLE event ADD COLUMN client_id UUID",
    "ALTER TABLE event ADD COLUMN version BIGINT",
    "ALTER TABLE event ADD COLUMN previous TEXT",
    "ALTER TABLE event ADD COLUMN shape INTEGER NOT NULL DEFAULT 1",
];

/// Only its place in the history is given to an event afterwards, once.
const EVENT_CHANGED: Refusal<'_> = Refusal {
    name: "event_append_only",
    table: "event",
    on: "UPDATE",
    when: "OLD.sequence IS NOT NULL OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind OR NEW.data <> OLD.data OR NEW.at <> OLD.at OR NEW.shape <> OLD.shape \
           OR NEW.subject_kind <> OLD.subject_kind OR NEW.subject_id <> OLD.subject_id OR NEW.actor_kind <> OLD.actor_kind \
           OR NEW.actor_id IS DISTINCT FROM OLD.actor_id OR NEW.company_id IS DISTINCT FROM OLD.company_id OR NEW.label IS DISTINCT FROM OLD.label \
           OR NEW.via IS DISTINCT FROM OLD.via OR NEW.on_behalf_of_kind IS DISTINCT FROM OLD.on_behalf_of_kind \
           OR NEW.on_behalf_of_id IS DISTINCT FROM OLD.on_behalf_of_id OR NEW.client_id IS DISTINCT FROM OLD.client_id \
           OR NEW.version IS DISTINCT FROM OLD.version OR NEW.previous IS DISTINCT FROM OLD.previous OR NEW.request_id IS DISTINCT FROM OLD.request_id",
    message: "events are append only",
};

const KEYS_POSTGRES: &[&str] = &[
    "ALTER TABLE idempotency_key ALTER COLUMN user_id TYPE TEXT USING 'user:' || user_id::text",
    "ALTER TABLE idempotency_key RENAME COLUMN user_id TO principal",
];

/// SQLite keeps a UUID as 16 bytes, and cannot change the type of a column.
const KEYS_SQLITE: &[&str] = &[
    "CREATE TABLE idempotency_key_next (
        company_id UUID NOT NULL,
        principal TEXT NOT NULL,
        operation TEXT NOT NULL,
        key TEXT NOT NULL,
        body_hash TEXT NOT NULL,
        claimed_at TIMESTAMPTZ NOT NULL,
        status INTEGER,
        body TEXT,
        etag TEXT,
        PRIMARY KEY (company_id, principal, operation, key),
        CHECK ((status IS NULL) = (body IS NULL))
    )",
    "INSERT INTO idempotency_key_next (company_id, principal, operation, key, body_hash, claimed_at, status, body, etag)
        SELECT company_id, 'user:' || lower(substr(hex(user_id), 1, 8) || '-' || substr(hex(user_id), 9, 4) || '-' || substr(hex(user_id), 13, 4) || '-'
          || substr(hex(user_id), 17, 4) || '-' || substr(hex(user_id), 21)), operation, key, body_hash, claimed_at, status, body, etag FROM idempotency_key",
    "DROP TABLE idempotency_key",
    "ALTER TABLE idempotency_key_next RENAME TO idempotency_key",
    "CREATE INDEX idempotency_key_claimed_at_idx ON idempotency_key (claimed_at)",
];
