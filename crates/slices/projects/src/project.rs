//! What a project is: its row, who sees it, how it is shown, what is said of it.

use chrono::{DateTime, NaiveDate, Utc};
use contract::projects::{Project, ProjectStatus};
use contract::{ClientId, CompanyId, ProjectId};
use platform::{AppError, CompanyOwned, Reach, Result, Tx, nothing};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, FromQueryResult, JoinType, QuerySelect as _, Select};

/// A row of the table.
#[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProjectId,
    pub company_id: CompanyId,
    pub client_id: ClientId,
    pub name: String,
    pub description: Option<String>,
    pub status: ProjectStatus,
    pub progress: i32,
    pub starts_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub visible_to_client: bool,
    pub archived_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// What a project refers to.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Whose it is.
    #[sea_orm(
        belongs_to = "clients::client::Entity",
        from = "(Column::CompanyId, Column::ClientId)",
        to = "(clients::client::Column::CompanyId, clients::client::Column::Id)"
    )]
    Client,
}

impl ActiveModelBehavior for ActiveModel {}

impl CompanyOwned for Entity {
    const NOUN: &'static str = "project";

    fn company() -> Column {
        Column::CompanyId
    }

    fn id() -> Column {
        Column::Id
    }

    /// A contact sees the projects of the clients for which they speak, once they are begun and
    /// unless staff keep them to themselves.
    fn visible_to(reach: &Reach) -> Condition {
        match reach {
            Reach::Company => Condition::all(),
            Reach::Client(clients) => Condition::all()
                .add(Column::ClientId.is_in(clients.iter().copied()))
                .add(Column::VisibleToClient.eq(true))
                .add(Column::Status.ne(ProjectStatus::Draft)),
            Reach::Object(shared) => shared.shows::<Self>(),
            Reach::Own(_) => nothing(),
        }
    }
}

/// A project with its client's name, read in one statement.
#[derive(Clone, Debug, FromQueryResult)]
pub(crate) struct Named {
    #[sea_orm(nested)]
    pub project: Model,
    pub client_name: String,
}

/// The projects that the caller may see, each with its client's name.
pub(crate) fn named(tx: &Tx) -> Select<Entity> {
    tx.find::<Entity>().join(JoinType::InnerJoin, Relation::Client.def()).column_as(clients::client::Column::Name, "client_name")
}

/// One project that the caller may see.
pub async fn get(tx: &Tx, id: ProjectId) -> Result<Project> {
    let row = named(tx).filter(Column::Id.eq(id)).into_model::<Named>().one(tx.conn()).await?;
    let row = row.ok_or(AppError::NotFound(Entity::NOUN))?;
    Ok(view(row.project, row.client_name, tx.today().await?))
}

/// A project as it travels; `today` is the company's day.
pub(crate) fn view(row: Model, client_name: String, today: NaiveDate) -> Project {
    let late = is_late(row.status, row.due_on, today);
    Project {
        id: row.id,
        client_id: row.client_id,
        client_name,
        name: row.name,
        description: row.description,
        status: row.status,
        progress: row.progress,
        starts_on: row.starts_on,
        due_on: row.due_on,
        visible_to_client: row.visible_to_client,
        late,
        created_at: row.created_at,
        archived_at: row.archived_at,
        version: row.version,
    }
}

/// A project is late from the day after it was due, until nothing more will happen.
pub(crate) fn is_late(status: ProjectStatus, due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    !status.is_over() && due_on.is_some_and(|due| due < today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_late_from_the_day_after_it_was_due() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert!(!is_late(ProjectStatus::Active, Some(day(20)), day(20)));
        assert!(is_late(ProjectStatus::OnHold, Some(day(20)), day(21)));
        assert!(!is_late(ProjectStatus::Active, None, day(21)));
        assert!(!is_late(ProjectStatus::Completed, Some(day(20)), day(21)));
        assert!(!is_late(ProjectStatus::Cancelled, Some(day(20)), day(21)));
    }
}
