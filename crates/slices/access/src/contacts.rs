//! The people who speak for a client in the portal.

use actix_web::{HttpResponse, delete, get, post};
use contract::access::{Invitation, InvitationInput};
use contract::clients::ClientMember;
use contract::events::{About, ClientMemberRemoved};
use contract::permissions::permit;
use contract::{ClientId, ClientMemberId, CompanyId, InvitationId, Page};
use platform::{AppError, Body, Grant, Id, Problems, Result, SubId, Tx, keyset};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QueryResult, QuerySelect as _};

use crate::entities::{client, client_member, invitation};
use crate::{invitations, roles};

const MEMBERS: &str = "SELECT m.id, m.client_id, m.user_id, m.role, u.name, u.email, m.created_at FROM client_member m JOIN app_user u ON u.id = m.user_id \
                       WHERE m.company_id = $1 AND m.client_id = $2 ORDER BY m.created_at, m.id LIMIT 200";

/// Who speaks for the client.
///
/// At most 200, in the order in which they joined.
#[utoipa::path(
    tag = "clients",
    params(("company_id" = CompanyId, Path, description = "The company."), ("id" = ClientId, Path, description = "The client.")),
    security(("session" = ["client_member:view"]), ("bearer" = ["client_member:view"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "The contacts.", body = Page<ClientMember>), Problems),
)]
#[get("/companies/{company_id}/clients/{id}/members")]
pub async fn list_client_members(
    Grant { scope, input: Id(id), .. }: Grant<permit::ClientMemberView, Id<ClientId>>,
) -> Result<HttpResponse> {
    let tx = scope.read().await?;
    tx.get::<client::Entity>(id.0).await?;
    let found = members(&tx, id).await?;
    tx.list(&keyset::whole(found)).await
}

async fn members(tx: &Tx, client: ClientId) -> Result<Vec<ClientMember>> {
    let rows = tx.query(tx.statement(MEMBERS, MEMBERS, [tx.company().0.into(), client.0.into()])).await?;
    rows.iter().map(member).collect()
}

fn member(row: &QueryResult) -> Result<ClientMember> {
    Ok(ClientMember {
        id: row.try_get("", "id")?,
        client_id: row.try_get("", "client_id")?,
        user_id: row.try_get("", "user_id")?,
        role: row.try_get("", "role")?,
        name: row.try_get("", "name")?,
        email: row.try_get("", "email")?,
        joined_at: row.try_get("", "created_at")?,
    })
}

/// End somebody's access to the client's portal.
///
/// It ends with their next request.
#[utoipa::path(
    tag = "clients",
    params(
        ("company_id" = CompanyId, Path, description = "The company."), ("id" = ClientId, Path, description = "The client."),
        ("sub_id" = ClientMemberId, Path, description = "The contact."),
    ),
    security(("session" = ["client:invite"]), ("bearer" = ["client:invite"])), extensions(("x-door" = json!("grant"))),
    responses((status = 204, description = "Their access ended."), Problems),
)]
#[delete("/companies/{company_id}/clients/{id}/members/{sub_id}")]
pub async fn remove_client_member(
    Grant { scope, input: (Id(id), SubId(member)), .. }: Grant<permit::ClientInvite, (Id<ClientId>, SubId<ClientMemberId>)>,
) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    tx.get::<client::Entity>(id.0).await?;
    let found = members(&tx, id).await?.into_iter().find(|row| row.id == member).ok_or(AppError::NotFound("client_member"))?;
    tx.delete::<client_member::Entity>(member.0).await?;
    tx.emit(About::new(member).called(found.name).of_client(id), ClientMemberRemoved {}).await?;
    tx.gone().await
}

/// Invitations to the client's portal.
///
/// At most 200, the latest first.
#[utoipa::path(
    tag = "clients",
    params(("company_id" = CompanyId, Path, description = "The company."), ("id" = ClientId, Path, description = "The client.")),
    security(("session" = ["client_member:view"]), ("bearer" = ["client_member:view"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "The invitations.", body = Page<Invitation>), Problems),
)]
#[get("/companies/{company_id}/clients/{id}/invitations")]
pub async fn list_client_invitations(
    Grant { scope, input: Id(id), .. }: Grant<permit::ClientMemberView, Id<ClientId>>,
) -> Result<HttpResponse> {
    let tx = scope.read().await?;
    tx.get::<client::Entity>(id.0).await?;
    let select =
        tx.find::<invitation::Entity>().filter(invitation::Column::ClientId.eq(id)).order_by_desc(invitation::Column::InvitedAt).limit(200);
    let rows = select.all(tx.conn()).await?;
    let found: Vec<Invitation> = rows.iter().map(|row| invitations::view(row, tx.now())).collect();
    tx.list(&keyset::whole(found)).await
}

/// Invite somebody to the client's portal.
///
/// A mail with a link leaves, in the client's language unless another is named.
#[utoipa::path(
    tag = "clients",
    params(("company_id" = CompanyId, Path, description = "The company."), ("id" = ClientId, Path, description = "The client.")),
    request_body(content = InvitationInput, description = "Whom."),
    security(("session" = ["client:invite"]), ("bearer" = ["client:invite"])), extensions(("x-door" = json!("grant"))),
    responses((status = 201, description = "The invitation.", body = Invitation), Problems),
)]
#[post("/companies/{company_id}/clients/{id}/invitations")]
pub async fn invite_client_member(
    Grant { scope, identity, input: (Id(id), Body(mut input)), .. }: Grant<permit::ClientInvite, (Id<ClientId>, Body<InvitationInput>)>,
) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let client = tx.get::<client::Entity>(id.0).await?;
    let role = roles::of_contact(input.role.as_deref())?;
    input.locale = input.locale.or(Some(client.locale));
    invitations::refuse_present(&tx, &input.email, Some(id)).await?;
    let invitation = invitations::invite(&tx, identity.person()?, role.code(), Some(id), input).await?;
    tx.answer(actix_web::http::StatusCode::CREATED, &invitation, None).await
}

/// Take an invitation to the portal back.
///
/// Its link is worth nothing from now on.
#[utoipa::path(
    tag = "clients",
    params(
        ("company_id" = CompanyId, Path, description = "The company."), ("id" = ClientId, Path, description = "The client."),
        ("sub_id" = InvitationId, Path, description = "The invitation."),
    ),
    security(("session" = ["client:invite"]), ("bearer" = ["client:invite"])), extensions(("x-door" = json!("grant"))),
    responses((status = 204, description = "Taken back."), Problems),
)]
#[delete("/companies/{company_id}/clients/{id}/invitations/{sub_id}")]
pub async fn revoke_client_invitation(
    Grant { scope, input: (Id(id), SubId(invitation)), .. }: Grant<permit::ClientInvite, (Id<ClientId>, SubId<InvitationId>)>,
) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    invitations::take_back(&tx, invitation, Some(id)).await?;
    tx.gone().await
}

/// Send an invitation to the portal again.
///
/// With a new link and seven new days; the earlier link ends.
#[utoipa::path(
    tag = "clients",
    params(
        ("company_id" = CompanyId, Path, description = "The company."), ("id" = ClientId, Path, description = "The client."),
        ("sub_id" = InvitationId, Path, description = "The invitation."),
    ),
    security(("session" = ["client:invite"]), ("bearer" = ["client:invite"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "The invitation as it is now.", body = Invitation), Problems),
)]
#[post("/companies/{company_id}/clients/{id}/invitations/{sub_id}/resend")]
pub async fn resend_client_invitation(
    Grant { scope, identity, input: (Id(id), SubId(invitation)), .. }: Grant<permit::ClientInvite, (Id<ClientId>, SubId<InvitationId>)>,
) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let invitation = invitations::send_again(&tx, invitation, Some(id), identity.person()?).await?;
    tx.answer(actix_web::http::StatusCode::OK, &invitation, None).await
}
