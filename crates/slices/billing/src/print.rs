//! Documents as PDF.

use actix_web::HttpResponse;
use contract::InvoiceId;
use contract::billing::Invoice;
use contract::permissions::permit;
use contract::words::Locale;
use platform::ports::{Branding, Document};
use platform::scope::Scope;
use platform::{Grant, Id, Result, Tx, operation};

use crate::entities::{client, invoice};
use crate::view::load;

/// Print a document.
///
/// In the client's language, with the company's logo and colour. A draft is marked as one.
#[operation(
    get = "/companies/{company_id}/invoices/{id}/pdf",
    tag = "invoices",
    id = "The document.",
    media = "application/pdf",
    answer = "The PDF."
)]
pub async fn print_invoice(Grant { scope, input: Id(id), .. }: Grant<permit::InvoiceView, Id<InvoiceId>>) -> Result<HttpResponse> {
    let (name, bytes) = pdf(&scope, id).await?;
    let disposition = format!("inline; filename=\"{name}.pdf\"");
    Ok(HttpResponse::Ok().content_type("application/pdf").insert_header(("content-disposition", disposition)).body(bytes))
}

/// A document's file name and its PDF. Everything is read first; setting it takes no connection.
pub async fn pdf(scope: &Scope, id: InvoiceId) -> Result<(String, Vec<u8>)> {
    let tx = scope.read().await?;
    let Sheet { invoice, credits, branding, locale } = sheet(&tx, id).await?;
    tx.commit().await?;
    let name = invoice.number.clone().unwrap_or_else(|| "draft".into());
    let typesetter = scope.ports().typesetter.clone();
    let document = Document::Invoice { invoice: Box::new(invoice), credits };
    let bytes =
        actix_web::rt::task::spawn_blocking(move || typesetter.pdf(&document, &branding, locale)).await.map_err(anyhow::Error::from)??;
    Ok((name, bytes))
}

struct Sheet {
    invoice: Invoice,
    credits: Option<String>,
    branding: Branding,
    locale: Locale,
}

async fn sheet(tx: &Tx, id: InvoiceId) -> Result<Sheet> {
    let invoice = load(tx, id).await?;
    let credits = match invoice.credited_invoice_id {
        Some(credited) => tx.get::<invoice::Entity>(credited.0).await?.number,
        None => None,
    };
    let locale = tx.get::<client::Entity>(invoice.client_id.0).await?.locale;
    Ok(Sheet { credits, branding: access::branding(tx).await?, locale, invoice })
}
