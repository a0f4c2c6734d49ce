//! Accounts.

use contract::UserId;
use contract::events::{About, UserRegistered};
use contract::identity::User;
use contract::words::Locale;
use platform::{AppError, OnConstraint as _, Result, SystemTx};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, Set};

use crate::entities::app_user;

/// A person to add.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Their address; kept in lower case.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their language.
    pub locale: Locale,
    /// From `passwords::hash`.
    pub password_hash: String,
}

/// An address as it is kept and compared.
pub fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Adds a person; an address has one account.
pub async fn register(tx: &SystemTx, new: NewUser) -> Result<app_user::Model> {
    let row = app_user::ActiveModel {
        id: Set(tx.id()),
        email: Set(normal(&new.email)),
        name: Set(new.name.trim().to_owned()),
        locale: Set(new.locale),
        password_hash: Set(new.password_hash),
        current_company_id: Set(None),
        disabled_at: Set(None),
        created_at: Set(tx.now()),
        version: Set(1),
    };
    let user = row.insert(tx.conn()).await.on_unique(&["email"], "/email")?;
    tx.emit(About::new(user.id).called(&user.name), UserRegistered {}).await?;
    Ok(user)
}

/// The account of an address.
pub async fn by_email(tx: &SystemTx, email: &str) -> Result<Option<app_user::Model>> {
    Ok(tx.find::<app_user::Entity>().filter(app_user::Column::Email.eq(normal(email))).one(tx.conn()).await?)
}

/// The account of a person who is signed in.
pub async fn by_id(tx: &SystemTx, id: UserId) -> Result<app_user::Model> {
    tx.find::<app_user::Entity>().filter(app_user::Column::Id.eq(id)).one(tx.conn()).await?.ok_or(AppError::Unauthenticated)
}

/// The person as they see themselves.
pub fn view(user: &app_user::Model) -> User {
    User { id: user.id, email: user.email.clone(), name: user.name.clone(), locale: user.locale }
}
