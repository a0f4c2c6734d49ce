//! What a company sets for its documents: its logo, and the tax rates on offer.

use chrono::TimeDelta;
use contract::TaxRateId;
use contract::access::{ReadCompany, RemoveLogo};
use contract::billing::{AddTaxRate, EditTaxRate, ListTaxRates, ReadInvoice, TaxRate, TaxRateInput, TaxRatePatch};
use contract::identity::ReadMe;
use contract::money::BasisPoints;
use futures::future::join_all;
use platform::Actor;
use serde_json::json;

use crate::support::{Shop, TestApp};

on_both_engines!(
    a_logo_is_removed_and_documents_have_none,
    without_a_logo_there_is_nothing_to_remove,
    a_tax_rate_is_changed_and_documents_keep_theirs,
    one_rate_is_proposed_at_most,
    one_of_many_at_a_time_is_proposed,
    two_rates_have_two_names,
    what_somebody_else_changed_is_not_written_over,
    what_is_wrong_with_a_rate_is_said,
    the_settings_of_another_company_are_out_of_reach,
);

/// A PNG of one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\
    \x00\x00\x00\nIDATx\xdacp\x00\x00\x00B\x00A\x84\xbf\x8eb\x00\x00\x00\x00IEND\xaeB`\x82";

async fn happened(app: &TestApp, kind: &str) -> i64 {
    app.number(&format!("SELECT count(*) FROM event WHERE kind = '{kind}'")).await
}

async fn upload(shop: &Shop) -> u16 {
    shop.owner.upload("PUT", &format!("/api/v1/companies/{}/logo", shop.company.id), &[], PIXEL.to_vec()).await.status
}

/// Whether the next document bears a logo.
async fn printed(app: &TestApp, shop: &Shop) -> bool {
    let tx = app.program.scope().begin().await.unwrap().enter(shop.company.id, Actor::SYSTEM).await.unwrap();
    let branding = access::branding(&tx).await.unwrap();
    tx.commit().await.unwrap();
    branding.logo.is_some()
}

async fn a_logo_is_removed_and_documents_have_none(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    let sheet = format!("/api/v1/companies/{company}/invoices/{}/pdf", shop.issued(10_000).await.id);
    let size = async || shop.owner.send("GET", &sheet, &[], None).await.header("content-length").parse::<u64>().unwrap();
    let plain = size().await;
    assert_eq!(upload(&shop).await, 200);
    assert!(printed(&app, &shop).await && size().await > plain);
    let with = shop.owner.call(ReadCompany { company }).await.unwrap();
    app.clock.advance(TimeDelta::seconds(1));
    shop.owner.call(RemoveLogo { company }).await.unwrap();
    assert!(!printed(&app, &shop).await);
    assert_eq!(size().await, plain);
    let without = shop.owner.call(ReadCompany { company }).await.unwrap();
    assert_eq!((without.logo, without.version), (None, with.version + 1));
    let place = shop.contact.call(ReadMe {}).await.unwrap().places.remove(0);
    assert_eq!(place.company.logo, None, "the portal shows none either");
    let told = app.last_change("company.changed").await;
    assert!(told["before"]["logo"].is_string() && told["after"] == json!({"logo": null}), "{told}");
    assert_eq!(shop.owner.send("GET", &with.logo.unwrap(), &[], None).await.status, 404);
    assert_eq!(upload(&shop).await, 200, "it can be sent again");
    app.audit().await;
}

async fn without_a_logo_there_is_nothing_to_remove(app: TestApp) {
    let shop = app.shop("lyon").await;
    let path = format!("/api/v1/companies/{}/logo", shop.company.id);
    let changes = happened(&app, "company.changed").await;
    let nothing = shop.owner.send("DELETE", &path, &[], None).await;
    assert_eq!((nothing.status, nothing.code()), (404, "not_found"));
    assert_eq!(upload(&shop).await, 200);
    let stale = shop.owner.send("DELETE", &path, &[("if-match", "\"1\"")], None).await;
    assert_eq!((stale.status, stale.code()), (412, "stale"), "{}", stale.body);
    assert_eq!(shop.contact.send("DELETE", &path, &[], None).await.status, 403);
    assert!(printed(&app, &shop).await);
    assert_eq!(happened(&app, "company.changed").await, changes + 1);
}

async fn rate(shop: &Shop, name: &str, rate: i32, is_default: bool) -> TaxRate {
    let input = TaxRateInput { name: name.into(), rate: BasisPoints(rate), is_default };
    shop.owner.call(AddTaxRate { company: shop.company.id, input }).await.unwrap()
}

fn edit(shop: &Shop, rate: &TaxRate, patch: TaxRatePatch) -> EditTaxRate {
    EditTaxRate { company: shop.company.id, id: rate.id, version: rate.version, patch }
}

async fn rates(shop: &Shop) -> Vec<(String, i32, bool)> {
    let rates = shop.owner.call(ListTaxRates { company: shop.company.id }).await.unwrap().data;
    rates.into_iter().map(|rate| (rate.name, rate.rate.0, rate.is_default)).collect()
}

async fn a_tax_rate_is_changed_and_documents_keep_theirs(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (draft, issued) = (shop.drafted(10_000).await, shop.issued(10_000).await);
    let normal = rate(&shop, "TVA 20 %", 2000, false).await;
    assert_eq!(normal.version, 1);
    let patch = TaxRatePatch { name: Some(" TVA 21 % ".into()), rate: Some(BasisPoints(2100)), is_default: None };
    let changed = shop.owner.call(edit(&shop, &normal, patch)).await.unwrap();
    assert_eq!((changed.id, changed.name.as_str(), changed.rate, changed.version), (normal.id, "TVA 21 %", BasisPoints(2100), 2));
    let told = app.last_change("tax_rate.changed").await;
    assert_eq!((&told["before"], &told["after"]), (&json!({"name": "TVA 20 %", "rate": 2000}), &json!({"name": "TVA 21 %", "rate": 2100})));
    for document in [draft, issued] {
        let read = shop.owner.call(ReadInvoice { company: shop.company.id, id: document.id }).await.unwrap();
        assert_eq!(read, document);
    }
    // A patch that says nothing new is no event.
    let same = TaxRatePatch { rate: Some(BasisPoints(2100)), ..TaxRatePatch::default() };
    shop.owner.call(edit(&shop, &changed, same)).await.unwrap();
    assert_eq!(happened(&app, "tax_rate.changed").await, 1);
    assert_eq!(rates(&shop).await, [("TVA 21 %".to_owned(), 2100, false)]);
}

async fn one_rate_is_proposed_at_most(app: TestApp) {
    let shop = app.shop("lyon").await;
    let elsewhere = app.shop("abidjan").await;
    rate(&elsewhere, "TVA 18 %", 1800, true).await;
    rate(&shop, "Normal", 2000, true).await;
    let reduced = rate(&shop, "Reduced", 550, true).await;
    let of = |proposed: &str| [("Normal", 2000), ("Reduced", 550)].map(|(name, rate)| (name.to_owned(), rate, name == proposed));
    assert_eq!(rates(&shop).await, of("Reduced"), "one that is added takes its place");
    let normal = shop.owner.call(ListTaxRates { company: shop.company.id }).await.unwrap().data.remove(0);
    assert_eq!(normal.version, 2, "whoever read it before reads it again");
    let yes = TaxRatePatch { is_default: Some(true), ..TaxRatePatch::default() };
    shop.owner.call(edit(&shop, &normal, yes)).await.unwrap();
    assert_eq!(rates(&shop).await, of("Normal"), "so does one that is changed");
    assert_eq!(happened(&app, "tax_rate.changed").await, 3);
    let reduced = shop.owner.call(ListTaxRates { company: shop.company.id }).await.unwrap().data.into_iter().find(|r| r.id == reduced.id);
    assert_eq!(reduced.unwrap().version, 2);
    let normal = shop.owner.call(ListTaxRates { company: shop.company.id }).await.unwrap().data.remove(0);
    let no = TaxRatePatch { is_default: Some(false), ..TaxRatePatch::default() };
    shop.owner.call(edit(&shop, &normal, no)).await.unwrap();
    assert_eq!(rates(&shop).await, of(""), "none may be");
    assert_eq!(rates(&elsewhere).await, [("TVA 18 %".to_owned(), 1800, true)]);
}

async fn one_of_many_at_a_time_is_proposed(app: TestApp) {
    let shop = app.shop("lyon").await;
    let proposed = async || rates(&shop).await.iter().filter(|(_, _, proposed)| *proposed).count();
    let added = join_all(["A", "B", "C", "D", "E", "F"].map(|name| rate(&shop, name, 2000, true))).await;
    assert_eq!(proposed().await, 1);
    let changed = join_all(added.iter().map(async |rate| {
        let path = format!("/api/v1/companies/{}/tax_rates/{}", shop.company.id, rate.id);
        shop.owner.send("PATCH", &path, &[], Some(json!({"is_default": true}).to_string())).await.status
    }));
    assert_eq!(changed.await, [200; 6]);
    assert_eq!(proposed().await, 1);
}

async fn two_rates_have_two_names(app: TestApp) {
    let shop = app.shop("lyon").await;
    rate(&shop, "Normal", 2000, true).await;
    let reduced = rate(&shop, "Reduced", 550, false).await;
    let patch = TaxRatePatch { name: Some("Normal".into()), is_default: Some(true), ..TaxRatePatch::default() };
    let refused = shop.owner.call(edit(&shop, &reduced, patch)).await.unwrap_err();
    assert_eq!((refused.status, refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str()), (422, "/name", "taken"));
    assert_eq!(rates(&shop).await, [("Normal".to_owned(), 2000, true), ("Reduced".to_owned(), 550, false)], "nothing of it was done");
    assert_eq!(happened(&app, "tax_rate.changed").await, 0);
    let own = TaxRatePatch { name: Some("Reduced".into()), ..TaxRatePatch::default() };
    shop.owner.call(edit(&shop, &reduced, own)).await.unwrap();
}

async fn what_somebody_else_changed_is_not_written_over(app: TestApp) {
    let shop = app.shop("lyon").await;
    let read = rate(&shop, "Normal", 2000, true).await;
    let to = |rate| TaxRatePatch { rate: Some(BasisPoints(rate)), ..TaxRatePatch::default() };
    shop.owner.call(edit(&shop, &read, to(2100))).await.unwrap();
    let stale = shop.owner.call(edit(&shop, &read, to(2200))).await.unwrap_err();
    let current: TaxRate = serde_json::from_value(stale.current.unwrap()).unwrap();
    assert_eq!((stale.status, current.rate, current.version), (412, BasisPoints(2100), 2));
    // Who says no version writes last.
    let path = format!("/api/v1/companies/{}/tax_rates/{}", shop.company.id, read.id);
    let answer = shop.owner.send("PATCH", &path, &[], Some(json!({"rate": 2200}).to_string())).await;
    assert_eq!((answer.status, answer.etag()), (200, Some("\"3\"")));
}

async fn what_is_wrong_with_a_rate_is_said(app: TestApp) {
    let shop = app.shop("lyon").await;
    let normal = rate(&shop, "Normal", 2000, true).await;
    let path = format!("/api/v1/companies/{}/tax_rates/{}", shop.company.id, normal.id);
    for (body, pointer, code) in [
        (json!({"name": " "}), "/name", "required"),
        (json!({"name": "x".repeat(61)}), "/name", "too_long"),
        (json!({"rate": 10_001}), "/rate", "too_large"),
        (json!({"rate": -1}), "/rate", "too_small"),
        (json!({"rate": "20"}), "/rate", "type"),
        (json!({"colour": "red"}), "/colour", "unknown_field"),
    ] {
        let answer = shop.owner.send("PATCH", &path, &[], Some(body.to_string())).await;
        let wrong = &answer.body["errors"][0];
        assert_eq!((answer.status, wrong["pointer"].as_str(), wrong["code"].as_str()), (422, Some(pointer), Some(code)), "{body}");
    }
    assert_eq!(rates(&shop).await, [("Normal".to_owned(), 2000, true)]);
}

async fn the_settings_of_another_company_are_out_of_reach(app: TestApp) {
    let (shop, other) = (app.shop("lyon").await, app.shop("abidjan").await);
    let theirs = rate(&other, "TVA 18 %", 1800, true).await;
    assert_eq!(upload(&other).await, 200);
    let patch = || TaxRatePatch { rate: Some(BasisPoints(0)), is_default: Some(true), ..TaxRatePatch::default() };
    let own = |id: TaxRateId| EditTaxRate { company: shop.company.id, id, version: 1, patch: patch() };
    assert_eq!(shop.owner.call(own(theirs.id)).await.unwrap_err().status, 404);
    assert_eq!(shop.owner.call(edit(&other, &theirs, patch())).await.unwrap_err().status, 404);
    assert_eq!(shop.owner.call(RemoveLogo { company: other.company.id }).await.unwrap_err().status, 404);
    assert_eq!(other.contact.call(edit(&other, &theirs, patch())).await.unwrap_err().status, 403);
    assert_eq!(rates(&other).await, [("TVA 18 %".to_owned(), 1800, true)]);
    assert!(printed(&app, &other).await);
}
