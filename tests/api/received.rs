//! The list of payments, narrowed: how money came, and when.

use chrono::{NaiveDate, TimeDelta};
use contract::Page;
use contract::billing::{Invoice, ReadInvoice};
use contract::payments::{ListPayments, Payment, PaymentFilter, PaymentInput, PaymentMethod, RecordPayment};

use crate::support::{Person, Shop, TestApp, eur};

on_both_engines!(
    payments_are_found_by_how_and_when_they_came,
    a_period_is_read_page_by_page,
    a_contact_and_another_company_find_their_own,
    what_cannot_be_asked_is_refused,
);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn receive(shop: &Shop, invoice: &Invoice, method: PaymentMethod, on: &str) {
    let version = shop.owner.call(ReadInvoice { company: shop.company.id, id: invoice.id }).await.unwrap().version;
    let input = PaymentInput { amount: eur(100), method, received_on: day(on), reference: Some(on.to_owned()) };
    shop.owner.call(RecordPayment { company: shop.company.id, invoice: invoice.id, version, input }).await.unwrap();
}

/// A shop that took money on four days, and wrote it down in another order.
async fn till(app: &TestApp, name: &str) -> Shop {
    let shop = app.shop(name).await;
    let invoice = shop.issued(10_000).await;
    for (method, on) in [
        (PaymentMethod::Cheque, "2026-11-02"),
        (PaymentMethod::Cash, "2026-11-20"),
        (PaymentMethod::BankTransfer, "2026-10-31"),
        (PaymentMethod::Cash, "2026-11-01"),
    ] {
        app.clock.advance(TimeDelta::seconds(1));
        receive(&shop, &invoice, method, on).await;
    }
    shop
}

async fn list(shop: &Shop, who: &Person, filter: PaymentFilter) -> Page<Payment> {
    who.call(ListPayments { company: shop.company.id, filter }).await.unwrap()
}

async fn days(shop: &Shop, who: &Person, filter: PaymentFilter) -> Vec<String> {
    list(shop, who, filter).await.data.iter().map(|payment| payment.received_on.to_string()).collect()
}

fn period(from: Option<&str>, to: Option<&str>) -> PaymentFilter {
    PaymentFilter { received_from: from.map(day), received_to: to.map(day), sort: Some("received_on".into()), ..PaymentFilter::default() }
}

async fn payments_are_found_by_how_and_when_they_came(app: TestApp) {
    let shop = till(&app, "lyon").await;
    let by_method = |method| PaymentFilter { method: Some(method), ..PaymentFilter::default() };
    for (filter, found) in [
        (PaymentFilter::default(), &["2026-11-01", "2026-10-31", "2026-11-20", "2026-11-02"][..]),
        (by_method(PaymentMethod::Cash), &["2026-11-01", "2026-11-20"]),
        (by_method(PaymentMethod::Card), &[]),
        (period(None, None), &["2026-10-31", "2026-11-01", "2026-11-02", "2026-11-20"]),
        (period(Some("2026-11-01"), None), &["2026-11-01", "2026-11-02", "2026-11-20"]),
        (period(None, Some("2026-11-01")), &["2026-10-31", "2026-11-01"]),
        (period(Some("2026-11-01"), Some("2026-11-01")), &["2026-11-01"]),
        (period(Some("2026-11-03"), Some("2026-11-19")), &[]),
        (period(Some("2026-11-20"), Some("2026-11-01")), &[]),
        (PaymentFilter { method: Some(PaymentMethod::Cash), ..period(Some("2026-11-02"), None) }, &["2026-11-20"]),
        (PaymentFilter { client_id: Some(shop.client), ..period(None, Some("2026-10-31")) }, &["2026-10-31"]),
    ] {
        assert_eq!(days(&shop, &shop.owner, filter.clone()).await, found, "{filter:?}");
    }
}

async fn a_period_is_read_page_by_page(app: TestApp) {
    let shop = till(&app, "lyon").await;
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        // Of a period, what came last is first.
        let filter = PaymentFilter { sort: None, limit: Some(1), cursor, ..period(Some("2026-11-01"), None) };
        let page = list(&shop, &shop.owner, filter).await;
        found.extend(page.data.iter().map(|payment| payment.received_on.to_string()));
        cursor = page.page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(found, ["2026-11-20", "2026-11-02", "2026-11-01"]);
}

async fn a_contact_and_another_company_find_their_own(app: TestApp) {
    let (shop, other) = (till(&app, "lyon").await, app.shop("abidjan").await);
    let cash = || PaymentFilter { method: Some(PaymentMethod::Cash), ..period(None, None) };
    assert_eq!(days(&shop, &shop.contact, cash()).await, ["2026-11-01", "2026-11-20"]);
    assert!(days(&other, &other.owner, cash()).await.is_empty());
    let refused = other.owner.call(ListPayments { company: shop.company.id, filter: cash() }).await.unwrap_err();
    assert_eq!(refused.status, 404);
}

async fn what_cannot_be_asked_is_refused(app: TestApp) {
    let shop = app.shop("lyon").await;
    for (query, pointer, code) in [
        ("received_from=0999-12-31", "received_from", "day"),
        ("received_to=%2B10000-01-01", "received_to", "day"),
        ("received_to=-0001-01-01", "received_to", "day"),
        ("received_from=2026-02-30", "query", "type"),
        ("received_to=soon", "query", "type"),
        ("method=barter", "query", "choice"),
        ("sort=amount", "sort", "choice"),
        ("colour=red", "colour", "unknown_parameter"),
    ] {
        let answer = shop.owner.send("GET", &format!("/api/v1/companies/{}/payments?{query}", shop.company.id), &[], None).await;
        let wrong = &answer.body["errors"][0];
        assert_eq!((answer.status, wrong["pointer"].as_str(), wrong["code"].as_str()), (422, Some(pointer), Some(code)), "{query}");
        assert!(wrong["detail"].as_str().is_some_and(|text| !text.is_empty()), "{query}");
    }
}
