//! What the caller has to pay.

use contract::billing::{InvoiceKind, InvoiceStatus, InvoiceSummary};
use contract::money::{Currency, Money};
use platform::{Result, Tx};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, FromQueryResult, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::entities::invoice;
use crate::list::{Row, rows};

#[derive(FromQueryResult)]
struct Owed {
    currency: Currency,
    amount: i64,
}

/// Open invoices that the caller sees, those due first.
pub async fn to_pay(tx: &Tx, most: u64) -> Result<Vec<InvoiceSummary>> {
    let select = rows(tx).filter(open()).order_by_asc(invoice::Column::DueOn).order_by_asc(invoice::Column::Id);
    let found = select.limit(most).into_model::<Row>().all(tx.conn()).await?;
    let today = tx.today().await?;
    Ok(found.into_iter().map(|row| row.summary(today)).collect())
}

/// What the caller owes in each currency.
pub async fn owed(tx: &Tx) -> Result<Vec<Money>> {
    use invoice::Column as C;
    let due = Expr::col(C::Total).sub(Expr::col(C::Paid)).sub(Expr::col(C::Credited));
    let select = tx.find::<invoice::Entity>().filter(open()).select_only().column(C::Currency);
    // PostgreSQL adds whole numbers up to a decimal.
    let select = select.column_as(due.sum().cast_as("BIGINT"), "amount").group_by(C::Currency).order_by_asc(C::Currency);
    let sums = select.into_model::<Owed>().all(tx.conn()).await?;
    Ok(sums.into_iter().map(|owed| Money::new(owed.amount, owed.currency)).collect())
}

fn open() -> Condition {
    let open = invoice::Column::Status.is_in([InvoiceStatus::Issued, InvoiceStatus::PartiallyPaid]);
    Condition::all().add(open).add(invoice::Column::Kind.eq(InvoiceKind::Invoice))
}
