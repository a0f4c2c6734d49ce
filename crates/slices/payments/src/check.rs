//! The gateway's books are asked, and what they say is done: once, whoever asks and however often.
//! The gateway is asked with no transaction open; the verdict is taken again under the row's lock.

use billing::entities::invoice;
use billing::settle::{Receipt, Split, held, receive};
use chrono::TimeDelta;
use contract::events::{PaymentExpired, PaymentFailed, PaymentMismatched, PaymentNotified, PaymentSucceeded};
use contract::money::Money;
use contract::payments::{AttemptStatus, PaymentAttempt, PaymentMethod};
use contract::permissions::permit;
use contract::{PaymentAttemptId, PaymentId};
use platform::events::StoredEvent;
use platform::jobs::AT_ONCE;
use platform::ports::{AttemptReference, GatewayError, ProviderRecord};
use platform::scope::Scope;
use platform::{Answer, AppError, Grant, Id, JobScope, Listener, Result, Schedule, Tx, operation};
use sea_orm::{IntoActiveModel as _, Set};
use uuid::Uuid;

use crate::attempts::view;
use crate::due::{Look, OFTEN, Open};
use crate::entities::{payment, payment_attempt};
use crate::events::about;
use crate::messages::{Direction, keep};
use crate::record::account;
use crate::verdict::{Asked, Verdict, verdict};

/// A notification makes us look at once.
pub(crate) const AFTER_NOTIFICATION: Listener =
    Listener::on::<PaymentNotified>("payments.check_notified", AT_ONCE, |job, event| Box::pin(look(job, event)));

/// We look by ourselves too: after 2, 5, 15, 30 and 60 minutes, then each hour for a day.
pub(crate) const OPEN: Open = Open {
    table: "payment_attempt",
    times: || [2, 5, 15, 30, 60].into_iter().map(TimeDelta::minutes).chain((2..=24).map(TimeDelta::hours)).collect(),
};
pub(crate) const BY_ITSELF: Schedule =
    Schedule { name: "payments.attempts", every: OFTEN, run: |scope| Box::pin(async move { OPEN.each(&scope, again).await }) };

async fn again(scope: Scope, id: Uuid, _: Look) -> Result<()> {
    check(&scope, PaymentAttemptId(id)).await.map(|_| ())
}

async fn look(job: JobScope, event: StoredEvent) -> Result<()> {
    let scope = job.company(&event)?;
    check(&scope, PaymentAttemptId(event.subject_id)).await.map(|_| ())
}

/// Check an attempt to pay.
///
/// Asks the gateway unless the money came already; a payer who comes back need not wait for the notification.
#[operation(
    post = "/companies/{company_id}/attempts/{id}/check",
    tag = "payments",
    id = "The attempt.",
    answer = "The attempt as it stands now."
)]
pub async fn check_attempt(
    Grant { scope, input: Id(id), .. }: Grant<permit::PaymentView, Id<PaymentAttemptId>>,
) -> Result<Answer<PaymentAttempt>> {
    let attempt = check(&scope, id).await?;
    let tx = scope.begin().await?;
    tx.answer(&attempt).await
}

/// Asks the gateway about a try and does what follows.
pub async fn check(scope: &Scope, id: PaymentAttemptId) -> Result<PaymentAttempt> {
    let tx = scope.read().await?;
    let row = tx.get::<payment_attempt::Entity>(id.0).await?;
    tx.commit().await?;
    // Without an answer to the start it is not known who has the try: another gateway's is left alone.
    if row.status == AttemptStatus::Succeeded || row.provider != scope.ports().gateway.provider() {
        return Ok(view(row));
    }
    let of = AttemptReference { reference: row.reference.clone(), provider_reference: row.provider_reference.clone() };
    let record = scope.ports().gateway.check(&of).await.map_err(unavailable)?;
    let tx = scope.begin().await?;
    let row = settle(&tx, id, &record).await?;
    tx.commit().await?;
    Ok(view(row))
}

fn unavailable(error: GatewayError) -> AppError {
    tracing::warn!(%error, "the gateway could not say where a try stands");
    AppError::Unavailable("gateway_unavailable")
}

/// Does what the record asks for, unless it was done.
pub(crate) async fn settle(tx: &Tx, id: PaymentAttemptId, record: &ProviderRecord) -> Result<payment_attempt::Model> {
    // The invoice first, as everywhere: whoever holds it may go on to its tries.
    let seen = tx.get::<payment_attempt::Entity>(id.0).await?;
    let invoice = held(tx, seen.invoice_id).await?;
    let row = tx.lock::<payment_attempt::Entity>(id).await?;
    let amount = Money::new(row.amount, row.currency);
    let verdict = verdict(Asked { status: row.status, amount, since: row.created_at }, record, tx.now());
    if verdict == Verdict::Nothing {
        return Ok(row);
    }
    keep(tx, &row.provider, &row.reference, Direction::Answer, None, &record.raw).await?;
    let (invoice_id, about) = (row.invoice_id, about(id, &invoice));
    let (status, failure) = match verdict {
        Verdict::Nothing => return Ok(row),
        Verdict::Processing => (AttemptStatus::Processing, None),
        Verdict::Fail(reason) => {
            tx.emit(about, PaymentFailed { invoice_id, amount, reason: reason.clone() }).await?;
            (AttemptStatus::Failed, Some(reason))
        }
        Verdict::Expire => {
            tx.emit(about, PaymentExpired { invoice_id, amount }).await?;
            (AttemptStatus::Expired, None)
        }
        Verdict::Mismatch(recorded) => {
            tx.emit(about, PaymentMismatched { invoice_id, expected: amount, recorded }).await?;
            (AttemptStatus::Mismatched, None)
        }
        Verdict::Receive(method) => {
            take(tx, &row, invoice, method, record).await?;
            (AttemptStatus::Succeeded, None)
        }
    };
    let mut row = row.into_active_model();
    (row.status, row.failure, row.updated_at) = (Set(status), Set(failure), Set(tx.now()));
    if status == AttemptStatus::Succeeded {
        row.next_check_at = Set(None);
    }
    tx.update(row).await
}

/// The money came: what is due of it settles the invoice, the rest is the client's credit.
async fn take(
    tx: &Tx,
    attempt: &payment_attempt::Model,
    invoice: invoice::Model,
    method: PaymentMethod,
    record: &ProviderRecord,
) -> Result<()> {
    let (id, on) = (tx.id::<PaymentId>(), tx.today().await?);
    let split = Split::of(&invoice, attempt.amount);
    let row = payment::ActiveModel {
        id: Set(id),
        company_id: Set(tx.company()),
        client_id: Set(attempt.client_id),
        invoice_id: Set(attempt.invoice_id),
        attempt_id: Set(Some(attempt.id)),
        method: Set(method),
        provider: Set(Some(attempt.provider.clone())),
        provider_reference: Set(record.provider_reference.clone().or_else(|| attempt.provider_reference.clone())),
        currency: Set(attempt.currency),
        amount: Set(attempt.amount),
        applied: Set(split.applied),
        excess: Set(split.excess),
        refunded: Set(0),
        received_on: Set(on),
        reference: Set(Some(attempt.reference.clone())),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    tx.insert(row).await?;
    let about = about(id, &invoice);
    receive(tx, invoice, Receipt { payment: id.into(), split, account: account(method), on }).await?;
    let money = |amount| Money::new(amount, attempt.currency);
    let event = PaymentSucceeded {
        attempt_id: attempt.id,
        invoice_id: attempt.invoice_id,
        amount: money(attempt.amount),
        excess: money(split.excess),
        method,
        provider: attempt.provider.clone(),
    };
    tx.emit(about.at(1), event).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_try_is_looked_at_for_a_day() {
        let minutes: Vec<i64> = (OPEN.times)().iter().map(TimeDelta::num_minutes).collect();
        assert_eq!(minutes[..6], [2, 5, 15, 30, 60, 120]);
        assert_eq!(minutes.last(), Some(&(24 * 60)));
        assert!(minutes.is_sorted());
    }
}
