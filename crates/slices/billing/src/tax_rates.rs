//! The tax rates that a company offers on its lines.

use actix_web::{HttpResponse, delete, get, patch, post};
use contract::billing::{TaxRate, TaxRateInput, TaxRatePatch};
use contract::events::{TaxRateAdded, TaxRateChanged, TaxRateRemoved};
use contract::permissions::permit;
use contract::{CompanyId, Page, TaxRateId};
use platform::{Body, Grant, Id, OnConstraint as _, Problems, Result, Tx, changes, keyset};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set};

use crate::entities::tax_rate;

/// What no two rates of a company share.
const NAMES: &[&str] = &["company_id", "name"];

/// The tax rates on offer.
///
/// Highest first. Lines carry their own rate: this list only proposes.
#[utoipa::path(
    tag = "invoices",
    params(("company_id" = CompanyId, Path, description = "The company.")),
    security(("session" = ["invoice:view"]), ("bearer" = ["invoice:view"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "All rates.", body = Page<TaxRate>), Problems),
)]
#[get("/companies/{company_id}/tax_rates")]
pub async fn list_tax_rates(Grant { scope, .. }: Grant<permit::InvoiceView>) -> Result<HttpResponse> {
    let tx = scope.read().await?;
    let rows = tx.find::<tax_rate::Entity>().order_by_desc(tax_rate::Column::Rate).all(tx.conn()).await?;
    let rates: Vec<TaxRate> = rows.into_iter().map(view).collect();
    tx.list(&keyset::whole(rates)).await
}

fn view(row: tax_rate::Model) -> TaxRate {
    TaxRate { id: row.id, name: row.name, rate: row.rate, is_default: row.is_default, version: row.version }
}

/// Offer a tax rate.
///
/// Its name is unique in the company. A rate that is proposed on new lines takes the place of the one that was.
#[utoipa::path(
    tag = "invoices",
    params(("company_id" = CompanyId, Path, description = "The company.")),
    request_body(content = TaxRateInput, description = "The rate."),
    security(("session" = ["company:edit"]), ("bearer" = ["company:edit"])), extensions(("x-door" = json!("grant"))),
    responses((status = 201, description = "The new rate.", body = TaxRate), Problems),
)]
#[post("/companies/{company_id}/tax_rates")]
pub async fn add_tax_rate(Grant { scope, input: Body(input), .. }: Grant<permit::CompanyEdit, Body<TaxRateInput>>) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let rate = add(&tx, input).await?;
    let version = rate.version;
    tx.created(&rate, version).await
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

/// Change a tax rate.
///
/// A merge-patch: what is absent is kept. Documents keep the rate that they were written with, drafts too. A rate that becomes the one
/// proposed on new lines takes that from the one that was. With `If-Match`, a change that somebody else made meanwhile is answered with
/// 412 and the rate as it is.
#[utoipa::path(
    tag = "invoices",
    params(
        ("company_id" = CompanyId, Path, description = "The company."),
        ("id" = TaxRateId, Path, description = "The rate."),
        ("If-Match" = Option<String>, Header, description = "The entity tag of the version that is changed.", example = json!("\"1\"")),
    ),
    request_body(content = TaxRatePatch, description = "What changes."),
    security(("session" = ["company:edit"]), ("bearer" = ["company:edit"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "The rate as it is now.", body = TaxRate), Problems),
)]
#[patch("/companies/{company_id}/tax_rates/{id}")]
pub async fn edit_tax_rate(
    Grant { scope, input: (Id(id), Body(patch)), .. }: Grant<permit::CompanyEdit, (Id<TaxRateId>, Body<TaxRatePatch>)>,
) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let rate = edit(&tx, id, patch).await?;
    let version = rate.version;
    tx.done(&rate, version).await
}

async fn edit(tx: &Tx, id: TaxRateId, patch: TaxRatePatch) -> Result<TaxRate> {
    if patch.is_default == Some(true) {
        retire_default(tx, id).await?;
    }
    let row = tx.lock::<tax_rate::Entity>(id.0).await?;
    tx.match_version(row.version, || view(row.clone()))?;
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

/// Offer a tax rate no longer.
///
/// Documents keep theirs.
#[utoipa::path(
    tag = "invoices",
    params(("company_id" = CompanyId, Path, description = "The company."), ("id" = TaxRateId, Path, description = "The rate.")),
    security(("session" = ["company:edit"]), ("bearer" = ["company:edit"])), extensions(("x-door" = json!("grant"))),
    responses((status = 204, description = "No longer offered."), Problems),
)]
#[delete("/companies/{company_id}/tax_rates/{id}")]
pub async fn remove_tax_rate(Grant { scope, input: Id(id), .. }: Grant<permit::CompanyEdit, Id<TaxRateId>>) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let row = tx.get::<tax_rate::Entity>(id.0).await?;
    tx.delete::<tax_rate::Entity>(id.0).await?;
    tx.emit(&view(row), TaxRateRemoved {}).await?;
    tx.gone().await
}
