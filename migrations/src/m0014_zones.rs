//! Zones by their IANA names instead of minutes, which were wrong for half of a French year.

use sea_orm_migration::prelude::*;

use crate::dialect::{run, run_on_postgres, see_all_rows};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        see_all_rows(manager).await?;
        run(manager, STATEMENTS).await?;
        run_on_postgres(manager, CALLER).await
    }
}

const STATEMENTS: &[&str] = &[
    "ALTER TABLE app_user ADD COLUMN time_zone TEXT",
    "ALTER TABLE company ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'Etc/UTC'",
    // Where a country has one zone, its companies meant that one, summer and winter.
    "UPDATE company SET time_zone = CASE country
        WHEN 'FR' THEN 'Europe/Paris'
        WHEN 'BJ' THEN 'Africa/Porto-Novo' WHEN 'BF' THEN 'Africa/Ouagadougou' WHEN 'CI' THEN 'Africa/Abidjan'
        WHEN 'CV' THEN 'Atlantic/Cape_Verde' WHEN 'GH' THEN 'Africa/Accra' WHEN 'GM' THEN 'Africa/Banjul'
        WHEN 'GN' THEN 'Africa/Conakry' WHEN 'GW' THEN 'Africa/Bissau' WHEN 'LR' THEN 'Africa/Monrovia'
        WHEN 'ML' THEN 'Africa/Bamako' WHEN 'MR' THEN 'Africa/Nouakchott' WHEN 'NE' THEN 'Africa/Niamey'
        WHEN 'NG' THEN 'Africa/Lagos' WHEN 'SL' THEN 'Africa/Freetown' WHEN 'SN' THEN 'Africa/Dakar' WHEN 'TG' THEN 'Africa/Lome'
        ELSE CASE time_zone_offset_minutes
            WHEN -570 THEN 'Pacific/Marquesas' WHEN -210 THEN 'America/St_Johns' WHEN 210 THEN 'Asia/Tehran' WHEN 270 THEN 'Asia/Kabul'
            WHEN 330 THEN 'Asia/Kolkata' WHEN 345 THEN 'Asia/Kathmandu' WHEN 390 THEN 'Asia/Yangon' WHEN 525 THEN 'Australia/Eucla'
            WHEN 570 THEN 'Australia/Darwin' WHEN 630 THEN 'Australia/Lord_Howe' WHEN 765 THEN 'Pacific/Chatham'
            -- The signs of these zones are the other way round: Etc/GMT-1 is an hour east of Greenwich.
            ELSE CASE
                WHEN time_zone_offset_minutes >= 60 THEN 'Etc/GMT-' || (time_zone_offset_minutes / 60)
                WHEN time_zone_offset_minutes <= -60 THEN 'Etc/GMT+' || (-time_zone_offset_minutes / 60)
                ELSE 'Etc/UTC'
            END
        END
    END",
    "ALTER TABLE company DROP COLUMN time_zone_offset_minutes",
];

/// Who a caller is and what they are in a company; see `m0007_authority`.
const CALLER: &str = "
    DROP FUNCTION caller(bytea, uuid, uuid, timestamptz);
    CREATE FUNCTION caller(p_digest bytea, p_user uuid, p_company uuid, p_now timestamptz)
    RETURNS TABLE (user_id uuid, name text, locale text, role text, client_id uuid, granted text, withheld text, time_zone text)
    LANGUAGE plpgsql AS $$
    DECLARE
      was text := current_setting('app.system', true);
      who uuid := coalesce(p_user, (SELECT s.user_id FROM session s WHERE s.digest = p_digest AND s.expires_at > p_now));
    BEGIN
      -- A log-in that is no superuser may not declare this on the function itself.
      PERFORM set_config('app.system', 'on', true);
      RETURN QUERY
      SELECT u.id, u.name, u.locale, place.role, place.client_id, r.granted, r.withheld, c.time_zone FROM app_user u
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
