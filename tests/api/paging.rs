//! Lists by pages: each row once, in its order, there and back, whatever comes and goes meanwhile.

use chrono::TimeDelta;
use contract::Versioned as _;
use contract::payments::{PaymentInput, PaymentMethod, RecordPayment};
use serde_json::{Value, json};

use crate::support::{Shop, TestApp, eur};

on_both_engines!(
    every_list_goes_there_and_back_in_every_order,
    rows_that_come_and_go_shift_no_page,
    a_cursor_of_elsewhere_is_refused,
    a_cursor_that_was_made_up_breaks_nothing,
    a_page_holds_one_to_two_hundred_rows,
    the_total_is_that_of_the_filter,
    a_search_has_an_end,
);

/// Each list, the orders it offers, and the field that each orders by.
const LISTS: [(&str, &[(&str, &str)]); 7] = [
    ("clients", &[("name", "name"), ("-name", "name"), ("created_at", "created_at"), ("-created_at", "created_at")]),
    ("projects", &[("name", "name"), ("-name", "name"), ("created_at", "created_at"), ("-created_at", "created_at")]),
    (
        "invoices",
        &[
            ("created_at", "created_at"),
            ("-created_at", "created_at"),
            ("due_on", "due_on"),
            ("-due_on", "due_on"),
            ("number", "number"),
            ("-number", "number"),
            ("total", "total"),
            ("-total", "total"),
        ],
    ),
    ("payments", &[("", "created_at"), ("created_at", "created_at"), ("received_on", "received_on"), ("-received_on", "received_on")]),
    ("members", &[("", "joined_at")]),
    ("invitations", &[("", "invited_at")]),
    ("events", &[("", "at")]),
];

async fn read(shop: &Shop, list: &str, query: &str) -> Value {
    let answer = shop.owner.send("GET", &format!("/api/v1/companies/{}/{list}?{query}", shop.company.id), &[], None).await;
    assert_eq!(answer.status, 200, "{list}?{query}: {}", answer.body);
    answer.body
}

fn ordered(sort: &str) -> String {
    if sort.is_empty() { String::new() } else { format!("&sort={sort}") }
}

/// All rows, page by page, forward; then back from the last page to the first.
async fn there_and_back(shop: &Shop, list: &str, sort: &str, limit: usize) -> (Vec<Value>, Vec<Value>) {
    let query = format!("limit={limit}{}", ordered(sort));
    let (mut there, mut pages) = (Vec::new(), 1);
    let mut page = read(shop, list, &query).await;
    assert_eq!(page["page"]["prev_cursor"], Value::Null, "nothing precedes the first page of {list}");
    loop {
        let rows = page["data"].as_array().unwrap();
        let next = page["page"]["next_cursor"].as_str();
        assert_eq!(page["page"]["has_more"], json!(next.is_some()), "{list} {sort}");
        assert!(rows.len() == limit || next.is_none(), "a page of {list} is full but for the last");
        there.extend(rows.clone());
        let Some(next) = next else { break };
        page = read(shop, list, &format!("{query}&cursor={next}")).await;
        pages += 1;
    }
    let mut back = page["data"].as_array().unwrap().clone();
    while let Some(previous) = page["page"]["prev_cursor"].as_str() {
        page = read(shop, list, &format!("{query}&cursor={previous}")).await;
        back.splice(0..0, page["data"].as_array().unwrap().clone());
        pages -= 1;
    }
    assert_eq!(pages, 1, "as many pages back as there in {list}, {sort}");
    (there, back)
}

/// Ties in each column that a list is ordered by: names, instants, days, totals.
async fn fill(app: &TestApp, shop: &Shop) {
    for hours in 0..3 {
        shop.clients(app, &["garage", "bakery", "garage"]).await;
        shop.projects(app, &["window", "sign", "window"]).await;
        for (place, draft) in shop.drafts(app, &[500, 900, 500, 700]).await.iter().enumerate() {
            if place < 3 {
                let tx = shop.begin(app).await;
                let issued = billing::issue(&tx, draft.id, draft.version()).await.unwrap();
                tx.commit().await.unwrap();
                let received_on = issued.issued_on.unwrap();
                let input = PaymentInput { amount: eur(100), method: PaymentMethod::Cash, received_on, reference: None };
                let call = RecordPayment { company: shop.company.id, invoice: issued.id, version: issued.version, input };
                shop.owner.call(call).await.unwrap();
            }
            let body = json!({"email": format!("guest{hours}{place}@example.com"), "role": "viewer"}).to_string();
            let path = format!("/api/v1/companies/{}/invitations", shop.company.id);
            assert_eq!(shop.owner.send("POST", &path, &[], Some(body)).await.status, 201);
            let member = app.person(&format!("staff{hours}{place}@example.com")).await;
            let tx = shop.begin(app).await;
            access::add_member(&tx, &member.user, "viewer").await.unwrap();
            tx.commit().await.unwrap();
        }
        app.clock.advance(TimeDelta::hours(20));
    }
}

/// A row's place in the order: the field's value, then the id.
fn key(row: &Value, field: &str) -> (i64, String, String) {
    let (number, text) = match &row[field] {
        Value::String(text) => (0, text.clone()),
        money => (money["amount"].as_i64().unwrap(), String::new()),
    };
    (number, text, row["id"].as_str().unwrap().to_owned())
}

async fn every_list_goes_there_and_back_in_every_order(app: TestApp) {
    let shop = app.shop("lyon").await;
    fill(&app, &shop).await;
    for (list, sorts) in LISTS {
        for (sort, field) in sorts {
            let whole = read(&shop, list, &format!("limit=200{}", ordered(sort))).await["data"].as_array().unwrap().clone();
            assert!(whole.len() >= 9, "{list} has {} rows", whole.len());
            for limit in [1, 2, 3, 5] {
                let (there, back) = there_and_back(&shop, list, sort, limit).await;
                assert!(there == whole && back == whole, "{list} by {sort}, {limit} a page");
            }
            let keys: Vec<_> = whole.iter().map(|row| key(row, field)).collect();
            let mut expected = keys.clone();
            expected.sort();
            if sort.starts_with('-') || (sort.is_empty() && list != "members") {
                expected.reverse();
            }
            assert_eq!(keys, expected, "{list} by {sort}");
        }
    }
}

async fn rows_that_come_and_go_shift_no_page(app: TestApp) {
    let shop = app.shop("lyon").await;
    let ids = shop.clients(&app, &["b1", "c1", "d1", "e1", "f1", "g1", "h1"]).await;
    for sort in ["name", "-name"] {
        let query = format!("limit=2&sort={sort}");
        let mut page = read(&shop, "clients", &query).await;
        let mut seen: Vec<String> = Vec::new();
        let mut round = 0;
        loop {
            seen.extend(page["data"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()));
            let Some(next) = page["page"]["next_cursor"].as_str().map(str::to_owned) else { break };
            // Rows before and after the mark, and the row of the mark itself leaves the list.
            shop.clients(&app, &["a2", "z2"]).await;
            if round == 0 {
                let mark = page["data"][1]["id"].as_str().unwrap();
                let path = format!("/api/v1/companies/{}/clients/{mark}/archive", shop.company.id);
                assert_eq!(shop.owner.send("POST", &path, &[], None).await.status, 200);
            }
            round += 1;
            assert!(round < 50, "{seen:?}");
            page = read(&shop, "clients", &format!("{query}&cursor={next}")).await;
        }
        let old: Vec<&str> = seen.iter().map(String::as_str).filter(|name| name.ends_with('1')).collect();
        let mut expected = old.clone();
        expected.sort_unstable();
        expected.dedup();
        if sort.starts_with('-') {
            expected.reverse();
        }
        assert_eq!(old, expected, "{sort}: each once, in order");
        assert!(old.len() >= ids.len() - 2, "{sort}: {old:?}");
    }
}

async fn a_cursor_of_elsewhere_is_refused(app: TestApp) {
    let (lyon, abidjan) = (app.shop("lyon").await, app.shop("abidjan").await);
    for shop in [&lyon, &abidjan] {
        shop.clients(&app, &["b", "c", "d"]).await;
        shop.drafts(&app, &[1, 2, 3]).await;
    }
    let cursor = |page: Value| page["page"]["next_cursor"].as_str().unwrap().to_owned();
    let by_total = cursor(read(&lyon, "invoices", "limit=1&sort=total").await);
    let by_name = cursor(read(&lyon, "clients", "limit=1&sort=name").await);
    let broken = [&by_name[1..], &by_name[..by_name.len() - 3], "abc", "%00", "e30", "!!!!", &"A".repeat(4000)].map(str::to_owned);
    for (list, sort, cursor) in broken.iter().map(|text| ("clients", "name", text)).chain([
        ("invoices", "-total", &by_total),
        ("invoices", "created_at", &by_total),
        ("clients", "-name", &by_name),
        ("clients", "created_at", &by_name),
        ("invoices", "total", &by_name),
        ("payments", "", &by_name),
    ]) {
        let path = format!("/api/v1/companies/{}/{list}?cursor={cursor}{}", lyon.company.id, ordered(sort));
        let answer = lyon.owner.send("GET", &path, &[], None).await;
        assert_eq!(answer.status, 422, "{list} {sort} {cursor}: {}", answer.body);
        assert!(["cursor", "query"].contains(&answer.body["errors"][0]["pointer"].as_str().unwrap()), "{}", answer.body);
        assert!(answer.body["errors"][0]["detail"].as_str().is_some_and(|text| !text.is_empty()), "{}", answer.body);
    }
    // The mark of another company says only where to begin among one's own.
    let theirs = cursor(read(&abidjan, "clients", "limit=1&sort=name").await);
    let rows = read(&lyon, "clients", &format!("sort=name&cursor={theirs}")).await;
    let own = read(&lyon, "clients", "sort=name&limit=200").await;
    assert!(rows["data"].as_array().unwrap().iter().all(|row| own["data"].as_array().unwrap().contains(row)));
}

/// The one order of a list that offers none to choose.
fn silent(list: &str) -> &'static str {
    match list {
        "members" => "joined_at",
        "invitations" => "-invited_at",
        "events" => "-at",
        _ => "-created_at",
    }
}

async fn a_cursor_that_was_made_up_breaks_nothing(app: TestApp) {
    use base64::Engine as _;
    let shop = app.shop("lyon").await;
    shop.clients(&app, &["b", "c"]).await;
    shop.issued(100).await;
    let keys = [
        json!({"int": 5}),
        json!({"int": i64::MAX}),
        json!({"text": "x"}),
        json!({"text": "\u{0}"}),
        json!({"text": "x".repeat(3000)}),
        json!({"date": "2026-01-01"}),
        json!({"date": "+262142-12-31"}),
        json!({"date": "-262143-01-01"}),
        json!({"instant": "2026-01-01T00:00:00Z"}),
        json!({"instant": "+262142-01-01T00:00:00Z"}),
        json!({"instant": "-262143-01-01T00:00:00Z"}),
    ];
    for (list, sorts) in LISTS {
        for (sort, _) in sorts {
            for key in &keys {
                let s = if sort.is_empty() { silent(list) } else { sort };
                let cursor = json!({"s": s, "k": key, "i": shop.client, "b": false}).to_string();
                let cursor = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(cursor);
                let path = format!("/api/v1/companies/{}/{list}?cursor={cursor}{}", shop.company.id, ordered(sort));
                let answer = shop.owner.send("GET", &path, &[], None).await;
                assert!([200, 422].contains(&answer.status), "{list} by {s} after {key}: {} {}", answer.status, answer.body);
            }
        }
    }
}

async fn a_page_holds_one_to_two_hundred_rows(app: TestApp) {
    let shop = app.shop("lyon").await;
    for (list, _) in LISTS {
        for limit in ["0", "201", "65535", "65536", "-1", "1.5", "x", ""] {
            let path = format!("/api/v1/companies/{}/{list}?limit={limit}", shop.company.id);
            let answer = shop.owner.send("GET", &path, &[], None).await;
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (422, "application/problem+json"),
                "{list} {limit}: {}",
                answer.body
            );
        }
        assert_eq!(read(&shop, list, "limit=200").await["page"]["limit"], 200);
        assert_eq!(read(&shop, list, "").await["page"]["limit"], 50);
        let path = format!("/api/v1/companies/{}/{list}?sort=secret", shop.company.id);
        assert_eq!(shop.owner.send("GET", &path, &[], None).await.status, 422);
    }
}

async fn the_total_is_that_of_the_filter(app: TestApp) {
    let shop = app.shop("lyon").await;
    shop.clients(&app, &["garage", "garage", "bakery"]).await;
    shop.drafts(&app, &[1, 2, 3]).await;
    shop.issued(100).await;
    for (list, query, total) in [
        ("clients", "count=true&limit=1", json!(4)),
        ("clients", "count=true&limit=1&q=GARAGE", json!(2)),
        ("clients", "count=true&q=nothing", json!(0)),
        ("clients", "limit=1", Value::Null),
        ("invoices", "count=true&status=draft&limit=2", json!(3)),
        ("invoices", "count=true&status=draft,issued", json!(4)),
        ("projects", "count=true", json!(0)),
    ] {
        assert_eq!(read(&shop, list, query).await["page"]["total"], total, "{list}?{query}");
    }
}

async fn a_search_has_an_end(app: TestApp) {
    let shop = app.shop("lyon").await;
    for list in ["clients", "projects", "invoices"] {
        let search = async |q: &str| {
            let path = format!("/api/v1/companies/{}/{list}?q={q}", shop.company.id);
            shop.owner.send("GET", &path, &[], None).await
        };
        // Letters are counted, not bytes.
        assert_eq!(search(&"%C3%A9".repeat(200)).await.status, 200, "{list}");
        let refused = search(&"e".repeat(201)).await;
        let wrong = &refused.body["errors"][0];
        assert_eq!((refused.status, &wrong["pointer"], &wrong["code"]), (422, &json!("q"), &json!("too_long")), "{list}");
        assert_eq!(wrong["params"]["max"], "200", "{list}");
    }
}
