//! The company's figures: read from counters that change with what they count, so that they cost
//! the same at any size. Four statements.

use billing::figures::{Figure, Slot, Total};
use chrono::{Datelike as _, Months, NaiveDate};
use contract::Permission;
use contract::events::{Event, EventKind};
use contract::money::{Currency, Money};
use contract::overview::{Age, AgeFigures, CurrencyFigures, Dashboard, MonthFigures};
use contract::permissions::permit;
use platform::{Answer, Grant, Result, Tx, operation};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::event::{Column, Named, named};

/// How many of the last events are shown.
const RECENT: u64 = 10;
const MONTHS: u32 = 12;

/// Read the figures of the company.
///
/// Invoiced and received by month, what is owed by age, the drafts, clients and projects under way, and what happened lately.
/// What changed in an event is shown to those who may read the audit log.
#[operation(get = "/companies/{company_id}/dashboard", tag = "overview", answer = "The figures of this moment.")]
pub async fn read_dashboard(Grant { scope, may, .. }: Grant<permit::DashboardView>) -> Result<Answer<Dashboard>> {
    let tx = scope.read().await?;
    let today = tx.today().await?;
    let company = access::company(&tx).await?;
    let totals = billing::figures::totals(&tx, today).await?;
    let (clients, active_projects) = counts(&tx).await?;
    let dashboard = Dashboard {
        draft_invoices: totals.iter().filter(|total| total.figure == Figure::Drafts).map(|total| total.count).sum(),
        currencies: currencies(company.currency, &totals).map(|currency| figures(currency, &totals, today)).collect(),
        clients,
        active_projects,
        recent: recent(&tx, may.contains(&Permission::AuditView)).await?,
        missing_for_invoicing: company.missing_for_invoicing,
    };
    tx.answer(&dashboard).await
}

/// Clients in use and projects under way, in one statement.
async fn counts(tx: &Tx) -> Result<(i64, i64)> {
    const SQL: &str = "SELECT (SELECT COUNT(*) FROM client WHERE company_id = $1 AND archived_at IS NULL) AS clients, \
         (SELECT COUNT(*) FROM project WHERE company_id = $1 AND archived_at IS NULL AND status = 'active') AS projects";
    let rows = tx.query(tx.statement(SQL, SQL, [tx.company().0.into()])).await?;
    rows.first().map_or(Ok((0, 0)), |row| Ok((row.try_get("", "clients")?, row.try_get("", "projects")?)))
}

/// What happened lately. That a mail left follows from what was asked for; only a refusal is news.
async fn recent(tx: &Tx, in_full: bool) -> Result<Vec<Event>> {
    let news = named(tx).filter(Column::Kind.ne(EventKind::MailSent.code()));
    let select = news.order_by_desc(Column::At).order_by_desc(Column::Id).limit(RECENT);
    let rows = select.into_model::<Named>().all(tx.conn()).await?;
    let shown =
        |row: Named| row.view().map(|event| if in_full { event } else { Event { data: serde_json::json!({}), previous: None, ..event } });
    rows.into_iter().map(shown).collect()
}

/// The company's own first, then those in which anything moved.
fn currencies(own: Currency, totals: &[Total]) -> impl Iterator<Item = Currency> {
    let mut others: Vec<_> = totals.iter().filter(|total| total.currency != own && total.amount != 0).map(|total| total.currency).collect();
    others.sort_unstable_by_key(|currency| currency.code());
    others.dedup();
    std::iter::once(own).chain(others)
}

fn figures(currency: Currency, totals: &[Total], today: NaiveDate) -> CurrencyFigures {
    let totals: Vec<&Total> = totals.iter().filter(|total| total.currency == currency).collect();
    let sum =
        |wanted: &dyn Fn(&Total) -> bool| Money::new(totals.iter().filter(|total| wanted(total)).map(|total| total.amount).sum(), currency);
    let month = |figure: Figure, ago: u32| sum(&|total| total.figure == figure && total.slot == Slot::Month(month_ago(today, ago)));
    let late = |total: &&&Total| total.figure == Figure::Open && total.slot != Slot::Due(Age::NotDue);
    CurrencyFigures {
        invoiced_this_month: month(Figure::Invoiced, 0),
        invoiced_last_month: month(Figure::Invoiced, 1),
        received_this_month: month(Figure::Received, 0),
        received_last_month: month(Figure::Received, 1),
        outstanding: sum(&|total| total.figure == Figure::Open),
        overdue: Money::new(totals.iter().filter(late).map(|total| total.amount).sum(), currency),
        overdue_count: totals.iter().filter(late).map(|total| total.count).sum(),
        months: (0..MONTHS)
            .rev()
            .map(|ago| MonthFigures {
                month: month_ago(today, ago).format("%Y-%m").to_string(),
                invoiced: month(Figure::Invoiced, ago),
                received: month(Figure::Received, ago),
            })
            .collect(),
        ageing: Age::ALL.iter().map(|age| aged(*age, currency, &totals)).collect(),
    }
}

fn aged(age: Age, currency: Currency, totals: &[&Total]) -> AgeFigures {
    let found = totals.iter().find(|total| total.slot == Slot::Due(age));
    AgeFigures { age, amount: Money::new(found.map_or(0, |total| total.amount), currency), count: found.map_or(0, |total| total.count) }
}

/// The first day of the month so many months ago.
fn month_ago(today: NaiveDate, ago: u32) -> NaiveDate {
    let first = today.with_day(1).unwrap_or(today);
    first.checked_sub_months(Months::new(ago)).unwrap_or(first)
}
