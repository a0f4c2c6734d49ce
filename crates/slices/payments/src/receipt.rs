//! Receipts as PDF.

use actix_web::HttpResponse;
use billing::entities::{client, invoice};
use contract::PaymentId;
use contract::billing::Party;
use contract::money::Money;
use contract::permissions::permit;
use contract::words::Locale;
use platform::ports::{Branding, Document, Receipt};
use platform::scope::Scope;
use platform::{Grant, Id, Result, Tx, operation};

use crate::entities::payment;

/// Print the receipt of a payment.
///
/// A PDF in the client's language, with the company's logo and colour.
#[operation(
    get = "/companies/{company_id}/payments/{id}/receipt",
    tag = "payments",
    id = "The payment.",
    media = "application/pdf",
    answer = "The PDF."
)]
pub async fn print_receipt(Grant { scope, input: Id(id), .. }: Grant<permit::PaymentView, Id<PaymentId>>) -> Result<HttpResponse> {
    let (name, bytes) = pdf(&scope, id).await?;
    let disposition = format!("inline; filename=\"{name}.pdf\"");
    Ok(HttpResponse::Ok().content_type("application/pdf").insert_header(("content-disposition", disposition)).body(bytes))
}

/// A receipt's file name and its PDF. Everything is read first; setting it takes no connection.
pub(crate) async fn pdf(scope: &Scope, id: PaymentId) -> Result<(String, Vec<u8>)> {
    let tx = scope.read().await?;
    let (receipt, branding, locale) = read(&tx, id).await?;
    tx.commit().await?;
    let name = match locale {
        Locale::Fr => format!("recu-{}", receipt.invoice_number),
        Locale::En => format!("receipt-{}", receipt.invoice_number),
    };
    let typesetter = scope.ports().typesetter.clone();
    let document = Document::Receipt(Box::new(receipt));
    let bytes =
        actix_web::rt::task::spawn_blocking(move || typesetter.pdf(&document, &branding, locale)).await.map_err(anyhow::Error::from)??;
    Ok((name, bytes))
}

async fn read(tx: &Tx, id: PaymentId) -> Result<(Receipt, Branding, Locale)> {
    let paid = tx.get::<payment::Entity>(id.0).await?;
    let invoice = tx.get::<invoice::Entity>(paid.invoice_id.0).await?;
    let locale = tx.get::<client::Entity>(paid.client_id.0).await?.locale;
    let due = due_after(tx, &paid, &invoice).await?;
    let receipt = Receipt {
        seller: named(invoice.seller.as_deref())?,
        buyer: named(invoice.buyer.as_deref())?,
        invoice_number: invoice.number.unwrap_or_default(),
        amount: Money::new(paid.amount, paid.currency),
        due,
        method: paid.method,
        received_on: paid.received_on,
        reference: paid.reference,
    };
    Ok((receipt, access::branding(tx).await?, locale))
}

/// What was owed once this payment had come: printed again later, a receipt says the same.
async fn due_after(tx: &Tx, paid: &payment::Model, invoice: &invoice::Model) -> Result<Money> {
    const SQL: &str =
        "SELECT CAST(COALESCE(SUM(applied), 0) AS BIGINT) AS applied FROM payment WHERE company_id = $1 AND invoice_id = $2 AND id <= $3";
    let rows = tx.query(tx.statement(SQL, SQL, [tx.company().0.into(), invoice.id.0.into(), paid.id.0.into()])).await?;
    let applied: i64 = rows.first().map_or(Ok(0), |row| row.try_get("", "applied"))?;
    Ok(Money::new((invoice.total - invoice.credited - applied).max(0), invoice.currency))
}

fn named(party: Option<&str>) -> Result<Party> {
    Ok(billing::party(party)?.ok_or_else(|| anyhow::anyhow!("an issued invoice names no party"))?)
}
