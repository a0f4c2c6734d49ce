//! Coming in with a browser: the address and the password are checked, a session is opened, its
//! secret goes into a cookie that no script can read, and only its digest is kept.

use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::StatusCode;
use chrono::TimeDelta;
use contract::UserId;
use contract::events::{About, SessionClosed, SessionOpened};
use contract::identity::Credentials;
use platform::guard::SESSION_COOKIE;
use platform::retention::Retention;
use platform::throttle::{self, Allowance};
use platform::{Actor, AppError, Result, Schedule, SystemScope, SystemTx, secrets};
use sea_orm::Value;

use crate::entities::app_user;
use crate::{passwords, users};

/// How long a session lasts, whatever is done with it.
const LIFE: TimeDelta = TimeDelta::days(14);
/// Wrong passwords for one account; then a quarter of an hour must pass, or the right address.
const BY_ACCOUNT: Allowance = Allowance { tries: 10, window: TimeDelta::minutes(15) };
/// Tries from one address: an office behind one address, not a robot.
const BY_ADDRESS: Allowance = Allowance { tries: 100, window: TimeDelta::minutes(15) };

/// A session that ended by time can be looked at for a month.
const ENDED: Retention = Retention { table: "session", column: "expires_at", keep: TimeDelta::days(30) };
/// Forgets sessions that ended long ago.
pub(crate) const RETENTION: Schedule =
    Schedule { name: "identity.sessions", every: TimeDelta::hours(1), run: |scope| Box::pin(async move { ENDED.sweep(&scope).await }) };

/// The person whose address and password these are. Unknown address, wrong password and disabled
/// account answer the same, after the same time.
pub async fn authenticate(scope: &SystemScope, credentials: &Credentials) -> Result<app_user::Model> {
    let email = users::normal(&credentials.email);
    let account = account(&email);
    let tx = scope.begin().await?;
    let keys = [(account, BY_ACCOUNT), (format!("login:address:{}", scope.meta().address), BY_ADDRESS)];
    let allowed = throttle::count(&tx, &keys).await;
    let user = users::by_email(&tx, &email).await?.filter(|user| user.disabled_at.is_none());
    // The try is counted even when it is refused.
    tx.commit().await?;
    allowed?;
    let hash = user.as_ref().map(|user| user.password_hash.as_str());
    let right = passwords::verify(&credentials.password, hash).await?;
    user.filter(|_| right).ok_or(AppError::Http(StatusCode::UNAUTHORIZED, "credentials"))
}

/// What the tries of an account are counted under.
fn account(email: &str) -> String {
    format!("login:account:{}", secrets::hex_digest(email.as_bytes()))
}

/// The person was right: the tries before do not count any more.
pub async fn proved(tx: &SystemTx, user: &app_user::Model) -> Result<()> {
    throttle::forget(tx, &account(&user.email)).await
}

/// Opens a session and gives its cookie. Each log-in has a secret of its own, so that one planted
/// before is worth nothing after.
pub async fn open(tx: &SystemTx, user: &app_user::Model) -> Result<Cookie<'static>> {
    const SQL: &str = "INSERT INTO session (digest, user_id, address, opened_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    let secret = secrets::token(tx.entropy(), "pvt_");
    let values: [Value; 5] =
        [secrets::digest(&secret).into(), user.id.0.into(), tx.meta().address.clone().into(), tx.now().into(), (tx.now() + LIFE).into()];
    tx.execute(tx.statement(SQL, SQL, values)).await?;
    tx.emit(About::new(user.id).called(&user.name), SessionOpened {}).await?;
    Ok(cookie(secret, CookieDuration::seconds(LIFE.num_seconds())))
}

/// Ends a session on the server.
pub async fn close(scope: &SystemScope, user: UserId, digest: Vec<u8>) -> Result<()> {
    const SQL: &str = "DELETE FROM session WHERE digest = $1";
    let tx = scope.begin().await?.acting(Actor::user(user));
    tx.execute(tx.statement(SQL, SQL, [digest.into()])).await?;
    tx.emit(About::new(user), SessionClosed {}).await?;
    tx.commit().await
}

/// The cookie that makes a browser forget.
pub fn farewell() -> Cookie<'static> {
    cookie(String::new(), CookieDuration::ZERO)
}

fn cookie(secret: String, life: CookieDuration) -> Cookie<'static> {
    Cookie::build(SESSION_COOKIE, secret).path("/").secure(true).http_only(true).same_site(SameSite::Lax).max_age(life).finish()
}
