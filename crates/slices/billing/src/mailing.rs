//! The mail of a document, written after the commit that promised it.

use contract::InvoiceId;
use contract::billing::InvoiceKind;
use contract::events::InvoiceDeliveryRequested;
use contract::identity::Face;
use contract::pages::{self, Invoices};
use platform::events::StoredEvent;
use platform::jobs::AT_ONCE;
use platform::letters::{self, Brand, Letter};
use platform::mail::{Outgoing, deliver};
use platform::ports::Attachment;
use platform::{JobScope, Listener, Result, Tx};

use crate::entities::{client, invoice};
use crate::print::pdf;
use crate::view::load;

/// Sends the document to everybody it was to go to.
pub(crate) const MAIL_INVOICE: Listener =
    Listener::on::<InvoiceDeliveryRequested>("billing.mail_invoice", AT_ONCE, |job, event| Box::pin(mail_invoice(job, event)));

async fn mail_invoice(job: JobScope, event: StoredEvent) -> Result<()> {
    let asked: InvoiceDeliveryRequested = event.read()?;
    let (scope, id) = (job.company(&event)?, InvoiceId(event.subject_id));
    let tx = scope.read().await?;
    let draft = compose(&tx, id, &asked).await?;
    tx.commit().await?;
    let (name, bytes) = pdf(&scope, id).await?;
    let attachment = Attachment { name: format!("{name}.pdf"), media_type: "application/pdf".to_owned(), bytes };
    for to in asked.to {
        deliver(&job, Outgoing { to, attachments: vec![attachment.clone()], ..draft.clone() }).await?;
    }
    Ok(())
}

/// The mail without recipient and file.
async fn compose(tx: &Tx, id: InvoiceId, asked: &InvoiceDeliveryRequested) -> Result<Outgoing> {
    let document = load(tx, id).await?;
    let company = access::company(tx).await?;
    let credits = match document.credited_invoice_id {
        Some(id) => tx.get::<invoice::Entity>(id.0).await?.number,
        None => None,
    };
    let locale = tx.get::<client::Entity>(document.client_id.0).await?.locale;
    let letter = letters::InvoiceSent {
        credit_note: document.kind == InvoiceKind::CreditNote,
        number: document.number.unwrap_or_default(),
        credits,
        client: document.client_name,
        total: document.total,
        due: document.due,
        due_on: document.due_on,
        link: portal_link(tx, id),
        attached: true,
        message: asked.message.clone(),
    };
    Ok(Outgoing {
        company: Some(tx.company()),
        letter: Letter::InvoiceSent(letter),
        locale,
        brand: Brand { company: company.name, accent: company.accent, logo_url: None },
        to: String::new(),
        reply_to: company.email,
        attachments: Vec::new(),
    })
}

/// Where a client finds a document.
pub fn portal_link(tx: &Tx, id: InvoiceId) -> String {
    format!("{}{}", tx.config().public_url, pages::path(Face::Portal, tx.company(), Invoices::One(id)))
}
