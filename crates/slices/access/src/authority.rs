//! Who may do what, in one statement a request. A disabled person, an ended session, a removed
//! member or a changed role counts at the next request, because nothing is remembered between.

use async_trait::async_trait;
use contract::permissions::Permission;
use contract::{ClientId, CompanyId, UserId};
use platform::authority::{Authority, Credential, Identity, Standing};
use platform::scope::Deps;
use platform::{Reach, Result, secrets};
use sea_orm::{QueryResult, Value};
use uuid::Uuid;

/// The answer to every door.
#[derive(Clone, Copy, Debug, Default)]
pub struct Access;

/// The same question as the function `caller` of PostgreSQL, where it must see across companies.
const SQLITE: &str = "
    WITH who AS (SELECT coalesce($2, (SELECT user_id FROM session WHERE digest = $1 AND expires_at > $4)) AS id)
    SELECT u.id AS user_id, u.name, u.locale, place.permissions, place.client_id, place.zone_minutes FROM app_user u
    LEFT JOIN (
      SELECT r.permissions, NULL AS client_id, c.time_zone_offset_minutes AS zone_minutes FROM membership m
        JOIN role r ON r.company_id = m.company_id AND r.id = m.role_id JOIN company c ON c.id = m.company_id
        WHERE m.company_id = $3 AND m.user_id = (SELECT id FROM who)
      UNION ALL
      SELECT r.permissions, cm.client_id, c.time_zone_offset_minutes FROM client_member cm
        JOIN role r ON r.company_id = cm.company_id AND r.code = 'client' JOIN company c ON c.id = cm.company_id
        WHERE cm.company_id = $3 AND cm.user_id = (SELECT id FROM who)
    ) place ON true
    WHERE u.id = (SELECT id FROM who) AND u.disabled_at IS NULL";
const POSTGRES: &str = "SELECT * FROM caller($1, $2, $3, $4)";

#[async_trait]
impl Authority for Access {
    async fn identify(&self, deps: &Deps, credential: &Credential, company: Option<CompanyId>) -> Result<Option<Identity>> {
        let (session, user) = match credential {
            Credential::Session(secret) => (Some(secrets::digest(secret)), None),
            Credential::Bearer(token) => match identity::tokens::verify(deps, token) {
                Some(user) => (None, Some(user)),
                None => return Ok(None),
            },
        };
        let values: [Value; 4] =
            [session.clone().into(), user.map(|u| u.0).into(), company.map(|c| c.0).into(), deps.ports.clock.now().into()];
        let rows = deps.db.lookup(deps.db.statement(SQLITE, POSTGRES, values)).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        Ok(Some(Identity {
            user: UserId(first.try_get("", "user_id")?),
            name: first.try_get("", "name")?,
            locale: first.try_get("", "locale")?,
            session,
            standing: standing(&rows)?,
        }))
    }
}

/// Staff see the company; a contact sees the clients they speak for. Who is both is staff.
fn standing(rows: &[QueryResult]) -> Result<Option<Standing>> {
    let mut clients = Vec::new();
    let mut of_contact = None;
    for row in rows {
        let Some(permissions) = row.try_get::<Option<String>>("", "permissions")? else { continue };
        let zone_minutes = row.try_get("", "zone_minutes")?;
        match row.try_get::<Option<Uuid>>("", "client_id")? {
            None => return Ok(Some(Standing { reach: Reach::Company, permissions: read(&permissions), zone_minutes })),
            Some(client) => {
                clients.push(ClientId(client));
                of_contact = Some((read(&permissions), zone_minutes));
            }
        }
    }
    Ok(of_contact.map(|(permissions, zone_minutes)| Standing { reach: Reach::Client(clients), permissions, zone_minutes }))
}

/// Permissions as they are stored; one that this program does not know permits nothing.
pub(crate) fn read(text: &str) -> Vec<Permission> {
    let codes: Vec<String> = serde_json::from_str(text).unwrap_or_default();
    codes.iter().filter_map(|code| code.parse().ok()).collect()
}

pub(crate) fn write(permissions: &[Permission]) -> String {
    let codes: Vec<&str> = permissions.iter().map(|permission| permission.code()).collect();
    serde_json::to_string(&codes).unwrap_or_default()
}
