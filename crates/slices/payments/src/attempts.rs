//! Tries to pay: written down before the gateway is asked, so that whatever it took can be traced.

use billing::entities::{client, invoice};
use billing::party;
use billing::settle::{held, open_for_payment, still_due};
use chrono::{DateTime, TimeDelta, Utc};
use contract::events::{PaymentAttempted, PaymentFailed};
use contract::identity::Face;
use contract::money::Money;
use contract::pages::{self, Invoices};
use contract::payments::{AttemptStatus, PaymentAttempt};
use contract::permissions::permit;
use contract::{InvoiceId, Page, PaymentAttemptId};
use platform::keyset;
use platform::ports::{Charge, GatewayError, Started};
use platform::scope::Scope;
use platform::{Answer, AppError, Grant, Id, Keyed, Result, Tx, operation};
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set};

use crate::check;
use crate::entities::payment_attempt;
use crate::events::about;
use crate::messages::{Direction, keep};

/// A payer who comes back within this time goes on with the same try.
const REUSED: TimeDelta = TimeDelta::minutes(30);
/// A gateway that is being asked answers within this time. A try that is older and still waits was left so by a crash.
const ASKED: TimeDelta = TimeDelta::seconds(60);
/// The most tries that are listed.
const LISTED: u64 = 100;

/// Start to pay an invoice.
///
/// Opens an attempt at the gateway over all that is due and answers where to send the payer. An attempt of the last half hour that is still open goes on; while the gateway is being asked about one, another is refused.
#[operation(
    post = "/companies/{company_id}/invoices/{id}/attempts",
    tag = "payments",
    id = "The invoice.",
    answer = "The attempt; send the payer to its `redirect_url`."
)]
pub async fn pay_invoice(
    Grant { scope, input: (Id(id), Keyed), .. }: Grant<permit::PaymentPay, (Id<InvoiceId>, Keyed)>,
) -> Result<Answer<PaymentAttempt, 201>> {
    let (tx, attempt) = open(&scope, id).await?;
    tx.answer(&view(attempt)).await
}

/// Starts to pay an invoice.
pub async fn pay(scope: &Scope, id: InvoiceId) -> Result<PaymentAttempt> {
    let (tx, attempt) = open(scope, id).await?;
    tx.commit().await?;
    Ok(view(attempt))
}

/// The try that goes on, or a new one that the gateway took; in a transaction that is the caller's to end.
async fn open(scope: &Scope, id: InvoiceId) -> Result<(Tx, payment_attempt::Model)> {
    let tx = scope.begin().await?;
    let row = held(&tx, id).await?;
    open_for_payment(&row)?;
    let due = still_due(&row);
    scope.ports().gateway.accepts(due).map_err(|_| AppError::Refused("unsupported_amount"))?;
    let tries = open_tries(&tx, id).await?;
    if let Some(open) = tries.iter().find(|attempt| goes_on(attempt, due)) {
        return Ok((tx, open.clone()));
    }
    if tries.iter().any(|attempt| is_starting(attempt, tx.now())) {
        return Err(AppError::Refused("payment_starting"));
    }
    let gateway = scope.ports().gateway.clone();
    let (attempt, charge) = begin(&tx, &row, due, gateway.provider()).await?;
    tx.commit().await?;
    let answer = gateway.start(&charge).await;
    started(scope, attempt, answer).await
}

/// What may still be paid by the page that was opened for it, latest first. One statement: between two, a
/// try that is neither open yet nor starting any more would be missed.
async fn open_tries(tx: &Tx, id: InvoiceId) -> Result<Vec<payment_attempt::Model>> {
    use payment_attempt::Column as C;
    let open = [AttemptStatus::Created, AttemptStatus::Redirected, AttemptStatus::Processing];
    let select = tx.find::<payment_attempt::Entity>().filter(C::InvoiceId.eq(id)).filter(C::Status.is_in(open));
    let select = select.filter(C::CreatedAt.gt(tx.now() - REUSED)).order_by_desc(C::CreatedAt).limit(LISTED);
    Ok(select.all(tx.conn()).await?)
}

/// A try of this person's or a colleague's that can go on. Without an address there is no way on: its
/// start was never answered.
fn goes_on(attempt: &payment_attempt::Model, due: Money) -> bool {
    attempt.status != AttemptStatus::Created && attempt.redirect_url.is_some() && attempt.amount == due.amount
}

/// Whether the gateway is being asked to open it. The invoice is held: of two who begin at once, the
/// second sees the try of the first. A notification may be quicker than the answer, which brings the address.
fn is_starting(attempt: &payment_attempt::Model, now: DateTime<Utc>) -> bool {
    attempt.status != AttemptStatus::Redirected && attempt.redirect_url.is_none() && attempt.created_at > now - ASKED
}

async fn begin(tx: &Tx, row: &invoice::Model, due: Money, provider: &str) -> Result<(payment_attempt::Model, Charge)> {
    let id: PaymentAttemptId = tx.id();
    let attempt = payment_attempt::ActiveModel {
        id: Set(id),
        company_id: Set(tx.company()),
        client_id: Set(row.client_id),
        invoice_id: Set(row.id),
        provider: Set(provider.to_owned()),
        reference: Set(reference(tx)),
        provider_reference: Set(None),
        status: Set(AttemptStatus::Created),
        amount: Set(due.amount),
        currency: Set(due.currency),
        redirect_url: Set(None),
        failure: Set(None),
        notifications: Set(0),
        next_check_at: Set(check::OPEN.next(tx.now(), tx.now())),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
    };
    let attempt = tx.insert(attempt).await?;
    tx.emit(about(id, row), PaymentAttempted { invoice_id: row.id, amount: due, provider: provider.to_owned() }).await?;
    let charge = charge(tx, row, &attempt).await?;
    Ok((attempt, charge))
}

async fn charge(tx: &Tx, row: &invoice::Model, attempt: &payment_attempt::Model) -> Result<Charge> {
    let public_url = &tx.config().public_url;
    let buyer = party(row.buyer.as_deref())?;
    Ok(Charge {
        reference: attempt.reference.clone(),
        amount: Money::new(attempt.amount, attempt.currency),
        description: row.number.clone().unwrap_or_default(),
        return_url: format!("{public_url}{}?attempt={}", pages::path(Face::Portal, tx.company(), Invoices::One(row.id)), attempt.id),
        notify_url: format!("{public_url}/api/v1/gateways/{}/notifications", attempt.provider),
        payer: buyer.ok_or_else(|| anyhow::anyhow!("an issued invoice names no buyer"))?,
        locale: tx.get::<client::Entity>(row.client_id.0).await?.locale,
    })
}

/// Unique for ever: two letters and 110 bits.
fn reference(tx: &Tx) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut bytes = [0_u8; 22];
    tx.entropy().fill(&mut bytes);
    let random: String = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    format!("PV{random}")
}

/// Writes down what the gateway answered.
async fn started(
    scope: &Scope,
    attempt: payment_attempt::Model,
    answer: Result<Started, GatewayError>,
) -> Result<(Tx, payment_attempt::Model)> {
    match answer {
        Ok(started) => {
            let tx = scope.begin().await?;
            let row = redirected(&tx, attempt, started).await?;
            Ok((tx, row))
        }
        Err(GatewayError::Unavailable(reason)) => {
            // Perhaps it took the charge before it fell silent: the try stays open and is looked up.
            tracing::warn!(attempt = %attempt.id, reason, "the gateway did not answer");
            Err(AppError::Unavailable("gateway_unavailable"))
        }
        Err(refusal) => {
            refused(scope, attempt, refusal.to_string()).await?;
            Err(AppError::Refused("gateway_refused"))
        }
    }
}

async fn redirected(tx: &Tx, attempt: payment_attempt::Model, started: Started) -> Result<payment_attempt::Model> {
    keep(tx, &attempt.provider, &attempt.reference, Direction::Answer, None, &started.raw).await?;
    // A notification may have been quicker than the answer.
    let row = tx.lock::<payment_attempt::Entity>(attempt.id).await?;
    let moved = row.status != AttemptStatus::Created;
    let mut row = row.into_active_model();
    if !moved {
        row.status = Set(AttemptStatus::Redirected);
    }
    row.provider_reference = Set(started.provider_reference);
    row.redirect_url = Set(Some(started.redirect_url));
    row.updated_at = Set(tx.now());
    tx.update(row).await
}

async fn refused(scope: &Scope, attempt: payment_attempt::Model, reason: String) -> Result<()> {
    let tx = scope.begin().await?;
    let row = tx.lock::<payment_attempt::Entity>(attempt.id).await?;
    let (id, invoice_id, amount) = (row.id, row.invoice_id, Money::new(row.amount, row.currency));
    let mut row = row.into_active_model();
    row.status = Set(AttemptStatus::Failed);
    row.failure = Set(Some(reason.clone()));
    row.updated_at = Set(tx.now());
    tx.update(row).await?;
    let invoice = tx.get::<invoice::Entity>(invoice_id.0).await?;
    tx.emit(about(id, &invoice), PaymentFailed { invoice_id, amount, reason }).await?;
    tx.commit().await
}

/// List the attempts to pay an invoice.
///
/// The latest first, at most 100.
#[operation(get = "/companies/{company_id}/invoices/{id}/attempts", tag = "payments", id = "The invoice.", answer = "The attempts.")]
pub async fn list_attempts(
    Grant { scope, input: Id(id), .. }: Grant<permit::PaymentView, Id<InvoiceId>>,
) -> Result<Answer<Page<PaymentAttempt>>> {
    let tx = scope.read().await?;
    tx.get::<invoice::Entity>(id.0).await?;
    let select = tx.find::<payment_attempt::Entity>().filter(payment_attempt::Column::InvoiceId.eq(id));
    let rows = select.order_by_desc(payment_attempt::Column::CreatedAt).limit(LISTED).all(tx.conn()).await?;
    tx.answer(&keyset::whole(rows.into_iter().map(view).collect())).await
}

/// A try as it travels.
pub(crate) fn view(row: payment_attempt::Model) -> PaymentAttempt {
    PaymentAttempt {
        id: row.id,
        invoice_id: row.invoice_id,
        provider: row.provider,
        status: row.status,
        amount: Money::new(row.amount, row.currency),
        redirect_url: row.redirect_url,
        failure: row.failure,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
