//! The tax rates that a company offers on its lines.

use actix_web::{HttpResponse, delete, get, post};
use contract::billing::{TaxRate, TaxRateInput};
use contract::permissions::permit;
use contract::{CompanyId, Page, TaxRateId};
use platform::{Body, Grant, Id, OnConstraint as _, Problems, Result, Tx, keyset};
use sea_orm::{ActiveModelTrait as _, QueryOrder as _, Set};

use crate::entities::tax_rate;
use crate::events::{TaxRateAdded, TaxRateRemoved};

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
    TaxRate { id: row.id, name: row.name, rate: row.rate, is_default: row.is_default }
}

/// Offer a tax rate.
///
/// Its name is unique in the company.
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
    tx.answer(actix_web::http::StatusCode::CREATED, &rate, None).await
}

/// Offers a rate.
pub async fn add(tx: &Tx, input: TaxRateInput) -> Result<TaxRate> {
    let row = tax_rate::ActiveModel {
        id: Set(tx.id()),
        company_id: Set(tx.company()),
        name: Set(input.name.trim().to_owned()),
        rate: Set(input.rate),
        is_default: Set(input.is_default),
        created_at: Set(tx.now()),
    };
    let row = row.insert(tx.conn()).await.on_unique(&["company_id", "name"], "/name")?;
    tx.emit(TaxRateAdded { id: row.id, name: row.name.clone(), rate: row.rate.0 }).await?;
    Ok(view(row))
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
    tx.emit(TaxRateRemoved { id, name: row.name }).await?;
    tx.gone().await
}
