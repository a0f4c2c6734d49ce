//! Another password for one's own account: whoever knew the old one is out.

use contract::UserId;
use contract::events::{About, PasswordChanged};
use contract::identity::{Credentials, PasswordChange};
use platform::{Actor, AppError, Result, SystemScope, SystemTx};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::entities::app_user;
use crate::{passwords, sessions, users};

/// Changes the password and ends every session but this one, and every program's tokens. The
/// current password is tried as at the log-in, and as seldom.
pub async fn change(scope: &SystemScope, user: UserId, session: Option<Vec<u8>>, input: PasswordChange) -> Result<()> {
    let tx = scope.read().await?;
    let known = users::by_id(&tx, user).await?;
    tx.commit().await?;
    passwords::check("new", &input.new, &[&known.name, &known.email])?;
    let tried = sessions::authenticate(scope, &Credentials { email: known.email, password: input.current }).await;
    tried.map_err(|refusal| match refusal {
        AppError::Http(_, "credentials") => AppError::field("/current", "wrong_password"),
        other => other,
    })?;
    let hash = passwords::hash(scope.ports().entropy.as_ref(), &input.new).await?;
    let tx = scope.begin().await?.acting(Actor::user(user));
    sessions::proved(&tx, &keep(&tx, user, hash).await?).await?;
    end_others(&tx, user, session.unwrap_or_default()).await?;
    tx.emit(About::new(user).called(known.name), PasswordChanged {}).await?;
    tx.commit().await
}

async fn keep(tx: &SystemTx, user: UserId, hash: String) -> Result<app_user::Model> {
    let row = users::by_id(tx, user).await?;
    let version = row.version;
    let mut row = row.into_active_model();
    row.password_hash = Set(hash);
    row.version = Set(version + 1);
    Ok(row.update(tx.conn()).await?)
}

async fn end_others(tx: &SystemTx, user: UserId, kept: Vec<u8>) -> Result<()> {
    const SESSIONS: &str = "DELETE FROM session WHERE user_id = $1 AND digest <> $2";
    const TOKENS: &str = "DELETE FROM refresh_token WHERE user_id = $1";
    tx.execute(tx.statement(SESSIONS, SESSIONS, [user.0.into(), kept.into()])).await?;
    tx.execute(tx.statement(TOKENS, TOKENS, [user.0.into()])).await?;
    Ok(())
}
