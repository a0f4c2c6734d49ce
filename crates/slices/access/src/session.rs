//! Coming in and going out, and the person's own account.

use actix_web::{HttpResponse, delete, get, patch, post, put};
use contract::identity::{Credentials, Me as MeView, MePatch, PasswordChange, RefreshInput, Tokens};
use identity::{renewal, sessions, tokens, users};
use platform::zones::Zone;
use platform::{Actor, AppError, Body, Me, Problems, Result, Visitor};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::places::me;

/// Log in with a browser.
///
/// The answer sets the session cookie. Unknown address and wrong password are told apart neither by the answer nor by its time.
#[utoipa::path(
    tag = "session",
    request_body(content = Credentials, description = "Address and password."),
    security(()), extensions(("x-door" = json!("visitor"))),
    responses((status = 200, description = "Who is signed in, and where they may go.", body = MeView), Problems),
)]
#[post("/session")]
pub async fn log_in(Visitor { scope, input: Body(input), .. }: Visitor<Body<Credentials>>) -> Result<HttpResponse> {
    let user = sessions::authenticate(&scope, &input).await?;
    let tx = scope.begin().await?.acting(Actor::user(user.id));
    sessions::proved(&tx, &user).await?;
    let cookie = sessions::open(&tx, &user).await?;
    let view = me(&tx, &user).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().cookie(cookie).json(view))
}

/// Log out.
///
/// The session ends on the server; the cookie is taken back.
#[utoipa::path(
    tag = "session",
    security(("session" = [])), extensions(("x-door" = json!("me"))),
    responses((status = 204, description = "Signed out."), Problems),
)]
#[delete("/session")]
pub async fn log_out(Me { scope, identity, .. }: Me) -> Result<HttpResponse> {
    if let Some(digest) = identity.session {
        sessions::close(&scope, identity.user, digest).await?;
    }
    Ok(HttpResponse::NoContent().cookie(sessions::farewell()).finish())
}

/// Who am I?
///
/// The person and every place where they may go, with what they may do there.
#[utoipa::path(
    tag = "session",
    security(("session" = []), ("bearer" = [])), extensions(("x-door" = json!("me"))),
    responses((status = 200, description = "The person and their places.", body = MeView), Problems),
)]
#[get("/me")]
pub async fn read_me(Me { scope, identity, .. }: Me) -> Result<HttpResponse> {
    let tx = scope.read().await?;
    let user = users::by_id(&tx, identity.user).await?;
    let view = me(&tx, &user).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(view))
}

/// Change my name, language or time zone.
///
/// Also remembers the company that opens next time. What is absent is kept.
#[utoipa::path(
    tag = "session",
    request_body(content = MePatch, description = "What changes."),
    security(("session" = []), ("bearer" = [])), extensions(("x-door" = json!("me"))),
    responses((status = 200, description = "The person as they are now.", body = MeView), Problems),
)]
#[patch("/me")]
pub async fn edit_me(Me { scope, identity, input: Body(patch), .. }: Me<Body<MePatch>>) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let user = users::by_id(&tx, identity.user).await?;
    let (version, user_zone) = (user.version, user.time_zone.clone());
    let mut row = user.into_active_model();
    row.version = Set(version + 1);
    if let Some(name) = patch.name {
        row.name = Set(name.trim().to_owned());
    }
    if let Some(locale) = patch.locale {
        row.locale = Set(locale);
    }
    if let Some(zone) = patch.time_zone.value() {
        Zone::given(zone, "/time_zone")?;
    }
    row.time_zone = Set(patch.time_zone.apply(user_zone));
    if patch.current_company.is_some() {
        row.current_company_id = Set(patch.current_company);
    }
    let user = row.update(tx.conn()).await?;
    let view = me(&tx, &user).await?;
    if patch.current_company.is_some_and(|chosen| view.places.iter().all(|place| place.company.id != chosen)) {
        return Err(AppError::field("/current_company", "unknown"));
    }
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(view))
}

/// Change my password.
///
/// Every other browser and every program of the person is signed out, and they are told by mail.
#[utoipa::path(
    tag = "session",
    request_body(content = PasswordChange, description = "The password as it is, and as it shall be."),
    security(("session" = []), ("bearer" = [])), extensions(("x-door" = json!("me"))),
    responses((status = 204, description = "The new password holds."), Problems),
)]
#[put("/me/password")]
pub async fn change_password(Me { scope, identity, input: Body(input), .. }: Me<Body<PasswordChange>>) -> Result<HttpResponse> {
    renewal::change(&scope, identity.user, identity.session, input).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Tokens for a program.
///
/// An access token of 15 minutes and a refresh token that is exchanged once.
#[utoipa::path(
    tag = "session",
    request_body(content = Credentials, description = "Address and password."),
    security(()), extensions(("x-door" = json!("visitor"))),
    responses((status = 201, description = "The tokens.", body = Tokens), Problems),
)]
#[post("/tokens")]
pub async fn create_tokens(Visitor { scope, input: Body(input), .. }: Visitor<Body<Credentials>>) -> Result<HttpResponse> {
    let user = sessions::authenticate(&scope, &input).await?;
    let tx = scope.begin().await?.acting(Actor::user(user.id));
    sessions::proved(&tx, &user).await?;
    let issued = tokens::issue(&tx, user.id).await?;
    tx.commit().await?;
    Ok(HttpResponse::Created().json(issued))
}

/// New tokens for old.
///
/// The refresh token is used up. Using it a second time ends every token that came from it.
#[utoipa::path(
    tag = "session",
    request_body(content = RefreshInput, description = "The refresh token received last."),
    security(()), extensions(("x-door" = json!("visitor"))),
    responses((status = 201, description = "The new tokens.", body = Tokens), Problems),
)]
#[post("/tokens/refresh")]
pub async fn refresh_tokens(Visitor { scope, input: Body(input), .. }: Visitor<Body<RefreshInput>>) -> Result<HttpResponse> {
    Ok(HttpResponse::Created().json(tokens::refresh(&scope, &input.refresh_token).await?))
}

/// End a program's tokens.
///
/// Every token that came from the same log-in ends. An unknown token is ended already.
#[utoipa::path(
    tag = "session",
    request_body(content = RefreshInput, description = "A refresh token."),
    security(()), extensions(("x-door" = json!("visitor"))),
    responses((status = 204, description = "Ended."), Problems),
)]
#[post("/tokens/revoke")]
pub async fn revoke_tokens(Visitor { scope, input: Body(input), .. }: Visitor<Body<RefreshInput>>) -> Result<HttpResponse> {
    tokens::revoke(&scope, &input.refresh_token).await?;
    Ok(HttpResponse::NoContent().finish())
}
