//! Credit notes: an issued invoice is never changed; what was wrong is taken back by a document
//! of its own, with a number of its own series, closed as soon as it is written.

use contract::billing::{
    AMOUNT_LIMIT, CreditInput, Invoice, InvoiceItemInput, InvoiceKind, InvoiceStatus, LineInput, Stage, TaxTotal, Totals, totals,
};
use contract::events::{CreditNoteIssued, InvoiceCredited, InvoicePaid};
use contract::money::{BasisPoints, Money, Thousandths};
use contract::permissions::permit;
use contract::{FieldError, InvoiceId, Version};
use platform::{AppError, Body, Created, Grant, Id, IfMatch, Keyed, Result, Tx, operation, same_version};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::books::{Account, Source, post};
use crate::draft::add_items;
use crate::entities::{client, invoice};
use crate::figures::{Change, bump};
use crate::issue::{number, seller};
use crate::numbering::take;
use crate::remaining::{Remaining, remaining};
use crate::settle::still_due;
use crate::view::{about, items, load, read, refusal, stage, view, write};

/// Credit an invoice.
///
/// Issues a credit note over these lines, or over all that is left of the invoice, and takes it off what is owed. The version is that of the invoice.
#[operation(
    post = "/companies/{company_id}/invoices/{id}/credit",
    tag = "invoices",
    id = "The invoice to take back.",
    body = "What to take back, and why.",
    answer = "The credit note."
)]
pub async fn credit_invoice(
    Grant { scope, input: (Id(id), Keyed, IfMatch(seen), Body(input)), .. }: Grant<
        permit::InvoiceCredit,
        (Id<InvoiceId>, Keyed, IfMatch, Body<CreditInput>),
    >,
) -> Result<Created<Invoice>> {
    let tx = scope.begin().await?;
    let note = credit(&tx, id, seen, input).await?;
    tx.created(&note).await
}

/// Credits an invoice.
pub async fn credit(tx: &Tx, id: InvoiceId, seen: Version, input: CreditInput) -> Result<Invoice> {
    let row = tx.lock::<invoice::Entity>(id).await?;
    same_version(seen, row.version, load(tx, id)).await?;
    if row.kind == InvoiceKind::CreditNote {
        return Err(AppError::Refused("not_creditable"));
    }
    stage(&row).credit(1).map_err(refusal)?;
    let left = remaining(tx, &row).await?;
    let (lines, sums) = match input.items {
        Some(lines) => chosen(&row, lines, &left)?,
        None => everything(tx, &row, left).await?,
    };
    let note = write_note(tx, &row, &input.reason, lines, &sums).await?;
    settle(tx, row, &note).await?;
    Ok(note)
}

/// These lines, never more of a rate than is left of it.
fn chosen(row: &invoice::Model, lines: Vec<InvoiceItemInput>, left: &Remaining) -> Result<(Vec<InvoiceItemInput>, Totals)> {
    if let Some(at) = lines.iter().position(|line| line.unit_price.currency != row.currency) {
        return Err(AppError::field(&format!("/items/{at}/unit_price"), "currency_mismatch"));
    }
    let inputs: Vec<LineInput> = lines.iter().map(InvoiceItemInput::line).collect();
    let sums = totals(&inputs, row.currency, row.prices_include_tax, None)
        .map_err(|_| AppError::Invalid(vec![FieldError::new("/items", "too_large").with("max", AMOUNT_LIMIT)]))?;
    if sums.total.amount <= 0 {
        return Err(AppError::field("/items", "nothing_to_credit"));
    }
    if sums.total.amount > left.total || !sums.taxes.iter().all(|tax| left.covers(tax)) {
        return Err(AppError::Invalid(vec![FieldError::new("/items", "more_than_billed").with("max", left.total)]));
    }
    Ok((lines, sums))
}

/// All that is left: the lines of the invoice when nothing was credited yet, otherwise one line for
/// each rate. The sums are what is left of the invoice's own, so that nothing drifts by rounding.
async fn everything(tx: &Tx, row: &invoice::Model, left: Remaining) -> Result<(Vec<InvoiceItemInput>, Totals)> {
    let money = |amount| Money::new(amount, row.currency);
    let (lines, nets) = if row.credited == 0 {
        let lines = items(tx, row.id).await?;
        let nets = lines.iter().map(|line| money(line.net)).collect();
        let lines = lines.into_iter().map(|line| InvoiceItemInput {
            description: line.description,
            unit: line.unit,
            quantity: line.quantity,
            unit_price: money(line.unit_price),
            discount: line.discount,
            tax_rate: line.tax_rate,
        });
        (lines.collect(), nets)
    } else {
        let number = row.number.clone().unwrap_or_default();
        let lines = left.taxes.iter().map(|tax| rest(&number, tax, row.prices_include_tax)).collect();
        (lines, left.taxes.iter().map(|tax| tax.base).collect())
    };
    let (net, tax) = left.taxes.iter().fold((0, 0), |(net, tax), each| (net + each.base.amount, tax + each.tax.amount));
    let sums = Totals {
        lines: nets,
        taxes: left.taxes,
        net: money(net),
        tax: money(tax),
        rounding: money(left.total - net - tax),
        total: money(left.total),
    };
    Ok((lines, sums))
}

/// What is left of a rate, as a line.
fn rest(number: &str, tax: &TaxTotal, prices_include_tax: bool) -> InvoiceItemInput {
    let price = tax.base.amount + if prices_include_tax { tax.tax.amount } else { 0 };
    InvoiceItemInput {
        description: number.to_owned(),
        unit: None,
        quantity: Thousandths(1000),
        unit_price: Money::new(price, tax.base.currency),
        discount: BasisPoints(0),
        tax_rate: tax.rate,
    }
}

async fn write_note(tx: &Tx, of: &invoice::Model, reason: &str, lines: Vec<InvoiceItemInput>, sums: &Totals) -> Result<Invoice> {
    let company = access::company(tx).await?;
    let seller = seller(&company)?;
    let today = tx.today().await?;
    let row = tx.insert(begun(tx, of, reason, sums)?).await?;
    let items = add_items(tx, row.id, &lines, sums).await?;
    let taken = take(tx, InvoiceKind::CreditNote, today).await?;
    let buyer = of.buyer.as_deref().map(read).transpose()?.ok_or_else(|| anyhow::anyhow!("an issued invoice names no buyer"))?;
    let row = number(tx, row, sums, &taken, &seller, &buyer).await?;
    let client = tx.get::<client::Entity>(row.client_id.0).await?;
    let issued = CreditNoteIssued { credited_invoice_id: of.id, total: Money::new(row.total, row.currency) };
    tx.emit(about(&row), issued).await?;
    view(row, client.name, items, today)
}

/// The note before its number: lines can be added until it is closed.
fn begun(tx: &Tx, of: &invoice::Model, reason: &str, sums: &Totals) -> Result<invoice::ActiveModel> {
    Ok(invoice::ActiveModel {
        id: Set(tx.id()),
        company_id: Set(tx.company()),
        kind: Set(InvoiceKind::CreditNote),
        status: Set(InvoiceStatus::Draft),
        client_id: Set(of.client_id),
        project_id: Set(of.project_id),
        credited_invoice_id: Set(Some(of.id)),
        currency: Set(of.currency),
        prices_include_tax: Set(of.prices_include_tax),
        payment_terms_days: Set(0),
        reference: Set(of.reference.clone()),
        note: Set(Some(reason.trim().to_owned())),
        net: Set(sums.net.amount),
        tax: Set(sums.tax.amount),
        rounding: Set(sums.rounding.amount),
        total: Set(sums.total.amount),
        taxes: Set(write(&sums.taxes)?),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
        ..Default::default()
    })
}

/// The invoice owes less; books and figures follow.
async fn settle(tx: &Tx, row: invoice::Model, note: &Invoice) -> Result<()> {
    let before = still_due(&row);
    let Stage::Closed(balance) = stage(&row).credit(note.total.amount).map_err(refusal)? else {
        return Err(AppError::Refused("invoice_draft"));
    };
    let version = row.version;
    let mut next = row.into_active_model();
    (next.credited, next.status) = (Set(balance.credited), Set(balance.status()));
    (next.version, next.updated_at) = (Set(version + 1), Set(tx.now()));
    let row = next.update(tx.conn()).await?;
    book(tx, &row, note, before.amount).await?;
    let credit_note = note.number.clone().unwrap_or_default();
    tx.emit(about(&row), InvoiceCredited { credit_note, amount: note.total }).await?;
    if row.status == InvoiceStatus::Paid && before.amount > 0 {
        tx.emit(about(&row), InvoicePaid { total: Money::new(row.total, row.currency) }).await?;
    }
    Ok(())
}

async fn book(tx: &Tx, row: &invoice::Model, note: &Invoice, before: i64) -> Result<()> {
    let on = note.issued_on.unwrap_or_default();
    let source = Source { kind: "credit_note", id: note.id.into(), invoice: row.id, currency: row.currency, on };
    let postings = [
        (Account::Receivable, -note.total.amount),
        (Account::Revenue, note.net.amount),
        (Account::TaxCollected, note.tax.amount),
        (Account::Rounding, note.rounding.amount),
    ];
    post(tx, source, &postings).await?;
    let after = still_due(row).amount;
    let changes =
        [Change::invoiced(row.currency, on, -note.net.amount), Change::open(row.currency, row.due_on.unwrap_or(on), before, after)];
    bump(tx, &changes).await
}
