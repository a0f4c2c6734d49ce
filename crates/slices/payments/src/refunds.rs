//! Money given back. What was taken by hand goes back by hand and is booked at once; what came
//! through a gateway is asked back of it by a job, and booked when its books show it.

use billing::entities::invoice;
use billing::settle::{Repayment, Split, held, repay};
use chrono::TimeDelta;
use contract::events::{RefundFailed, RefundRequested, RefundStuck, RefundSucceeded};
use contract::money::Money;
use contract::payments::{Refund, RefundInput, RefundStatus};
use contract::permissions::permit;
use contract::{FieldError, Page, PaymentId, RefundId, Version};
use platform::events::StoredEvent;
use platform::jobs::AT_ONCE;
use platform::ports::{AttemptReference, GatewayError, ProviderRecord, RecordState, RefundOrder};
use platform::scope::Scope;
use platform::{
    Answer, AppError, Body, Grant, Id, IfMatch, JobScope, Keyed, Listener, Result, Schedule, Tx, keyset, operation, same_version,
};
use sea_orm::{ColumnTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, Set};
use uuid::Uuid;

use crate::due::{Look, OFTEN, Open};
use crate::entities::{payment, payment_attempt, refund};
use crate::events::about;
use crate::list::one;
use crate::messages::{Direction, keep};
use crate::record::account;

/// Asks the gateway at once.
pub(crate) const ORDER: Listener = Listener::on::<RefundRequested>("payments.refund", AT_ONCE, |job, event| Box::pin(order(job, event)));

/// While the gateway leaves it open it is asked again: four times the same day, then each day for a
/// month. Half a day later, when it is asked for the last time, staff hears of it.
const OPEN: Open = Open {
    table: "refund",
    times: || {
        let (same_day, days) = ([2, 15, 60, 360].into_iter().map(TimeDelta::minutes), (1..=30).map(TimeDelta::days));
        same_day.chain(days).chain([TimeDelta::days(30) + TimeDelta::hours(12)]).collect()
    },
};
pub(crate) const AGAIN: Schedule =
    Schedule { name: "payments.refunds", every: OFTEN, run: |scope| Box::pin(async move { OPEN.each(&scope, again).await }) };

/// Refund a payment.
///
/// Never more than is left of the payment; the client's credit goes first. A payment through a gateway goes back through it, shortly after the answer.
#[operation(
    post = "/companies/{company_id}/payments/{id}/refunds",
    tag = "payments",
    id = "The payment.",
    body = "How much, and why.",
    answer = "The refund."
)]
pub async fn refund_payment(
    Grant { scope, input: (Id(id), Keyed, IfMatch(seen), Body(input)), .. }: Grant<
        permit::PaymentRefund,
        (Id<PaymentId>, Keyed, IfMatch, Body<RefundInput>),
    >,
) -> Result<Answer<Refund, 201>> {
    let tx = scope.begin().await?;
    let refund = refund(&tx, id, seen, input).await?;
    tx.answer(&refund).await
}

/// Gives back money of a payment that was seen in this version.
pub async fn refund(tx: &Tx, id: PaymentId, seen: Version, input: RefundInput) -> Result<Refund> {
    let paid = tx.get::<payment::Entity>(id.0).await?;
    // The invoice first, as everywhere.
    let invoice = held(tx, paid.invoice_id).await?;
    let row = tx.lock::<payment::Entity>(id).await?;
    same_version(seen, row.version, one(tx, id)).await?;
    let split = divided(tx, &row, input.amount).await?;
    let by_hand = row.method.is_manual() || row.attempt_id.is_none();
    let status = if by_hand { RefundStatus::Succeeded } else { RefundStatus::Pending };
    let kept = tx.insert(begun(tx, &row, &input, split, status)).await?;
    touch(tx, row.clone(), if by_hand { input.amount.amount } else { 0 }).await?;
    let (about, invoice_id, amount) = (about(kept.id, &invoice), row.invoice_id, input.amount);
    tx.emit(about.clone(), RefundRequested { payment_id: id, invoice_id, amount, reason: input.reason }).await?;
    if by_hand {
        let on = tx.today().await?;
        repay(tx, invoice, Repayment { refund: kept.id.into(), split, account: account(row.method), on }).await?;
        tx.emit(about, RefundSucceeded { payment_id: id, invoice_id, amount }).await?;
    }
    Ok(view(kept))
}

/// What is taken from the client's credit and what opens the invoice again.
async fn divided(tx: &Tx, row: &payment::Model, amount: Money) -> Result<Split> {
    if amount.currency != row.currency {
        return Err(AppError::field("/amount", "currency_mismatch"));
    }
    let select = tx.find::<refund::Entity>().filter(refund::Column::PaymentId.eq(row.id));
    let earlier = select.filter(refund::Column::Status.ne(RefundStatus::Failed)).all(tx.conn()).await?;
    let (gone, from_excess) = earlier.iter().fold((0, 0), |(gone, excess), each| (gone + each.amount, excess + each.from_excess));
    let left = row.amount - gone;
    if left <= 0 {
        return Err(AppError::Refused("not_refundable"));
    }
    if amount.amount > left {
        return Err(AppError::Invalid(vec![FieldError::new("/amount", "more_than_paid").with("max", left)]));
    }
    let excess = amount.amount.min(row.excess - from_excess);
    Ok(Split { applied: amount.amount - excess, excess })
}

fn begun(tx: &Tx, row: &payment::Model, input: &RefundInput, split: Split, status: RefundStatus) -> refund::ActiveModel {
    refund::ActiveModel {
        id: Set(tx.id()),
        company_id: Set(tx.company()),
        payment_id: Set(row.id),
        invoice_id: Set(row.invoice_id),
        status: Set(status),
        currency: Set(row.currency),
        amount: Set(input.amount.amount),
        from_excess: Set(split.excess),
        reason: Set(input.reason.trim().to_owned()),
        failure: Set(None),
        next_check_at: Set(OPEN.next(tx.now(), tx.now()).filter(|_| status == RefundStatus::Pending)),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
    }
}

/// The payment changed: so much more of it went back.
async fn touch(tx: &Tx, row: payment::Model, more: i64) -> Result<()> {
    let (refunded, version) = (row.refunded + more, row.version + 1);
    let mut row = row.into_active_model();
    (row.refunded, row.version, row.updated_at) = (Set(refunded), Set(version), Set(tx.now()));
    tx.update(row).await.map(|_| ())
}

async fn order(job: JobScope, event: StoredEvent) -> Result<()> {
    ask(&job.company(&event)?, RefundId(event.subject_id)).await
}

/// Asks the gateway for what is open, and does what follows.
async fn ask(scope: &Scope, id: RefundId) -> Result<()> {
    let tx = scope.read().await?;
    let row = tx.get::<refund::Entity>(id.0).await?;
    if row.status != RefundStatus::Pending {
        return tx.commit().await;
    }
    let order = ordered(&tx, &row).await?;
    tx.commit().await?;
    let answer = scope.ports().gateway.refund(&order).await;
    settle(scope, id, &order, answer).await
}

async fn again(scope: Scope, id: Uuid, look: Look) -> Result<()> {
    let asked = ask(&scope, RefundId(id)).await;
    if look == Look::Last { give_up(&scope, RefundId(id)).await } else { asked }
}

async fn ordered(tx: &Tx, row: &refund::Model) -> Result<RefundOrder> {
    let paid = tx.get::<payment::Entity>(row.payment_id.0).await?;
    let attempt = paid.attempt_id.ok_or_else(|| anyhow::anyhow!("a payment by hand is asked of the gateway"))?;
    let attempt = tx.get::<payment_attempt::Entity>(attempt.0).await?;
    let reference = AttemptReference { reference: attempt.reference, provider_reference: attempt.provider_reference };
    Ok(RefundOrder { attempt: reference, amount: Money::new(row.amount, row.currency), key: row.id.to_string() })
}

/// Writes down what the gateway answered, once.
async fn settle(scope: &Scope, id: RefundId, order: &RefundOrder, answer: Result<ProviderRecord, GatewayError>) -> Result<()> {
    let (raw, refused) = match answer {
        Ok(ProviderRecord { state: RecordState::Succeeded, raw, .. }) => (raw, None),
        Ok(ProviderRecord { state: RecordState::Failed(reason), raw, .. }) => (raw, Some(reason)),
        // It is at work, and asked again.
        Ok(_) => return Ok(()),
        Err(GatewayError::Unavailable(_)) => return Err(AppError::Unavailable("gateway_unavailable")),
        Err(refusal) => (serde_json::Value::Null, Some(refusal.to_string())),
    };
    let tx = scope.begin().await?;
    let seen = tx.get::<refund::Entity>(id.0).await?;
    let invoice = held(&tx, seen.invoice_id).await?;
    let row = tx.lock::<refund::Entity>(id).await?;
    if row.status != RefundStatus::Pending {
        return tx.commit().await;
    }
    keep(&tx, scope.ports().gateway.provider(), &order.attempt.reference, Direction::Answer, None, &raw).await?;
    let (payment_id, invoice_id, about, amount) = (row.payment_id, row.invoice_id, about(id, &invoice), order.amount);
    let paid = tx.lock::<payment::Entity>(payment_id).await?;
    let split = Split { applied: row.amount - row.from_excess, excess: row.from_excess };
    if let Some(reason) = &refused {
        tx.emit(about, RefundFailed { payment_id, invoice_id, amount, reason: reason.clone() }).await?;
    } else {
        let on = tx.today().await?;
        repay(&tx, invoice, Repayment { refund: id.into(), split, account: account(paid.method), on }).await?;
        tx.emit(about, RefundSucceeded { payment_id, invoice_id, amount }).await?;
    }
    touch(&tx, paid, if refused.is_none() { row.amount } else { 0 }).await?;
    let status = if refused.is_none() { RefundStatus::Succeeded } else { RefundStatus::Failed };
    let mut row = row.into_active_model();
    (row.status, row.failure, row.updated_at) = (Set(status), Set(refused), Set(tx.now()));
    row.next_check_at = Set(None);
    tx.update(row).await?;
    tx.commit().await
}

/// Nobody is asked any more: staff must look. The refund stays open, for the money may be on its way.
async fn give_up(scope: &Scope, id: RefundId) -> Result<()> {
    let tx = scope.begin().await?;
    let row = tx.lock::<refund::Entity>(id).await?;
    // What was said once has its reason.
    if row.status != RefundStatus::Pending || row.failure.is_some() {
        return tx.commit().await;
    }
    let (payment_id, invoice_id, amount) = (row.payment_id, row.invoice_id, Money::new(row.amount, row.currency));
    let invoice = tx.get::<invoice::Entity>(invoice_id.0).await?;
    let mut row = row.into_active_model();
    (row.failure, row.updated_at) = (Set(Some("no_answer".to_owned())), Set(tx.now()));
    tx.update(row).await?;
    tx.emit(about(id, &invoice), RefundStuck { payment_id, invoice_id, amount }).await?;
    tx.commit().await
}

/// List the refunds of a payment.
///
/// Staff only; the latest first.
#[operation(get = "/companies/{company_id}/payments/{id}/refunds", tag = "payments", id = "The payment.", answer = "The refunds.")]
pub async fn list_refunds(Grant { scope, input: Id(id), .. }: Grant<permit::PaymentView, Id<PaymentId>>) -> Result<Answer<Page<Refund>>> {
    let tx = scope.read().await?;
    tx.get::<payment::Entity>(id.0).await?;
    let select = tx.find::<refund::Entity>().filter(refund::Column::PaymentId.eq(id));
    let rows = select.order_by_desc(refund::Column::CreatedAt).all(tx.conn()).await?;
    tx.answer(&keyset::whole(rows.into_iter().map(view).collect())).await
}

fn view(row: refund::Model) -> Refund {
    Refund {
        id: row.id,
        payment_id: row.payment_id,
        amount: Money::new(row.amount, row.currency),
        status: row.status,
        reason: row.reason,
        created_at: row.created_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refund_is_asked_for_a_month() {
        let minutes: Vec<i64> = (OPEN.times)().iter().map(TimeDelta::num_minutes).collect();
        assert_eq!(minutes[..5], [2, 15, 60, 360, 24 * 60]);
        assert_eq!(minutes[minutes.len() - 2..], [30 * 24 * 60, 30 * 24 * 60 + 12 * 60]);
        assert!(minutes.is_sorted());
    }
}
