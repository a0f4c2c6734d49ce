//! Drafts: written, updated, deleted. Nothing of them binds anybody.

use contract::billing::{Invoice, InvoiceInput, InvoiceItemInput, InvoiceKind, InvoiceStatus, LineInput, Totals, totals};
use contract::events::{About, InvoiceChanged, InvoiceDeleted, InvoiceDrafted};
use contract::money::Money;
use contract::permissions::permit;
use contract::{ClientId, InvoiceId, Version};
use platform::{AppError, Body, Created, Current, Gone, Grant, Id, IfMatch, OnConstraint as _, Result, Tx, operation, same_version};
use sea_orm::{ActiveModelTrait as _, EntityTrait as _, Set};

use crate::entities::{invoice, invoice_item};
use crate::figures::{Change, bump};
use crate::view::{load, refusal, stage, view, with_client, write};

/// Draft an invoice.
///
/// A draft has no number and can be updated as often as needed. The server computes every sum.
#[operation(post = "/companies/{company_id}/invoices", tag = "invoices", body = "The draft.", answer = "The new draft.")]
pub async fn draft_invoice(
    Grant { scope, input: Body(input), .. }: Grant<permit::InvoiceCreate, Body<InvoiceInput>>,
) -> Result<Created<Invoice>> {
    let tx = scope.begin().await?;
    let invoice = draft(&tx, input).await?;
    tx.created(&invoice).await
}

/// Begins a draft.
pub async fn draft(tx: &Tx, input: InvoiceInput) -> Result<Invoice> {
    let client = payer(tx, input.client_id).await?;
    let sums = sums(&input)?;
    let id: InvoiceId = tx.id();
    let row = invoice::ActiveModel { id: Set(id), created_at: Set(tx.now()), version: Set(1), ..written(tx, &input, &sums, &client)? };
    let row = row.insert(tx.conn()).await.on_missing("/project_id")?;
    let items = add_items(tx, id, &input.items, &sums).await?;
    let total = Money::new(row.total, row.currency);
    bump(tx, &[Change::drafts(row.currency, 1)]).await?;
    let invoice = view(row, client.name, items, tx.today().await?)?;
    tx.emit(&invoice, InvoiceDrafted { total }).await?;
    Ok(invoice)
}

/// Update a draft.
///
/// The whole draft is replaced, lines included.
#[operation(
    put = "/companies/{company_id}/invoices/{id}",
    tag = "invoices",
    id = "The draft.",
    body = "The draft as it is to be.",
    answer = "The draft as it is now."
)]
pub async fn edit_invoice(
    Grant { scope, input: (Id(id), IfMatch(seen), Body(input)), .. }: Grant<
        permit::InvoiceEdit,
        (Id<InvoiceId>, IfMatch, Body<InvoiceInput>),
    >,
) -> Result<Current<Invoice>> {
    let tx = scope.begin().await?;
    let invoice = edit(&tx, id, seen, input).await?;
    tx.done(&invoice).await
}

/// Updates a draft.
pub async fn edit(tx: &Tx, id: InvoiceId, seen: Version, input: InvoiceInput) -> Result<Invoice> {
    let row = locked(tx, id, seen).await?;
    stage(&row).edit().map_err(refusal)?;
    let client = payer(tx, input.client_id).await?;
    let sums = sums(&input)?;
    remove_items(tx, id).await?;
    let before = row.clone();
    let changed = invoice::ActiveModel { id: Set(id), version: Set(row.version + 1), ..written(tx, &input, &sums, &client)? };
    let row = changed.update(tx.conn()).await.on_missing("/project_id")?;
    let items = add_items(tx, id, &input.items, &sums).await?;
    if before.currency != row.currency {
        bump(tx, &[Change::drafts(before.currency, -1), Change::drafts(row.currency, 1)]).await?;
    }
    let total = Money::new(row.total, row.currency);
    let previous = [("total".to_owned(), serde_json::json!(Money::new(before.total, before.currency)))].into();
    let invoice = view(row, client.name, items, tx.today().await?)?;
    tx.emit_change(&invoice, InvoiceChanged { total }, &previous).await?;
    Ok(invoice)
}

/// Delete a draft.
///
/// Only drafts can be deleted; an issued document is credited instead.
#[operation(delete = "/companies/{company_id}/invoices/{id}", tag = "invoices", id = "The draft.", answer = "It is gone.")]
pub async fn delete_invoice(
    Grant { scope, input: (Id(id), IfMatch(seen)), .. }: Grant<permit::InvoiceDelete, (Id<InvoiceId>, IfMatch)>,
) -> Result<Gone> {
    let tx = scope.begin().await?;
    delete(&tx, id, seen).await?;
    tx.gone().await
}

/// Deletes a draft.
pub async fn delete(tx: &Tx, id: InvoiceId, seen: Version) -> Result<()> {
    let row = locked(tx, id, seen).await?;
    stage(&row).edit().map_err(refusal)?;
    let client = payer_name(tx, id).await?;
    tx.delete::<invoice::Entity>(id).await?;
    bump(tx, &[Change::drafts(row.currency, -1)]).await?;
    tx.emit(About::new(id).called(client).of_client(row.client_id), InvoiceDeleted { total: Money::new(row.total, row.currency) }).await?;
    Ok(())
}

async fn locked(tx: &Tx, id: InvoiceId, seen: Version) -> Result<invoice::Model> {
    let row = tx.lock::<invoice::Entity>(id).await?;
    same_version(seen, row.version, load(tx, id)).await?;
    Ok(row)
}

async fn payer_name(tx: &Tx, id: InvoiceId) -> Result<String> {
    Ok(with_client(tx, id).await?.1)
}

struct Payer {
    name: String,
    terms: i32,
}

/// The client, and the company's terms, in one statement.
async fn payer(tx: &Tx, id: ClientId) -> Result<Payer> {
    const SQL: &str = "SELECT client.name, client.archived_at IS NOT NULL AS archived, company.payment_terms_days FROM client \
                       JOIN company ON company.id = client.company_id WHERE client.company_id = $1 AND client.id = $2";
    let rows = tx.query(tx.statement(SQL, SQL, [tx.company().0.into(), id.0.into()])).await?;
    let row = rows.first().ok_or_else(|| AppError::field("/client_id", "unknown"))?;
    if row.try_get::<bool>("", "archived")? {
        return Err(AppError::Refused("client_archived"));
    }
    Ok(Payer { name: row.try_get("", "name")?, terms: row.try_get("", "payment_terms_days")? })
}

fn sums(input: &InvoiceInput) -> Result<Totals> {
    let lines: Vec<LineInput> = input.items.iter().map(InvoiceItemInput::line).collect();
    Ok(totals(&lines, input.currency, input.prices_include_tax, None)?)
}

fn written(tx: &Tx, input: &InvoiceInput, sums: &Totals, payer: &Payer) -> Result<invoice::ActiveModel> {
    Ok(invoice::ActiveModel {
        company_id: Set(tx.company()),
        kind: Set(InvoiceKind::Invoice),
        status: Set(InvoiceStatus::Draft),
        client_id: Set(input.client_id),
        project_id: Set(input.project_id),
        currency: Set(input.currency),
        prices_include_tax: Set(input.prices_include_tax),
        payment_terms_days: Set(input.payment_terms_days.unwrap_or(payer.terms)),
        reference: Set(input.reference.clone()),
        note: Set(input.note.clone()),
        net: Set(sums.net.amount),
        tax: Set(sums.tax.amount),
        rounding: Set(sums.rounding.amount),
        total: Set(sums.total.amount),
        taxes: Set(write(&sums.taxes)?),
        updated_at: Set(tx.now()),
        ..Default::default()
    })
}

/// Adds the lines in one statement.
pub(crate) async fn add_items(tx: &Tx, invoice: InvoiceId, items: &[InvoiceItemInput], sums: &Totals) -> Result<Vec<invoice_item::Model>> {
    let rows: Vec<invoice_item::Model> = items
        .iter()
        .zip(&sums.lines)
        .zip(1..)
        .map(|((item, net), position)| invoice_item::Model {
            id: tx.id(),
            company_id: tx.company(),
            invoice_id: invoice,
            position,
            description: item.description.trim().to_owned(),
            unit: item.unit.clone(),
            quantity: item.quantity,
            unit_price: item.unit_price.amount,
            discount: item.discount,
            tax_rate: item.tax_rate,
            net: net.amount,
        })
        .collect();
    if !rows.is_empty() {
        let models = rows.iter().cloned().map(invoice_item::ActiveModel::from).map(all_set);
        invoice_item::Entity::insert_many(models).exec_without_returning(tx.conn()).await?;
    }
    Ok(rows)
}

/// A row loaded counts as unchanged; a new one is to be written whole.
fn all_set(row: invoice_item::ActiveModel) -> invoice_item::ActiveModel {
    row.reset_all()
}

async fn remove_items(tx: &Tx, invoice: InvoiceId) -> Result<()> {
    const SQL: &str = "DELETE FROM invoice_item WHERE company_id = $1 AND invoice_id = $2";
    tx.execute(tx.statement(SQL, SQL, [tx.company().0.into(), invoice.0.into()])).await?;
    Ok(())
}
