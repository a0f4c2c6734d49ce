//! Finding projects.

use contract::permissions::permit;
use contract::projects::{Project, ProjectFilter, ProjectStatus};
use contract::{Page, ProjectId};
use platform::keyset::{Key, Wanted, holds, searched, words};
use platform::{Answer, Current, Grant, Id, IfNoneMatch, Query, Result, Tx, operation};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder as _, QuerySelect as _, Select};

use crate::project::{self, Column, Entity, Named, named, view};

const SORTS: &[&str] = &["-created_at", "created_at", "name", "-name"];

/// List the projects.
///
/// Those in use, or with `archived=true` the archived ones. A contact in the portal sees
/// the projects of the clients for which they speak that are begun and not kept to the staff.
#[operation(get = "/companies/{company_id}/projects", tag = "projects", answer = "A page of projects.")]
pub async fn list_projects(
    Grant { scope, input: Query(filter), .. }: Grant<permit::ProjectView, Query<ProjectFilter>>,
) -> Result<Answer<Page<Project>>> {
    let tx = scope.read().await?;
    let page = page(&tx, &filter).await?;
    tx.answer(&page).await
}

/// Read a project.
///
/// The answer carries the version as `ETag`; give it back as `If-None-Match` to hear 304 while
/// nothing changed, and as `If-Match` to change it.
#[operation(get = "/companies/{company_id}/projects/{id}", tag = "projects", id = "The project.", answer = "The project.")]
pub async fn read_project(
    Grant { scope, input: (Id(id), held), .. }: Grant<permit::ProjectView, (Id<ProjectId>, IfNoneMatch)>,
) -> Result<Current<Project>> {
    let tx = scope.read().await?;
    let project = project::get(&tx, id).await?;
    tx.show(&project, held).await
}

async fn page(tx: &Tx, filter: &ProjectFilter) -> Result<Page<Project>> {
    let wanted = Wanted::read(filter.cursor.as_deref(), filter.limit, filter.sort.as_deref(), SORTS)?.counting(filter.count);
    let select = filtered(tx, filter)?;
    let page = if wanted.field() == "name" {
        let columns = ((Entity, Column::Name), (Entity, Column::Id));
        wanted.fetch(tx, select, columns, |row: &Named| (Key::Text(row.project.name.clone()), row.project.id.into())).await?
    } else {
        let columns = ((Entity, Column::CreatedAt), (Entity, Column::Id));
        wanted.fetch(tx, select, columns, |row: &Named| (Key::Instant(row.project.created_at), row.project.id.into())).await?
    };
    let today = tx.today().await?;
    Ok(page.map(|row| view(row.project, row.client_name, today)))
}

fn filtered(tx: &Tx, filter: &ProjectFilter) -> Result<Select<Entity>> {
    let statuses: Vec<ProjectStatus> = words("status", filter.status.as_deref())?;
    let mut select = kept(tx, filter.archived.unwrap_or(false));
    if !statuses.is_empty() {
        select = select.filter(Column::Status.is_in(statuses));
    }
    if let Some(client) = filter.client_id {
        select = select.filter(Column::ClientId.eq(client));
    }
    called(select, filter.q.as_deref())
}

fn kept(tx: &Tx, archived: bool) -> Select<Entity> {
    named(tx).filter(if archived { Column::ArchivedAt.is_not_null() } else { Column::ArchivedAt.is_null() })
}

fn called(select: Select<Entity>, q: Option<&str>) -> Result<Select<Entity>> {
    let Some(text) = searched(q)? else { return Ok(select) };
    Ok(select.filter(holds((Entity, Column::Name), text)))
}

/// The first projects in use that a search finds, by name.
pub async fn search(tx: &Tx, text: &str, most: u64) -> Result<Vec<Project>> {
    let select = called(kept(tx, false), Some(text))?.order_by_asc(Column::Name).order_by_asc(Column::Id);
    read(tx, select, most).await
}

/// Projects under way that the caller may see, the most urgent first.
pub async fn under_way(tx: &Tx, most: u64) -> Result<Vec<Project>> {
    let going = Column::Status.is_in([ProjectStatus::Active, ProjectStatus::OnHold]);
    let select = kept(tx, false).filter(going).order_by_asc(Column::DueOn.is_null()).order_by_asc(Column::DueOn).order_by_asc(Column::Id);
    read(tx, select, most).await
}

async fn read(tx: &Tx, select: Select<Entity>, most: u64) -> Result<Vec<Project>> {
    let rows = select.limit(most).into_model::<Named>().all(tx.conn()).await?;
    let today = tx.today().await?;
    Ok(rows.into_iter().map(|row| view(row.project, row.client_name, today)).collect())
}
