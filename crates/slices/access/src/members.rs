//! Who works in a company, and as what. There is always an owner, also when two owners leave at
//! the same moment: the owners' rows are locked before one is changed.

use chrono::{DateTime, Utc};
use contract::access::{Member, MemberPatch};
use contract::events::{About, ClientMemberJoined, MemberJoined, MemberRemoved, RoleChanged, RoleCode};
use contract::permissions::permit;
use contract::roles::BuiltInRole;
use contract::{ClientId, MembershipId, Page, PageQuery, Version};
use identity::entities::app_user;
use platform::keyset::{Key, Wanted};
use platform::{
    Answer, AppError, Body, Current, Gone, Grant, Id, IfMatch, OnConstraint as _, Principal, Query, Result, Tx, operation, same_version,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, FromQueryResult, IntoActiveModel as _, JoinType, QueryFilter as _, QuerySelect as _, Set,
};

use crate::entities::{client_member, membership};
use crate::roles;

#[derive(Debug, FromQueryResult)]
struct Row {
    id: MembershipId,
    user_id: contract::UserId,
    name: String,
    email: String,
    role: String,
    created_at: DateTime<Utc>,
    version: i64,
}

impl From<Row> for Member {
    fn from(row: Row) -> Self {
        let Row { id, user_id, name, email, role, created_at, version } = row;
        Self { id, user_id, name, email, role, joined_at: created_at, version }
    }
}

fn rows(tx: &Tx) -> sea_orm::Select<membership::Entity> {
    use sea_orm::RelationTrait as _;
    tx.find::<membership::Entity>()
        .select_only()
        .columns([
            membership::Column::Id,
            membership::Column::UserId,
            membership::Column::Role,
            membership::Column::CreatedAt,
            membership::Column::Version,
        ])
        .column_as(app_user::Column::Name, "name")
        .column_as(app_user::Column::Email, "email")
        .join(JoinType::InnerJoin, membership::Relation::User.def())
}

/// List the members.
///
/// In the order in which they joined.
#[operation(get = "/companies/{company_id}/members", tag = "members", answer = "A page of members.")]
pub async fn list_members(
    Grant { scope, input: Query(page), .. }: Grant<permit::MemberView, Query<PageQuery>>,
) -> Result<Answer<Page<Member>>> {
    let wanted = Wanted::read(page.cursor.as_deref(), page.limit, None, &["created_at"])?;
    let tx = scope.read().await?;
    let sort = ((membership::Entity, membership::Column::CreatedAt), (membership::Entity, membership::Column::Id));
    let found: Page<Row> = wanted.fetch(&tx, rows(&tx), sort, |row: &Row| (Key::Instant(row.created_at), row.id.into())).await?;
    tx.answer(&found.map(Member::from)).await
}

/// Change the role of a member.
///
/// Only an owner makes or unmakes owners, and there is always one.
#[operation(
    patch = "/companies/{company_id}/members/{id}",
    tag = "members",
    id = "The member.",
    body = "The role.",
    answer = "The member as they are now."
)]
pub async fn edit_member(
    Grant { scope, identity, input: (Id(id), seen, Body(patch)), .. }: Grant<
        permit::MemberEdit,
        (Id<MembershipId>, Option<IfMatch>, Body<MemberPatch>),
    >,
) -> Result<Current<Member>> {
    let tx = scope.begin().await?;
    let next = roles::staff(&tx, &patch.role).await?;
    let owners = Owners::lock(&tx).await?;
    let row = tx.lock::<membership::Entity>(id).await?;
    let before = one(&tx, id).await?;
    same_version(seen.map(Version::from), row.version, async { Ok(&before) }).await?;
    if before.role != next {
        owners.may_change(identity.principal, &row, Some(&next))?;
        let version = row.version;
        let mut changed = row.into_active_model();
        changed.role = Set(next.clone());
        changed.version = Set(version + 1);
        changed.update(tx.conn()).await?;
        let previous = [("role".to_owned(), before.role.clone().into())].into();
        let about = About::new(id).called(&before.name).at(version + 1);
        tx.emit_change(about, RoleChanged { role: RoleCode(next) }, &previous).await?;
    }
    let member = one(&tx, id).await?;
    tx.done(&member).await
}

/// Remove a member.
///
/// Their access ends with the next request. The last owner cannot be removed.
#[operation(delete = "/companies/{company_id}/members/{id}", tag = "members", id = "The member.", answer = "They work here no longer.")]
pub async fn remove_member(Grant { scope, identity, input: Id(id), .. }: Grant<permit::MemberDelete, Id<MembershipId>>) -> Result<Gone> {
    let tx = scope.begin().await?;
    let owners = Owners::lock(&tx).await?;
    let row = tx.lock::<membership::Entity>(id).await?;
    owners.may_change(identity.principal, &row, None)?;
    let member = one(&tx, id).await?;
    tx.delete::<membership::Entity>(id).await?;
    tx.emit(&member, MemberRemoved { role: RoleCode(member.role.clone()) }).await?;
    tx.gone().await
}

async fn one(tx: &Tx, id: MembershipId) -> Result<Member> {
    let row = rows(tx).filter(membership::Column::Id.eq(id)).into_model::<Row>().one(tx.conn()).await?;
    Ok(row.ok_or(AppError::NotFound("member"))?.into())
}

/// The owners of the company, held still until the transaction ends.
struct Owners(Vec<membership::Model>);

impl Owners {
    async fn lock(tx: &Tx) -> Result<Self> {
        let owners = tx.find::<membership::Entity>().filter(membership::Column::Role.eq(BuiltInRole::Owner.code()));
        Ok(Self(owners.lock_exclusive().all(tx.conn()).await?))
    }

    /// Whether the caller may give the member this role, or none.
    fn may_change(&self, caller: Principal, row: &membership::Model, next: Option<&str>) -> Result<()> {
        let was_owner = self.0.iter().any(|owner| owner.id == row.id);
        let becomes_owner = next.is_some_and(|role| role == BuiltInRole::Owner.code());
        let caller_owns = self.0.iter().any(|owner| Some(owner.user_id) == caller.person());
        if (was_owner || becomes_owner) && !caller_owns {
            return Err(AppError::Forbidden(contract::Permission::MemberEdit));
        }
        if was_owner && !becomes_owner && self.0.len() == 1 {
            return Err(AppError::Refused("last_owner"));
        }
        Ok(())
    }
}

/// Gives a person a place in the company.
pub async fn add_member(tx: &Tx, user: &app_user::Model, role: &str) -> Result<MembershipId> {
    let role = roles::staff(tx, role).await?;
    let row = membership::ActiveModel {
        id: Set(tx.id()),
        company_id: Set(tx.company()),
        user_id: Set(user.id),
        role: Set(role.clone()),
        created_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(tx.conn()).await.on_unique(&["user_id"], "/email")?;
    tx.emit(About::new(row.id).called(&user.name).at(1), MemberJoined { role: RoleCode(role) }).await?;
    Ok(row.id)
}

/// Lets a person speak for a client.
pub async fn add_client_member(tx: &Tx, user: &app_user::Model, client: ClientId, role: BuiltInRole) -> Result<contract::ClientMemberId> {
    let row = client_member::ActiveModel {
        id: Set(tx.id()),
        company_id: Set(tx.company()),
        client_id: Set(client),
        user_id: Set(user.id),
        role: Set(role.code().to_owned()),
        created_at: Set(tx.now()),
    };
    let row = row.insert(tx.conn()).await.on_unique(&["client_id", "user_id"], "/email")?;
    tx.emit(About::new(row.id).called(&user.name).of_client(client), ClientMemberJoined { role: Some(RoleCode(row.role)) }).await?;
    Ok(row.id)
}

/// Where mails to the staff go: the company's own address, else that of its first owner.
pub async fn staff_address(tx: &Tx, company: &contract::access::Company) -> Result<Option<String>> {
    const SQL: &str = "SELECT u.email FROM membership m JOIN app_user u ON u.id = m.user_id \
                       WHERE m.company_id = $1 AND m.role = $2 ORDER BY m.created_at, m.id LIMIT 1";
    if company.email.is_some() {
        return Ok(company.email.clone());
    }
    let rows = tx.query(tx.statement(SQL, SQL, [tx.company().0.into(), BuiltInRole::Owner.code().into()])).await?;
    Ok(rows.first().map(|row| row.try_get("", "email")).transpose()?)
}
