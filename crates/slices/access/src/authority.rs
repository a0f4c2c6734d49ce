//! Who may do what, in one statement a request. A disabled person, an ended session, a removed
//! member or a changed role counts at the next request, because nothing is remembered between.

use async_trait::async_trait;
use contract::events::Via;
use contract::{ClientId, CompanyId, UserId};
use platform::authority::{Authority, Credential, Identity, Place, Standing};
use platform::scope::Deps;
use platform::{Principal, Reach, Result, secrets};
use sea_orm::{QueryResult, Value};

use crate::roles;

/// The answer to every door.
#[derive(Clone, Copy, Debug, Default)]
pub struct Access;

/// The same question as the function `caller` of PostgreSQL, where it must see across companies.
const SQLITE: &str = "
    WITH who AS (SELECT coalesce($2, (SELECT user_id FROM session WHERE digest = $1 AND expires_at > $4)) AS id)
    SELECT u.id AS user_id, u.name, u.locale, place.role, place.client_id, r.granted, r.withheld, c.time_zone_offset_minutes AS zone_minutes FROM app_user u
    LEFT JOIN (
      SELECT m.company_id, m.role, NULL AS client_id FROM membership m WHERE m.company_id = $3 AND m.user_id = (SELECT id FROM who)
      UNION ALL
      SELECT cm.company_id, cm.role, cm.client_id FROM client_member cm WHERE cm.company_id = $3 AND cm.user_id = (SELECT id FROM who)
    ) place ON true
    LEFT JOIN company c ON c.id = place.company_id
    LEFT JOIN role r ON r.company_id = place.company_id AND r.code = place.role
    WHERE u.id = (SELECT id FROM who) AND u.disabled_at IS NULL";
const POSTGRES: &str = "SELECT * FROM caller($1, $2, $3, $4)";

#[async_trait]
impl Authority for Access {
    async fn identify(&self, deps: &Deps, credential: &Credential, company: Option<CompanyId>) -> Result<Option<Identity>> {
        let (session, user, via) = match credential {
            Credential::Session(secret) => (Some(secrets::digest(secret)), None, Via::Session),
            Credential::Bearer(token) => match identity::tokens::verify(deps, token) {
                Some(user) => (None, Some(user), Via::Token),
                None => return Ok(None),
            },
        };
        let values: [Value; 4] =
            [session.clone().into(), user.map(|u| u.0).into(), company.map(|c| c.0).into(), deps.ports.clock.now().into()];
        let rows = deps.db.lookup(deps.db.statement(SQLITE, POSTGRES, values)).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        Ok(Some(Identity {
            principal: Principal::Person(UserId(first.try_get("", "user_id")?)),
            via,
            on_behalf_of: None,
            name: first.try_get("", "name")?,
            locale: first.try_get("", "locale")?,
            session,
            standing: standing(&rows)?,
        }))
    }
}

/// What the caller is in the company: nothing, or one place a row.
fn standing(rows: &[QueryResult]) -> Result<Option<Standing>> {
    let places: Vec<Place> = rows.iter().map(place).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    let Some(first) = rows.first().filter(|_| !places.is_empty()) else { return Ok(None) };
    Ok(Some(Standing { places, read_only: false, zone_minutes: first.try_get("", "zone_minutes")? }))
}

/// Staff see the company; a contact sees the client they speak for.
fn place(row: &QueryResult) -> Result<Option<Place>> {
    let Some(role) = row.try_get::<Option<String>>("", "role")? else { return Ok(None) };
    let permissions = roles::permitted(&role, row)?;
    Ok(Some(match row.try_get::<Option<ClientId>>("", "client_id")? {
        Some(client) => Place::of_client(client, permissions),
        None => Place { reach: Reach::Company, permissions },
    }))
}
