//! Work that is cut short at each point where it waits for the database, as when a client goes away
//! or a task is dropped: nothing of it is there, or all of it, and the next one is not held up.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use contract::Versioned as _;
use contract::billing::{CreditInput, Invoice};
use contract::clients::ClientInput;
use contract::payments::{PaymentInput, PaymentMethod};

use crate::support::{Shop, TestApp, eur};

on_both_engines!(
    a_client_is_added_whole_or_not_at_all,
    a_draft_is_written_whole_or_not_at_all,
    an_invoice_is_issued_whole_or_not_at_all,
    a_payment_is_recorded_whole_or_not_at_all,
    a_credit_note_is_issued_whole_or_not_at_all,
);

/// Runs the work until it has waited so often; nothing if it was not done by then.
async fn cut_after<T>(waits: usize, work: impl Future<Output = T>) -> Option<T> {
    let (mut work, mut left) = (pin!(work), waits);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if left == 0 => Poll::Ready(None),
        Poll::Pending => {
            left -= 1;
            Poll::Pending
        }
    })
    .await
}

/// What was cut short may still be ending: its last word was on the way to the database.
async fn ended(app: &TestApp) {
    const LOCKS: &str = "SELECT count(*) FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid <> pg_backend_pid()";
    if app.program.deps.db.is_postgres() {
        let mut look = tokio::time::interval(Duration::from_millis(1));
        while app.number(LOCKS).await > 0 {
            look.tick().await;
        }
    } else {
        // There is one turn to write: it is ours when the other has ended.
        drop(app.program.scope().begin().await.unwrap());
    }
}

/// What is there when all has ended.
async fn rows(app: &TestApp) -> BTreeMap<String, i64> {
    ended(app).await;
    app.counts().await
}

/// Cuts the work short after one wait, after two, … until it was done, or until its end was on the
/// way to the database already. What is there then is what is there after work that nobody disturbed.
async fn at_every_point(app: &TestApp, undisturbed: impl Future<Output = ()>, work: impl AsyncFn()) {
    let start = rows(app).await;
    undisturbed.await;
    let before = rows(app).await;
    let mut waits = 0;
    while cut_after(waits, work()).await.is_none() && rows(app).await == before {
        waits += 1;
        assert!(waits < 500, "it never ends");
    }
    // How often it waited is the machine's affair: a busy one often has the answer before one begins to wait.
    let after = rows(app).await;
    for (table, rows) in &after {
        assert_eq!(rows - before[table], before[table] - start[table], "rows of {table}");
    }
    app.program.settle().await.unwrap();
    app.audit().await;
}

async fn a_client_is_added_whole_or_not_at_all(app: TestApp) {
    let shop = app.shop("lyon").await;
    let add = async || {
        let tx = shop.begin(&app).await;
        clients::add(&tx, ClientInput { name: "Garage".into(), ..ClientInput::default() }).await.unwrap();
        tx.commit().await.unwrap();
    };
    at_every_point(&app, add(), add).await;
}

async fn a_draft_is_written_whole_or_not_at_all(app: TestApp) {
    let shop = app.shop("lyon").await;
    let draft = async || {
        let tx = shop.begin(&app).await;
        billing::draft(&tx, shop.draft(Some(10_000))).await.unwrap();
        tx.commit().await.unwrap();
    };
    draft().await;
    at_every_point(&app, draft(), draft).await;
}

async fn issue(app: &TestApp, shop: &Shop, draft: &Invoice) {
    let tx = shop.begin(app).await;
    billing::issue(&tx, draft.id, draft.version()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn an_invoice_is_issued_whole_or_not_at_all(app: TestApp) {
    let shop = app.shop("lyon").await;
    let drafts = shop.drafts(&app, &[10_000; 3]).await;
    issue(&app, &shop, &drafts[0]).await;
    at_every_point(&app, issue(&app, &shop, &drafts[1]), async || issue(&app, &shop, &drafts[2]).await).await;
}

async fn a_payment_is_recorded_whole_or_not_at_all(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoices = [shop.issued(10_000).await, shop.issued(10_000).await, shop.issued(10_000).await];
    let record = async |at: usize| {
        let received_on = invoices[at].issued_on.unwrap();
        let input = PaymentInput { amount: eur(12_000), method: PaymentMethod::Cash, received_on, reference: None };
        let tx = shop.begin(&app).await;
        payments::record(&tx, invoices[at].id, invoices[at].version(), input).await.unwrap();
        tx.commit().await.unwrap();
    };
    record(0).await;
    at_every_point(&app, record(1), async || record(2).await).await;
}

async fn a_credit_note_is_issued_whole_or_not_at_all(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoices = [shop.issued(10_000).await, shop.issued(10_000).await, shop.issued(10_000).await];
    let credit = async |at: usize| {
        let tx = shop.begin(&app).await;
        let input = CreditInput { reason: "Not delivered".into(), items: None };
        billing::credit(&tx, invoices[at].id, invoices[at].version(), input).await.unwrap();
        tx.commit().await.unwrap();
    };
    credit(0).await;
    at_every_point(&app, credit(1), async || credit(2).await).await;
}
