//! `parvis verify` finds nothing in a healthy installation, and each damage done behind the
//! program's back.

use adapters::sandbox::Choice;
use chrono::TimeDelta;
use contract::billing::{CreditInput, CreditInvoice, Invoice, InvoiceItemInput, ReadInvoice};
use contract::money::{BasisPoints, Thousandths};
use contract::payments::{CheckAttempt, PayInvoice, Payment, PaymentInput, PaymentMethod, RecordPayment, RefundInput, RefundPayment};
use platform::db::Pool;
use server::verify::{Report, Seal};
use sqlx::{AssertSqlSafe, Executor as _, PgConnection, SqliteConnection};

use crate::support::{Shop, TestApp, eur};

on_both_engines!(
    a_healthy_shop_passes,
    each_damage_is_found,
    a_missing_guard_is_found,
    old_entries_cannot_be_rewritten_in_balance,
    nothing_is_written,
);

async fn version(shop: &Shop, invoice: &Invoice) -> i64 {
    shop.owner.call(ReadInvoice { company: shop.company.id, id: invoice.id }).await.unwrap().version
}

async fn record(shop: &Shop, invoice: &Invoice, amount: i64, method: PaymentMethod) -> Payment {
    let received_on = "2026-11-20".parse().unwrap();
    let input = PaymentInput { amount: eur(amount), method, received_on, reference: None };
    let call = RecordPayment { company: shop.company.id, invoice: invoice.id, version: version(shop, invoice).await, input };
    shop.owner.call(call).await.unwrap()
}

async fn refund(shop: &Shop, payment: &Payment, amount: i64) {
    let input = RefundInput { amount: eur(amount), reason: "Too much".into() };
    shop.owner.call(RefundPayment { company: shop.company.id, id: payment.id, version: payment.version, input }).await.unwrap();
}

async fn credit(shop: &Shop, invoice: &Invoice, price: Option<i64>) {
    let line = |price| InvoiceItemInput {
        description: "Half a day".into(),
        unit: None,
        quantity: Thousandths(1000),
        unit_price: eur(price),
        discount: BasisPoints(0),
        tax_rate: BasisPoints(2000),
    };
    let input = CreditInput { reason: "Not delivered".into(), items: price.map(|price| vec![line(price)]) };
    shop.owner
        .call(CreditInvoice { company: shop.company.id, id: invoice.id, version: version(shop, invoice).await, input })
        .await
        .unwrap();
}

async fn paid_by_card(app: &TestApp, shop: &Shop, invoice: &Invoice) {
    let attempt = shop.contact.call(PayInvoice { company: shop.company.id, invoice: invoice.id }).await.unwrap();
    let reference = attempt.redirect_url.as_deref().and_then(|url| url.rsplit('/').next()).unwrap();
    app.sandbox.play(reference, Choice::Card).await.unwrap();
    shop.contact.call(CheckAttempt { company: shop.company.id, id: attempt.id }).await.unwrap();
}

/// A shop with something of everything: drafts, credit notes, payments by hand and by card, refunds, mails.
async fn busy(app: &TestApp, name: &str) -> Shop {
    let shop = app.shop(name).await;
    shop.drafted(5_000).await;
    let (by_hand, by_card, credited, void) =
        (shop.issued(10_000).await, shop.issued(20_000).await, shop.issued(30_000).await, shop.issued(1_234).await);
    let payment = record(&shop, &by_hand, 12_000, PaymentMethod::Cash).await;
    refund(&shop, &payment, 1_000).await;
    paid_by_card(app, &shop, &by_card).await;
    credit(&shop, &credited, Some(500)).await;
    record(&shop, &credited, 5_000, PaymentMethod::BankTransfer).await;
    credit(&shop, &void, None).await;
    shop.issued(0).await;
    shop.issued(700).await;
    app.program.settle().await.unwrap();
    shop
}

async fn a_healthy_shop_passes(app: TestApp) {
    app.audit().await;
    busy(&app, "lyon").await;
    busy(&app, "abidjan").await;
    app.audit().await;
    // What is not relayed yet is no fault.
    app.shop("dakar").await.issued(100).await;
    app.audit().await;
    let report = app.verified(None).await.to_string();
    assert!(report.starts_with("L1   ok ") && report.contains("\nL10  ok "), "{report}");
}

/// What is done to the database, the invariant that it breaks, and as what it is found.
const DAMAGES: &[(&str, &str, &str)] = &[
    ("UPDATE invoice SET paid = paid - 1 WHERE status = 'partially_paid'", "L1", "invoices whose payments say otherwise"),
    ("UPDATE payment SET refunded = refunded + 1 WHERE refunded = 0", "L1", "payments whose refunds say otherwise"),
    ("UPDATE refund SET currency = 'XOF'", "L1", "in another currency"),
    (
        "UPDATE invoice SET status = 'partially_paid' WHERE status = 'issued' AND kind = 'invoice'",
        "L2",
        "another status than their amounts",
    ),
    ("UPDATE invoice SET credited = total + 1 WHERE status = 'void'", "L2", "beyond their total"),
    (
        "UPDATE invoice SET credited = credited - 1 WHERE status = 'partially_paid' AND credited > 0",
        "L2",
        "whose credit notes say otherwise",
    ),
    ("UPDATE invoice SET buyer = NULL WHERE status = 'paid' AND total > 0", "L2", "contradict their status"),
    ("UPDATE invoice_item SET net = net + 1 WHERE position = 1", "L2", "whose lines sum to something else"),
    ("UPDATE ledger_entry SET debit = debit + 7 WHERE account = 'cash' AND debit > 0", "L3", "debits are not their credits"),
    ("UPDATE ledger_entry SET debit = debit + 1 WHERE account = 'gateway'", "L3", "groups of entries that do not balance"),
    ("DELETE FROM ledger_entry WHERE source = 'credit_note'", "L3", "that the books contradict"),
    ("UPDATE billing_total SET amount = amount + 1 WHERE kind = 'invoiced'", "L3", "figures that the documents contradict"),
    ("UPDATE invoice SET issued_on = '2026-11-19' WHERE sequence = 2 AND kind = 'invoice'", "L4", "dated before the one they follow"),
    ("UPDATE number_series SET last = last + 1", "L4", "whose counter says otherwise"),
    ("UPDATE invoice SET number = 'F-2026-9999' WHERE sequence = 3 AND kind = 'invoice'", "L4", "do not follow from their place"),
    ("UPDATE invoice SET sequence = 99 WHERE sequence = 5", "L4", "series with a gap"),
    ("UPDATE payment_attempt SET status = 'failed'", "L5", "succeeded without payment"),
    ("UPDATE payment_attempt SET amount = amount + 1", "L5", "differ from their try"),
    ("DELETE FROM outbox", "L6", "nobody will hear of"),
    (
        "UPDATE {jobs} SET idempotency_key = '00000000-0000-7000-8000-000000000000:a:0' WHERE id = (SELECT max(id) FROM {jobs})",
        "L6",
        "jobs of no event",
    ),
    ("UPDATE mail_message SET status = 'queued', sent_at = NULL", "L6", "mails that wait although their job is done"),
    ("DELETE FROM refund", "L7", "acknowledged documents that are not there"),
    ("UPDATE project SET company_id = (SELECT c.id FROM company c WHERE c.id <> project.company_id)", "L8", "point into another company"),
    ("DELETE FROM company WHERE slug = 'abidjan'", "L8", "a company that is not there"),
    ("UPDATE company SET logo_digest = '0123456789abcdef'", "L9", "with a logo and no digest"),
    (
        "INSERT INTO company_logo (company_id, media_type, bytes) SELECT id, 'image/png', {bytes} FROM company",
        "L9",
        "not what was uploaded",
    ),
    ("DELETE FROM event WHERE kind = 'payment.recorded'", "L10", "the history does not name"),
    ("UPDATE event SET data = '{}' WHERE kind = 'client.added'", "L10", "links of the history that do not hold"),
];

async fn each_damage_is_found(app: TestApp) {
    busy(&app, "lyon").await;
    busy(&app, "abidjan").await;
    app.audit().await;
    // Something waits for the relay.
    app.person("waiting@example.com").await;
    let mut vandal = Vandal::enter(&app).await;
    let mut before = app.verified(None).await;
    for (sql, invariant, found) in DAMAGES {
        vandal.run(sql).await;
        let after = app.verified(None).await;
        assert!(count(&after, invariant, found) > count(&before, invariant, found), "{sql} should be found as “{found}”\n{after}");
        assert!(after.to_string().contains(&format!("{invariant:<4} broken")), "{after}");
        before = after;
    }
    let broken = before.broken();
    assert_eq!(broken, ["L1", "L2", "L3", "L4", "L5", "L6", "L7", "L8", "L9", "L10"]);
}

/// Rows that break this invariant in this way.
fn count(report: &Report, invariant: &str, found: &str) -> u64 {
    let outcome = report.outcomes.iter().find(|outcome| outcome.id == invariant).unwrap();
    outcome.findings.iter().filter(|finding| finding.what.contains(found)).map(|finding| finding.count).sum()
}

async fn a_missing_guard_is_found(app: TestApp) {
    Vandal::enter(&app).await.disarm("ledger_entry_append_only", "ledger_entry").await;
    let report = app.verified(None).await;
    assert_eq!(report.broken(), ["L3"]);
    assert!(report.to_string().contains("missing or switched off: ledger_entry_append_only"), "{report}");
}

async fn old_entries_cannot_be_rewritten_in_balance(app: TestApp) {
    busy(&app, "lyon").await;
    app.clock.advance(TimeDelta::hours(1));
    let seal: Seal = app.verified(None).await.seal.to_string().parse().unwrap();
    // What is booked later does not touch the seal.
    app.shop("abidjan").await.issued(100).await;
    app.clock.advance(TimeDelta::hours(1));
    assert!(app.verified(Some(&seal)).await.broken().is_empty());
    Vandal::enter(&app).await.run("UPDATE ledger_entry SET created_at = '2026-11-20T08:59:59+00:00' WHERE source = 'payment'").await;
    app.audit().await;
    assert_eq!(app.verified(Some(&seal)).await.broken(), ["L3"]);
}

async fn nothing_is_written(app: TestApp) {
    let tables = "event, invoice, ledger_entry, outbox";
    let counts = async || {
        let mut counts = Vec::new();
        for table in tables.split(", ") {
            counts.push(app.number(&format!("SELECT count(*) FROM {table}")).await);
        }
        counts
    };
    app.shop("lyon").await.issued(100).await;
    let before = counts().await;
    app.audit().await;
    assert_eq!(counts().await, before);
}

/// Somebody with all rights on the database, who switches its guards off while at work.
enum Vandal {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

const CONSTRAINTS_OFF: &str = "DO $$ DECLARE it record; BEGIN
    FOR it IN SELECT conrelid::regclass AS place, conname FROM pg_constraint WHERE contype IN ('c', 'f') AND connamespace = current_schema()::regnamespace LOOP
      EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', it.place, it.conname);
    END LOOP;
  END $$";
const TRIGGERS: &str = "DO $$ DECLARE it record; BEGIN
    FOR it IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
      EXECUTE format('ALTER TABLE %I {switch} TRIGGER USER', it.tablename);
    END LOOP;
  END $$";

impl Vandal {
    async fn enter(app: &TestApp) -> Self {
        match app.program.deps.db.shared_pool() {
            Pool::Sqlite(pool) => {
                let mut connection = pool.acquire().await.unwrap().detach();
                connection.execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").await.unwrap();
                Self::Sqlite(connection)
            }
            Pool::Postgres(pool) => {
                let mut connection = pool.acquire().await.unwrap().detach();
                connection.execute("SELECT set_config('app.system', 'on', false)").await.unwrap();
                connection.execute(CONSTRAINTS_OFF).await.unwrap();
                Self::Postgres(connection)
            }
        }
    }

    /// Does it, whatever the guards say, and sets them up again.
    async fn run(&mut self, sql: &str) {
        match self {
            Self::Sqlite(connection) => {
                let sql = sql.replace("{jobs}", "Jobs").replace("{bytes}", "x'00'");
                let guards: Vec<(String, String)> =
                    sqlx::query_as("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetch_all(&mut *connection).await.unwrap();
                let off = guards.iter().map(|(name, _)| format!("DROP TRIGGER {name}"));
                let on = guards.iter().map(|(_, sql)| sql.clone());
                for statement in off.chain([sql]).chain(on) {
                    connection.execute(AssertSqlSafe(statement)).await.unwrap();
                }
            }
            Self::Postgres(connection) => {
                let sql = sql.replace("{jobs}", "apalis.jobs").replace("{bytes}", "'\\x00'");
                for statement in [TRIGGERS.replace("{switch}", "DISABLE"), sql, TRIGGERS.replace("{switch}", "ENABLE")] {
                    connection.execute(AssertSqlSafe(statement)).await.unwrap();
                }
            }
        }
    }

    /// Takes a guard away for good.
    async fn disarm(&mut self, trigger: &str, table: &str) {
        match self {
            Self::Sqlite(connection) => connection.execute(AssertSqlSafe(format!("DROP TRIGGER {trigger}"))).await.map(|_| ()).unwrap(),
            Self::Postgres(connection) => {
                connection.execute(AssertSqlSafe(format!("ALTER TABLE {table} DISABLE TRIGGER {trigger}"))).await.map(|_| ()).unwrap();
            }
        }
    }
}
