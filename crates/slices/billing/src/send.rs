//! Sending: the wish is kept with its event, the mail leaves from a job.

use contract::InvoiceId;
use contract::billing::{Invoice, SendInput};
use contract::events::InvoiceDeliveryRequested;
use contract::permissions::permit;
use platform::{AppError, Body, Current, Grant, Id, Result, Tx, operation};
use sea_orm::{IntoActiveModel as _, Set};

use crate::entities::{client, invoice};
use crate::view::{about, load, refusal, stage};

/// Send a document by mail.
///
/// An issued invoice or credit note, with its PDF, to these addresses or to the client's own. The mail leaves shortly after the answer.
#[operation(
    post = "/companies/{company_id}/invoices/{id}/send",
    tag = "invoices",
    id = "The document.",
    body = "To whom, and a few words.",
    answer = "The document, with the time it was sent."
)]
pub async fn send_invoice(
    Grant { scope, input: (Id(id), Body(input)), .. }: Grant<permit::InvoiceSend, (Id<InvoiceId>, Body<SendInput>)>,
) -> Result<Current<Invoice>> {
    let tx = scope.begin().await?;
    send(&tx, id, input).await?;
    let invoice = load(&tx, id).await?;
    tx.done(&invoice).await
}

/// Sends a document.
pub async fn send(tx: &Tx, id: InvoiceId, input: SendInput) -> Result<()> {
    let row = tx.lock::<invoice::Entity>(id).await?;
    stage(&row).send().map_err(refusal)?;
    let to = match input.to {
        Some(addresses) => distinct(addresses),
        None => vec![tx.get::<client::Entity>(row.client_id.0).await?.email.ok_or(AppError::Refused("no_recipient"))?],
    };
    let version = row.version;
    let mut row = row.into_active_model();
    row.sent_at = Set(Some(tx.now()));
    row.updated_at = Set(tx.now());
    row.version = Set(version + 1);
    let row = tx.update(row).await?;
    let message = input.message.filter(|message| !message.trim().is_empty());
    tx.emit(about(&row), InvoiceDeliveryRequested { to, message }).await?;
    Ok(())
}

/// Each address once, in small letters.
fn distinct(addresses: Vec<String>) -> Vec<String> {
    let mut to: Vec<String> = Vec::with_capacity(addresses.len());
    for address in addresses {
        let address = address.trim().to_lowercase();
        if !to.contains(&address) {
            to.push(address);
        }
    }
    to
}
