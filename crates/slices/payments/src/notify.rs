//! What gateways write to us. A signed notification is kept and makes us look; nothing it says of
//! the money is believed.

use contract::events::{About, PaymentNotified};
use contract::{CompanyId, PaymentAttemptId};
use platform::guard::Signed;
use platform::{Gone, Result, SystemTx, Tx, operation};
use sea_orm::{ColumnTrait as _, QueryFilter as _};

use crate::entities::payment_attempt;
use crate::messages::{Direction, heard, keep};

/// Receive a notification of a gateway.
///
/// For the gateway only: refused without its signature. Answered as soon as it is kept; what became of the payment is then asked of the gateway itself.
#[operation(
    post = "/gateways/{provider}/notifications",
    tag = "payments",
    body = "As the gateway defines it.",
    media = "application/octet-stream",
    answer = "It is kept."
)]
pub async fn receive_notification(Signed { scope, provider, notification }: Signed) -> Result<Gone> {
    let tx = scope.begin().await?;
    let Some((company, id)) = attempt(&tx, &provider, &notification.reference).await? else {
        // Somebody else's payment at the same gateway: nothing to keep, nothing to tell again.
        tracing::warn!(provider, reference = notification.reference, "a notification names a try that we do not know");
        return Ok(Gone::nothing());
    };
    let actor = tx.actor().clone();
    let tx = tx.enter(company, actor).await?;
    let known = match &notification.event_id {
        Some(event) => heard(&tx, &notification.reference, event).await?,
        None => false,
    };
    keep(&tx, &provider, &notification.reference, Direction::Notification, notification.event_id.as_deref(), &notification.raw).await?;
    count(&tx, id).await?;
    if !known {
        let attempt = tx.get::<payment_attempt::Entity>(id.0).await?;
        let about = About::new(id).called(&provider).of_client(attempt.client_id);
        tx.emit(about, PaymentNotified { invoice_id: attempt.invoice_id, provider }).await?;
    }
    tx.gone().await
}

async fn attempt(tx: &SystemTx, provider: &str, reference: &str) -> Result<Option<(CompanyId, PaymentAttemptId)>> {
    let select = tx.find::<payment_attempt::Entity>().filter(payment_attempt::Column::Reference.eq(reference));
    let row = select.filter(payment_attempt::Column::Provider.eq(provider)).one(tx.conn()).await?;
    Ok(row.map(|row| (row.company_id, row.id)))
}

async fn count(tx: &Tx, id: PaymentAttemptId) -> Result<()> {
    const SQL: &str = "UPDATE payment_attempt SET notifications = notifications + 1, updated_at = $3 WHERE company_id = $1 AND id = $2";
    tx.execute(tx.statement(SQL, SQL, [tx.company().0.into(), id.0.into(), tx.now().into()])).await?;
    Ok(())
}
