//! Zones by their IANA names instead of minutes, which were wrong for half of a French year.

use sea_orm_migration::prelude::*;

use crate::dialect::{run, run_on_postgres};

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run_on_postgres(manager, "SELECT set_config('app.system', 'on', true)").await?;
        run(manager, STATEMENTS).await
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
