//! Who a caller is and what they may do in a company: asked at each request, before any company
//! is known, so that on PostgreSQL it is a function that sees across them and answers only this.

use sea_orm_migration::prelude::*;

use crate::dialect::run_on_postgres;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run_on_postgres(manager, FUNCTION).await
    }
}

const FUNCTION: &str = "
    CREATE FUNCTION caller(p_digest bytea, p_user uuid, p_company uuid, p_now timestamptz)
    RETURNS TABLE (user_id uuid, name text, locale text, permissions text, client_id uuid, zone_minutes integer)
    LANGUAGE plpgsql AS $$
    DECLARE
      was text := current_setting('app.system', true);
      who uuid := coalesce(p_user, (SELECT s.user_id FROM session s WHERE s.digest = p_digest AND s.expires_at > p_now));
    BEGIN
      -- A log-in that is no superuser may not declare this on the function itself.
      PERFORM set_config('app.system', 'on', true);
      RETURN QUERY
      SELECT u.id, u.name, u.locale, place.permissions, place.client_id, place.zone_minutes FROM app_user u
      LEFT JOIN (
        SELECT r.permissions, NULL::uuid AS client_id, c.time_zone_offset_minutes AS zone_minutes FROM membership m
          JOIN role r ON r.company_id = m.company_id AND r.id = m.role_id JOIN company c ON c.id = m.company_id
          WHERE m.company_id = p_company AND m.user_id = who
        UNION ALL
        SELECT r.permissions, cm.client_id, c.time_zone_offset_minutes FROM client_member cm
          JOIN role r ON r.company_id = cm.company_id AND r.code = 'client' JOIN company c ON c.id = cm.company_id
          WHERE cm.company_id = p_company AND cm.user_id = who
      ) place ON true
      WHERE u.id = who AND u.disabled_at IS NULL;
      PERFORM set_config('app.system', coalesce(was, ''), true);
    END $$;";
