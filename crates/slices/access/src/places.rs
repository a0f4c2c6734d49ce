//! Everywhere a person may go: companies where they work, clients they speak for.

use contract::access::CompanyCard;
use contract::identity::{Face, Me, Place, PlaceClient};
use contract::{ClientId, CompanyId};
use identity::entities::app_user;
use platform::{Result, SystemTx};
use sea_orm::QueryResult;

use crate::card::logo_path;

const SQL: &str = "
    SELECT c.id, c.name, c.slug, c.accent, c.logo_digest, c.currency, m.role, r.granted, r.withheld, NULL AS client_id, NULL AS client_name
      FROM membership m JOIN company c ON c.id = m.company_id LEFT JOIN role r ON r.company_id = m.company_id AND r.code = m.role WHERE m.user_id = $1
    UNION ALL
    SELECT c.id, c.name, c.slug, c.accent, c.logo_digest, c.currency, cm.role, r.granted, r.withheld, cl.id, cl.name
      FROM client_member cm JOIN company c ON c.id = cm.company_id LEFT JOIN role r ON r.company_id = cm.company_id AND r.code = cm.role
      JOIN client cl ON cl.company_id = cm.company_id AND cl.id = cm.client_id WHERE cm.user_id = $1
    ORDER BY 2, 10";

/// The person and their places, in one statement.
pub(crate) async fn me(tx: &SystemTx, user: &app_user::Model) -> Result<Me> {
    let rows = tx.query(tx.statement(SQL, SQL, [user.id.0.into()])).await?;
    let places = rows.iter().map(place).collect::<Result<Vec<_>>>()?;
    let current_company = user.current_company_id.filter(|current| places.iter().any(|place| place.company.id == *current));
    Ok(Me { user: identity::users::view(user), places, current_company })
}

fn place(row: &QueryResult) -> Result<Place> {
    let id: CompanyId = row.try_get("", "id")?;
    let digest: Option<String> = row.try_get("", "logo_digest")?;
    let client: Option<ClientId> = row.try_get("", "client_id")?;
    let client_name: Option<String> = row.try_get("", "client_name")?;
    let role: String = row.try_get("", "role")?;
    Ok(Place {
        company: CompanyCard {
            id,
            name: row.try_get("", "name")?,
            slug: row.try_get("", "slug")?,
            accent: row.try_get("", "accent")?,
            logo: logo_path(id, digest.as_deref()),
            currency: row.try_get("", "currency")?,
        },
        face: if client.is_some() { Face::Portal } else { Face::Admin },
        permissions: crate::roles::permitted(&role, row)?,
        role,
        client: client.map(|id| PlaceClient { id, name: client_name.unwrap_or_default() }),
    })
}
