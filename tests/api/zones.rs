//! Which day it is, and where: documents bear the day of their company, in summer and in winter.

use adapters::sandbox::Choice;
use chrono::TimeDelta;
use contract::Patch;
use contract::access::{Company, CompanyInput, CompanyPatch, EditCompany};
use contract::identity::{EditMe, MePatch, ReadMe};
use contract::payments::{ListPayments, PayInvoice, PaymentFilter};

use crate::support::{Person, TestApp};

on_both_engines!(
    a_french_invoice_bears_the_french_day,
    money_that_the_clock_finds_bears_the_french_day,
    a_company_starts_in_the_zone_of_its_country_and_may_choose_another,
    a_person_may_read_times_in_a_zone_of_their_own,
);

async fn a_french_invoice_bears_the_french_day(app: TestApp) {
    for (name, instant, day, due, number) in [
        ("a", "2026-07-31T21:40:00Z", "2026-07-31", "2026-08-30", "F-2026-0001"),
        // 00:20 on 1 August in France.
        ("b", "2026-07-31T22:20:00Z", "2026-08-01", "2026-08-31", "F-2026-0001"),
        ("c", "2026-12-31T22:20:00Z", "2026-12-31", "2027-01-30", "F-2026-0001"),
        // 00:20 on New Year's Day.
        ("d", "2026-12-31T23:20:00Z", "2027-01-01", "2027-01-31", "F-2027-0001"),
    ] {
        app.clock.set(instant.parse().unwrap());
        let issued = app.shop(name).await.issued(10_000).await;
        let (issued_on, due_on) = (issued.issued_on.unwrap().to_string(), issued.due_on.unwrap().to_string());
        assert_eq!((issued_on.as_str(), due_on.as_str(), issued.number.as_deref()), (day, due, Some(number)), "{instant}");
    }
}

/// Nobody is at the door then who would bring the zone along.
async fn money_that_the_clock_finds_bears_the_french_day(app: TestApp) {
    app.clock.set("2026-07-31T21:00:00Z".parse().unwrap());
    let shop = app.shop("lyon").await;
    let (company, invoice) = (shop.company.id, shop.issued(10_000).await);
    let attempt = shop.contact.call(PayInvoice { company, invoice: invoice.id }).await.unwrap();
    let reference = attempt.redirect_url.as_deref().and_then(|url| url.rsplit('/').next()).unwrap();
    app.sandbox.play(reference, Choice::Silent).await.unwrap();
    app.clock.set("2026-07-31T22:20:00Z".parse().unwrap());
    app.program.settle().await.unwrap();
    let received = shop.owner.call(ListPayments { company, filter: PaymentFilter::default() }).await.unwrap().data;
    assert_eq!(received.iter().map(|payment| payment.received_on.to_string()).collect::<Vec<_>>(), ["2026-08-01"]);
    app.audit().await;
}

async fn founded(app: &TestApp, owner: &Person, country: &str) -> Company {
    let tx = app.program.scope().begin().await.unwrap();
    let input = CompanyInput { name: country.into(), country: country.into(), currency: "EUR".into() };
    let founded = access::found(tx, &owner.user, &input).await.unwrap();
    founded.tx.commit().await.unwrap();
    founded.company
}

async fn a_company_starts_in_the_zone_of_its_country_and_may_choose_another(app: TestApp) {
    let awa = app.person("awa@example.com").await;
    for (country, zone) in
        [("FR", "Europe/Paris"), ("RE", "Indian/Reunion"), ("CI", "Africa/Abidjan"), ("SN", "Africa/Dakar"), ("CA", "America/Toronto")]
    {
        assert_eq!(founded(&app, &awa, country).await.time_zone, zone, "{country}");
    }
    let company = awa.call(ReadMe {}).await.unwrap().places.into_iter().find(|place| place.company.name == "FR").unwrap().company.id;
    let mut version = 1;
    for (zone, code) in [("Europe/Lyon", Some("time_zone")), ("", Some("time_zone")), ("America/Martinique", None)] {
        let patch = CompanyPatch { time_zone: Some(zone.into()), ..CompanyPatch::default() };
        let answer = awa.call(EditCompany { company, version, patch }).await;
        let Some(code) = code else {
            version = answer.unwrap().version;
            continue;
        };
        let refused = answer.unwrap_err();
        let told = (refused.status, refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str());
        assert_eq!(told, (422, "/time_zone", code), "{zone}");
    }
    let place = awa.call(ReadMe {}).await.unwrap().places.into_iter().find(|place| place.company.id == company).unwrap();
    assert_eq!((version, place.time_zone.as_str()), (2, "America/Martinique"));
}

async fn a_person_may_read_times_in_a_zone_of_their_own(app: TestApp) {
    let awa = app.person("awa@example.com").await;
    let edit = async |time_zone| awa.call(EditMe { patch: MePatch { time_zone, ..MePatch::default() } }).await;
    assert_eq!(awa.call(ReadMe {}).await.unwrap().user.time_zone, None);
    assert_eq!(edit(Patch::Set("Africa/Abidjan".into())).await.unwrap().user.time_zone.as_deref(), Some("Africa/Abidjan"));
    let refused = edit(Patch::Set("Africa/Nowhere".into())).await.unwrap_err();
    assert_eq!((refused.status, refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str()), (422, "/time_zone", "time_zone"));
    assert_eq!(edit(Patch::Keep).await.unwrap().user.time_zone.as_deref(), Some("Africa/Abidjan"));
    assert_eq!(edit(Patch::Clear).await.unwrap().user.time_zone, None);
    app.clock.advance(TimeDelta::days(1));
    assert_eq!(awa.call(ReadMe {}).await.unwrap().user.time_zone, None);
}
