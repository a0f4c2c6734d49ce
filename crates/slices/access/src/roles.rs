//! Roles: named sets of permissions. Each company has the built-in ones, which are computed from the
//! program: a row holds a role of the company's own, or what it grants and withholds beyond a built-in
//! one. A permission that a later program knows is held at once in every company.

use contract::Page;
use contract::access::Role;
use contract::permissions::{Permission, permit};
use contract::roles::{self, BuiltInRole};
use platform::{Answer, AppError, Grant, Result, Tx, keyset, operation};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QueryResult};

use crate::entities::role;

/// List the roles.
///
/// Every company has the built-in roles; their codes and ids are the same everywhere.
#[operation(get = "/companies/{company_id}/roles", tag = "members", answer = "All roles of the company.")]
pub async fn list_roles(Grant { scope, .. }: Grant<permit::RoleView>) -> Result<Answer<Page<Role>>> {
    let tx = scope.read().await?;
    let roles = all(&tx).await?;
    tx.answer(&keyset::whole(roles)).await
}

/// The built-in roles, then those of the company's own.
async fn all(tx: &Tx) -> Result<Vec<Role>> {
    let rows = tx.find::<role::Entity>().order_by_asc(role::Column::Id).all(tx.conn()).await?;
    let built_in = BuiltInRole::ALL.iter().map(|role| view(role.code(), role.id(), rows.iter().find(|row| row.code == role.code())));
    let custom = rows.iter().filter(|row| !is_built_in(&row.code)).map(|row| view(&row.code, row.id, Some(row)));
    Ok(built_in.chain(custom).collect())
}

fn view(code: &str, id: contract::RoleId, row: Option<&role::Model>) -> Role {
    let (granted, withheld) = row.map_or_else(Default::default, |row| (read(&row.granted), read(&row.withheld)));
    Role { id, code: code.to_owned(), built_in: is_built_in(code), permissions: roles::permitted(code, &granted, &withheld) }
}

fn is_built_in(code: &str) -> bool {
    code.parse::<BuiltInRole>().is_ok()
}

/// What a role permits, from a row with the company's differences: `granted` and `withheld`, both empty
/// where the company changed nothing.
pub(crate) fn permitted(code: &str, row: &QueryResult) -> Result<Vec<Permission>> {
    let list = |column| Ok::<_, AppError>(row.try_get::<Option<String>>("", column)?.as_deref().map(read).unwrap_or_default());
    Ok(roles::permitted(code, &list("granted")?, &list("withheld")?))
}

/// Permissions as they are stored; one that this program does not know permits nothing.
fn read(text: &str) -> Vec<Permission> {
    let codes: Vec<String> = serde_json::from_str(text).unwrap_or_default();
    codes.iter().filter_map(|code| code.parse().ok()).collect()
}

/// The code, if it is that of a staff role of the company.
pub(crate) async fn staff(tx: &Tx, code: &str) -> Result<String> {
    let known = match code.parse::<BuiltInRole>() {
        Ok(role) => role.is_staff(),
        Err(_) => tx.find::<role::Entity>().filter(role::Column::Code.eq(code)).one(tx.conn()).await?.is_some(),
    };
    if known { Ok(code.to_owned()) } else { Err(AppError::field("/role", "role")) }
}

/// The code, if it is that of a role of contacts; `client` when none is named.
pub(crate) fn of_contact(code: Option<&str>) -> Result<BuiltInRole> {
    let Some(code) = code else { return Ok(BuiltInRole::Client) };
    code.parse().ok().filter(|role: &BuiltInRole| !role.is_staff()).ok_or_else(|| AppError::field("/role", "role"))
}
