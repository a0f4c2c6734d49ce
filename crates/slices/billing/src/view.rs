//! Rows as they travel.

use chrono::NaiveDate;
use contract::InvoiceId;
use contract::billing::stage::{Balance, Stage};
use contract::billing::{Invoice, InvoiceItem, InvoiceKind, InvoiceStatus, Party, TaxTotal};
use contract::events::About;
use contract::money::Money;
use platform::{AppError, Result, Tx};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _};

use crate::entities::{client, invoice, invoice_item};

/// A document and its lines, as the caller sees it. Two statements.
pub async fn load(tx: &Tx, id: InvoiceId) -> Result<Invoice> {
    let (row, client) = with_client(tx, id).await?;
    let items = items(tx, id).await?;
    view(row, client, items, tx.today().await?)
}

pub(crate) async fn with_client(tx: &Tx, id: InvoiceId) -> Result<(invoice::Model, String)> {
    let found = tx.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).find_also_related(client::Entity).one(tx.conn()).await?;
    let (row, client) = found.ok_or(AppError::NotFound("invoice"))?;
    Ok((row, client.map(|c| c.name).unwrap_or_default()))
}

pub(crate) async fn items(tx: &Tx, id: InvoiceId) -> Result<Vec<invoice_item::Model>> {
    let select = tx.find::<invoice_item::Entity>().filter(invoice_item::Column::InvoiceId.eq(id));
    Ok(select.order_by_asc(invoice_item::Column::Position).all(tx.conn()).await?)
}

/// The state of the row.
pub(crate) const fn stage(row: &invoice::Model) -> Stage {
    match row.status {
        InvoiceStatus::Draft => Stage::Draft,
        _ => Stage::Closed(Balance { total: row.total, paid: row.paid, credited: row.credited }),
    }
}

/// What is still owed; a credit note asks nothing.
pub(crate) fn due(kind: InvoiceKind, status: InvoiceStatus, total: i64, paid: i64, credited: i64) -> i64 {
    match (kind, status) {
        (InvoiceKind::CreditNote, _) => 0,
        (InvoiceKind::Invoice, InvoiceStatus::Draft) => total,
        (InvoiceKind::Invoice, _) => Balance { total, paid, credited }.due(),
    }
}

/// Due before today and not settled.
pub fn overdue(kind: InvoiceKind, status: InvoiceStatus, due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    let open = matches!(status, InvoiceStatus::Issued | InvoiceStatus::PartiallyPaid);
    kind == InvoiceKind::Invoice && open && due_on.is_some_and(|day| day < today)
}

pub(crate) fn view(row: invoice::Model, client_name: String, items: Vec<invoice_item::Model>, today: NaiveDate) -> Result<Invoice> {
    let money = |amount| Money::new(amount, row.currency);
    Ok(Invoice {
        id: row.id,
        kind: row.kind,
        status: row.status,
        overdue: overdue(row.kind, row.status, row.due_on, today),
        client_id: row.client_id,
        client_name,
        project_id: row.project_id,
        credited_invoice_id: row.credited_invoice_id,
        currency: row.currency,
        prices_include_tax: row.prices_include_tax,
        items: items.into_iter().map(|item| line(item, row.currency)).collect(),
        taxes: read::<Vec<TaxTotal>>(&row.taxes)?,
        net: money(row.net),
        tax: money(row.tax),
        rounding: money(row.rounding),
        total: money(row.total),
        paid: money(row.paid),
        credited: money(row.credited),
        due: money(due(row.kind, row.status, row.total, row.paid, row.credited)),
        issued_on: row.issued_on,
        due_on: row.due_on,
        payment_terms_days: row.payment_terms_days,
        seller: party(row.seller.as_deref())?,
        buyer: party(row.buyer.as_deref())?,
        number: row.number,
        reference: row.reference,
        note: row.note,
        sent_at: row.sent_at,
        created_at: row.created_at,
        version: row.version,
    })
}

fn line(item: invoice_item::Model, currency: contract::money::Currency) -> InvoiceItem {
    InvoiceItem {
        id: item.id,
        description: item.description,
        unit: item.unit,
        quantity: item.quantity,
        unit_price: Money::new(item.unit_price, currency),
        discount: item.discount,
        tax_rate: item.tax_rate,
        net: Money::new(item.net, currency),
    }
}

/// What an event about the document says of it: its number, and whose it is.
pub(crate) fn about(row: &invoice::Model) -> About<InvoiceId> {
    About { label: row.number.clone(), ..About::new(row.id) }.of_client(row.client_id).at(row.version)
}

/// A party as it stood on the day of issue; a draft has none yet.
pub fn party(text: Option<&str>) -> Result<Option<Party>> {
    text.map(read).transpose()
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text).map_err(anyhow::Error::from)?)
}

pub(crate) fn write<T: serde::Serialize>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value).map_err(anyhow::Error::from)?)
}

/// What the refusals of the states are called.
pub(crate) fn refusal(refused: contract::billing::Refused) -> AppError {
    AppError::Refused(match (refused.verb, refused.from) {
        ("issue" | "edit", _) => "invoice_closed",
        (_, InvoiceStatus::Draft) => "invoice_draft",
        ("credit", _) => "not_creditable",
        ("refund", _) => "not_refundable",
        _ => "invoice_settled",
    })
}
