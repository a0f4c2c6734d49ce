//! Documents listed and read.

use chrono::{DateTime, NaiveDate, Utc};
use contract::billing::{Invoice, InvoiceFilter, InvoiceKind, InvoiceStatus, InvoiceSummary};
use contract::money::{Currency, Money};
use contract::permissions::permit;
use contract::{ClientId, InvoiceId, Page, ProjectId};
use platform::keyset::{Key, Wanted, holds, known, searched};
use platform::{Answer, AppError, Current, Grant, Id, IfNoneMatch, Query, Result, Tx, operation};
use sea_orm::{
    ColumnTrait as _, Condition, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _, RelationTrait as _, Select,
};

use crate::entities::{client, invoice};
use crate::view::{due, load, overdue};

const SORTS: &[&str] = &["-created_at", "created_at", "due_on", "-due_on", "number", "-number", "total", "-total"];

/// A document as lists show it.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Row {
    id: InvoiceId,
    kind: InvoiceKind,
    number: Option<String>,
    status: InvoiceStatus,
    client_id: ClientId,
    client_name: String,
    project_id: Option<ProjectId>,
    currency: Currency,
    total: i64,
    paid: i64,
    credited: i64,
    issued_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    created_at: DateTime<Utc>,
    version: i64,
}

impl Row {
    pub fn summary(self, today: NaiveDate) -> InvoiceSummary {
        InvoiceSummary {
            overdue: overdue(self.kind, self.status, self.due_on, today),
            total: Money::new(self.total, self.currency),
            due: Money::new(due(self.kind, self.status, self.total, self.paid, self.credited), self.currency),
            id: self.id,
            kind: self.kind,
            number: self.number,
            status: self.status,
            client_id: self.client_id,
            client_name: self.client_name,
            project_id: self.project_id,
            issued_on: self.issued_on,
            due_on: self.due_on,
            created_at: self.created_at,
            version: self.version,
        }
    }

    fn key(&self, field: &str) -> (Key, uuid::Uuid) {
        let key = match field {
            "due_on" => Key::Date(self.due_on.unwrap_or_default()),
            "number" => Key::Text(self.number.clone().unwrap_or_default()),
            "total" => Key::Int(self.total),
            _ => Key::Instant(self.created_at),
        };
        (key, self.id.into())
    }
}

/// List invoices and credit notes.
///
/// Filters narrow the list; sorting by number or due date leaves drafts out, which have neither. `overdue` may stand among the statuses.
#[operation(get = "/companies/{company_id}/invoices", tag = "invoices", answer = "A page of documents.")]
pub async fn list_invoices(
    Grant { scope, input: Query(filter), .. }: Grant<permit::InvoiceView, Query<InvoiceFilter>>,
) -> Result<Answer<Page<InvoiceSummary>>> {
    let wanted = Wanted::read(filter.cursor.as_deref(), filter.limit, filter.sort.as_deref(), SORTS)?.counting(filter.count);
    let tx = scope.read().await?;
    let today = tx.today().await?;
    let column = match wanted.field() {
        "due_on" => invoice::Column::DueOn,
        "number" => invoice::Column::Number,
        "total" => invoice::Column::Total,
        _ => invoice::Column::CreatedAt,
    };
    let mut select = narrowed(rows(&tx), &filter, today)?;
    if matches!(column, invoice::Column::DueOn | invoice::Column::Number) {
        select = select.filter(column.is_not_null());
    }
    let sort = ((invoice::Entity, column), (invoice::Entity, invoice::Column::Id));
    let page: Page<Row> = wanted.fetch(&tx, select, sort, |row: &Row| row.key(wanted.field())).await?;
    tx.answer(&page.map(|row| row.summary(today))).await
}

/// Read a document.
///
/// With its lines, its sums and, once issued, both parties as they stood that day.
#[operation(get = "/companies/{company_id}/invoices/{id}", tag = "invoices", id = "The document.", answer = "The document.")]
pub async fn read_invoice(
    Grant { scope, input: (Id(id), held), .. }: Grant<permit::InvoiceView, (Id<InvoiceId>, IfNoneMatch)>,
) -> Result<Current<Invoice>> {
    let tx = scope.read().await?;
    let invoice = load(&tx, id).await?;
    tx.show(&invoice, held).await
}

pub(crate) fn rows(tx: &Tx) -> Select<invoice::Entity> {
    use invoice::Column as C;
    let columns = [
        C::Id,
        C::Kind,
        C::Number,
        C::Status,
        C::ClientId,
        C::ProjectId,
        C::Currency,
        C::Total,
        C::Paid,
        C::Credited,
        C::IssuedOn,
        C::DueOn,
        C::CreatedAt,
        C::Version,
    ];
    tx.find::<invoice::Entity>()
        .select_only()
        .columns(columns)
        .column_as(client::Column::Name, "client_name")
        .join(JoinType::InnerJoin, invoice::Relation::Client.def())
}

/// The latest documents whose number, reference or client a text is part of.
pub async fn search(tx: &Tx, text: &str, most: u64) -> Result<Vec<InvoiceSummary>> {
    let filter = InvoiceFilter { q: Some(text.to_owned()), ..InvoiceFilter::default() };
    let today = tx.today().await?;
    let select = narrowed(rows(tx), &filter, today)?.order_by_desc(invoice::Column::CreatedAt).order_by_desc(invoice::Column::Id);
    let found = select.limit(most).into_model::<Row>().all(tx.conn()).await?;
    Ok(found.into_iter().map(|row| row.summary(today)).collect())
}

fn narrowed(select: Select<invoice::Entity>, filter: &InvoiceFilter, today: NaiveDate) -> Result<Select<invoice::Entity>> {
    use invoice::Column as C;
    for (name, day) in [("due_before", filter.due_before), ("issued_from", filter.issued_from), ("issued_to", filter.issued_to)] {
        known(name, day)?;
    }
    known("updated_since", filter.updated_since.map(|at| at.date_naive()))?;
    let mut all = Condition::all();
    all = all.add_option(statuses(filter.status.as_deref(), today)?);
    all = all.add_option(filter.kind.map(|kind| C::Kind.eq(kind)));
    all = all.add_option(filter.client_id.map(|id| C::ClientId.eq(id)));
    all = all.add_option(filter.project_id.map(|id| C::ProjectId.eq(id)));
    all = all.add_option(filter.credited_invoice_id.map(|id| C::CreditedInvoiceId.eq(id)));
    all = all.add_option(filter.due_before.map(|day| C::DueOn.lt(day)));
    all = all.add_option(filter.issued_from.map(|day| C::IssuedOn.gte(day)));
    all = all.add_option(filter.issued_to.map(|day| C::IssuedOn.lte(day)));
    all = all.add_option(filter.updated_since.map(|at| C::UpdatedAt.gte(at)));
    if let Some(text) = searched(filter.q.as_deref())? {
        let anywhere = Condition::any()
            .add(holds((invoice::Entity, C::Number), text))
            .add(holds((invoice::Entity, C::Reference), text))
            .add(holds((client::Entity, client::Column::Name), text));
        all = all.add(anywhere);
    }
    Ok(select.filter(all))
}

/// One of these statuses; `overdue` is an open one whose day has passed.
fn statuses(text: Option<&str>, today: NaiveDate) -> Result<Option<Condition>> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    let mut any = Condition::any();
    for word in text.split(',') {
        any = if word == "overdue" {
            let open = [InvoiceStatus::Issued, InvoiceStatus::PartiallyPaid];
            any.add(
                Condition::all()
                    .add(invoice::Column::Status.is_in(open))
                    .add(invoice::Column::DueOn.lt(today))
                    .add(invoice::Column::Kind.eq(InvoiceKind::Invoice)),
            )
        } else {
            let status: InvoiceStatus = word.parse().map_err(|_| AppError::field("status", "choice"))?;
            any.add(invoice::Column::Status.eq(status))
        };
    }
    Ok(Some(any))
}
