//! Coming in with a program: a JWT that lives a quarter of an hour, and a refresh token that is
//! exchanged once. One that is used twice was stolen: its whole family ends.

use chrono::{DateTime, TimeDelta, Utc};
use contract::UserId;
use contract::events::{About, TokenReused};
use contract::identity::Tokens;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use platform::retention::Retention;
use platform::scope::Deps;
use platform::{AppError, Config, Result, Schedule, SystemScope, SystemTx, secrets};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, QueryFilter as _, QuerySelect as _, Set};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::entities::refresh_token;

const ACCESS_LIFE: TimeDelta = TimeDelta::minutes(15);
const REFRESH_LIFE: TimeDelta = TimeDelta::days(7);
/// However often it is renewed, a family ends here.
const FAMILY_LIFE: TimeDelta = TimeDelta::days(30);
/// So long a token that was used already is recognised as stolen; no family lives longer.
const ENDED: Retention = Retention { table: "refresh_token", column: "expires_at", keep: FAMILY_LIFE };
/// Forgets tokens of families that ended.
pub(crate) const RETENTION: Schedule = Schedule {
    name: "identity.refresh_tokens",
    every: TimeDelta::hours(1),
    run: |scope| Box::pin(async move { ENDED.sweep(&scope).await }),
};
const AUDIENCE: &str = "parvis-api";
const TYPE: &str = "access";

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    jti: Uuid,
    typ: String,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// Tokens of a new family.
pub async fn issue(tx: &SystemTx, user: UserId) -> Result<Tokens> {
    renew(tx, user, tx.id(), tx.now()).await
}

/// New tokens for old. A token that was used before ends its family.
pub async fn refresh(scope: &SystemScope, token: &str) -> Result<Tokens> {
    let tx = scope.begin().await?;
    let row = find(&tx, token).await?.ok_or(AppError::Unauthenticated)?;
    if row.used_at.is_some() {
        end_family(&tx, row.family_id).await?;
        tx.emit(About::new(row.user_id), TokenReused {}).await?;
        tx.commit().await?;
        return Err(AppError::Unauthenticated);
    }
    if row.expires_at <= tx.now() || row.family_started_at + FAMILY_LIFE <= tx.now() {
        return Err(AppError::Unauthenticated);
    }
    let used = refresh_token::ActiveModel { digest: Set(row.digest), used_at: Set(Some(tx.now())), ..Default::default() };
    tx.update(used).await?;
    let tokens = renew(&tx, row.user_id, row.family_id, row.family_started_at).await?;
    tx.commit().await?;
    Ok(tokens)
}

/// Ends the family of a token; one that is unknown is ended already.
pub async fn revoke(scope: &SystemScope, token: &str) -> Result<()> {
    let tx = scope.begin().await?;
    if let Some(row) = find(&tx, token).await? {
        end_family(&tx, row.family_id).await?;
    }
    tx.commit().await
}

/// Whose access token this is, if it is ours, meant for us and alive.
pub fn verify(deps: &Deps, token: &str) -> Option<UserId> {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[AUDIENCE]);
    validation.set_issuer(&[deps.config.public_url.as_str()]);
    validation.set_required_spec_claims(&["exp", "nbf", "aud", "iss", "sub"]);
    // The library reads the system's clock; ours is injected, and compared below.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let claims = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(&key(&deps.config)), &validation).ok()?.claims;
    let now = deps.ports.clock.now().timestamp();
    (claims.typ == TYPE && claims.nbf <= now && now < claims.exp).then_some(UserId(claims.sub))
}

async fn renew(tx: &SystemTx, user: UserId, family: Uuid, started: DateTime<Utc>) -> Result<Tokens> {
    let secret = secrets::token(tx.entropy(), "pvr_");
    let row = refresh_token::ActiveModel {
        digest: Set(secrets::digest(&secret)),
        user_id: Set(user),
        family_id: Set(family),
        family_started_at: Set(started),
        issued_at: Set(tx.now()),
        expires_at: Set(tx.now() + REFRESH_LIFE),
        used_at: Set(None),
    };
    row.insert(tx.conn()).await?;
    Ok(Tokens { access_token: sign(tx, user)?, token_type: "Bearer".into(), expires_in: 900, refresh_token: secret })
}

fn sign(tx: &SystemTx, user: UserId) -> Result<String> {
    let now = tx.now();
    let claims = Claims {
        iss: tx.config().public_url.clone(),
        aud: AUDIENCE.into(),
        sub: user.0,
        jti: tx.id(),
        typ: TYPE.into(),
        iat: now.timestamp(),
        nbf: now.timestamp(),
        exp: (now + ACCESS_LIFE).timestamp(),
    };
    let key = EncodingKey::from_secret(&key(tx.config()));
    Ok(jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &key).map_err(anyhow::Error::from)?)
}

fn key(config: &Config) -> Vec<u8> {
    secrets::derive(config.secret.expose_secret(), "jwt")
}

async fn find(tx: &SystemTx, token: &str) -> Result<Option<refresh_token::Model>> {
    let select = tx.find::<refresh_token::Entity>().filter(refresh_token::Column::Digest.eq(secrets::digest(token)));
    Ok(select.lock_exclusive().one(tx.conn()).await?)
}

async fn end_family(tx: &SystemTx, family: Uuid) -> Result<()> {
    const SQL: &str = "DELETE FROM refresh_token WHERE family_id = $1";
    tx.execute(tx.statement(SQL, SQL, [family.into()])).await?;
    Ok(())
}
