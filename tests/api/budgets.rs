//! What a request asks of the database: no more than its budget, and the same whatever the rows.

use contract::Versioned as _;
use contract::billing::InvoiceInput;
use serde_json::json;

use crate::support::{Shop, TestApp};

on_both_engines!(reading_costs_the_same_whatever_the_rows, writing_costs_the_same_whatever_the_rows, coming_in_stays_within_its_budget);

/// Rows that are there when the second look is taken.
const MANY: usize = 300;

/// Statements of a request, as the program counts them, BEGIN, COMMIT and the scope apart.
async fn cost(shop: &Shop, method: &str, path: &str, headers: &[(&str, &str)], body: Option<String>) -> u32 {
    let path = format!("/api/v1/companies/{}/{path}", shop.company.id);
    let answer = shop.owner.send(method, &path, headers, body).await;
    assert!((200..300).contains(&answer.status), "{method} {path}: {} {}", answer.status, answer.body);
    answer.header("x-parvis-statements").parse().unwrap()
}

/// Lists and documents, each with the most statements that it may cost.
const READS: [(&str, u32); 21] = [
    ("dashboard", 5),
    ("events", 3),
    ("search?q=Client", 5),
    ("clients", 3),
    ("clients?limit=200", 3),
    ("clients?count=true&q=Client", 3),
    ("projects", 3),
    ("projects?limit=200&sort=name", 3),
    ("projects?count=true&q=Projet", 3),
    ("invoices", 3),
    ("invoices?limit=200&sort=-total", 3),
    ("invoices?count=true&status=draft", 3),
    ("payments", 3),
    ("payments?method=cash&received_from=2026-01-01&received_to=2026-12-31&sort=-received_on", 3),
    ("members", 3),
    ("invitations", 3),
    ("tax_rates", 3),
    ("clients/{client}", 4),
    ("projects/{project}", 4),
    ("invoices/{invoice}", 4),
    ("invoices/{invoice}/payment_options", 4),
];

struct Known {
    project: String,
    invoice: String,
}

async fn look(shop: &Shop, known: &Known) -> Vec<u32> {
    let mut costs = Vec::new();
    for (path, most) in READS {
        let path =
            path.replace("{client}", &shop.client.to_string()).replace("{project}", &known.project).replace("{invoice}", &known.invoice);
        let cost = cost(shop, "GET", &path, &[], None).await;
        assert!(cost <= most, "{path}: {cost} statements, {most} allowed");
        costs.push(cost);
    }
    costs
}

async fn fill(app: &TestApp, shop: &Shop) {
    let names: Vec<String> = (0..MANY).map(|number| format!("Client {number}")).collect();
    shop.clients(app, &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    shop.projects(app, &["Projet"; MANY]).await;
    let drafts = shop.drafts(app, &[10_000; MANY]).await;
    let tx = shop.begin(app).await;
    for draft in &drafts[..MANY / 2] {
        billing::issue(&tx, draft.id, draft.version()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn known(app: &TestApp, shop: &Shop) -> Known {
    let project = shop.projects(app, &["Projet"]).await[0].to_string();
    Known { project, invoice: shop.issued(10_000).await.id.to_string() }
}

async fn reading_costs_the_same_whatever_the_rows(app: TestApp) {
    let shop = app.shop("lyon").await;
    let known = known(&app, &shop).await;
    let few = look(&shop, &known).await;
    fill(&app, &shop).await;
    assert_eq!(look(&shop, &known).await, few);
}

/// A round of the day's work, each step with the most statements that it may cost.
async fn work(app: &TestApp, shop: &Shop) -> Vec<u32> {
    let mut costs = Vec::new();
    let mut spend = async |name: &str, most: u32, method: &str, path: &str, headers: &[(&str, &str)], body: Option<String>| {
        let cost = cost(shop, method, path, headers, body).await;
        assert!(cost <= most, "{name}: {cost} statements, {most} allowed");
        costs.push(cost);
    };
    let key = format!("budget-{}", app.number("SELECT count(*) FROM client").await);
    let client = json!({"name": "Garage", "email": "garage@example.com"}).to_string();
    spend("add a client", 8, "POST", "clients", &[("idempotency-key", &key)], Some(client)).await;
    let project = json!({"client_id": shop.client, "name": "Vitrine"}).to_string();
    spend("add a project", 8, "POST", "projects", &[("idempotency-key", &key)], Some(project)).await;
    let draft = |lines| {
        let items = vec![shop.draft(Some(100)).items.remove(0); lines];
        Some(serde_json::to_string(&InvoiceInput { items, ..shop.draft(None) }).unwrap())
    };
    spend("draft an invoice", 8, "POST", "invoices", &[("idempotency-key", &key)], draft(1)).await;
    spend("draft a long invoice", 8, "POST", "invoices", &[], draft(100)).await;
    let path = format!("invoices/{}", shop.drafted(100).await.id);
    spend("write a draft anew", 8, "PUT", &path, &[("if-match", "\"1\"")], draft(100)).await;
    spend("issue an invoice", 10, "POST", &format!("{path}/issue"), &[("if-match", "\"2\"")], None).await;
    let payment = json!({"amount": {"amount": 500, "currency": "EUR"}, "method": "cash", "received_on": "2026-11-20"}).to_string();
    let headers = [("if-match", "\"3\""), ("idempotency-key", key.as_str())];
    spend("record a payment", 10, "POST", &format!("{path}/payments"), &headers, Some(payment)).await;
    costs
}

async fn writing_costs_the_same_whatever_the_rows(app: TestApp) {
    let shop = app.shop("lyon").await;
    let few = work(&app, &shop).await;
    fill(&app, &shop).await;
    assert_eq!(work(&app, &shop).await, few);
}

async fn coming_in_stays_within_its_budget(app: TestApp) {
    const PASSWORD: &str = "seventeen blue herons at dawn";
    let awa = app.person_with_password("awa@example.com", PASSWORD).await;
    let mut places = Vec::new();
    for number in 0..12 {
        if [1, 6].contains(&number) {
            let body = json!({"email": "awa@example.com", "password": PASSWORD}).to_string();
            let answer = app.anonymous("POST", "/api/v1/session", &[], Some(body)).await;
            let me = awa.send("GET", "/api/v1/me", &[], None).await;
            assert_eq!((answer.status, me.status), (200, 200));
            places.push((answer.header("x-parvis-statements").to_owned(), me.header("x-parvis-statements").to_owned()));
        }
        app.company(&awa, &format!("Company {number}")).await;
    }
    assert_eq!(places[0], places[1], "the same with one place and with six");
    let (log_in, me) = (places[0].0.parse::<u32>().unwrap(), places[0].1.parse::<u32>().unwrap());
    assert!(log_in <= 6 && me <= 4, "log-in {log_in}, me {me}");
}
