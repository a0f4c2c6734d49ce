//! Finding clients.

use contract::clients::{Client, ClientFilter};
use contract::permissions::permit;
use contract::{ClientId, Page};
use platform::keyset::{Key, Wanted, holds, searched};
use platform::{Answer, Current, Grant, Id, IfNoneMatch, Query, Result, Tx, operation};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _, Select};

use crate::client::{self, Column, Entity, Model};

const SORTS: &[&str] = &["name", "-name", "created_at", "-created_at"];

/// List the clients.
///
/// Those in use, or with `archived=true` the archived ones. `q` looks for a part of the
/// name, the legal name or the mail address, whatever the case.
#[operation(get = "/companies/{company_id}/clients", tag = "clients", answer = "A page of clients.")]
pub async fn list_clients(
    Grant { scope, input: Query(filter), .. }: Grant<permit::ClientView, Query<ClientFilter>>,
) -> Result<Answer<Page<Client>>> {
    let tx = scope.read().await?;
    let page = page(&tx, &filter).await?;
    tx.answer(&page).await
}

/// Read a client.
///
/// The answer carries the version as `ETag`; give it back as `If-None-Match` to hear 304 while
/// nothing changed, and as `If-Match` to change it.
#[operation(get = "/companies/{company_id}/clients/{id}", tag = "clients", id = "The client.", answer = "The client.")]
pub async fn read_client(
    Grant { scope, input: (Id(id), held), .. }: Grant<permit::ClientView, (Id<ClientId>, IfNoneMatch)>,
) -> Result<Current<Client>> {
    let tx = scope.read().await?;
    let client = client::get(&tx, id).await?;
    tx.show(&client, held).await
}

async fn page(tx: &Tx, filter: &ClientFilter) -> Result<Page<Client>> {
    let wanted = Wanted::read(filter.cursor.as_deref(), filter.limit, filter.sort.as_deref(), SORTS)?.counting(filter.count);
    let select = matching(tx, filter.archived.unwrap_or(false), filter.q.as_deref())?;
    let page = if wanted.field() == "name" {
        wanted.fetch(tx, select, (Column::Name, Column::Id), |row: &Model| (Key::Text(row.name.clone()), row.id.into())).await?
    } else {
        wanted.fetch(tx, select, (Column::CreatedAt, Column::Id), |row: &Model| (Key::Instant(row.created_at), row.id.into())).await?
    };
    let data = page.data.into_iter().map(|row| client::view(row, tx.reach())).collect::<Result<_>>()?;
    Ok(Page { data, page: page.page })
}

fn matching(tx: &Tx, archived: bool, q: Option<&str>) -> Result<Select<Entity>> {
    let kept = if archived { Column::ArchivedAt.is_not_null() } else { Column::ArchivedAt.is_null() };
    let select = tx.find::<Entity>().filter(kept);
    let Some(text) = searched(q)? else { return Ok(select) };
    let anywhere = [Column::Name, Column::LegalName, Column::Email].map(|column| holds(column, text));
    Ok(select.filter(anywhere.into_iter().fold(Condition::any(), Condition::add)))
}

/// The first clients in use that a search finds, by name.
pub async fn search(tx: &Tx, text: &str, most: u64) -> Result<Vec<Client>> {
    let rows = matching(tx, false, Some(text))?.order_by_asc(Column::Name).order_by_asc(Column::Id).limit(most).all(tx.conn()).await?;
    rows.into_iter().map(|row| client::view(row, tx.reach())).collect()
}
