//! Invitations: by mail, for seven days, for one address, used once. The secret of the link is
//! derived from the invitation, so that the mail can be written after the commit and the database
//! holds only a digest.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use contract::access::{Invitation, InvitationInput, InvitationStatus};
use contract::events::{About, InvitationDeliveryRequested, InvitationRevoked, RoleCode};
use contract::permissions::permit;
use contract::roles::BuiltInRole;
use contract::words::Locale;
use contract::{ClientId, InvitationId, Page, PageQuery, UserId};
use platform::keyset::{Key, Wanted};
use platform::{Answer, AppError, Body, Config, Gone, Grant, Id, Query, Result, Tx, operation, secrets};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QuerySelect as _, Set};
use secrecy::ExposeSecret as _;

use crate::entities::{invitation, membership};
use crate::roles;

/// How long an invitation can be used.
pub(crate) const LIFE: TimeDelta = TimeDelta::days(7);

/// List the invitations of staff.
///
/// The latest first, those that were answered included.
#[operation(get = "/companies/{company_id}/invitations", tag = "members", answer = "A page of invitations.")]
pub async fn list_invitations(
    Grant { scope, input: Query(page), .. }: Grant<permit::MemberView, Query<PageQuery>>,
) -> Result<Answer<Page<Invitation>>> {
    let wanted = Wanted::read(page.cursor.as_deref(), page.limit, None, &["-invited_at"])?;
    let tx = scope.read().await?;
    let select = tx.find::<invitation::Entity>().filter(invitation::Column::ClientId.is_null());
    let sort = (invitation::Column::InvitedAt, invitation::Column::Id);
    let rows: Page<invitation::Model> =
        wanted.fetch(&tx, select, sort, |row: &invitation::Model| (Key::Instant(row.invited_at), row.id.into())).await?;
    let now = tx.now();
    tx.answer(&rows.map(|row| view(&row, now))).await
}

/// Invite a member.
///
/// A mail with a link leaves; an earlier invitation of the same address is replaced.
#[operation(post = "/companies/{company_id}/invitations", tag = "members", body = "Whom, and as what.", answer = "The invitation.")]
pub async fn invite_member(
    Grant { scope, identity, input: Body(input), .. }: Grant<permit::MemberInvite, Body<InvitationInput>>,
) -> Result<Answer<Invitation, 201>> {
    let tx = scope.begin().await?;
    let code = input.role.clone().ok_or_else(|| AppError::field("/role", "required"))?;
    let (by, role) = (identity.person()?, roles::staff(&tx, &code).await?);
    refuse_owner_by_others(&tx, by, &role).await?;
    refuse_present(&tx, &input.email, None).await?;
    let invitation = invite(&tx, by, &role, None, input).await?;
    tx.answer(&invitation).await
}

/// Revoke an invitation.
///
/// Its link is worth nothing from now on.
#[operation(delete = "/companies/{company_id}/invitations/{id}", tag = "members", id = "The invitation.", answer = "It is revoked.")]
pub async fn revoke_invitation(Grant { scope, input: Id(id), .. }: Grant<permit::MemberInvite, Id<InvitationId>>) -> Result<Gone> {
    let tx = scope.begin().await?;
    take_back(&tx, id, None).await?;
    tx.gone().await
}

/// Resend an invitation.
///
/// With a new link and seven new days; the earlier link ends.
#[operation(
    post = "/companies/{company_id}/invitations/{id}/resend",
    tag = "members",
    id = "The invitation.",
    answer = "The invitation as it is now."
)]
pub async fn resend_invitation(
    Grant { scope, identity, input: Id(id), .. }: Grant<permit::MemberInvite, Id<InvitationId>>,
) -> Result<Answer<Invitation>> {
    let tx = scope.begin().await?;
    let invitation = send_again(&tx, id, None, identity.person()?).await?;
    tx.answer(&invitation).await
}

/// Ends the invitation, of staff or of a contact of this client.
pub(crate) async fn take_back(tx: &Tx, id: InvitationId, client: Option<ClientId>) -> Result<()> {
    let row = pending(tx, id, client).await?;
    let about = About::new(id).called(&row.email).of_client(row.client_id);
    let mut row = row.into_active_model();
    row.revoked_at = Set(Some(tx.now()));
    row.update(tx.conn()).await?;
    tx.emit(about, InvitationRevoked {}).await?;
    Ok(())
}

/// A new link for the invitation, of staff or of a contact of this client.
pub(crate) async fn send_again(tx: &Tx, id: InvitationId, client: Option<ClientId>, by: UserId) -> Result<Invitation> {
    let row = pending(tx, id, client).await?;
    refuse_owner_by_others(tx, by, &row.role).await?;
    renew(tx, row, by).await
}

/// The invitation, if it was neither accepted nor taken back.
async fn pending(tx: &Tx, id: InvitationId, client: Option<ClientId>) -> Result<invitation::Model> {
    let row = tx.lock::<invitation::Entity>(id).await?;
    if row.client_id != client {
        return Err(AppError::NotFound("invitation"));
    }
    if row.accepted_at.is_some() || row.revoked_at.is_some() {
        return Err(AppError::Refused("invitation_ended"));
    }
    Ok(row)
}

/// Only owners make owners.
async fn refuse_owner_by_others(tx: &Tx, caller: UserId, role: &str) -> Result<()> {
    if role != BuiltInRole::Owner.code() {
        return Ok(());
    }
    let owners = tx.find::<membership::Entity>().filter(membership::Column::Role.eq(role));
    let owner = owners.filter(membership::Column::UserId.eq(caller)).one(tx.conn()).await?;
    if owner.is_some() { Ok(()) } else { Err(AppError::Forbidden(contract::Permission::MemberEdit)) }
}

/// Somebody who has the place already is not invited to it.
pub(crate) async fn refuse_present(tx: &Tx, email: &str, client: Option<ClientId>) -> Result<()> {
    const STAFF: &str = "SELECT 1 FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.company_id = $1 AND u.email = $2";
    const CONTACT: &str =
        "SELECT 1 FROM client_member m JOIN app_user u ON u.id = m.user_id WHERE m.company_id = $1 AND u.email = $2 AND m.client_id = $3";
    let email = identity::users::normal(email);
    let mut values = vec![tx.company().0.into(), email.into()];
    values.extend(client.map(|client| client.0.into()));
    let sql = if client.is_some() { CONTACT } else { STAFF };
    if tx.query(tx.statement(sql, sql, values)).await?.is_empty() { Ok(()) } else { Err(AppError::Refused("already_member")) }
}

/// Nobody else invites for the company until we are done: two invitations of one address at a time
/// would both find none that waits. Gives the company's language.
async fn alone(tx: &Tx) -> Result<Locale> {
    const SQL: &str = "SELECT locale FROM company WHERE id = $1";
    let rows = tx.query(tx.statement(SQL, &format!("{SQL} FOR NO KEY UPDATE"), [tx.company().0.into()])).await?;
    let row = rows.first().ok_or(AppError::NotFound("company"))?;
    Ok(row.try_get("", "locale")?)
}

/// Writes the invitation, or renews the one that waits, and says so: a job sends the mail.
pub(crate) async fn invite(tx: &Tx, by: UserId, role: &str, client: Option<ClientId>, input: InvitationInput) -> Result<Invitation> {
    let email = identity::users::normal(&input.email);
    let company_locale = alone(tx).await?;
    let waiting = tx
        .find::<invitation::Entity>()
        .filter(invitation::Column::Email.eq(&email))
        .filter(client.map_or_else(|| invitation::Column::ClientId.is_null(), |id| invitation::Column::ClientId.eq(id)))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .lock_exclusive()
        .one(tx.conn())
        .await?;
    let locale = input.locale.unwrap_or(company_locale);
    if let Some(mut row) = waiting {
        (row.role, row.message, row.locale) = (role.to_owned(), input.message, locale);
        return renew(tx, row, by).await;
    }
    let id: InvitationId = tx.id();
    let row = invitation::ActiveModel {
        id: Set(id),
        company_id: Set(tx.company()),
        email: Set(email),
        role: Set(role.to_owned()),
        client_id: Set(client),
        token_digest: Set(secrets::digest(&token(tx.config(), id, 1))),
        generation: Set(1),
        locale: Set(locale),
        message: Set(input.message),
        invited_by: Set(by),
        invited_at: Set(tx.now()),
        expires_at: Set(tx.now() + LIFE),
        accepted_at: Set(None),
        revoked_at: Set(None),
    };
    let row = tx.insert(row).await?;
    announce(tx, &row).await
}

async fn renew(tx: &Tx, row: invitation::Model, by: UserId) -> Result<Invitation> {
    let generation = row.generation + 1;
    let next = invitation::ActiveModel {
        token_digest: Set(secrets::digest(&token(tx.config(), row.id, generation))),
        generation: Set(generation),
        role: Set(row.role.clone()),
        message: Set(row.message.clone()),
        locale: Set(row.locale),
        invited_by: Set(by),
        invited_at: Set(tx.now()),
        expires_at: Set(tx.now() + LIFE),
        ..row.into_active_model()
    };
    let row = next.update(tx.conn()).await?;
    announce(tx, &row).await
}

async fn announce(tx: &Tx, row: &invitation::Model) -> Result<Invitation> {
    let invitation = view(row, tx.now());
    tx.emit(&invitation, InvitationDeliveryRequested { role: RoleCode(row.role.clone()), generation: row.generation }).await?;
    Ok(invitation)
}

/// The secret of an invitation's link: 256 bits that only this installation can derive.
pub(crate) fn token(config: &Config, id: InvitationId, generation: i32) -> String {
    let key = secrets::derive(config.secret.expose_secret(), "invitation");
    let tag = secrets::sign(&key, format!("{id}:{generation}").as_bytes());
    format!("pvi_{}", URL_SAFE_NO_PAD.encode(tag))
}

pub(crate) fn view(row: &invitation::Model, now: chrono::DateTime<chrono::Utc>) -> Invitation {
    let status = match (row.accepted_at, row.revoked_at) {
        (Some(_), _) => InvitationStatus::Accepted,
        (_, Some(_)) => InvitationStatus::Revoked,
        _ if row.expires_at <= now => InvitationStatus::Expired,
        _ => InvitationStatus::Pending,
    };
    Invitation {
        id: row.id,
        email: row.email.clone(),
        role: row.role.clone(),
        client_id: row.client_id,
        status,
        invited_at: row.invited_at,
        expires_at: row.expires_at,
    }
}
