//! The answer to an invitation. The row is locked, so that two answers to one link give one place;
//! an address that has an account proves it with its password, so that no link captures an account.

use chrono::{DateTime, Utc};
use contract::access::{AcceptInput, InvitationToken, InvitationView};
use contract::events::{About, InvitationAccepted};
use contract::identity::{Credentials, Face, Me as MeView};
use contract::{ClientId, CompanyId, FieldError};
use identity::entities::app_user;
use identity::users::NewUser;
use identity::{passwords, sessions, users};
use platform::{Actor, Answer, AppError, Body, Result, SystemScope, SystemTx, Tx, Visitor, operation, secrets};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Set};

use crate::card::card;
use crate::entities::{client, company, invitation};
use crate::members::{add_client_member, add_member};
use crate::places::me;
use crate::roles;

const ENDED: AppError = AppError::Refused("invitation_ended");

/// Inspect an invitation.
///
/// Reading it uses nothing up: mail scanners may follow links.
#[operation(post = "/invitations/inspect", tag = "session", body = "The secret of the link.", answer = "Who invites whom, as what.")]
pub async fn inspect_invitation(
    Visitor { scope, input: Body(input), .. }: Visitor<Body<InvitationToken>>,
) -> Result<Answer<InvitationView>> {
    let tx = scope.read().await?;
    let row = usable(&tx, &input.token, false).await?;
    let registered = users::by_email(&tx, &row.email).await?.is_some();
    let tx = tx.enter(row.company_id, Actor::SYSTEM).await?;
    let view = offer(&tx, &row, registered).await?;
    tx.commit().await?;
    Ok(Answer::of(&view))
}

async fn offer(tx: &Tx, row: &invitation::Model, registered: bool) -> Result<InvitationView> {
    let company = tx.get::<company::Entity>(tx.company().0).await?;
    let client = match row.client_id {
        Some(id) => Some(tx.get::<client::Entity>(id.0).await?.name),
        None => None,
    };
    let face = if client.is_some() { Face::Portal } else { Face::Admin };
    Ok(InvitationView {
        company: card(&company),
        email: row.email.clone(),
        role: row.role.clone(),
        face,
        client,
        registered,
        expires_at: row.expires_at,
    })
}

/// Accept an invitation.
///
/// A new person gives a name and a password; somebody with an account gives its password. The answer sets the session cookie.
#[operation(post = "/invitations/accept", tag = "session", body = "The answer.", answer = "Who is signed in, and where they may go.")]
pub async fn accept_invitation(Visitor { scope, input: Body(input), .. }: Visitor<Body<AcceptInput>>) -> Result<Answer<MeView>> {
    let person = person(&scope, &input).await?;
    let tx = scope.begin().await?;
    let row = usable(&tx, &input.token, true).await?;
    let user = match person {
        Person::Known(user) => user,
        Person::New(new) => users::register(&tx, new).await?,
    };
    let (id, email, company, client, role) = (row.id, row.email.clone(), row.company_id, row.client_id, row.role.clone());
    let cookie = sessions::open(&tx, &user).await?;
    let mut answered = row.into_active_model();
    answered.accepted_at = Set(Some(tx.now()));
    answered.update(tx.conn()).await?;
    let tx = tx.enter(company, Actor::user(user.id)).await?;
    join(&tx, &user, client, &role).await?;
    tx.emit(About::new(id).called(email).of_client(client), InvitationAccepted {}).await?;
    tx.commit().await?;
    let view = arrived(&scope, &user, company).await?;
    Answer::of(&view).with_cookie(&cookie)
}

async fn join(tx: &Tx, user: &app_user::Model, client: Option<ClientId>, role: &str) -> Result<()> {
    match client {
        Some(client) => add_client_member(tx, user, client, roles::of_contact(Some(role))?).await.map(|_| ()),
        None => add_member(tx, user, role).await.map(|_| ()),
    }
}

async fn arrived(scope: &SystemScope, user: &app_user::Model, company: CompanyId) -> Result<MeView> {
    let tx = scope.read().await?;
    let mut view = me(&tx, user).await?;
    view.current_company = Some(company);
    tx.commit().await?;
    Ok(view)
}

enum Person {
    Known(app_user::Model),
    New(NewUser),
}

/// Who answers. Hashing takes time: it is done before the transaction.
async fn person(scope: &SystemScope, input: &AcceptInput) -> Result<Person> {
    let tx = scope.read().await?;
    let row = usable(&tx, &input.token, false).await?;
    let known = users::by_email(&tx, &row.email).await?;
    tx.commit().await?;
    if known.is_some() {
        let credentials = Credentials { email: row.email, password: input.password.clone() };
        return sessions::authenticate(scope, &credentials).await.map(Person::Known);
    }
    let name = input.name.clone().filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| AppError::Invalid(vec![FieldError::new("/name", "required")]))?;
    passwords::check("password", &input.password, &[&name, &row.email])?;
    let password_hash = passwords::hash(scope.ports().entropy.as_ref(), &input.password).await?;
    Ok(Person::New(NewUser { email: row.email, name, locale: input.locale.unwrap_or(row.locale), password_hash }))
}

/// The invitation of this secret, if it can still be used.
async fn usable(tx: &SystemTx, token: &str, lock: bool) -> Result<invitation::Model> {
    let select = tx.find::<invitation::Entity>().filter(invitation::Column::TokenDigest.eq(secrets::digest(token)));
    let select = if lock { select.lock_exclusive() } else { select };
    let row = select.one(tx.conn()).await?.ok_or(ENDED)?;
    if is_open(&row, tx.now()) { Ok(row) } else { Err(ENDED) }
}

fn is_open(row: &invitation::Model, now: DateTime<Utc>) -> bool {
    row.accepted_at.is_none() && row.revoked_at.is_none() && now < row.expires_at
}
