//! Issue: the draft gets its number and its date, both parties as they stand today, its place in
//! the books, and is closed. From then on the database refuses to change it.

use chrono::TimeDelta;
use contract::access::Company;
use contract::billing::stage::Balance;
use contract::billing::{Invoice, InvoiceKind, InvoiceStatus, LineInput, Party, Totals, totals};
use contract::events::InvoiceIssued;
use contract::money::Money;
use contract::permissions::permit;
use contract::{FieldError, InvoiceId, Version};
use platform::{AppError, Current, Grant, Id, IfMatch, Result, Tx, operation, same_version};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::books::{Account, Source, post};
use crate::entities::{client, invoice, invoice_item};
use crate::figures::{Change, bump};
use crate::numbering::{Taken, take};
use crate::view::{about, items, load, read, refusal, stage, view, write};

/// Issue an invoice.
///
/// It gets the next number of its series, without gap, and is closed for ever. Refused while the company's legal identity is incomplete.
#[operation(post = "/companies/{company_id}/invoices/{id}/issue", tag = "invoices", id = "The draft.", answer = "The issued invoice.")]
pub async fn issue_invoice(
    Grant { scope, input: (Id(id), IfMatch(seen)), .. }: Grant<permit::InvoiceIssue, (Id<InvoiceId>, IfMatch)>,
) -> Result<Current<Invoice>> {
    let tx = scope.begin().await?;
    let invoice = issue(&tx, id, seen).await?;
    tx.done(&invoice).await
}

/// Issues a draft.
pub async fn issue(tx: &Tx, id: InvoiceId, seen: Version) -> Result<Invoice> {
    let row = tx.lock::<invoice::Entity>(id).await?;
    same_version(seen, row.version, load(tx, id)).await?;
    stage(&row).issue(row.total).map_err(refusal)?;
    let lines = items(tx, row.id).await?;
    if lines.is_empty() {
        return Err(AppError::Refused("invoice_empty"));
    }
    let company = access::company(tx).await?;
    let seller = seller(&company)?;
    let client = tx.get::<client::Entity>(row.client_id.0).await?;
    let sums = rounded(&row, &lines, &company)?;
    let today = tx.today().await?;
    let taken = take(tx, InvoiceKind::Invoice, today).await?;
    let row = number(tx, row, &sums, &taken, &seller, &buyer(&client)?).await?;
    book(tx, &row, &taken).await?;
    tx.emit(about(&row), InvoiceIssued { total: Money::new(row.total, row.currency) }).await?;
    view(row, client.name, lines, today)
}

/// The sums again, the total rounded to the company's smallest coin.
fn rounded(row: &invoice::Model, lines: &[invoice_item::Model], company: &Company) -> Result<Totals> {
    let inputs: Vec<LineInput> = lines
        .iter()
        .map(|line| LineInput { quantity: line.quantity, unit_price: line.unit_price, discount: line.discount, tax_rate: line.tax_rate })
        .collect();
    let step = company.rounding_step.filter(|_| row.currency == company.currency);
    Ok(totals(&inputs, row.currency, row.prices_include_tax, step)?)
}

/// Gives the number and closes the document.
pub(crate) async fn number(
    tx: &Tx,
    row: invoice::Model,
    sums: &Totals,
    taken: &Taken,
    seller: &Party,
    buyer: &Party,
) -> Result<invoice::Model> {
    let due_on = taken.issued_on + TimeDelta::days(row.payment_terms_days.into());
    let status = match row.kind {
        InvoiceKind::Invoice => Balance { total: sums.total.amount, ..Balance::default() }.status(),
        // It asks nothing, and nothing becomes of it.
        InvoiceKind::CreditNote => InvoiceStatus::Issued,
    };
    let version = row.version;
    let mut next = row.into_active_model();
    next.status = Set(status);
    next.rounding = Set(sums.rounding.amount);
    next.total = Set(sums.total.amount);
    next.series = Set(Some(taken.series.clone()));
    next.sequence = Set(Some(taken.sequence));
    next.number = Set(Some(taken.number.clone()));
    next.issued_on = Set(Some(taken.issued_on));
    next.due_on = Set(Some(due_on));
    next.seller = Set(Some(write(seller)?));
    next.buyer = Set(Some(write(buyer)?));
    next.updated_at = Set(tx.now());
    next.version = Set(version + 1);
    Ok(next.update(tx.conn()).await?)
}

async fn book(tx: &Tx, row: &invoice::Model, taken: &Taken) -> Result<()> {
    let source = Source { kind: "invoice", id: row.id.into(), invoice: row.id, currency: row.currency, on: taken.issued_on };
    let postings = [
        (Account::Receivable, row.total),
        (Account::Revenue, -row.net),
        (Account::TaxCollected, -row.tax),
        (Account::Rounding, -row.rounding),
    ];
    post(tx, source, &postings).await?;
    let due_on = row.due_on.unwrap_or(taken.issued_on);
    let changes = [
        Change::drafts(row.currency, -1),
        Change::invoiced(row.currency, taken.issued_on, row.net),
        Change::open(row.currency, due_on, 0, row.total),
    ];
    bump(tx, &changes).await
}

/// Who sells; refused with what is missing.
pub(crate) fn seller(company: &Company) -> Result<Party> {
    if !company.missing_for_invoicing.is_empty() {
        let missing = company.missing_for_invoicing.iter().map(|field| FieldError::new(format!("/{field}"), "missing_identity"));
        return Err(AppError::Incomplete("company_identity", missing.collect()));
    }
    Ok(Party {
        name: company.legal_name.clone().unwrap_or_else(|| company.name.clone()),
        registration_number: company.registration_number.clone(),
        tax_number: company.tax_number.clone(),
        email: company.email.clone(),
        phone: company.phone.clone(),
        address: company.address.clone(),
    })
}

fn buyer(client: &client::Model) -> Result<Party> {
    Ok(Party {
        name: client.legal_name.clone().unwrap_or_else(|| client.name.clone()),
        registration_number: client.registration_number.clone(),
        tax_number: client.tax_number.clone(),
        email: client.email.clone(),
        phone: client.phone.clone(),
        address: client.address.as_deref().map(read).transpose()?,
    })
}
