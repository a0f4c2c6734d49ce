//! Roles: named sets of permissions. Each company has the built-in ones from its start.

use contract::access::Role;
use contract::permissions::{Permission, permit};
use contract::roles::BuiltInRole;
use contract::{Page, RoleId};
use platform::{Answer, AppError, Grant, Result, Tx, keyset, operation};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, Set};

use crate::authority::{read, write};
use crate::entities::role;

/// List the roles.
///
/// Every company has the built-in roles; their codes are stable.
#[operation(get = "/companies/{company_id}/roles", tag = "members", answer = "All roles of the company.")]
pub async fn list_roles(Grant { scope, .. }: Grant<permit::RoleView>) -> Result<Answer<Page<Role>>> {
    let tx = scope.read().await?;
    let rows = tx.find::<role::Entity>().order_by_asc(role::Column::Id).all(tx.conn()).await?;
    let roles: Vec<Role> = rows.into_iter().map(view).collect();
    tx.answer(&keyset::whole(roles)).await
}

fn view(row: role::Model) -> Role {
    Role { id: row.id, code: row.code, built_in: row.built_in, permissions: read(&row.permissions) }
}

/// Gives a new company its roles.
pub(crate) async fn lay(tx: &Tx) -> Result<()> {
    for built_in in BuiltInRole::ALL {
        add(tx, built_in.code(), true, &built_in.permissions()).await?;
    }
    Ok(())
}

/// Adds a role to the company.
pub(crate) async fn add(tx: &Tx, code: &str, built_in: bool, permissions: &[Permission]) -> Result<RoleId> {
    let row = role::ActiveModel {
        id: Set(tx.id()),
        company_id: Set(tx.company()),
        code: Set(code.to_owned()),
        built_in: Set(built_in),
        permissions: Set(write(permissions)),
        created_at: Set(tx.now()),
    };
    Ok(tx.insert(row).await?.id)
}

/// The role of this code; staff roles only, unless it is for a client's contact.
pub(crate) async fn by_code(tx: &Tx, code: &str) -> Result<role::Model> {
    let found = tx.find::<role::Entity>().filter(role::Column::Code.eq(code)).one(tx.conn()).await?;
    found.ok_or_else(|| AppError::field("/role", "role"))
}

/// The staff role of this code.
pub(crate) async fn staff(tx: &Tx, code: &str) -> Result<role::Model> {
    if code == BuiltInRole::Client.code() {
        return Err(AppError::field("/role", "role"));
    }
    by_code(tx, code).await
}
