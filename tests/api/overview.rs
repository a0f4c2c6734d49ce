//! What is seen across the slices: figures, the client's home, the search, and what happened.

use chrono::TimeDelta;
use contract::Permission;
use contract::audit::{EventFilter, ListEvents};
use contract::billing::Invoice;
use contract::events::Event;
use contract::overview::{Age, Dashboard, ReadDashboard, ReadPortalHome, Search, SearchQuery};
use contract::payments::{PaymentInput, PaymentMethod, RecordPayment};

use crate::support::{Shop, TestApp, eur};

on_both_engines!(
    the_figures_follow_the_books,
    the_first_page_costs_the_same_at_any_size,
    what_changed_is_for_who_may_read_the_log,
    the_client_sees_what_to_pay,
    a_search_finds_what_one_may_read,
    a_search_says_what_it_cannot_look_for,
    the_log_is_read_page_by_page,
    the_log_is_narrowed,
);

async fn dashboard(shop: &Shop) -> Dashboard {
    shop.owner.call(ReadDashboard { company: shop.company.id }).await.unwrap()
}

async fn part_paid(shop: &Shop, invoice: &Invoice, amount: i64) {
    let received_on = invoice.issued_on.unwrap();
    let input = PaymentInput { amount: eur(amount), method: PaymentMethod::BankTransfer, received_on, reference: None };
    shop.owner.call(RecordPayment { company: shop.company.id, invoice: invoice.id, version: invoice.version, input }).await.unwrap();
}

async fn the_figures_follow_the_books(app: TestApp) {
    let (shop, other) = (app.shop("lyon").await, app.shop("abidjan").await);
    let nothing = dashboard(&shop).await;
    assert_eq!((nothing.clients, nothing.draft_invoices, nothing.currencies.len()), (1, 0, 1), "the company's own currency always stands");
    let invoice = shop.issued(10_000).await;
    part_paid(&shop, &invoice, 2_000).await;
    shop.issued(5_000).await;
    shop.drafted(700).await;
    other.issued(99_900).await;

    let seen = dashboard(&shop).await;
    let euros = &seen.currencies[0];
    assert_eq!(seen.draft_invoices, 1);
    assert_eq!((euros.invoiced_this_month, euros.received_this_month), (eur(15_000), eur(2_000)));
    assert_eq!((euros.outstanding, euros.overdue, euros.overdue_count), (eur(16_000), eur(0), 0));
    assert_eq!(euros.months.len(), 12);
    assert_eq!(euros.months[11].invoiced, eur(15_000));

    app.clock.advance(TimeDelta::days(i64::from(invoice.payment_terms_days) + 40));
    let looker = app.person_who_may(shop.company.id, Permission::DashboardView).await;
    let later = &looker.call(ReadDashboard { company: shop.company.id }).await.unwrap().currencies[0];
    assert_eq!((later.overdue, later.overdue_count), (eur(16_000), 2));
    let old: Vec<_> = later.ageing.iter().map(|aged| (aged.age, aged.amount.amount, aged.count)).collect();
    let expected = [(Age::NotDue, 0, 0), (Age::Days30, 0, 0), (Age::Days60, 16_000, 2), (Age::Days90, 0, 0), (Age::Older, 0, 0)];
    assert_eq!(old, expected);
}

async fn the_first_page_costs_the_same_at_any_size(app: TestApp) {
    let shop = app.shop("lyon").await;
    let path = format!("/api/v1/companies/{}/dashboard", shop.company.id);
    let small = shop.owner.send("GET", &path, &[], None).await;
    for price in 1..=12 {
        shop.issued(price * 100).await;
    }
    let full = shop.owner.send("GET", &path, &[], None).await;
    assert_eq!((small.header("x-parvis-statements"), full.header("x-parvis-statements")), ("5", "5"));
}

async fn what_changed_is_for_who_may_read_the_log(app: TestApp) {
    let shop = app.shop("lyon").await;
    shop.issued(10_000).await;
    let in_full = dashboard(&shop).await.recent;
    assert!(in_full.iter().any(|event| event.kind == "invoice.issued" && event.data.get("total").is_some()), "{in_full:?}");
    let looker = app.person_who_may(shop.company.id, Permission::DashboardView).await;
    let seen = looker.call(ReadDashboard { company: shop.company.id }).await.unwrap().recent;
    assert!(!seen.is_empty() && seen.iter().all(|event| event.data == serde_json::json!({}) && event.previous.is_none()), "{seen:?}");
}

async fn the_client_sees_what_to_pay(app: TestApp) {
    let (shop, other) = (app.shop("lyon").await, app.shop("abidjan").await);
    let invoice = shop.issued(10_000).await;
    part_paid(&shop, &invoice, 2_000).await;
    shop.drafted(700).await;
    other.issued(99_900).await;
    let home = shop.contact.call(ReadPortalHome { company: shop.company.id }).await.unwrap();
    assert_eq!(home.client_names, ["Boulangerie"]);
    assert_eq!((home.due, home.email.as_deref()), (vec![eur(10_000)], Some("office@atelier.example")));
    assert_eq!(home.to_pay.iter().map(|due| due.id).collect::<Vec<_>>(), [invoice.id]);
    let refused = shop.contact.call(ReadPortalHome { company: other.company.id }).await.unwrap_err();
    assert_eq!(refused.status, 404);
}

async fn found(shop: &Shop, person: &crate::support::Person, text: &str) -> Vec<String> {
    let result = person.call(Search { company: shop.company.id, query: SearchQuery { q: text.into() } }).await.unwrap();
    result.data.into_iter().map(|hit| format!("{} {}", hit.kind, hit.title)).collect()
}

async fn a_search_finds_what_one_may_read(app: TestApp) {
    let shop = app.shop("lyon").await;
    let number = shop.issued(10_000).await.number.unwrap();
    app.clock.advance(chrono::TimeDelta::milliseconds(1));
    shop.drafted(700).await;
    app.shop("abidjan").await.issued(500).await;
    let all = ["client Boulangerie".to_owned(), "invoice Boulangerie".to_owned(), format!("invoice {number}")];
    assert_eq!(found(&shop, &shop.owner, " boulang ").await, all);
    assert_eq!(found(&shop, &shop.owner, &number.to_lowercase()).await, [format!("invoice {number}")]);
    assert_eq!(found(&shop, &shop.contact, "boulang").await, [format!("invoice {number}")], "a contact reads no clients and no drafts");
    let nothing_else = app.person_who_may(shop.company.id, Permission::SearchView).await;
    assert!(found(&shop, &nothing_else, "boulang").await.is_empty());
}

async fn a_search_says_what_it_cannot_look_for(app: TestApp) {
    let shop = app.shop("lyon").await;
    for (q, code) in [("", "too_short"), (" b ", "too_short"), (&"b".repeat(201), "too_long")] {
        let refused = shop.owner.call(Search { company: shop.company.id, query: SearchQuery { q: q.into() } }).await.unwrap_err();
        assert_eq!((refused.status, refused.errors[0].pointer.as_str(), refused.errors[0].code.as_str()), (422, "q", code));
    }
    assert!(found(&shop, &shop.owner, "%_").await.is_empty(), "wildcards mean themselves");
}

async fn events(shop: &Shop, filter: EventFilter) -> contract::Page<Event> {
    shop.owner.call(ListEvents { company: shop.company.id, filter }).await.unwrap()
}

async fn the_log_is_read_page_by_page(app: TestApp) {
    let shop = app.shop("lyon").await;
    shop.issued(10_000).await;
    let whole: Vec<_> = events(&shop, EventFilter::default()).await.data.iter().map(|event| event.id).collect();
    let (mut read, mut cursor) = (Vec::new(), None);
    loop {
        let page = events(&shop, EventFilter { cursor, limit: Some(2), ..EventFilter::default() }).await;
        read.extend(page.data.iter().map(|event| event.id));
        cursor = page.page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert!(whole.len() > 4);
    assert_eq!(read, whole);
}

async fn the_log_is_narrowed(app: TestApp) {
    let (shop, other) = (app.shop("lyon").await, app.shop("abidjan").await);
    let invoice = shop.issued(10_000).await;
    other.issued(500).await;
    let kinds = |page: contract::Page<Event>| page.data.into_iter().map(|event| event.kind).collect::<Vec<_>>();
    let of = |kind: &str| EventFilter { kind: Some(kind.into()), ..EventFilter::default() };
    assert_eq!(kinds(events(&shop, of("invoice.issued")).await), ["invoice.issued"]);
    assert!(kinds(events(&shop, of("invoice")).await).iter().all(|kind| kind.starts_with("invoice.")));
    assert!(kinds(events(&shop, of("inv")).await).is_empty(), "a noun is a whole word");
    let on_it = events(&shop, EventFilter { subject_id: Some(invoice.id.into()), ..EventFilter::default() }).await;
    assert!(on_it.data.iter().any(|event| event.label == invoice.number && event.actor_name.as_deref() == Some(&shop.owner.user.name)));
    let by_contact = EventFilter { actor_id: Some(shop.contact.user.id.into()), ..EventFilter::default() };
    assert!(events(&shop, by_contact).await.data.is_empty());
}
