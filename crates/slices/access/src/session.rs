//! Coming in and going out, and the person's own account.

use contract::identity::{Credentials, Me as MeView, MePatch, PasswordChange, RefreshInput, Tokens};
use identity::{renewal, sessions, tokens, users};
use platform::{Actor, Answer, AppError, Body, Gone, Me, Result, Visitor, operation};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::places::me;

/// Log in with a browser.
///
/// The answer sets the session cookie. Unknown address and wrong password are told apart neither by the answer nor by its time.
#[operation(post = "/session", tag = "session", body = "Address and password.", answer = "Who is signed in, and where they may go.")]
pub async fn log_in(Visitor { scope, input: Body(input), .. }: Visitor<Body<Credentials>>) -> Result<Answer<MeView>> {
    let user = sessions::authenticate(&scope, &input).await?;
    let tx = scope.begin().await?.acting(Actor::user(user.id));
    sessions::proved(&tx, &user).await?;
    let cookie = sessions::open(&tx, &user).await?;
    let view = me(&tx, &user).await?;
    tx.commit().await?;
    Answer::of(&view).with_cookie(&cookie)
}

/// Log out.
///
/// The session ends on the server; the cookie is taken back.
#[operation(delete = "/session", tag = "session", answer = "Signed out.")]
pub async fn log_out(Me { scope, identity, user, .. }: Me) -> Result<Gone> {
    if let Some(digest) = identity.session {
        sessions::close(&scope, user, digest).await?;
    }
    Gone::nothing().with_cookie(&sessions::farewell())
}

/// Read my account.
///
/// The person and every place where they may go, with what they may do there.
#[operation(get = "/me", tag = "session", answer = "The person and their places.")]
pub async fn read_me(Me { scope, user, .. }: Me) -> Result<Answer<MeView>> {
    let tx = scope.read().await?;
    let user = users::by_id(&tx, user).await?;
    let view = me(&tx, &user).await?;
    tx.commit().await?;
    Ok(Answer::of(&view))
}

/// Update my account.
///
/// Also remembers the company that opens next time. What is absent is kept.
#[operation(patch = "/me", tag = "session", body = "What changes.", answer = "The person as they are now.")]
pub async fn edit_me(Me { scope, user, input: Body(patch), .. }: Me<Body<MePatch>>) -> Result<Answer<MeView>> {
    let tx = scope.begin().await?;
    let user = users::by_id(&tx, user).await?;
    let version = user.version;
    let mut row = user.into_active_model();
    row.version = Set(version + 1);
    if let Some(name) = patch.name {
        row.name = Set(name.trim().to_owned());
    }
    if let Some(locale) = patch.locale {
        row.locale = Set(locale);
    }
    if patch.current_company.is_some() {
        row.current_company_id = Set(patch.current_company);
    }
    let user = row.update(tx.conn()).await?;
    let view = me(&tx, &user).await?;
    if patch.current_company.is_some_and(|chosen| view.places.iter().all(|place| place.company.id != chosen)) {
        return Err(AppError::field("/current_company", "unknown"));
    }
    tx.commit().await?;
    Ok(Answer::of(&view))
}

/// Change my password.
///
/// Every other browser and every program of the person is signed out, and they are told by mail.
#[operation(put = "/me/password", tag = "session", body = "The password as it is, and as it shall be.", answer = "The new password holds.")]
pub async fn change_password(Me { scope, identity, user, input: Body(input) }: Me<Body<PasswordChange>>) -> Result<Gone> {
    renewal::change(&scope, user, identity.session, input).await?;
    Ok(Gone::nothing())
}

/// Create tokens for a program.
///
/// An access token of 15 minutes and a refresh token that is exchanged once.
#[operation(post = "/tokens", tag = "session", body = "Address and password.", answer = "The tokens.")]
pub async fn create_tokens(Visitor { scope, input: Body(input), .. }: Visitor<Body<Credentials>>) -> Result<Answer<Tokens, 201>> {
    let user = sessions::authenticate(&scope, &input).await?;
    let tx = scope.begin().await?.acting(Actor::user(user.id));
    sessions::proved(&tx, &user).await?;
    let issued = tokens::issue(&tx, user.id).await?;
    tx.commit().await?;
    Ok(Answer::of(&issued))
}

/// Refresh tokens.
///
/// The refresh token is used up. Using it a second time ends every token that came from it.
#[operation(post = "/tokens/refresh", tag = "session", body = "The refresh token received last.", answer = "The new tokens.")]
pub async fn refresh_tokens(Visitor { scope, input: Body(input), .. }: Visitor<Body<RefreshInput>>) -> Result<Answer<Tokens, 201>> {
    Ok(Answer::of(&tokens::refresh(&scope, &input.refresh_token).await?))
}

/// Revoke tokens.
///
/// Every token that came from the same log-in ends. An unknown token is ended already.
#[operation(post = "/tokens/revoke", tag = "session", body = "A refresh token.", answer = "Ended.")]
pub async fn revoke_tokens(Visitor { scope, input: Body(input), .. }: Visitor<Body<RefreshInput>>) -> Result<Gone> {
    tokens::revoke(&scope, &input.refresh_token).await?;
    Ok(Gone::nothing())
}
