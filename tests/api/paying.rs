//! Paying through a gateway: what its books show is booked once, whatever is told, how often and
//! in which order.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use adapters::sandbox::{Choice, Outcome, Outgoing};
use async_trait::async_trait;
use chrono::TimeDelta;
use contract::Permission;
use contract::billing::{CreditInput, CreditInvoice, Invoice, InvoiceStatus, ReadInvoice};
use contract::money::Money;
use contract::payments::{
    AttemptStatus, CheckAttempt, ListPayments, ListRefunds, PayInvoice, Payment, PaymentAttempt, PaymentFilter, PaymentInput,
    PaymentMethod, RecordPayment, RefundInput, RefundPayment, RefundStatus,
};
use platform::ports::{
    AttemptReference, BadNotification, Charge, GatewayError, IncomingNotification, Notification, PaymentGateway, ProviderRecord,
    RecordState, RefundOrder, Started,
};
use server::Program;

use crate::support::{Dice, Shop, TestApp, eur};

on_both_engines!(
    a_client_pays_and_everybody_knows,
    what_a_notification_claims_is_not_believed,
    a_payer_who_comes_back_need_not_wait,
    an_open_try_goes_on,
    a_try_that_a_crash_left_behind_is_not_in_the_way,
    more_than_is_due_becomes_a_credit,
    another_amount_is_looked_at_by_a_person,
    a_lost_notification_is_made_up_for,
    an_attempt_is_looked_at_for_a_day_and_nothing_is_queued_ahead,
    a_last_look_that_fails_is_repeated,
    money_goes_back_through_the_gateway,
    a_refund_that_the_gateway_leaves_open_is_told_to_staff,
    money_taken_by_hand_goes_back_by_hand,
    nobody_pays_for_another_client_or_company,
    any_order_of_any_messages_ends_in_the_same_books,
);

const NOTIFICATIONS: &str = "/api/v1/gateways/sandbox/notifications";

async fn pay(shop: &Shop, invoice: &Invoice) -> PaymentAttempt {
    shop.contact.call(PayInvoice { company: shop.company.id, invoice: invoice.id }).await.unwrap()
}

/// The sandbox names its page after our reference.
fn reference(attempt: &PaymentAttempt) -> &str {
    attempt.redirect_url.as_deref().and_then(|url| url.rsplit('/').next()).unwrap()
}

/// The payer decides at the gateway; what it would send.
async fn play(app: &TestApp, attempt: &PaymentAttempt, choice: Choice) -> Vec<Outgoing> {
    app.sandbox.play(reference(attempt), choice).await.unwrap().outgoing
}

async fn deliver(app: &TestApp, outgoing: &Outgoing) -> u16 {
    post(app, &app.sandbox.signed(outgoing)).await
}

async fn post(app: &TestApp, incoming: &IncomingNotification) -> u16 {
    let headers: Vec<(&str, &str)> = incoming.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = String::from_utf8(incoming.body.clone()).unwrap();
    app.anonymous("POST", NOTIFICATIONS, &headers, Some(body)).await.status
}

async fn read(shop: &Shop, invoice: &Invoice) -> Invoice {
    shop.owner.call(ReadInvoice { company: shop.company.id, id: invoice.id }).await.unwrap()
}

async fn payments(shop: &Shop, invoice: &Invoice) -> Vec<Payment> {
    let filter = PaymentFilter { invoice_id: Some(invoice.id), ..PaymentFilter::default() };
    shop.owner.call(ListPayments { company: shop.company.id, filter }).await.unwrap().data
}

async fn check(shop: &Shop, attempt: &PaymentAttempt) -> PaymentAttempt {
    shop.contact.call(CheckAttempt { company: shop.company.id, id: attempt.id }).await.unwrap()
}

async fn a_client_pays_and_everybody_knows(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let attempt = pay(&shop, &invoice).await;
    assert_eq!((attempt.status, attempt.amount), (AttemptStatus::Redirected, eur(12_000)));
    assert!(attempt.redirect_url.as_deref().is_some_and(|url| url.starts_with(&app.base)));
    for outgoing in play(&app, &attempt, Choice::Twice).await {
        assert_eq!(deliver(&app, &outgoing).await, 204);
    }
    app.program.settle().await.unwrap();
    let paid = read(&shop, &invoice).await;
    assert_eq!((paid.status, paid.paid, paid.due), (InvoiceStatus::Paid, eur(12_000), eur(0)));
    let received = payments(&shop, &invoice).await;
    assert_eq!(received.iter().map(|p| (p.amount, p.method)).collect::<Vec<_>>(), [(eur(12_000), PaymentMethod::Card)]);
    let mails = app.mails().await;
    let to = |address: &str| mails.iter().filter(|mail| mail.to == address).map(|mail| mail.attachments.len()).collect::<Vec<_>>();
    assert_eq!((to("contact@lyon.example"), to("office@atelier.example")), (vec![1], vec![0]));
    let receipt =
        shop.contact.send("GET", &format!("/api/v1/companies/{}/payments/{}/receipt", shop.company.id, received[0].id), &[], None).await;
    assert_eq!((receipt.status, receipt.header("content-type")), (200, "application/pdf"));
    app.audit().await;
}

async fn what_a_notification_claims_is_not_believed(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let attempt = pay(&shop, &invoice).await;
    for outgoing in play(&app, &attempt, Choice::ForgedSignature).await {
        assert_eq!(deliver(&app, &outgoing).await, 401);
        // The same claim well signed: the gateway's books do not know of it.
        assert_eq!(deliver(&app, &Outgoing { forged: false, ..outgoing }).await, 204);
    }
    app.program.settle().await.unwrap();
    assert_eq!(read(&shop, &invoice).await.status, InvoiceStatus::Issued);
    let unsigned = IncomingNotification { headers: Vec::new(), body: b"{}".to_vec() };
    assert_eq!(post(&app, &unsigned).await, 401);
    assert_eq!(app.anonymous("POST", "/api/v1/gateways/other/notifications", &[], Some("{}".into())).await.status, 404);
    for outgoing in play(&app, &attempt, Choice::ForgedAmount).await {
        assert_eq!(deliver(&app, &outgoing).await, 204);
    }
    app.program.settle().await.unwrap();
    assert_eq!(payments(&shop, &invoice).await[0].amount, eur(12_000));
    app.audit().await;
}

async fn a_payer_who_comes_back_need_not_wait(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let attempt = pay(&shop, &invoice).await;
    assert_eq!(check(&shop, &attempt).await.status, AttemptStatus::Processing);
    play(&app, &attempt, Choice::Refuse).await;
    let refused = check(&shop, &attempt).await;
    assert_eq!((refused.status, refused.failure.as_deref()), (AttemptStatus::Failed, Some("card_declined")));
    play(&app, &attempt, Choice::MobileMoney).await;
    assert_eq!(check(&shop, &attempt).await.status, AttemptStatus::Succeeded);
    assert_eq!(read(&shop, &invoice).await.status, InvoiceStatus::Paid);
    assert_eq!(pay_again(&shop, &invoice).await, "invoice_settled");
}

async fn pay_again(shop: &Shop, invoice: &Invoice) -> String {
    shop.contact.call(PayInvoice { company: shop.company.id, invoice: invoice.id }).await.unwrap_err().code
}

async fn an_open_try_goes_on(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let first = pay(&shop, &invoice).await;
    assert_eq!(pay(&shop, &invoice).await.id, first.id);
    app.clock.advance(TimeDelta::minutes(31));
    assert_ne!(pay(&shop, &invoice).await.id, first.id);
    let draft = shop.drafted(100).await;
    assert_eq!(shop.contact.call(PayInvoice { company: shop.company.id, invoice: draft.id }).await.unwrap_err().status, 404);
    let path = format!("/api/v1/companies/{}/invoices/{}/attempts", shop.company.id, invoice.id);
    assert_eq!(shop.contact.send("POST", &path, &[], None).await.code(), "idempotency_key_required");
}

async fn a_try_that_a_crash_left_behind_is_not_in_the_way(app: TestApp) {
    // As if the program had died, or still waited, before it wrote down what the gateway answered.
    const LEFT: &str = "UPDATE payment_attempt SET status = $2, redirect_url = NULL WHERE company_id = $1";
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let first = pay(&shop, &invoice).await;
    for status in ["created", "processing"] {
        let tx = shop.begin(&app).await;
        tx.execute(tx.statement(LEFT, LEFT, [shop.company.id.0.into(), status.into()])).await.unwrap();
        tx.commit().await.unwrap();
        let refused = shop.contact.call(PayInvoice { company: shop.company.id, invoice: invoice.id }).await.unwrap_err();
        assert_eq!((refused.status, refused.code.as_str()), (409, "payment_starting"));
    }
    // Another invoice has nothing to do with it.
    let other = shop.issued(500).await;
    assert_eq!(pay(&shop, &other).await.status, AttemptStatus::Redirected);
    app.clock.advance(TimeDelta::seconds(61));
    let second = pay(&shop, &invoice).await;
    assert_ne!(second.id, first.id);
    assert_eq!(pay(&shop, &invoice).await.id, second.id);
    play(&app, &second, Choice::Card).await;
    assert_eq!(check(&shop, &second).await.status, AttemptStatus::Succeeded);
    app.audit().await;
}

async fn record(shop: &Shop, invoice: &Invoice, amount: i64) -> Payment {
    let (company, version) = (shop.company.id, read(shop, invoice).await.version);
    let received_on = invoice.issued_on.unwrap();
    let input = PaymentInput { amount: eur(amount), method: PaymentMethod::BankTransfer, received_on, reference: None };
    shop.owner.call(RecordPayment { company, invoice: invoice.id, version, input }).await.unwrap()
}

async fn more_than_is_due_becomes_a_credit(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let attempt = pay(&shop, &invoice).await;
    record(&shop, &invoice, 5_000).await;
    play(&app, &attempt, Choice::Card).await;
    assert_eq!(check(&shop, &attempt).await.status, AttemptStatus::Succeeded);
    app.program.settle().await.unwrap();
    let paid = read(&shop, &invoice).await;
    assert_eq!((paid.status, paid.paid), (InvoiceStatus::Paid, eur(12_000)));
    let online = payments(&shop, &invoice).await.into_iter().find(|p| p.provider.is_some()).unwrap();
    assert_eq!((online.amount, online.applied, online.excess), (eur(12_000), eur(7_000), eur(5_000)));
    assert!(app.mails().await.iter().any(|mail| mail.to == "office@atelier.example"));
    let credit = "SELECT CAST(sum(credit - debit) AS BIGINT) FROM ledger_entry WHERE account = 'client_credit'";
    assert_eq!(app.number(credit).await, 5_000);
    app.audit().await;
}

async fn another_amount_is_looked_at_by_a_person(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let attempt = pay(&shop, &invoice).await;
    play(&app, &attempt, Choice::Short).await;
    assert_eq!(check(&shop, &attempt).await.status, AttemptStatus::Mismatched);
    app.program.settle().await.unwrap();
    assert_eq!(read(&shop, &invoice).await.status, InvoiceStatus::Issued);
    assert_eq!(app.mails().await.iter().filter(|mail| mail.to == "office@atelier.example").count(), 1);
    app.audit().await;
}

async fn a_lost_notification_is_made_up_for(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (invoice, other) = (shop.issued(10_000).await, shop.issued(500).await);
    let (attempt, silent) = (pay(&shop, &invoice).await, pay(&shop, &other).await);
    play(&app, &attempt, Choice::Silent).await;
    app.program.settle().await.unwrap();
    assert_eq!(read(&shop, &invoice).await.status, InvoiceStatus::Issued);
    app.clock.advance(TimeDelta::minutes(2));
    app.program.settle().await.unwrap();
    assert_eq!(read(&shop, &invoice).await.status, InvoiceStatus::Paid);
    app.clock.advance(TimeDelta::hours(24));
    app.program.settle().await.unwrap();
    let status = "SELECT count(*) FROM payment_attempt WHERE status = 'expired'";
    assert_eq!(app.number(status).await, 1);
    // Whoever paid after all has paid.
    let late = app.sandbox.play(reference(&silent), Choice::Card).await.unwrap().outgoing;
    assert_eq!(deliver(&app, &late[0]).await, 204);
    app.program.settle().await.unwrap();
    assert_eq!(app.number("SELECT count(*) FROM invoice WHERE status = 'paid'").await, 2);
    app.audit().await;
}

async fn money_goes_back_through_the_gateway(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (company, invoice) = (shop.company.id, shop.issued(10_000).await);
    let attempt = pay(&shop, &invoice).await;
    play(&app, &attempt, Choice::Card).await;
    check(&shop, &attempt).await;
    let payment = payments(&shop, &invoice).await.remove(0);
    let refund = |version, amount| RefundPayment {
        company,
        id: payment.id,
        version,
        input: RefundInput { amount: eur(amount), reason: "Too much".into() },
    };
    assert_eq!(shop.owner.call(refund(payment.version, 12_001)).await.unwrap_err().errors[0].code, "more_than_paid");
    let asked = shop.owner.call(refund(payment.version, 2_000)).await.unwrap();
    assert_eq!(asked.status, RefundStatus::Pending);
    assert_eq!(shop.owner.call(refund(payment.version, 2_000)).await.unwrap_err().status, 412);
    assert_eq!(read(&shop, &invoice).await.paid, eur(12_000));
    app.program.settle().await.unwrap();
    let refunds = shop.owner.call(ListRefunds { company, id: payment.id }).await.unwrap().data;
    assert_eq!(refunds.iter().map(|r| (r.status, r.amount)).collect::<Vec<_>>(), [(RefundStatus::Succeeded, eur(2_000))]);
    let opened = read(&shop, &invoice).await;
    assert_eq!((opened.status, opened.paid, opened.due), (InvoiceStatus::PartiallyPaid, eur(10_000), eur(2_000)));
    assert_eq!(payments(&shop, &invoice).await[0].refunded, eur(2_000));
    let entry = app.sandbox.entry(reference(&attempt)).await.unwrap().unwrap();
    assert_eq!(entry.refunds.iter().map(|r| r.amount).collect::<Vec<_>>(), [eur(2_000)]);
    app.audit().await;
}

/// Waits for the payer, takes refunds, and does not say what becomes of either; sometimes it is away.
#[derive(Default)]
struct Slow {
    asked: AtomicUsize,
    away: AtomicBool,
}

impl Slow {
    fn answer(&self) -> Result<ProviderRecord, GatewayError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.away.load(Ordering::SeqCst) {
            return Err(GatewayError::Unavailable("away".into()));
        }
        let raw = serde_json::Value::Null;
        Ok(ProviderRecord { state: RecordState::Pending, amount: None, method: None, provider_reference: None, raw })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// The program with a gateway that is slow.
fn slowed(app: &TestApp) -> (Program, Arc<Slow>) {
    let (gateway, mut program) = (Arc::new(Slow::default()), app.program.clone());
    program.deps.ports.gateway = gateway.clone();
    (program, gateway)
}

#[async_trait]
impl PaymentGateway for Slow {
    fn provider(&self) -> &'static str {
        "sandbox"
    }

    fn accepts(&self, _: Money) -> Result<(), &'static str> {
        Ok(())
    }

    async fn start(&self, _: &Charge) -> Result<Started, GatewayError> {
        Err(GatewayError::Unsupported)
    }

    fn read_notification(&self, _: &IncomingNotification) -> Result<Notification, BadNotification> {
        Err(BadNotification("it says nothing"))
    }

    async fn check(&self, _: &AttemptReference) -> Result<ProviderRecord, GatewayError> {
        self.answer()
    }

    async fn refund(&self, _: &RefundOrder) -> Result<ProviderRecord, GatewayError> {
        self.answer()
    }
}

async fn an_attempt_is_looked_at_for_a_day_and_nothing_is_queued_ahead(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (slow, gateway) = slowed(&app);
    let began = pay(&shop, &shop.issued(10_000).await).await.created_at;
    slow.settle().await.unwrap();
    let queue = if app.program.deps.db.is_postgres() { "apalis.jobs" } else { "Jobs" };
    assert_eq!(app.number(&format!("SELECT count(*) FROM {queue} WHERE status <> 'Done'")).await, 0);
    let times = [2, 5, 15, 30, 60].into_iter().chain((2..=24).map(|hours| hours * 60));
    for (looks, minutes) in times.enumerate() {
        for (seconds, expected) in [(-1, looks), (0, looks + 1)] {
            app.clock.set(began + TimeDelta::minutes(minutes) + TimeDelta::seconds(seconds));
            slow.settle().await.unwrap();
            // A schedule that looked a moment ago looks again a moment later.
            if gateway.asked() < expected {
                app.clock.advance(TimeDelta::seconds(15));
                slow.settle().await.unwrap();
            }
            assert_eq!(gateway.asked(), expected, "{minutes} minutes and {seconds} seconds later");
        }
    }
    app.clock.advance(TimeDelta::days(3));
    slow.settle().await.unwrap();
    assert_eq!((gateway.asked(), app.number("SELECT count(*) FROM payment_attempt WHERE next_check_at IS NOT NULL").await), (28, 0));
    assert_eq!(app.number("SELECT count(*) FROM payment_attempt WHERE status = 'expired'").await, 1);
}

async fn a_last_look_that_fails_is_repeated(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (slow, gateway) = slowed(&app);
    let (first, second) = (shop.issued(10_000).await, shop.issued(500).await);
    pay(&shop, &first).await;
    pay(&shop, &second).await;
    gateway.away.store(true, Ordering::SeqCst);
    for (hours, asked) in [(25, 2), (1, 4), (1, 6)] {
        app.clock.advance(TimeDelta::hours(hours));
        let refused = slow.settle().await.unwrap_err();
        assert!(format!("{refused:#}").contains("gateway_unavailable"), "{refused:#}");
        assert_eq!(gateway.asked(), asked, "neither keeps the other waiting");
    }
    gateway.away.store(false, Ordering::SeqCst);
    for asked in [8, 8] {
        app.clock.advance(TimeDelta::hours(1));
        slow.settle().await.unwrap();
        assert_eq!(gateway.asked(), asked);
    }
    assert_eq!(app.number("SELECT count(*) FROM payment_attempt WHERE status = 'expired'").await, 2);
}

async fn a_refund_that_the_gateway_leaves_open_is_told_to_staff(app: TestApp) {
    const STUCK: &str = "SELECT count(*) FROM event WHERE kind = 'refund.stuck'";
    let shop = app.shop("lyon").await;
    let (company, invoice) = (shop.company.id, shop.issued(10_000).await);
    let attempt = pay(&shop, &invoice).await;
    play(&app, &attempt, Choice::Card).await;
    check(&shop, &attempt).await;
    app.program.settle().await.unwrap();
    let payment = payments(&shop, &invoice).await.remove(0);
    let input = RefundInput { amount: eur(2_000), reason: "Too much".into() };
    shop.owner.call(RefundPayment { company, id: payment.id, version: payment.version, input }).await.unwrap();
    let (slow, gateway) = slowed(&app);
    for (days, told, asked) in [(0, 0, 1), (30, 0, 2), (1, 1, 3), (1, 1, 3)] {
        app.clock.advance(TimeDelta::days(days));
        slow.settle().await.unwrap();
        let open = app.number("SELECT count(*) FROM refund WHERE status = 'pending'").await;
        assert_eq!((open, app.number(STUCK).await, gateway.asked()), (1, told, asked));
    }
    let auditor = app.person_who_may(company, Permission::AuditView).await;
    let log = auditor.send("GET", &format!("/api/v1/companies/{company}/events"), &[], None).await;
    assert!(log.body["data"].as_array().unwrap().iter().any(|event| event["kind"] == "refund.stuck"), "{}", log.body);
    app.audit().await;
}

async fn money_taken_by_hand_goes_back_by_hand(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (company, invoice) = (shop.company.id, shop.issued(10_000).await);
    let payment = record(&shop, &invoice, 12_000).await;
    let version = read(&shop, &invoice).await.version;
    let input = CreditInput { reason: "Not delivered".into(), items: None };
    let note = shop.owner.call(CreditInvoice { company, id: invoice.id, version, input }).await.unwrap();
    assert_eq!((note.total, note.number.as_deref()), (eur(12_000), Some("A-2026-0001")));
    assert_eq!(read(&shop, &invoice).await.due, eur(-12_000));
    let input = RefundInput { amount: eur(12_000), reason: "Not delivered".into() };
    let refund = shop.owner.call(RefundPayment { company, id: payment.id, version: payment.version, input }).await.unwrap();
    assert_eq!(refund.status, RefundStatus::Succeeded);
    let settled = read(&shop, &invoice).await;
    assert_eq!((settled.status, settled.due), (InvoiceStatus::Void, eur(0)));
    app.audit().await;
}

async fn nobody_pays_for_another_client_or_company(app: TestApp) {
    let (lyon, abidjan) = (app.shop("lyon").await, app.shop("abidjan").await);
    let invoice = lyon.issued(10_000).await;
    let attempt = pay(&lyon, &invoice).await;
    for company in [lyon.company.id, abidjan.company.id] {
        assert_eq!(abidjan.contact.call(PayInvoice { company, invoice: invoice.id }).await.unwrap_err().status, 404);
        assert_eq!(abidjan.contact.call(CheckAttempt { company, id: attempt.id }).await.unwrap_err().status, 404);
    }
    assert_eq!(lyon.owner.call(PayInvoice { company: lyon.company.id, invoice: invoice.id }).await.unwrap_err().status, 403);
}

async fn any_order_of_any_messages_ends_in_the_same_books(app: TestApp) {
    let shop = app.shop("lyon").await;
    for seed in 0..8 {
        let dice = Dice::new(seed);
        storm(&app, &shop, &dice).await;
        // A day later everything that was lost on the way has been made up for.
        app.clock.advance(TimeDelta::hours(25));
        app.program.settle().await.unwrap();
        app.audit().await;
        for entry in app.sandbox.entries().await.unwrap() {
            let wanted = i64::from(matches!(entry.outcome, Outcome::Succeeded { amount, .. } if amount == entry.amount));
            let booked =
                format!("SELECT count(*) FROM payment WHERE reference = '{}' AND amount = {}", entry.reference, entry.amount.amount);
            assert_eq!(app.number(&booked).await, wanted, "seed {seed}, {:?}", entry.outcome);
        }
    }
}

/// Tries, decisions, notifications in any order and number, checks, transfers, time.
async fn storm(app: &TestApp, shop: &Shop, dice: &Dice) {
    let invoice = shop.issued(10_000).await;
    let (mut attempts, mut sent) = (Vec::new(), Vec::new());
    for _ in 0..40 {
        match dice.below(8) {
            0 => attempts.extend(shop.contact.call(PayInvoice { company: shop.company.id, invoice: invoice.id }).await),
            1 | 2 => {
                let Some(attempt) = dice.pick(&attempts) else { continue };
                let choice = Choice::ALL[dice.below(Choice::ALL.len())];
                let played = app.sandbox.play(reference(attempt), choice).await;
                sent.extend(played.map(|played| played.outgoing).unwrap_or_default());
            }
            3 | 4 => {
                let Some(outgoing) = dice.pick(&sent) else { continue };
                assert_eq!(deliver(app, outgoing).await, if outgoing.forged { 401 } else { 204 });
            }
            5 => {
                let Some(attempt) = dice.pick(&attempts) else { continue };
                check(shop, attempt).await;
            }
            6 if read(shop, &invoice).await.due.amount >= 700 => drop(record(shop, &invoice, 700).await),
            _ => {
                app.clock.advance(TimeDelta::minutes(i64::try_from(dice.below(40)).unwrap()));
                app.program.settle().await.unwrap();
            }
        }
    }
}
