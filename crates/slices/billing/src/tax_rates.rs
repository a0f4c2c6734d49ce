//! The tax rates that a company offers on its lines.

use contract::billing::{TaxRate, TaxRateInput, TaxRatePatch};
use contract::events::{TaxRateAdded, TaxRateChanged, TaxRateRemoved};
use contract::permissions::permit;
use contract::{Page, TaxRateId, Version};
use platform::{
    Answer, Body, Created, Current, Gone, Grant, Id, IfMatch, OnConstraint as _, Result, Tx, changes, keyset, operation, same_version,
};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set};

use crate::entities::tax_rate;

/// What no two rates of a company share.
const NAMES: &[&str] = &["company_id", "name"];

/// List the tax rates.
///
/// Highest first. Lines carry their own rate: this list only proposes.
#[operation(get = "/companies/{company_id}/tax_rates", tag = "invoices", answer = "All rates.")]
pub async fn list_tax_rates(Grant { scope, .. }: Grant<permit::InvoiceView>) -> Result<Answer<Page<TaxRate>>> {
    let tx = scope.read().await?;
    let rows = tx.find::<tax_rate::Entity>().order_by_desc(tax_rate::Column::Rate).all(tx.conn()).await?;
    let rates: Vec<TaxRate> = rows.into_iter().map(view).collect();
    tx.answer(&keyset::whole(rates)).await
}

fn view(row: tax_rate::Model) -> TaxRate {
    TaxRate { id: row.id, name: row.name, rate: row.rate, is_default: row.is_default, version: row.version }
}

/// Add a tax rate.
///
/// Its name is unique in the company. A rate that is proposed on new lines takes the place of the one that was.
#[operation(post = "/companies/{company_id}/tax_rates", tag = "invoices", body = "The rate.", answer = "The new rate.")]
pub async fn add_tax_rate(
    Grant { scope, input: Body(input), .. }: Grant<permit::CompanyEdit, Body<TaxRateInput>>,
) -> Result<Created<TaxRate>> {
    let tx = scope.begin().await?;
    let rate = add(&tx, input).await?;
    tx.created(&rate).await
}

/// Offers a rate.
pub async fn add(tx: &Tx, input: TaxRateInput) -> Result<TaxRate> {
    let id: TaxRateId = tx.id();
    if input.is_default {
        retire_default(tx, id).await?;
    }
    let row = tax_rate::ActiveModel {
        id: Set(id),
        company_id: Set(tx.company()),
        name: Set(input.name.trim().to_owned()),
        rate: Set(input.rate),
        is_default: Set(input.is_default),
        created_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(tx.conn()).await.on_unique(NAMES, "/name")?;
    let rate = view(row);
    tx.emit(&rate, TaxRateAdded { rate: rate.rate }).await?;
    Ok(rate)
}

/// Update a tax rate.
///
/// A merge-patch: what is absent is kept. Documents keep the rate that they were written with, drafts too. A rate that becomes the one
/// proposed on new lines takes that from the one that was. With `If-Match`, a change that somebody else made meanwhile is answered with
/// 412 and the rate as it is.
#[operation(
    patch = "/companies/{company_id}/tax_rates/{id}",
    tag = "invoices",
    id = "The rate.",
    body = "What changes.",
    answer = "The rate as it is now."
)]
pub async fn edit_tax_rate(
    Grant { scope, input: (Id(id), seen, Body(patch)), .. }: Grant<
        permit::CompanyEdit,
        (Id<TaxRateId>, Option<IfMatch>, Body<TaxRatePatch>),
    >,
) -> Result<Current<TaxRate>> {
    let tx = scope.begin().await?;
    let rate = edit(&tx, id, seen.map(Into::into), patch).await?;
    tx.done(&rate).await
}

/// Updates a rate.
pub async fn edit(tx: &Tx, id: TaxRateId, seen: Option<Version>, patch: TaxRatePatch) -> Result<TaxRate> {
    if patch.is_default == Some(true) {
        retire_default(tx, id).await?;
    }
    let row = tx.lock::<tax_rate::Entity>(id.0).await?;
    same_version(seen, row.version, async { Ok(view(row.clone())) }).await?;
    change(tx, row, patch).await
}

/// Takes the place on new lines from whichever rate but this one has it. Who comes second waits until the first is done: else
/// two rates could be made the proposed one at a time.
async fn retire_default(tx: &Tx, id: TaxRateId) -> Result<()> {
    const SQL: &str = "SELECT id FROM company WHERE id = $1";
    tx.query(tx.statement(SQL, &format!("{SQL} FOR NO KEY UPDATE"), [tx.company().0.into()])).await?;
    let others = tx.find::<tax_rate::Entity>().filter(tax_rate::Column::IsDefault.eq(true)).filter(tax_rate::Column::Id.ne(id));
    for row in others.lock_exclusive().all(tx.conn()).await? {
        change(tx, row, TaxRatePatch { is_default: Some(false), ..TaxRatePatch::default() }).await?;
    }
    Ok(())
}

async fn change(tx: &Tx, row: tax_rate::Model, patch: TaxRatePatch) -> Result<TaxRate> {
    let (before, version) = (view(row.clone()), row.version + 1);
    let mut next = row.into_active_model();
    next.name = Set(patch.name.map_or_else(|| before.name.clone(), |name| name.trim().to_owned()));
    next.rate = Set(patch.rate.unwrap_or(before.rate));
    next.is_default = Set(patch.is_default.unwrap_or(before.is_default));
    next.version = Set(version);
    let after = view(next.update(tx.conn()).await.on_unique(NAMES, "/name")?);
    if let Some((old, new)) = changes(&before, &after) {
        tx.emit_change(&after, TaxRateChanged { changed: new }, &old).await?;
    }
    Ok(after)
}

/// Remove a tax rate.
///
/// Documents keep theirs.
#[operation(delete = "/companies/{company_id}/tax_rates/{id}", tag = "invoices", id = "The rate.", answer = "No longer offered.")]
pub async fn remove_tax_rate(Grant { scope, input: Id(id), .. }: Grant<permit::CompanyEdit, Id<TaxRateId>>) -> Result<Gone> {
    let tx = scope.begin().await?;
    let row = tx.get::<tax_rate::Entity>(id.0).await?;
    tx.delete::<tax_rate::Entity>(id.0).await?;
    tx.emit(&view(row), TaxRateRemoved {}).await?;
    tx.gone().await
}
