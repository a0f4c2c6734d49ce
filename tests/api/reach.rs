//! A contact of one client reads everything that can be read, with every permission there is and every
//! id there is: nothing of another client of the same company is in any answer. What is read is taken
//! from the contract, so that an operation of tomorrow is tried too.

use contract::access::InvitationInput;
use contract::billing::{DraftInvoice, InvoiceInput, IssueInvoice};
use contract::clients::{AddClient, ClientInput, InviteClientMember};
use contract::payments::{PaymentInput, PaymentMethod, RecordPayment, RefundInput, RefundPayment};
use contract::permissions::Permission;
use contract::projects::{AddProject, ProjectInput, ProjectStatus};
use contract::roles::BuiltInRole;
use contract::{ClientId, CompanyId};
use platform::Actor;
use sea_orm::Value;
use serde_json::json;
use uuid::Uuid;

use crate::support::{Person, Shop, TestApp, eur};

on_both_engines!(nothing_of_another_client_is_in_any_answer);

/// In every text of the other client; a search would find it.
const MARK: &str = "Zzyzx";

async fn nothing_of_another_client_is_in_any_answer(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    grant_everything(&app, company).await;
    let other = other_client(&app, &shop).await;
    history(&shop, shop.client, "Ours").await;
    history(&shop, other, MARK).await;
    app.program.settle().await.unwrap();
    let ids = ids_of(&app, other).await;
    assert!(ids.len() > 6, "{ids:?}");

    let mut answered = 0;
    for path in reads(company, &ids) {
        let answer = shop.contact.send("GET", &path, &[], None).await;
        assert!(answer.status < 500, "{path}: {}", answer.body);
        let text = answer.body.to_string();
        assert!(!text.contains(MARK), "{path} tells of another client: {text}");
        // An id that was asked for may be repeated by the refusal.
        let told = ids.iter().find(|id| text.contains(&id.to_string()) && !path.contains(&id.to_string()));
        assert!(told.is_none(), "{path} names {told:?} of another client: {text}");
        answered += usize::from(answer.status == 200);
    }
    assert!(answered > 10, "only {answered} answers: the contact reads nothing at all");
}

/// The portal's role holds all that can be held, so that only the reach hides rows.
async fn grant_everything(app: &TestApp, company: CompanyId) {
    const SQL: &str = "INSERT INTO role (id, company_id, code, granted, created_at) VALUES ($1, $2, $3, $4, $5)";
    let all: Vec<&str> = Permission::ALL.iter().map(|permission| permission.code()).collect();
    let tx = app.program.scope().begin().await.unwrap().enter(company, Actor::SYSTEM).await.unwrap();
    let values: [Value; 5] =
        [tx.id::<Uuid>().into(), company.0.into(), BuiltInRole::Client.code().into(), json!(all).to_string().into(), tx.now().into()];
    tx.execute(tx.statement(SQL, SQL, values)).await.unwrap();
    tx.commit().await.unwrap();
}

/// A second client with a contact of its own.
async fn other_client(app: &TestApp, shop: &Shop) -> ClientId {
    let input = ClientInput { name: MARK.into(), email: Some(format!("{MARK}@example.com")), ..ClientInput::default() };
    let client = shop.owner.call(AddClient { company: shop.company.id, input }).await.unwrap().id;
    let contact: Person = app.person(&format!("{}@other.example", MARK.to_lowercase())).await;
    let tx = shop.begin(app).await;
    access::add_client_member(&tx, &contact.user, client, BuiltInRole::Client).await.unwrap();
    tx.commit().await.unwrap();
    client
}

/// A project, an invoice with its payment and refund, an invitation: what a client has.
async fn history(shop: &Shop, client: ClientId, mark: &str) {
    let company = shop.company.id;
    let input = ProjectInput {
        client_id: client,
        name: mark.into(),
        description: Some(mark.into()),
        status: Some(ProjectStatus::Active),
        progress: 0,
        starts_on: None,
        due_on: None,
        visible_to_client: Some(true),
    };
    shop.owner.call(AddProject { company, input }).await.unwrap();
    let email = format!("{}@invited.example", mark.to_lowercase());
    let input = InvitationInput { email, ..InvitationInput::default() };
    shop.owner.call(InviteClientMember { company, id: client, input }).await.unwrap();
    paid_and_refunded(shop, client, mark).await;
}

/// An invoice of the client that was paid by hand, of which something went back.
async fn paid_and_refunded(shop: &Shop, client: ClientId, mark: &str) {
    let company = shop.company.id;
    let mut input = InvoiceInput { client_id: client, note: Some(mark.into()), reference: Some(mark.into()), ..shop.draft(Some(10_000)) };
    mark.clone_into(&mut input.items[0].description);
    let draft = shop.owner.call(DraftInvoice { company, input }).await.unwrap();
    let issued = shop.owner.call(IssueInvoice { company, id: draft.id, version: draft.version }).await.unwrap();
    let input = PaymentInput {
        amount: eur(12_000),
        method: PaymentMethod::Cash,
        received_on: "2026-11-19".parse().unwrap(),
        reference: Some(mark.into()),
    };
    let payment = shop.owner.call(RecordPayment { company, invoice: issued.id, version: issued.version, input }).await.unwrap();
    let input = RefundInput { amount: eur(100), reason: mark.into() };
    shop.owner.call(RefundPayment { company, id: payment.id, version: payment.version, input }).await.unwrap();
}

/// The id of every row that is the client's, whatever the table.
async fn ids_of(app: &TestApp, client: ClientId) -> Vec<Uuid> {
    let mut ids = vec![client.0];
    let sql = "SELECT id, client_id FROM project UNION ALL SELECT id, client_id FROM invoice UNION ALL SELECT id, client_id FROM payment \
        UNION ALL SELECT id, client_id FROM invitation UNION ALL SELECT id, client_id FROM client_member \
        UNION ALL SELECT r.id, p.client_id FROM refund r JOIN payment p ON p.id = r.payment_id";
    for row in app.rows(sql).await {
        let (id, of): (Uuid, Option<Uuid>) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
        ids.extend((of == Some(client.0)).then_some(id));
    }
    ids
}

/// Every GET of the contract in the company: with each id where a path wants one, and searching for the mark where it can.
fn reads(company: CompanyId, ids: &[Uuid]) -> Vec<String> {
    let contract = serde_json::to_value(server::openapi()).unwrap();
    let mut reads = Vec::new();
    for (path, operations) in contract["paths"].as_object().unwrap() {
        let Some(get) = operations.get("get").filter(|_| path.contains("{company_id}")) else { continue };
        let path = path.replace("{company_id}", &company.to_string());
        let paths = if path.contains('{') { ids.iter().map(|id| with_id(&path, *id)).collect() } else { vec![path] };
        let takes = |name: &str| get["parameters"].as_array().into_iter().flatten().any(|parameter| parameter["name"] == name);
        for path in paths {
            for (name, value) in [("q", MARK.to_owned()), ("client_id", ids[0].to_string())] {
                reads.extend(takes(name).then(|| format!("{path}?{name}={value}")));
            }
            reads.push(path);
        }
    }
    reads
}

fn with_id(path: &str, id: Uuid) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { id.to_string() } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("/")
}
