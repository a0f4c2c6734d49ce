//! Creating projects, writing them anew, putting them away.

use actix_web::{HttpResponse, post, put};
use chrono::{DateTime, Utc};
use contract::clients::Client;
use contract::events::{ProjectArchived, ProjectChanged, ProjectCompleted, ProjectCreated, ProjectRestored};
use contract::permissions::permit;
use contract::projects::{Project, ProjectInput, ProjectStatus};
use contract::{ClientId, CompanyId, ProjectId};
use platform::{AppError, Body, Grant, Id, Problems, Result, Tx, changes};
use sea_orm::ActiveValue::Set;
use sea_orm::IntoActiveModel as _;

use crate::project::{ActiveModel, Entity, Model, view};

/// Add a project.
///
/// It is a draft and visible to its client when the request is silent; a draft shows in the portal
/// once its status changes. A client that was put away takes no new projects.
#[utoipa::path(
    tag = "projects",
    params(("company_id" = CompanyId, Path, description = "The company.")),
    request_body(content = ProjectInput, description = "The project."),
    security(("session" = ["project:create"]), ("bearer" = ["project:create"])), extensions(("x-door" = json!("grant"))),
    responses((status = 201, description = "The new project.", body = Project), Problems),
)]
#[post("/companies/{company_id}/projects")]
pub async fn add_project(
    Grant { scope, input: Body(input), .. }: Grant<permit::ProjectCreate, Body<ProjectInput>>,
) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let project = add(&tx, input).await?;
    let version = project.version;
    tx.created(&project, version).await
}

/// Write a project anew.
///
/// What the body leaves out is emptied; status and visibility stay as they are. A completed
/// project is done to 100 percent. A project named by invoices stays with its client. With
/// `If-Match`, a change that somebody else made meanwhile is answered with 412 and the current
/// project.
#[utoipa::path(
    tag = "projects",
    params(
        ("company_id" = CompanyId, Path, description = "The company."),
        ("id" = ProjectId, Path, description = "The project."),
        ("If-Match" = Option<String>, Header, description = "The entity tag of the version that is changed.", example = json!("\"1\"")),
    ),
    request_body(content = ProjectInput, description = "The project as it is to be."),
    security(("session" = ["project:edit"]), ("bearer" = ["project:edit"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "The project as it is now.", body = Project), Problems),
)]
#[put("/companies/{company_id}/projects/{id}")]
pub async fn edit_project(
    Grant { scope, input: (Id(id), Body(input)), .. }: Grant<permit::ProjectEdit, (Id<ProjectId>, Body<ProjectInput>)>,
) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let project = edit(&tx, id, input).await?;
    let version = project.version;
    tx.done(&project, version).await
}

/// Put a project away.
///
/// It leaves the lists; its invoices stay. Doing it twice changes nothing more.
#[utoipa::path(
    tag = "projects",
    params(("company_id" = CompanyId, Path, description = "The company."), ("id" = ProjectId, Path, description = "The project.")),
    security(("session" = ["project:delete"]), ("bearer" = ["project:delete"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "The project, put away.", body = Project), Problems),
)]
#[post("/companies/{company_id}/projects/{id}/archive")]
pub async fn archive_project(Grant { scope, input: Id(id), .. }: Grant<permit::ProjectDelete, Id<ProjectId>>) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let project = archive(&tx, id).await?;
    let version = project.version;
    tx.done(&project, version).await
}

/// Take a project back from the archive.
///
/// It stands in the lists again. Doing it twice changes nothing more.
#[utoipa::path(
    tag = "projects",
    params(("company_id" = CompanyId, Path, description = "The company."), ("id" = ProjectId, Path, description = "The project.")),
    security(("session" = ["project:delete"]), ("bearer" = ["project:delete"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "The project, in use again.", body = Project), Problems),
)]
#[post("/companies/{company_id}/projects/{id}/restore")]
pub async fn restore_project(Grant { scope, input: Id(id), .. }: Grant<permit::ProjectDelete, Id<ProjectId>>) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let project = restore(&tx, id).await?;
    let version = project.version;
    tx.done(&project, version).await
}

/// Creates a project.
pub async fn add(tx: &Tx, input: ProjectInput) -> Result<Project> {
    let client = client_in_use(tx, input.client_id).await?;
    let (status, visible) = (input.status.unwrap_or(ProjectStatus::Draft), input.visible_to_client.unwrap_or(true));
    let mut row = written(input, status, visible);
    row.id = Set(tx.id());
    row.company_id = Set(tx.company());
    row.archived_at = Set(None);
    row.created_at = Set(tx.now());
    row.updated_at = Set(tx.now());
    row.version = Set(1);
    let project = view(tx.insert(row).await?, client.name, tx.today().await?);
    tx.emit(&project, ProjectCreated {}).await?;
    if status == ProjectStatus::Completed {
        say_completed(tx, &project).await?;
    }
    Ok(project)
}

/// Writes a project anew.
pub async fn edit(tx: &Tx, id: ProjectId, input: ProjectInput) -> Result<Project> {
    let (row, before) = locked(tx, id).await?;
    let moved = input.client_id != row.client_id;
    let client_name = if moved { client_in_use(tx, input.client_id).await?.name } else { before.client_name.clone() };
    let (status, visible) = (input.status.unwrap_or(row.status), input.visible_to_client.unwrap_or(row.visible_to_client));
    let mut changed = written(input, status, visible);
    changed.id = Set(id);
    changed.updated_at = Set(tx.now());
    changed.version = Set(row.version + 1);
    // The invoices that name the project also name its client: the database refuses to part them.
    let refused = |error| if moved && matches!(error, AppError::Invalid(_)) { AppError::Refused("in_use") } else { error };
    let after = view(tx.update(changed).await.map_err(refused)?, client_name, tx.today().await?);
    if let Some((old, new)) = changes(&before, &after) {
        tx.emit_change(&after, ProjectChanged { changed: new }, &old).await?;
    }
    if after.status == ProjectStatus::Completed && before.status != ProjectStatus::Completed {
        say_completed(tx, &after).await?;
    }
    Ok(after)
}

/// Puts a project away.
pub async fn archive(tx: &Tx, id: ProjectId) -> Result<Project> {
    let (row, project) = locked(tx, id).await?;
    if row.archived_at.is_some() {
        return Ok(project);
    }
    let project = keep(tx, row, project.client_name, Some(tx.now())).await?;
    tx.emit(&project, ProjectArchived {}).await?;
    Ok(project)
}

/// Takes a project back from the archive.
pub async fn restore(tx: &Tx, id: ProjectId) -> Result<Project> {
    let (row, project) = locked(tx, id).await?;
    if row.archived_at.is_none() {
        return Ok(project);
    }
    let project = keep(tx, row, project.client_name, None).await?;
    tx.emit(&project, ProjectRestored {}).await?;
    Ok(project)
}

async fn locked(tx: &Tx, id: ProjectId) -> Result<(Model, Project)> {
    let row = tx.lock::<Entity>(id).await?;
    let client = clients::get(tx, row.client_id).await?;
    let project = view(row.clone(), client.name, tx.today().await?);
    tx.match_version(row.version, || project.clone())?;
    Ok((row, project))
}

async fn client_in_use(tx: &Tx, id: ClientId) -> Result<Client> {
    let client = clients::get(tx, id).await.map_err(|error| match error {
        AppError::NotFound(_) => AppError::field("/client_id", "unknown"),
        other => other,
    })?;
    if client.archived_at.is_some() { Err(AppError::Refused("client_archived")) } else { Ok(client) }
}

async fn keep(tx: &Tx, row: Model, client_name: String, archived_at: Option<DateTime<Utc>>) -> Result<Project> {
    let version = row.version + 1;
    let mut changed = row.into_active_model();
    changed.archived_at = Set(archived_at);
    changed.updated_at = Set(tx.now());
    changed.version = Set(version);
    Ok(view(tx.update(changed).await?, client_name, tx.today().await?))
}

async fn say_completed(tx: &Tx, project: &Project) -> Result<()> {
    tx.emit(project, ProjectCompleted {}).await.map(|_| ())
}

/// What is completed is done whole, whatever the form said.
const fn done(status: ProjectStatus, progress: i32) -> i32 {
    if matches!(status, ProjectStatus::Completed) { 100 } else { progress }
}

fn written(input: ProjectInput, status: ProjectStatus, visible_to_client: bool) -> ActiveModel {
    ActiveModel {
        client_id: Set(input.client_id),
        name: Set(input.name.trim().to_owned()),
        description: Set(input.description.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())),
        status: Set(status),
        progress: Set(done(status, input.progress)),
        starts_on: Set(input.starts_on),
        due_on: Set(input.due_on),
        visible_to_client: Set(visible_to_client),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_completed_is_done_whole() {
        assert_eq!(done(ProjectStatus::Completed, 40), 100);
        assert_eq!(done(ProjectStatus::Cancelled, 40), 40);
    }
}
