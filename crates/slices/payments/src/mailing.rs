//! Mails about money: a receipt to the client, a word to staff, and an alarm when the gateway's
//! books and ours do not agree.

use billing::entities::{client, invoice};
use billing::settle::still_due;
use contract::access::Company;
use contract::events::{PaymentMismatched, PaymentSucceeded};
use contract::identity::Face;
use contract::money::Money;
use contract::pages::{self, Invoices};
use contract::{InvoiceId, PaymentAttemptId, PaymentId};
use platform::events::StoredEvent;
use platform::jobs::AT_ONCE;
use platform::letters::{Anomaly, Brand, Letter, PaymentAnomaly, PaymentReceived, PaymentReceivedStaff};
use platform::mail::{Outgoing, deliver};
use platform::ports::Attachment;
use platform::{JobScope, Listener, Result, Tx};

use crate::entities::{payment, payment_attempt};
use crate::receipt;

/// The client gets a receipt.
pub(crate) const TO_CLIENT: Listener =
    Listener::on::<PaymentSucceeded>("payments.mail_client", AT_ONCE, |job, event| Box::pin(to_client(job, event)));

/// Staff hears that money came, and whether it was too much.
pub(crate) const TO_STAFF: Listener =
    Listener::on::<PaymentSucceeded>("payments.mail_staff", AT_ONCE, |job, event| Box::pin(to_staff(job, event)));

/// Staff hears that the books disagree.
pub(crate) const ALARM: Listener =
    Listener::on::<PaymentMismatched>("payments.mail_mismatch", AT_ONCE, |job, event| Box::pin(alarm(job, event)));

async fn to_client(job: JobScope, event: StoredEvent) -> Result<()> {
    let told: PaymentSucceeded = event.read()?;
    let scope = job.company(&event)?;
    let tx = scope.read().await?;
    let client = client_of(&tx, &event).await?;
    let Some(to) = client.email else { return tx.commit().await };
    let paid = tx.get::<payment::Entity>(event.subject_id).await?;
    let letter = PaymentReceived {
        client: client.name,
        invoice_number: event.called(),
        amount: told.amount,
        due: due(&tx, told.invoice_id).await?,
        method: told.method,
        received_on: paid.received_on,
        reference: paid.reference,
        link: billing::portal_link(&tx, told.invoice_id),
        attached: true,
    };
    let company = access::company(&tx).await?;
    let outgoing = Outgoing { locale: client.locale, ..outgoing(&tx, &company, Letter::PaymentReceived(letter), to) };
    tx.commit().await?;
    let (name, bytes) = receipt::pdf(&scope, PaymentId(event.subject_id)).await?;
    let attachment = Attachment { name: format!("{name}.pdf"), media_type: "application/pdf".to_owned(), bytes };
    deliver(&job, Outgoing { attachments: vec![attachment], ..outgoing }).await
}

async fn to_staff(job: JobScope, event: StoredEvent) -> Result<()> {
    let told: PaymentSucceeded = event.read()?;
    let tx = job.company(&event)?.read().await?;
    let company = access::company(&tx).await?;
    let Some(to) = access::staff_address(&tx, &company).await? else { return tx.commit().await };
    let paid = tx.get::<payment::Entity>(event.subject_id).await?;
    let client = client_of(&tx, &event).await?.name;
    let letter = if told.excess.amount > 0 {
        let settled_before = told.excess == told.amount;
        let anomaly = if settled_before { Anomaly::NotPayable } else { Anomaly::Overpaid };
        let due = Money::new(told.amount.amount - told.excess.amount, told.amount.currency);
        let found = Found { anomaly, client, number: event.called(), expected: due, recorded: Some(told.amount) };
        alarming(&tx, told.attempt_id, found).await?
    } else {
        Letter::PaymentReceivedStaff(PaymentReceivedStaff {
            client,
            invoice_number: event.called(),
            amount: told.amount,
            excess: told.excess,
            due: due(&tx, told.invoice_id).await?,
            method: told.method,
            received_on: paid.received_on,
            reference: paid.reference,
            link: admin_link(&tx, told.invoice_id),
        })
    };
    let outgoing = outgoing(&tx, &company, letter, to);
    tx.commit().await?;
    deliver(&job, outgoing).await
}

async fn alarm(job: JobScope, event: StoredEvent) -> Result<()> {
    let told: PaymentMismatched = event.read()?;
    let tx = job.company(&event)?.read().await?;
    let company = access::company(&tx).await?;
    let Some(to) = access::staff_address(&tx, &company).await? else { return tx.commit().await };
    let attempt = tx.get::<payment_attempt::Entity>(event.subject_id).await?;
    let client = tx.get::<client::Entity>(attempt.client_id.0).await?.name;
    let found = Found { anomaly: Anomaly::Mismatched, client, number: event.called(), expected: told.expected, recorded: told.recorded };
    let letter = alarming(&tx, PaymentAttemptId(event.subject_id), found).await?;
    let outgoing = outgoing(&tx, &company, letter, to);
    tx.commit().await?;
    deliver(&job, outgoing).await
}

/// The client whom the event concerns.
async fn client_of(tx: &Tx, event: &StoredEvent) -> Result<client::Model> {
    let id = event.client_id.ok_or_else(|| anyhow::anyhow!("event {} names no client", event.id))?;
    tx.get::<client::Entity>(id.0).await
}

struct Found {
    anomaly: Anomaly,
    client: String,
    number: String,
    expected: Money,
    recorded: Option<Money>,
}

async fn alarming(tx: &Tx, id: PaymentAttemptId, found: Found) -> Result<Letter> {
    let attempt = tx.get::<payment_attempt::Entity>(id.0).await?;
    Ok(Letter::PaymentAnomaly(PaymentAnomaly {
        anomaly: found.anomaly,
        client: found.client,
        invoice_number: found.number,
        expected: found.expected,
        recorded: found.recorded,
        provider: attempt.provider,
        reference: attempt.reference,
        link: admin_link(tx, attempt.invoice_id),
    }))
}

async fn due(tx: &Tx, id: InvoiceId) -> Result<Money> {
    Ok(still_due(&tx.get::<invoice::Entity>(id.0).await?))
}

fn admin_link(tx: &Tx, id: InvoiceId) -> String {
    format!("{}{}", tx.config().public_url, pages::path(Face::Admin, tx.company(), Invoices::One(id)))
}

fn outgoing(tx: &Tx, company: &Company, letter: Letter, to: String) -> Outgoing {
    Outgoing {
        company: Some(tx.company()),
        letter,
        locale: company.locale,
        brand: Brand { company: company.name.clone(), accent: company.accent.clone(), logo_url: None },
        to,
        reply_to: company.email.clone(),
        attachments: Vec::new(),
    }
}
