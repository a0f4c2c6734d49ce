//! Payments listed.

use chrono::{DateTime, NaiveDate, Utc};
use contract::money::{Currency, Money};
use contract::payments::{Payment, PaymentFilter, PaymentMethod};
use contract::permissions::permit;
use contract::{ClientId, InvoiceId, Page, PaymentAttemptId, PaymentId};
use platform::keyset::{Key, Wanted, known};
use platform::{Answer, AppError, Grant, Query, Result, Tx, operation};
use sea_orm::{ColumnTrait as _, Condition, FromQueryResult, JoinType, QueryFilter as _, QuerySelect as _, RelationTrait as _, Select};

use crate::entities::payment;

const SORTS: &[&str] = &["-created_at", "created_at", "received_on", "-received_on"];

#[derive(Debug, FromQueryResult)]
struct Row {
    id: PaymentId,
    invoice_id: InvoiceId,
    invoice_number: Option<String>,
    client_id: ClientId,
    client_name: String,
    attempt_id: Option<PaymentAttemptId>,
    method: PaymentMethod,
    provider: Option<String>,
    currency: Currency,
    amount: i64,
    applied: i64,
    excess: i64,
    refunded: i64,
    received_on: NaiveDate,
    reference: Option<String>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Row {
    fn key(&self, field: &str) -> (Key, uuid::Uuid) {
        let key = if field == "received_on" { Key::Date(self.received_on) } else { Key::Instant(self.created_at) };
        (key, self.id.into())
    }
}

impl From<Row> for Payment {
    fn from(row: Row) -> Self {
        let money = |amount| Money::new(amount, row.currency);
        Self {
            amount: money(row.amount),
            applied: money(row.applied),
            excess: money(row.excess),
            refunded: money(row.refunded),
            id: row.id,
            invoice_id: row.invoice_id,
            invoice_number: row.invoice_number,
            client_id: row.client_id,
            client_name: row.client_name,
            attempt_id: row.attempt_id,
            method: row.method,
            provider: row.provider,
            received_on: row.received_on,
            reference: row.reference,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// List payments.
///
/// What was written down last comes first; of a period, what came last. Both days of a period belong to it. A client sees what it paid
/// itself.
#[operation(get = "/companies/{company_id}/payments", tag = "payments", answer = "A page of payments.")]
pub async fn list_payments(
    Grant { scope, input: Query(filter), .. }: Grant<permit::PaymentView, Query<PaymentFilter>>,
) -> Result<Answer<Page<Payment>>> {
    use payment::Column as C;
    // The index that finds a period has it in this order already.
    let of_period = (filter.received_from.is_some() || filter.received_to.is_some()).then_some("-received_on");
    let wanted = Wanted::read(filter.cursor.as_deref(), filter.limit, filter.sort.as_deref().or(of_period), SORTS)?;
    let narrow = narrowed(&filter)?;
    let tx = scope.read().await?;
    let column = if wanted.field() == "received_on" { C::ReceivedOn } else { C::CreatedAt };
    let sort = ((payment::Entity, column), (payment::Entity, C::Id));
    let page: Page<Row> = wanted.fetch(&tx, rows(&tx).filter(narrow), sort, |row: &Row| row.key(wanted.field())).await?;
    tx.answer(&page.map(Payment::from)).await
}

fn narrowed(filter: &PaymentFilter) -> Result<Condition> {
    use payment::Column as C;
    known("received_from", filter.received_from)?;
    known("received_to", filter.received_to)?;
    Ok(Condition::all()
        .add_option(filter.invoice_id.map(|id| C::InvoiceId.eq(id)))
        .add_option(filter.client_id.map(|id| C::ClientId.eq(id)))
        .add_option(filter.method.map(|method| C::Method.eq(method)))
        .add_option(filter.received_from.map(|day| C::ReceivedOn.gte(day)))
        .add_option(filter.received_to.map(|day| C::ReceivedOn.lte(day))))
}

/// One payment.
pub(crate) async fn one(tx: &Tx, id: PaymentId) -> Result<Payment> {
    let row = rows(tx).filter(payment::Column::Id.eq(id)).into_model::<Row>().one(tx.conn()).await?;
    Ok(row.ok_or(AppError::NotFound("payment"))?.into())
}

fn rows(tx: &Tx) -> Select<payment::Entity> {
    use payment::Column as C;
    let columns = [
        C::Id,
        C::InvoiceId,
        C::ClientId,
        C::AttemptId,
        C::Method,
        C::Provider,
        C::Currency,
        C::Amount,
        C::Applied,
        C::Excess,
        C::Refunded,
        C::ReceivedOn,
        C::Reference,
        C::CreatedAt,
        C::Version,
    ];
    tx.find::<payment::Entity>()
        .select_only()
        .columns(columns)
        .column_as(billing::entities::invoice::Column::Number, "invoice_number")
        .column_as(billing::entities::client::Column::Name, "client_name")
        .join(JoinType::InnerJoin, payment::Relation::Invoice.def())
        .join(JoinType::InnerJoin, payment::Relation::Client.def())
}
