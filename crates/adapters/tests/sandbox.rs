//! The sandbox gateway: a provider that can be trusted, and tricks that cannot.

#![expect(clippy::unwrap_used, clippy::unused_async, reason = "a test that cannot go on fails")]

#[path = "support/sandbox.rs"]
mod sandbox_support;

use chrono::TimeDelta;
use contract::money::{Currency, Money};
use contract::payments::PaymentMethod;
use parvis_adapters::sandbox::{Choice, Outcome, Pace};
use platform::ports::{GatewayError, IncomingNotification, PaymentGateway, ProviderRecord, RecordState, RefundOrder};
use sandbox_support::{Provider, attempt, charge, eur};
use std::time::Duration;

const REFERENCE: &str = "PVS00000000000000001";

fn code<T: std::fmt::Debug>(answer: Result<T, GatewayError>) -> String {
    match answer {
        Err(GatewayError::Refused { code, .. }) => code,
        other => panic!("expected a refusal, not {other:?}"),
    }
}

async fn record(provider: &Provider) -> ProviderRecord {
    provider.gateway.check(&attempt(REFERENCE)).await.unwrap()
}

#[tokio::test]
async fn a_charge_is_opened_once() {
    let provider = Provider::open(Pace::default());
    let started = provider.gateway.start(&charge(REFERENCE)).await.unwrap();
    assert_eq!(started.redirect_url, format!("http://localhost:8080/sandbox/pay/{REFERENCE}"));
    assert!(started.provider_reference.unwrap().starts_with("sbx_"));
    assert_eq!(record(&provider).await.state, RecordState::Pending);
    assert_eq!(code(provider.gateway.start(&charge(REFERENCE)).await), "reference_reused");
    let reopened = provider.reopen();
    assert_eq!(code(reopened.start(&charge(REFERENCE)).await), "reference_reused", "also after a restart");
}

#[tokio::test]
async fn a_malformed_charge_is_refused() {
    let provider = Provider::open(Pace::default());
    for reference in ["", "short", "pvs00000000000000001", "../../../../etc/passwd", "PVS0000000000000000000000001"] {
        assert_eq!(code(provider.gateway.start(&charge(reference)).await), "reference_invalid", "{reference}");
        assert_eq!(provider.gateway.check(&attempt(reference)).await.unwrap().state, RecordState::Unknown);
    }
    let mut free = charge(REFERENCE);
    free.amount = eur(0);
    assert_eq!(code(provider.gateway.start(&free).await), "amount_too_small");
    let mut odd = charge(REFERENCE);
    odd.return_url = "javascript:alert(1)".to_owned();
    assert_eq!(code(provider.gateway.start(&odd).await), "address_invalid");
}

#[tokio::test]
async fn the_books_say_what_the_payer_chose() {
    for (choice, state, paid, notifications) in [
        (Choice::Card, RecordState::Succeeded, Some(12_000), 1),
        (Choice::MobileMoney, RecordState::Succeeded, Some(12_000), 1),
        (Choice::Refuse, RecordState::Failed("card_declined".to_owned()), None, 1),
        (Choice::Wait, RecordState::Pending, None, 1),
        (Choice::Twice, RecordState::Succeeded, Some(12_000), 2),
        (Choice::OutOfOrder, RecordState::Succeeded, Some(12_000), 2),
        (Choice::Late, RecordState::Succeeded, Some(12_000), 1),
        (Choice::Silent, RecordState::Succeeded, Some(12_000), 0),
        (Choice::ForgedSignature, RecordState::Pending, None, 1),
        (Choice::ForgedAmount, RecordState::Succeeded, Some(12_000), 1),
        (Choice::Short, RecordState::Succeeded, Some(6_000), 1),
    ] {
        let provider = Provider::open(Pace::default());
        provider.gateway.start(&charge(REFERENCE)).await.unwrap();
        let played = provider.gateway.play(REFERENCE, choice).await.unwrap();
        assert_eq!(played.return_url, "http://localhost:8080/portal/retour");
        assert_eq!(played.outgoing.len(), notifications, "{choice:?}");
        let record = record(&provider).await;
        assert_eq!((record.state, record.amount), (state, paid.map(eur)), "{choice:?}");
        let method = paid.map(|_| if choice == Choice::MobileMoney { PaymentMethod::MobileMoney } else { PaymentMethod::Card });
        assert_eq!(record.method, method, "{choice:?}");
    }
}

#[tokio::test]
async fn a_refused_payer_may_try_again_and_a_paid_charge_stays_paid() {
    let provider = Provider::open(Pace::default());
    provider.gateway.start(&charge(REFERENCE)).await.unwrap();
    provider.gateway.play(REFERENCE, Choice::Refuse).await.unwrap();
    provider.gateway.play(REFERENCE, Choice::Card).await.unwrap();
    assert_eq!(code(provider.gateway.play(REFERENCE, Choice::Refuse).await), "already_paid");
    assert_eq!(record(&provider).await.state, RecordState::Succeeded);
    assert_eq!(code(provider.gateway.play("PVS00000000000000009", Choice::Card).await), "charge_unknown");
}

#[tokio::test]
async fn a_notification_is_believed_only_as_it_was_signed() {
    let provider = Provider::open(Pace::default());
    provider.gateway.start(&charge(REFERENCE)).await.unwrap();
    let forged = provider.gateway.play(REFERENCE, Choice::ForgedSignature).await.unwrap().outgoing;
    assert!(provider.gateway.read_notification(&provider.gateway.signed(&forged[0])).is_err());

    let outgoing = provider.gateway.play(REFERENCE, Choice::Twice).await.unwrap().outgoing;
    let good = provider.gateway.signed(&outgoing[0]);
    let read = provider.gateway.read_notification(&good).unwrap();
    assert_eq!(read.reference, REFERENCE);
    assert!(read.event_id.as_ref().is_some_and(|id| id.starts_with("evt_")));
    let again = provider.gateway.read_notification(&provider.gateway.signed(&outgoing[1])).unwrap();
    assert_eq!(again.event_id, read.event_id, "the same notification has the same id");

    let mut changed = good.clone();
    changed.body = String::from_utf8(changed.body).unwrap().replace("12000", "1").into_bytes();
    assert!(provider.gateway.read_notification(&changed).is_err());
    assert!(provider.gateway.read_notification(&IncomingNotification { headers: Vec::new(), body: good.body.clone() }).is_err());
    provider.clock.advance(TimeDelta::seconds(301));
    assert!(provider.gateway.read_notification(&good).is_err(), "an old one is a replay");
    assert!(provider.gateway.read_notification(&provider.gateway.signed(&outgoing[0])).is_ok(), "each try is signed anew");
}

#[tokio::test]
async fn another_amount_in_a_notification_changes_nothing() {
    let provider = Provider::open(Pace::default());
    provider.gateway.start(&charge(REFERENCE)).await.unwrap();
    let outgoing = provider.gateway.play(REFERENCE, Choice::ForgedAmount).await.unwrap().outgoing;
    let read = provider.gateway.read_notification(&provider.gateway.signed(&outgoing[0])).unwrap();
    assert_eq!(read.raw["data"]["amount"]["amount"], 120_000);
    assert_eq!(record(&provider).await.amount, Some(eur(12_000)));
}

fn refund(amount: Money, key: &str) -> RefundOrder {
    RefundOrder { attempt: attempt(REFERENCE), amount, key: key.to_owned() }
}

#[tokio::test]
async fn refunds_never_exceed_the_payment() {
    let provider = Provider::open(Pace::default());
    let gateway = &provider.gateway;
    assert_eq!(code(gateway.refund(&refund(eur(1), "a")).await), "charge_unknown");
    gateway.start(&charge(REFERENCE)).await.unwrap();
    assert_eq!(code(gateway.refund(&refund(eur(1), "a")).await), "not_paid");
    gateway.play(REFERENCE, Choice::Card).await.unwrap();

    let first = gateway.refund(&refund(eur(5_000), "a")).await.unwrap();
    assert_eq!((first.state, first.amount), (RecordState::Succeeded, Some(eur(5_000))));
    let again = gateway.refund(&refund(eur(5_000), "a")).await.unwrap();
    assert_eq!(again.provider_reference, first.provider_reference, "asked twice, given once");
    assert_eq!(code(gateway.refund(&refund(eur(1), "a")).await), "key_reused");
    assert_eq!(code(gateway.refund(&refund(eur(7_001), "b")).await), "refund_exceeds_payment");
    assert_eq!(code(gateway.refund(&refund(eur(i64::MAX), "b")).await), "refund_exceeds_payment");
    for wrong in [eur(0), eur(-1), Money::new(1, Currency::XOF)] {
        assert_eq!(code(gateway.refund(&refund(wrong, "b")).await), "amount_invalid");
    }
    gateway.refund(&refund(eur(7_000), "b")).await.unwrap();
    assert_eq!(code(gateway.refund(&refund(eur(1), "c")).await), "refund_exceeds_payment");
    assert_eq!(gateway.entry(REFERENCE).await.unwrap().unwrap().refunds.len(), 2);
}

#[tokio::test]
async fn a_race_of_refunds_gives_each_cent_back_once() {
    let provider = Provider::open(Pace::default());
    provider.gateway.start(&charge(REFERENCE)).await.unwrap();
    provider.gateway.play(REFERENCE, Choice::Card).await.unwrap();
    let race: Vec<_> = (0..10)
        .map(|n| {
            let gateway = provider.gateway.clone();
            tokio::spawn(async move { gateway.refund(&refund(eur(5_000), &n.to_string())).await.is_ok() })
        })
        .collect();
    let mut given = 0;
    for one in race {
        given += i32::from(one.await.unwrap());
    }
    assert_eq!(given, 2);
}

#[tokio::test]
async fn the_books_outlive_the_program() {
    let provider = Provider::open(Pace::default());
    provider.gateway.start(&charge(REFERENCE)).await.unwrap();
    provider.gateway.play(REFERENCE, Choice::Card).await.unwrap();
    let reopened = provider.reopen();
    assert_eq!(reopened.check(&attempt(REFERENCE)).await.unwrap().state, RecordState::Succeeded);
    let entries = reopened.entries().await.unwrap();
    assert!(matches!(entries[..], [ref one] if one.outcome == Outcome::Succeeded { amount: eur(12_000), method: PaymentMethod::Card }));
    let mut wrong = attempt(REFERENCE);
    wrong.provider_reference = Some("sbx_of_somebody_else".to_owned());
    assert_eq!(reopened.check(&wrong).await.unwrap().state, RecordState::Unknown);
}

fn hurried() -> Pace {
    Pace { retries: vec![Duration::from_millis(20); 3], late: Duration::from_millis(400) }
}

#[actix_web::test]
async fn the_page_pays_notifies_and_sends_the_payer_back() {
    let (provider, merchant) = Provider::serve(hurried(), 0).await;
    provider.gateway.start(&merchant.charge(REFERENCE)).await.unwrap();
    let page = merchant.get(REFERENCE).await;
    assert_eq!(page.status(), 200);
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'self' http://127.0.0.1:"), "{policy}");
    let html = page.text().await.unwrap();
    for words in ["120,00\u{a0}€", "Facture F-2026-0001 &lt;b&gt;", "value=\"card\"", "value=\"forged_amount\"", "lang=\"fr\""] {
        assert!(html.contains(words), "{words} in {html}");
    }
    assert!(!html.contains("<script") && !html.contains(" style=") && !html.contains("<b>"));

    let answer = merchant.choose(REFERENCE, "card").await;
    assert_eq!(answer.status(), 303);
    assert!(answer.headers()["location"].to_str().unwrap().ends_with("/retour"));
    let heard = merchant.hear(1).await;
    assert_eq!(provider.gateway.read_notification(&heard[0]).unwrap().raw["type"], "payment.succeeded");

    let again = merchant.choose(REFERENCE, "refuse").await;
    assert_eq!(again.status(), 303, "a second press shows where things stand");
    assert!(merchant.get(REFERENCE).await.text().await.unwrap().contains("Ce paiement est effectué."));
}

#[actix_web::test]
async fn the_page_plays_its_tricks() {
    let (provider, merchant) = Provider::serve(hurried(), 0).await;
    for (number, choice, types) in [
        (1, "twice", vec!["payment.succeeded", "payment.succeeded"]),
        (2, "out_of_order", vec!["payment.succeeded", "payment.pending"]),
        (3, "wait", vec!["payment.pending"]),
        (4, "refuse", vec!["payment.failed"]),
    ] {
        let reference = format!("PVS0000000000000000{number}");
        provider.gateway.start(&merchant.charge(&reference)).await.unwrap();
        merchant.forget();
        assert_eq!(merchant.choose(&reference, choice).await.status(), 303);
        let heard = merchant.hear(types.len()).await;
        let said: Vec<_> = heard.iter().map(|one| provider.gateway.read_notification(one).unwrap().raw["type"].clone()).collect();
        assert_eq!(said, types, "{choice}");
    }
    merchant.forget();
    let reference = "PVS00000000000000008";
    provider.gateway.start(&merchant.charge(reference)).await.unwrap();
    merchant.choose(reference, "late").await;
    assert!(merchant.heard().is_empty(), "the payer is back before the notification");
    assert_eq!(merchant.hear(1).await.len(), 1);
}

#[actix_web::test]
async fn a_merchant_that_stumbles_is_notified_again() {
    let (provider, merchant) = Provider::serve(hurried(), 2).await;
    provider.gateway.start(&merchant.charge(REFERENCE)).await.unwrap();
    merchant.choose(REFERENCE, "mobile_money").await;
    let heard = merchant.hear(3).await;
    assert!(heard.iter().all(|one| one.body == heard[0].body), "the same notification until it is taken");
}

#[actix_web::test]
async fn strange_requests_are_turned_away() {
    let (provider, merchant) = Provider::serve(hurried(), 0).await;
    provider.gateway.start(&merchant.charge(REFERENCE)).await.unwrap();
    assert_eq!(merchant.get("PVS00000000000000009").await.status(), 404);
    assert_eq!(merchant.choose("PVS00000000000000009", "card").await.status(), 404);
    assert_eq!(merchant.choose(REFERENCE, "steal").await.status(), 400);
    assert_eq!(record(&provider).await.state, RecordState::Pending);
}
