//! Creating, updating, archiving and restoring projects.

use chrono::{DateTime, Utc};
use contract::clients::Client;
use contract::events::{ProjectArchived, ProjectChanged, ProjectCompleted, ProjectCreated, ProjectRestored};
use contract::permissions::permit;
use contract::projects::{Project, ProjectInput, ProjectStatus};
use contract::{ClientId, ProjectId, Version};
use platform::{AppError, Body, Created, Current, Grant, Id, IfMatch, Result, Tx, changes, operation, same_version};
use sea_orm::ActiveValue::Set;
use sea_orm::IntoActiveModel as _;

use crate::project::{ActiveModel, Entity, Model, view};

/// Add a project.
///
/// It is a draft and visible to its client when the request is silent; a draft shows in the portal
/// once its status changes. An archived client takes no new projects.
#[operation(post = "/companies/{company_id}/projects", tag = "projects", body = "The project.", answer = "The new project.")]
pub async fn add_project(
    Grant { scope, input: Body(input), .. }: Grant<permit::ProjectCreate, Body<ProjectInput>>,
) -> Result<Created<Project>> {
    let tx = scope.begin().await?;
    let project = add(&tx, input).await?;
    tx.created(&project).await
}

/// Update a project.
///
/// What the body leaves out is emptied; status and visibility stay as they are. A completed
/// project is done to 100 percent. A project named by invoices stays with its client. With
/// `If-Match`, a change that somebody else made meanwhile is answered with 412 and the current
/// project.
#[operation(
    put = "/companies/{company_id}/projects/{id}",
    tag = "projects",
    id = "The project.",
    body = "The project as it is to be.",
    answer = "The project as it is now."
)]
pub async fn edit_project(
    Grant { scope, input: (Id(id), seen, Body(input)), .. }: Grant<
        permit::ProjectEdit,
        (Id<ProjectId>, Option<IfMatch>, Body<ProjectInput>),
    >,
) -> Result<Current<Project>> {
    let tx = scope.begin().await?;
    let project = edit(&tx, id, seen.map(Into::into), input).await?;
    tx.done(&project).await
}

/// Archive a project.
///
/// It leaves the lists; its invoices stay. Doing it twice changes nothing more.
#[operation(
    post = "/companies/{company_id}/projects/{id}/archive",
    tag = "projects",
    id = "The project.",
    answer = "The archived project."
)]
pub async fn archive_project(
    Grant { scope, input: (Id(id), seen), .. }: Grant<permit::ProjectDelete, (Id<ProjectId>, Option<IfMatch>)>,
) -> Result<Current<Project>> {
    let tx = scope.begin().await?;
    let project = archive(&tx, id, seen.map(Into::into)).await?;
    tx.done(&project).await
}

/// Restore a project.
///
/// It stands in the lists again. Doing it twice changes nothing more.
#[operation(
    post = "/companies/{company_id}/projects/{id}/restore",
    tag = "projects",
    id = "The project.",
    answer = "The project, in use again."
)]
pub async fn restore_project(
    Grant { scope, input: (Id(id), seen), .. }: Grant<permit::ProjectDelete, (Id<ProjectId>, Option<IfMatch>)>,
) -> Result<Current<Project>> {
    let tx = scope.begin().await?;
    let project = restore(&tx, id, seen.map(Into::into)).await?;
    tx.done(&project).await
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

/// Updates a project.
pub async fn edit(tx: &Tx, id: ProjectId, seen: Option<Version>, input: ProjectInput) -> Result<Project> {
    let (row, before) = locked(tx, id, seen).await?;
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

/// Archives a project.
pub async fn archive(tx: &Tx, id: ProjectId, seen: Option<Version>) -> Result<Project> {
    let (row, project) = locked(tx, id, seen).await?;
    if row.archived_at.is_some() {
        return Ok(project);
    }
    let project = store(tx, row, project.client_name, Some(tx.now())).await?;
    tx.emit(&project, ProjectArchived {}).await?;
    Ok(project)
}

/// Restores a project from the archive.
pub async fn restore(tx: &Tx, id: ProjectId, seen: Option<Version>) -> Result<Project> {
    let (row, project) = locked(tx, id, seen).await?;
    if row.archived_at.is_none() {
        return Ok(project);
    }
    let project = store(tx, row, project.client_name, None).await?;
    tx.emit(&project, ProjectRestored {}).await?;
    Ok(project)
}

async fn locked(tx: &Tx, id: ProjectId, seen: Option<Version>) -> Result<(Model, Project)> {
    let row = tx.lock::<Entity>(id).await?;
    let client = clients::get(tx, row.client_id).await?;
    let project = view(row.clone(), client.name, tx.today().await?);
    same_version(seen, row.version, async { Ok(&project) }).await?;
    Ok((row, project))
}

async fn client_in_use(tx: &Tx, id: ClientId) -> Result<Client> {
    let client = clients::get(tx, id).await.map_err(|error| match error {
        AppError::NotFound(_) => AppError::field("/client_id", "unknown"),
        other => other,
    })?;
    if client.archived_at.is_some() { Err(AppError::Refused("client_archived")) } else { Ok(client) }
}

async fn store(tx: &Tx, row: Model, client_name: String, archived_at: Option<DateTime<Utc>>) -> Result<Project> {
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
