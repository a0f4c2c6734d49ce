//! The people who speak for a client in the portal.

use contract::access::{Invitation, InvitationInput};
use contract::clients::ClientMember;
use contract::events::{About, ClientMemberRemoved};
use contract::permissions::permit;
use contract::{ClientId, ClientMemberId, InvitationId, Page};
use platform::{Answer, AppError, Body, Gone, Grant, Id, Result, SubId, Tx, keyset, operation};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QueryResult, QuerySelect as _};

use crate::entities::{client, client_member, invitation};
use crate::{invitations, roles};

const MEMBERS: &str = "SELECT m.id, m.client_id, m.user_id, m.role, u.name, u.email, m.created_at FROM client_member m JOIN app_user u ON u.id = m.user_id \
                       WHERE m.company_id = $1 AND m.client_id = $2 ORDER BY m.created_at, m.id LIMIT 200";

/// List the contacts of a client.
///
/// At most 200, in the order in which they joined.
#[operation(get = "/companies/{company_id}/clients/{id}/members", tag = "clients", id = "The client.", answer = "The contacts.")]
pub async fn list_client_members(
    Grant { scope, input: Id(id), .. }: Grant<permit::ClientMemberView, Id<ClientId>>,
) -> Result<Answer<Page<ClientMember>>> {
    let tx = scope.read().await?;
    tx.get::<client::Entity>(id.0).await?;
    let found = members(&tx, id).await?;
    tx.answer(&keyset::whole(found)).await
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

/// Remove a contact of a client.
///
/// It ends with their next request.
#[operation(
    delete = "/companies/{company_id}/clients/{id}/members/{sub_id}",
    tag = "clients",
    id = "The client.",
    sub_id = "The contact.",
    answer = "Their access ended."
)]
pub async fn remove_client_member(
    Grant { scope, input: (Id(id), SubId(member)), .. }: Grant<permit::ClientInvite, (Id<ClientId>, SubId<ClientMemberId>)>,
) -> Result<Gone> {
    let tx = scope.begin().await?;
    tx.get::<client::Entity>(id.0).await?;
    let found = members(&tx, id).await?.into_iter().find(|row| row.id == member).ok_or(AppError::NotFound("client_member"))?;
    tx.delete::<client_member::Entity>(member.0).await?;
    tx.emit(About::new(member).called(found.name).of_client(id), ClientMemberRemoved {}).await?;
    tx.gone().await
}

/// List the invitations to the portal.
///
/// At most 200, the latest first.
#[operation(get = "/companies/{company_id}/clients/{id}/invitations", tag = "clients", id = "The client.", answer = "The invitations.")]
pub async fn list_client_invitations(
    Grant { scope, input: Id(id), .. }: Grant<permit::ClientMemberView, Id<ClientId>>,
) -> Result<Answer<Page<Invitation>>> {
    let tx = scope.read().await?;
    tx.get::<client::Entity>(id.0).await?;
    let select =
        tx.find::<invitation::Entity>().filter(invitation::Column::ClientId.eq(id)).order_by_desc(invitation::Column::InvitedAt).limit(200);
    let rows = select.all(tx.conn()).await?;
    let found: Vec<Invitation> = rows.iter().map(|row| invitations::view(row, tx.now())).collect();
    tx.answer(&keyset::whole(found)).await
}

/// Invite a contact of a client.
///
/// A mail with a link leaves, in the client's language unless another is named.
#[operation(
    post = "/companies/{company_id}/clients/{id}/invitations",
    tag = "clients",
    id = "The client.",
    body = "Whom.",
    answer = "The invitation."
)]
pub async fn invite_client_member(
    Grant { scope, identity, input: (Id(id), Body(mut input)), .. }: Grant<permit::ClientInvite, (Id<ClientId>, Body<InvitationInput>)>,
) -> Result<Answer<Invitation, 201>> {
    let tx = scope.begin().await?;
    let client = tx.get::<client::Entity>(id.0).await?;
    let role = roles::of_contact(input.role.as_deref())?;
    input.locale = input.locale.or(Some(client.locale));
    invitations::refuse_present(&tx, &input.email, Some(id)).await?;
    let invitation = invitations::invite(&tx, identity.person()?, role.code(), Some(id), input).await?;
    tx.answer(&invitation).await
}

/// Revoke an invitation to the portal.
///
/// Its link is worth nothing from now on.
#[operation(
    delete = "/companies/{company_id}/clients/{id}/invitations/{sub_id}",
    tag = "clients",
    id = "The client.",
    sub_id = "The invitation.",
    answer = "It is revoked."
)]
pub async fn revoke_client_invitation(
    Grant { scope, input: (Id(id), SubId(invitation)), .. }: Grant<permit::ClientInvite, (Id<ClientId>, SubId<InvitationId>)>,
) -> Result<Gone> {
    let tx = scope.begin().await?;
    invitations::take_back(&tx, invitation, Some(id)).await?;
    tx.gone().await
}

/// Resend an invitation to the portal.
///
/// With a new link and seven new days; the earlier link ends.
#[operation(
    post = "/companies/{company_id}/clients/{id}/invitations/{sub_id}/resend",
    tag = "clients",
    id = "The client.",
    sub_id = "The invitation.",
    answer = "The invitation as it is now."
)]
pub async fn resend_client_invitation(
    Grant { scope, identity, input: (Id(id), SubId(invitation)), .. }: Grant<permit::ClientInvite, (Id<ClientId>, SubId<InvitationId>)>,
) -> Result<Answer<Invitation>> {
    let tx = scope.begin().await?;
    let invitation = invitations::send_again(&tx, invitation, Some(id), identity.person()?).await?;
    tx.answer(&invitation).await
}
