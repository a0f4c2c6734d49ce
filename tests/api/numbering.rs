//! Numbers of documents: none twice, none left out, however many ask at once and whoever gives up.

use chrono::TimeDelta;
use contract::CompanyId;
use contract::Versioned as _;
use contract::billing::{CreditInput, CreditInvoice, Invoice};
use futures::future::join_all;

use crate::support::{Answer, Shop, TestApp};

on_both_engines!(
    two_hundred_at_once_are_numbered_without_hole,
    who_gives_up_gives_the_number_back,
    each_company_counts_for_itself,
    each_kind_and_year_begins_at_one,
);

/// As the app asks it: whoever is told to wait asks again.
async fn issue(shop: &Shop, draft: &Invoice, version: i64) -> Answer {
    let path = format!("/api/v1/companies/{}/invoices/{}/issue", shop.company.id, draft.id);
    let version = format!("\"{version}\"");
    loop {
        let answer = shop.owner.send("POST", &path, &[("if-match", version.as_str())], None).await;
        if answer.status != 503 {
            return answer;
        }
    }
}

/// The places that were given in a series, and what the series believes it gave last.
async fn given(app: &TestApp, company: CompanyId, series: &str) -> (Vec<i64>, i64) {
    const PLACES: &str = "SELECT sequence FROM invoice WHERE company_id = $1 AND series = $2 ORDER BY sequence";
    const LAST: &str = "SELECT last FROM number_series WHERE company_id = $1 AND series = $2";
    let tx = app.program.scope().read().await.unwrap();
    let of = [company.0.into(), series.into()];
    let places = tx.query(tx.statement(PLACES, PLACES, of.clone())).await.unwrap();
    let last = tx.query(tx.statement(LAST, LAST, of)).await.unwrap();
    tx.commit().await.unwrap();
    let places = places.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    (places, last.first().map_or(0, |row| row.try_get_by_index(0).unwrap()))
}

fn one_to(last: i64) -> (Vec<i64>, i64) {
    ((1..=last).collect(), last)
}

async fn two_hundred_at_once_are_numbered_without_hole(app: TestApp) {
    let shop = app.shop("lyon").await;
    let drafts = shop.drafts(&app, &[10_000; 200]).await;
    let answers = join_all(drafts.iter().map(|draft| issue(&shop, draft, draft.version))).await;
    for answer in &answers {
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let mut printed: Vec<&str> = answers.iter().map(|answer| answer.body["number"].as_str().unwrap()).collect();
    printed.sort_unstable();
    assert_eq!(printed, (1..=200).map(|place| format!("F-2026-{place:04}")).collect::<Vec<_>>());
    assert_eq!(given(&app, shop.company.id, "F-2026").await, one_to(200));
    app.audit().await;
}

async fn who_gives_up_gives_the_number_back(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (good, stale) = (shop.drafts(&app, &[10_000; 40]).await, shop.drafts(&app, &[10_000; 20]).await);
    let tx = shop.begin(&app).await;
    let empty = billing::draft(&tx, shop.draft(None)).await.unwrap();
    tx.commit().await.unwrap();
    let aborted = shop.drafts(&app, &[10_000; 20]).await;
    let tries = join_all(good.iter().map(|draft| issue(&shop, draft, draft.version)));
    let refusals = join_all(stale.iter().map(|draft| issue(&shop, draft, draft.version + 1)));
    let empties = join_all((0..20).map(|_| issue(&shop, &empty, empty.version)));
    // The number was taken, and the transaction never ends well: as when the program is killed.
    let deaths = join_all(aborted.iter().map(async |draft| {
        let tx = shop.begin(&app).await;
        assert!(billing::issue(&tx, draft.id, draft.version()).await.unwrap().number.is_some());
        drop(tx);
    }));
    let (tries, refusals, empties, _) = futures::join!(tries, refusals, empties, deaths);
    assert!(tries.iter().all(|answer| answer.status == 200));
    assert!(refusals.iter().all(|answer| answer.code() == "stale"));
    assert!(empties.iter().all(|answer| answer.code() == "invoice_empty"));
    assert_eq!(given(&app, shop.company.id, "F-2026").await, one_to(40));
    // A document is issued once, whoever asks how often.
    let twice = join_all((0..10).map(|_| issue(&shop, &stale[0], stale[0].version))).await;
    assert_eq!(twice.iter().filter(|answer| answer.status == 200).count(), 1);
    assert_eq!(given(&app, shop.company.id, "F-2026").await, one_to(41));
    app.audit().await;
}

async fn each_company_counts_for_itself(app: TestApp) {
    let (lyon, abidjan) = (app.shop("lyon").await, app.shop("abidjan").await);
    let (here, there) = (lyon.drafts(&app, &[10_000; 30]).await, abidjan.drafts(&app, &[500; 20]).await);
    let here = join_all(here.iter().map(|draft| issue(&lyon, draft, draft.version)));
    let there = join_all(there.iter().map(|draft| issue(&abidjan, draft, draft.version)));
    let (here, there) = futures::join!(here, there);
    assert!(here.iter().chain(&there).all(|answer| answer.status == 200));
    assert_eq!(given(&app, lyon.company.id, "F-2026").await, one_to(30));
    assert_eq!(given(&app, abidjan.company.id, "F-2026").await, one_to(20));
    app.audit().await;
}

async fn each_kind_and_year_begins_at_one(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    let first = shop.issued(10_000).await;
    let input = CreditInput { reason: "Not delivered".into(), items: None };
    let note = shop.owner.call(CreditInvoice { company, id: first.id, version: first.version, input }).await.unwrap();
    assert_eq!((first.number.as_deref(), note.number.as_deref()), (Some("F-2026-0001"), Some("A-2026-0001")));
    app.clock.advance(TimeDelta::days(50));
    let owner = app.shop("abidjan").await;
    assert_eq!(owner.issued(10_000).await.number.as_deref(), Some("F-2027-0001"));
    assert_eq!(given(&app, company, "F-2026").await, one_to(1));
}
