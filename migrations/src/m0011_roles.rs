//! Roles by their code. Built-in roles are computed from the program, so that a permission which is new
//! reaches every company; a row holds a custom role, or what a company grants and withholds beyond a
//! built-in one. People and invitations name the code.

use sea_orm_migration::prelude::*;

use crate::dialect::{Refusal, is_postgres, refuse, run, run_on_postgres, see_all_rows};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        see_all_rows(manager).await?;
        run(manager, if is_postgres(manager) { BY_CODE_POSTGRES } else { BY_CODE_SQLITE }).await?;
        run(manager, DIFFERENCES).await?;
        for refusal in &STAYS {
            refuse(manager, refusal).await?;
        }
        run_on_postgres(manager, CALLER).await
    }
}

const BY_CODE_POSTGRES: &[&str] = &[
    "ALTER TABLE membership ADD COLUMN role TEXT",
    "UPDATE membership SET role = (SELECT r.code FROM role r WHERE r.id = membership.role_id)",
    "ALTER TABLE membership ALTER COLUMN role SET NOT NULL",
    "ALTER TABLE membership DROP COLUMN role_id",
    "ALTER TABLE invitation ADD COLUMN role TEXT",
    "UPDATE invitation SET role = (SELECT r.code FROM role r WHERE r.id = invitation.role_id)",
    "ALTER TABLE invitation ALTER COLUMN role SET NOT NULL",
    "ALTER TABLE invitation DROP COLUMN role_id",
    // Until now every contact of a client had this one.
    "ALTER TABLE client_member ADD COLUMN role TEXT",
    "UPDATE client_member SET role = 'client'",
    "ALTER TABLE client_member ALTER COLUMN role SET NOT NULL",
];

/// SQLite cannot drop a column that refers to another table: the tables are made again.
const BY_CODE_SQLITE: &[&str] = &[
    "CREATE TABLE membership_next (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL REFERENCES company (id),
        user_id UUID NOT NULL REFERENCES app_user (id),
        role TEXT NOT NULL,
        created_at TIMESTAMPTZ NOT NULL,
        version BIGINT NOT NULL DEFAULT 1,
        UNIQUE (company_id, id),
        CONSTRAINT membership_company_id_user_id_key UNIQUE (company_id, user_id)
    )",
    "INSERT INTO membership_next (id, company_id, user_id, role, created_at, version)
        SELECT m.id, m.company_id, m.user_id, r.code, m.created_at, m.version FROM membership m JOIN role r ON r.id = m.role_id",
    "DROP TABLE membership",
    "ALTER TABLE membership_next RENAME TO membership",
    "CREATE INDEX membership_user_id_idx ON membership (user_id)",
    "CREATE TABLE invitation_next (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL REFERENCES company (id),
        email TEXT NOT NULL CHECK (email = lower(email)),
        role TEXT NOT NULL,
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
        FOREIGN KEY (company_id, client_id) REFERENCES client (company_id, id),
        CHECK (accepted_at IS NULL OR revoked_at IS NULL)
    )",
    "INSERT INTO invitation_next (id, company_id, email, role, client_id, token_digest, generation, locale, message, invited_by, invited_at, expires_at, accepted_at, revoked_at)
        SELECT i.id, i.company_id, i.email, r.code, i.client_id, i.token_digest, i.generation, i.locale, i.message, i.invited_by, i.invited_at, i.expires_at, i.accepted_at, i.revoked_at
        FROM invitation i JOIN role r ON r.id = i.role_id",
    "DROP TABLE invitation",
    "ALTER TABLE invitation_next RENAME TO invitation",
    "CREATE INDEX invitation_company_id_invited_at_idx ON invitation (company_id, invited_at, id)",
    "CREATE TABLE client_member_next (
        id UUID PRIMARY KEY,
        company_id UUID NOT NULL,
        client_id UUID NOT NULL,
        user_id UUID NOT NULL REFERENCES app_user (id),
        role TEXT NOT NULL,
        created_at TIMESTAMPTZ NOT NULL,
        UNIQUE (company_id, id),
        CONSTRAINT client_member_client_id_user_id_key UNIQUE (client_id, user_id),
        FOREIGN KEY (company_id, client_id) REFERENCES client (company_id, id)
    )",
    "INSERT INTO client_member_next (id, company_id, client_id, user_id, role, created_at) SELECT id, company_id, client_id, user_id, 'client', created_at FROM client_member",
    "DROP TABLE client_member",
    "ALTER TABLE client_member_next RENAME TO client_member",
    "CREATE INDEX client_member_user_id_idx ON client_member (user_id)",
    "CREATE INDEX client_member_company_id_client_id_idx ON client_member (company_id, client_id)",
];

/// A place belongs to its company for good. The key to the role's row said so before.
const STAYS: [Refusal<'_>; 3] = [
    Refusal {
        name: "role_company_fixed",
        table: "role",
        on: "UPDATE",
        when: "NEW.company_id <> OLD.company_id",
        message: "the company of a role is immutable",
    },
    Refusal {
        name: "membership_company_fixed",
        table: "membership",
        on: "UPDATE",
        when: "NEW.company_id <> OLD.company_id",
        message: "the company of a membership is immutable",
    },
    Refusal {
        name: "invitation_company_fixed",
        table: "invitation",
        on: "UPDATE",
        when: "NEW.company_id <> OLD.company_id",
        message: "the company of an invitation is immutable",
    },
];

/// Built-in roles could not be changed before this step: their rows say nothing that the program does not.
const DIFFERENCES: &[&str] = &[
    "DELETE FROM role WHERE built_in",
    "ALTER TABLE role DROP COLUMN built_in",
    "ALTER TABLE role RENAME COLUMN permissions TO granted",
    "ALTER TABLE role ADD COLUMN withheld TEXT NOT NULL DEFAULT '[]'",
];

/// Who a caller is and what they are in a company; see `m0007_authority`.
const CALLER: &str = "
    DROP FUNCTION caller(bytea, uuid, uuid, timestamptz);
    CREATE FUNCTION caller(p_digest bytea, p_user uuid, p_company uuid, p_now timestamptz)
    RETURNS TABLE (user_id uuid, name text, locale text, role text, client_id uuid, granted text, withheld text, zone_minutes integer)
    LANGUAGE plpgsql AS $$
    DECLARE
      was text := current_setting('app.system', true);
      who uuid := coalesce(p_user, (SELECT s.user_id FROM session s WHERE s.digest = p_digest AND s.expires_at > p_now));
    BEGIN
      -- A log-in that is no superuser may not declare this on the function itself.
      PERFORM set_config('app.system', 'on', true);
      RETURN QUERY
      SELECT u.id, u.name, u.locale, place.role, place.client_id, r.granted, r.withheld, c.time_zone_offset_minutes FROM app_user u
      LEFT JOIN (
        SELECT m.company_id, m.role, NULL::uuid AS client_id FROM membership m WHERE m.company_id = p_company AND m.user_id = who
        UNION ALL
        SELECT cm.company_id, cm.role, cm.client_id FROM client_member cm WHERE cm.company_id = p_company AND cm.user_id = who
      ) place ON true
      LEFT JOIN company c ON c.id = place.company_id
      LEFT JOIN role r ON r.company_id = place.company_id AND r.code = place.role
      WHERE u.id = who AND u.disabled_at IS NULL;
      PERFORM set_config('app.system', coalesce(was, ''), true);
    END $$;";
