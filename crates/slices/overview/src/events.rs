//! The audit log.

use contract::Page;
use contract::audit::EventFilter;
use contract::events::{Event, EventKind, shape};
use contract::permissions::permit;
use platform::keyset::{Key, Wanted};
use platform::{Answer, Grant, Query, Result, Tx, operation};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, Select};

use crate::event::{Column, Entity, Named, named};

/// List what happened in the company.
///
/// The latest first: who did what to what, with the fields before and after, and the request that caused it.
#[operation(get = "/companies/{company_id}/events", tag = "audit", answer = "A page of events.")]
pub async fn list_events(
    Grant { scope, input: Query(filter), .. }: Grant<permit::AuditView, Query<EventFilter>>,
) -> Result<Answer<Page<Event>>> {
    let wanted = Wanted::read(filter.cursor.as_deref(), filter.limit, None, &["-at"])?;
    let tx = scope.read().await?;
    let sort = ((Entity, Column::At), (Entity, Column::Id));
    let page = wanted.fetch(&tx, filtered(&tx, &filter), sort, |row: &Named| (Key::Instant(row.event.at), row.event.id.into())).await?;
    let data = page.data.into_iter().map(Named::view).collect::<Result<_>>()?;
    tx.answer(&Page { data, page: page.page }).await
}

fn filtered(tx: &Tx, filter: &EventFilter) -> Select<Entity> {
    let all = Condition::all()
        .add_option(filter.kind.as_deref().map(kind))
        .add_option(filter.actor_id.map(|id| Column::ActorId.eq(id)))
        .add_option(filter.subject_id.map(|id| Column::SubjectId.eq(id)));
    named(tx).filter(all)
}

/// This kind, or those of this noun.
fn kind(text: &str) -> Condition {
    match text.parse::<EventKind>() {
        Ok(kind) => Condition::any().add(Column::Kind.is_in(shape::names(kind))),
        Err(_) => Condition::any().add(Column::Kind.eq(text)).add(Column::Kind.starts_with(format!("{text}."))),
    }
}
