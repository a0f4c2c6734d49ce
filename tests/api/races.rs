//! Many hands at the same thing at the same time: the outcome is that of some order of theirs.

use std::collections::HashSet;

use adapters::sandbox::Choice;
use contract::access::{EditMember, ListMembers, MemberPatch, RemoveMember};
use contract::billing::{CreditInput, CreditInvoice, EditInvoice, Invoice, InvoiceStatus, IssueInvoice, ReadInvoice};
use contract::payments::{
    CheckAttempt, ListPayments, PayInvoice, Payment, PaymentFilter, PaymentInput, PaymentMethod, RecordPayment, RefundInput, RefundPayment,
};
use contract::{PageQuery, Problem};
use futures::future::join_all;
use serde_json::json;

use crate::support::{Person, Shop, TestApp, eur};

on_both_engines!(
    one_of_many_edits_of_a_version_counts,
    payments_never_take_more_than_is_due,
    refunds_never_give_more_than_came,
    credit_and_payment_meet,
    a_client_who_clicks_often_pays_once,
    many_presses_open_one_page,
    two_owners_cannot_both_leave,
    an_address_is_invited_once,
    a_key_used_ten_times_at_once_counts_once,
);

async fn read(shop: &Shop, invoice: &Invoice) -> Invoice {
    shop.owner.call(ReadInvoice { company: shop.company.id, id: invoice.id }).await.unwrap()
}

async fn record(shop: &Shop, invoice: &Invoice, version: i64, amount: i64) -> Result<Payment, Problem> {
    let received_on = invoice.issued_on.unwrap();
    let input = PaymentInput { amount: eur(amount), method: PaymentMethod::BankTransfer, received_on, reference: None };
    shop.owner.call(RecordPayment { company: shop.company.id, invoice: invoice.id, version, input }).await
}

async fn payments(shop: &Shop, invoice: &Invoice) -> Vec<Payment> {
    let filter = PaymentFilter { invoice_id: Some(invoice.id), ..PaymentFilter::default() };
    shop.owner.call(ListPayments { company: shop.company.id, filter }).await.unwrap().data
}

async fn one_of_many_edits_of_a_version_counts(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (company, draft) = (shop.company.id, shop.drafted(10_000).await);
    let edits = (0..10).map(|number| {
        shop.owner.call(EditInvoice { company, id: draft.id, version: draft.version, input: shop.draft(Some(100 + number)) })
    });
    let answers = join_all(edits).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().filter_map(|answer| answer.as_ref().err()).all(|problem| problem.status == 412));
    let edited = read(&shop, &draft).await;
    assert_eq!((edited.version, edited.items.len()), (2, 1));
    // Whoever issues and whoever edits at once: one of the two, never a changed document.
    let (issue, edit) = futures::join!(
        shop.owner.call(IssueInvoice { company, id: draft.id, version: 2 }),
        shop.owner.call(EditInvoice { company, id: draft.id, version: 2, input: shop.draft(Some(7)) })
    );
    assert!(issue.is_ok() != edit.is_ok());
    app.audit().await;
}

async fn payments_never_take_more_than_is_due(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    // Each looks again until there is nothing left to pay: 12,000 in steps of 1,100.
    let hands = (0..6).map(async |_| {
        let mut taken = 0;
        loop {
            let now = read(&shop, &invoice).await;
            match record(&shop, &invoice, now.version, 1_100).await {
                Ok(payment) => taken += payment.amount.amount,
                Err(problem) if problem.status == 412 => {}
                Err(problem) => return (taken, problem.errors[0].code.clone()),
            }
        }
    });
    let hands = join_all(hands).await;
    assert_eq!(hands.iter().map(|(taken, _)| taken).sum::<i64>(), 11_000);
    assert!(hands.iter().all(|(_, code)| code == "more_than_due"), "{hands:?}");
    assert_eq!(read(&shop, &invoice).await.due, eur(1_000));
    app.audit().await;
}

async fn refunds_never_give_more_than_came(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let payment = record(&shop, &invoice, invoice.version, 12_000).await.unwrap();
    let refund = async |version, amount| {
        let input = RefundInput { amount: eur(amount), reason: "Twice".into() };
        shop.owner.call(RefundPayment { company: shop.company.id, id: payment.id, version, input }).await
    };
    let at_once = join_all((0..8).map(|_| refund(payment.version, 2_000))).await;
    assert_eq!(at_once.iter().filter(|answer| answer.is_ok()).count(), 1);
    let hands = join_all((0..4).map(async |_| {
        loop {
            let version = payments(&shop, &invoice).await[0].version;
            match refund(version, 3_000).await {
                Ok(_) => {}
                Err(problem) if problem.status == 412 => {}
                Err(problem) => return problem.errors.first().map(|error| error.code.clone()),
            }
        }
    }))
    .await;
    assert!(hands.iter().all(|code| code.as_deref() == Some("more_than_paid")), "{hands:?}");
    assert_eq!(payments(&shop, &invoice).await[0].refunded, eur(11_000));
    let after = read(&shop, &invoice).await;
    assert_eq!((after.status, after.paid), (InvoiceStatus::PartiallyPaid, eur(1_000)));
    app.audit().await;
}

async fn credit_and_payment_meet(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    for _ in 0..5 {
        let invoice = shop.issued(10_000).await;
        let credit = || {
            let input = CreditInput { reason: "Not delivered".into(), items: None };
            shop.owner.call(CreditInvoice { company, id: invoice.id, version: invoice.version, input })
        };
        let (one, two, paid) = futures::join!(credit(), credit(), record(&shop, &invoice, invoice.version, 12_000));
        let won = [one.is_ok(), two.is_ok(), paid.is_ok()];
        assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
        assert_eq!(read(&shop, &invoice).await.due, eur(0));
    }
    app.audit().await;
}

async fn a_client_who_clicks_often_pays_once(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (company, invoice) = (shop.company.id, shop.issued(10_000).await);
    let presses = join_all((0..6).map(|_| shop.contact.call(PayInvoice { company, invoice: invoice.id }))).await;
    assert!(presses.iter().filter_map(|press| press.as_ref().err()).all(|problem| problem.code == "payment_starting"), "{presses:?}");
    let mut attempts: Vec<_> = presses.into_iter().filter_map(Result::ok).collect();
    attempts.dedup_by_key(|attempt| attempt.id);
    assert_eq!((attempts.len(), app.sandbox.entries().await.unwrap().len()), (1, 1), "one page of the gateway is opened");
    let again = shop.contact.call(PayInvoice { company, invoice: invoice.id }).await.unwrap();
    assert_eq!(again.id, attempts[0].id);
    let reference = again.redirect_url.as_deref().and_then(|url| url.rsplit('/').next()).unwrap();
    app.sandbox.play(reference, Choice::Card).await.unwrap();
    let checks = attempts.iter().flat_map(|attempt| [attempt.id; 4]).map(|id| shop.contact.call(CheckAttempt { company, id }));
    assert!(join_all(checks).await.iter().all(Result::is_ok));
    app.program.settle().await.unwrap();
    let received = payments(&shop, &invoice).await;
    assert_eq!(received.iter().map(|payment| (payment.applied, payment.excess)).collect::<Vec<_>>(), [(eur(12_000), eur(0))]);
    assert_eq!(read(&shop, &invoice).await.status, InvoiceStatus::Paid);
    app.audit().await;
}

/// The gateway answers while others press: there is no moment at which a try is neither starting nor open.
async fn many_presses_open_one_page(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    for round in 1..=6 {
        let invoice = shop.issued(10_000).await.id;
        let presses = join_all((0..8).map(|_| shop.contact.call(PayInvoice { company, invoice }))).await;
        let opened: HashSet<_> = presses.iter().filter_map(|press| press.as_ref().ok()).map(|attempt| attempt.id).collect();
        assert_eq!((opened.len(), app.sandbox.entries().await.unwrap().len()), (1, round), "{presses:?}");
    }
}

async fn two_owners_cannot_both_leave(app: TestApp) {
    for round in 0..4 {
        let shop = app.shop(&format!("shop{round}")).await;
        let other = app.person(&format!("other{round}@example.com")).await;
        let tx = shop.begin(&app).await;
        access::add_member(&tx, &other.user, "owner").await.unwrap();
        tx.commit().await.unwrap();
        let company = shop.company.id;
        let members = shop.owner.call(ListMembers { company, page: PageQuery::default() }).await.unwrap().data;
        let id_of = |person: &Person| members.iter().find(|member| member.user_id == person.user.id).unwrap().id;
        let (mine, theirs) = (id_of(&shop.owner), id_of(&other));
        // Each steps down, or each removes the other.
        let left = if round % 2 == 0 {
            let patch = || MemberPatch { role: "viewer".into() };
            let (one, two) = futures::join!(
                shop.owner.call(EditMember { company, id: mine, patch: patch() }),
                other.call(EditMember { company, id: theirs, patch: patch() })
            );
            [one.is_ok(), two.is_ok()]
        } else {
            let (one, two) =
                futures::join!(shop.owner.call(RemoveMember { company, id: theirs }), other.call(RemoveMember { company, id: mine }));
            [one.is_ok(), two.is_ok()]
        };
        assert_eq!(left.iter().filter(|left| **left).count(), 1, "{left:?}");
    }
    let sql = "SELECT count(*) FROM company c WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.company_id = c.id AND m.role = 'owner')";
    assert_eq!(app.number(sql).await, 0);
}

async fn an_address_is_invited_once(app: TestApp) {
    let shop = app.shop("lyon").await;
    let path = format!("/api/v1/companies/{}/invitations", shop.company.id);
    let body = || Some(json!({"email": "guest@example.com", "role": "viewer"}).to_string());
    let answers = join_all((0..8).map(|_| shop.owner.send("POST", &path, &[], body()))).await;
    assert!(answers.iter().all(|answer| answer.status == 201), "{answers:?}");
    let open = "SELECT count(*) FROM invitation WHERE accepted_at IS NULL AND revoked_at IS NULL";
    assert_eq!(app.number(open).await, 1);
    app.program.settle().await.unwrap();
    assert_eq!(app.mails().await.len(), 1, "one link is worth something, one is sent");
}

async fn a_key_used_ten_times_at_once_counts_once(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let path = format!("/api/v1/companies/{}/invoices/{}/payments", shop.company.id, invoice.id);
    let headers = [("idempotency-key", "once"), ("if-match", "\"2\"")];
    let body = json!({"amount": {"amount": 1_000, "currency": "EUR"}, "method": "cash", "received_on": "2026-11-20"}).to_string();
    let answers = join_all((0..10).map(|_| shop.owner.send("POST", &path, &headers, Some(body.clone())))).await;
    let made: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert!(!made.is_empty() && made.iter().all(|answer| answer.body == made[0].body));
    assert_eq!(made.iter().filter(|answer| answer.header("idempotent-replayed").is_empty()).count(), 1);
    assert!(answers.iter().all(|answer| answer.status == 201 || answer.code() == "idempotency_in_progress"), "{answers:?}");
    assert_eq!(payments(&shop, &invoice).await.len(), 1);
    app.audit().await;
}
