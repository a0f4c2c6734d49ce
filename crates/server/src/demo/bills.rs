//! The invoices of the demo and what became of them, told in order of time: the clock goes from
//! step to step, and each is taken as people would take it.

use adapters::sandbox::Choice;
use anyhow::{Context as _, bail};
use chrono::TimeDelta;
use contract::billing::{CreditInput, InvoiceInput, InvoiceItemInput, SendInput, TaxRateInput};
use contract::money::{BasisPoints, Money, Thousandths};
use contract::payments::{PaymentInput, PaymentMethod, RefundInput};
use contract::{InvoiceId, PaymentId, UserId, Version, Versioned as _};
use platform::Tx;

use super::Place;
use super::sketch::{Bill, Sketch, Step};

/// Offers the tax rates, and tells what became of each invoice.
pub async fn tell(place: &Place<'_>) -> anyhow::Result<()> {
    rates(place).await?;
    let bills = place.sketch.bills;
    let mut ids: Vec<Option<InvoiceId>> = vec![None; bills.len()];
    let morning = place.now - TimeDelta::hours(3);
    for (minute, (days_ago, which, step)) in (0_i64..).zip(in_order(bills)) {
        place.clock.set(morning - TimeDelta::days(days_ago) + TimeDelta::minutes(minute));
        match (step, ids[which]) {
            (None, _) => ids[which] = Some(write(place, &bills[which]).await?),
            (Some(step), Some(id)) => take(place, &bills[which], id, step).await?,
            (Some(_), None) => bail!("a step of the demo comes before its draft"),
        }
    }
    Ok(())
}

/// Every step of every invoice, the oldest first; `None` writes the draft.
fn in_order(bills: &[Bill]) -> Vec<(i64, usize, Option<Step>)> {
    let mut steps: Vec<_> = bills
        .iter()
        .enumerate()
        .flat_map(|(which, bill)| {
            let drafted = std::iter::once((bill.days_ago, which, None));
            drafted.chain(bill.then.iter().map(move |(days_ago, step)| (*days_ago, which, Some(*step))))
        })
        .collect();
    steps.sort_by_key(|(days_ago, which, _)| (-days_ago, *which));
    steps
}

async fn rates(place: &Place<'_>) -> anyhow::Result<()> {
    let tx = place.begin().await?;
    let rate = place.sketch.tax_rate;
    let usual = TaxRateInput { name: format!("TVA {}\u{a0}%", rate / 100), rate: BasisPoints(rate.into()), is_default: true };
    billing::offer_tax_rate(&tx, usual).await?;
    billing::offer_tax_rate(&tx, TaxRateInput { name: "Sans TVA".into(), rate: BasisPoints(0), is_default: false }).await?;
    Ok(tx.commit().await?)
}

async fn write(place: &Place<'_>, bill: &Bill) -> anyhow::Result<InvoiceId> {
    let input = InvoiceInput {
        client_id: place.clients[bill.client],
        project_id: bill.project.map(|project| place.projects[project]),
        currency: place.currency,
        prices_include_tax: false,
        payment_terms_days: None,
        reference: None,
        note: None,
        items: bill.work.iter().map(|(what, days)| line(place, what, *days)).collect(),
    };
    let tx = place.begin().await?;
    let id = billing::draft(&tx, input).await?.id;
    tx.commit().await?;
    Ok(id)
}

fn line(place: &Place<'_>, description: &str, days: i64) -> InvoiceItemInput {
    let Sketch { day_rate, tax_rate, .. } = *place.sketch;
    InvoiceItemInput {
        description: description.into(),
        unit: Some("jour".into()),
        quantity: Thousandths(days),
        unit_price: Money::new(day_rate, place.currency),
        discount: BasisPoints(0),
        tax_rate: BasisPoints(tax_rate.into()),
    }
}

async fn take(place: &Place<'_>, bill: &Bill, id: InvoiceId, step: Step) -> anyhow::Result<()> {
    match step {
        Step::Pay(choice) => pay(place, place.contacts[bill.client], id, choice).await,
        Step::Refund(percent) => refund(place, id, percent).await,
        Step::Receive(percent, method) => receive(place, id, percent, method).await,
        Step::Issue | Step::Send | Step::CreditAll | Step::Credit(_) => {
            let tx = place.begin().await?;
            on_paper(place, &tx, id, step).await?;
            Ok(tx.commit().await?)
        }
    }
}

/// What only the document knows of.
async fn on_paper(place: &Place<'_>, tx: &Tx, id: InvoiceId, step: Step) -> anyhow::Result<()> {
    let seen = billing::load(tx, id).await?.version();
    match step {
        Step::Issue => drop(billing::issue(tx, id, seen).await?),
        Step::Send => billing::send(tx, id, SendInput { to: None, message: None }).await?,
        Step::Credit(days) => {
            let items = Some(vec![line(place, "Journée non faite", days)]);
            billing::credit(tx, id, seen, CreditInput { reason: "Journée non faite".into(), items }).await?;
        }
        _ => drop(billing::credit(tx, id, seen, CreditInput { reason: "Facture établie deux fois".into(), items: None }).await?),
    }
    Ok(())
}

async fn receive(place: &Place<'_>, id: InvoiceId, percent: i64, method: PaymentMethod) -> anyhow::Result<()> {
    let tx = place.begin().await?;
    let invoice = billing::load(&tx, id).await?;
    let amount = Money::new(invoice.due.amount * percent / 100, place.currency);
    let input = PaymentInput { amount, method, received_on: tx.today().await?, reference: None };
    payments::record(&tx, id, invoice.version(), input).await?;
    Ok(tx.commit().await?)
}

/// Through the gateway, as the client would.
async fn pay(place: &Place<'_>, contact: UserId, id: InvoiceId, choice: Choice) -> anyhow::Result<()> {
    let scope = place.scope(contact);
    let attempt = payments::pay(&scope, id).await?;
    let reference = attempt.redirect_url.as_deref().and_then(|url| url.rsplit('/').next()).context("the gateway named no page")?;
    let sandbox = place.program.sandbox.as_ref().context("the demo pays where there is no sandbox")?;
    sandbox.play(reference, choice).await?;
    payments::check(&scope, attempt.id).await?;
    Ok(())
}

async fn refund(place: &Place<'_>, id: InvoiceId, percent: i64) -> anyhow::Result<()> {
    const LAST: &str = "SELECT id, amount, version FROM payment WHERE company_id = $1 AND invoice_id = $2 ORDER BY created_at DESC LIMIT 1";
    let tx = place.begin().await?;
    let rows = tx.query(tx.statement(LAST, LAST, [tx.company().0.into(), id.0.into()])).await?;
    let row = rows.first().context("the demo refunds what was not paid")?;
    let (payment, amount, version): (PaymentId, i64, i64) =
        (row.try_get("", "id")?, row.try_get("", "amount")?, row.try_get("", "version")?);
    let input = RefundInput { amount: Money::new(amount * percent / 100, place.currency), reason: "Geste commercial".into() };
    payments::refund(&tx, payment, Version(version), input).await?;
    Ok(tx.commit().await?)
}
