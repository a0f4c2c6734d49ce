//! Callers who are no person at a screen, on the sample slice: a program with a key, a member of staff
//! who looks as a client does, an agency, an operator, the holder of one shared object. No signature of
//! the slice knows which of them calls.

use std::sync::Arc;

use async_trait::async_trait;
use contract::events::{OnBehalfOf, Via};
use contract::permissions::Permission;
use contract::roles::BuiltInRole;
use contract::words::Locale;
use contract::{ApiKeyId, ClientId, CompanyId};
use platform::authority::{Authority, Credential, Identity, Place, Standing};
use platform::scope::Shared;
use platform::{Deps, Principal, Reach, Result};
use serde_json::json;
use server::Program;
use uuid::Uuid;

use crate::support::{Answer, Shop, TestApp};

on_both_engines!(
    a_program_with_a_key_works_within_its_scopes,
    a_key_is_not_the_person_who_made_it,
    who_looks_as_a_client_sees_as_a_client_and_changes_nothing,
    an_agency_is_named_beside_its_person,
    an_operator_is_named_as_one,
    what_is_shared_shows_alone,
);

/// Callers by their bearer token; others are whom the program knows.
struct Guests {
    known: access::Access,
    guest: Identity,
}

#[async_trait]
impl Authority for Guests {
    async fn identify(&self, deps: &Deps, credential: &Credential, company: Option<CompanyId>) -> Result<Option<Identity>> {
        match credential {
            Credential::Bearer(token) if token == "guest" => Ok(Some(self.guest.clone())),
            other => self.known.identify(deps, other, company).await,
        }
    }
}

/// The same program at another address, which lets this guest in.
struct House {
    base: String,
    handle: actix_web::dev::ServerHandle,
    company: CompanyId,
}

impl House {
    fn open(app: &TestApp, company: CompanyId, guest: Identity) -> Self {
        let deps = Deps { authority: Arc::new(Guests { known: access::Access, guest }), ..app.program.deps.clone() };
        let program = Program { deps, ..app.program.clone() };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let running = program.serve(listener).unwrap();
        let handle = running.handle();
        actix_web::rt::spawn(running);
        Self { base, handle, company }
    }

    async fn ask(&self, method: &str, path: &str, key: &str, body: Option<serde_json::Value>) -> Answer {
        let url = format!("{}/api/v1/companies/{}/{path}", self.base, self.company);
        let mut request = reqwest::Client::new().request(method.parse().unwrap(), url).bearer_auth("guest");
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default();
        Answer { status, headers, body }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

fn guest(principal: Principal, via: Via, reach: Reach, permissions: Vec<Permission>) -> Identity {
    let standing = Standing { places: vec![Place { reach, permissions }], read_only: false, zone_minutes: 60 };
    Identity { principal, via, on_behalf_of: None, name: "Guest".into(), locale: Locale::En, session: None, standing: Some(standing) }
}

fn project(client: ClientId, name: &str) -> serde_json::Value {
    json!({ "client_id": client, "name": name, "status": "active" })
}

/// Who did it, through what, and for whom, of the last event of a kind.
async fn told(app: &TestApp, kind: &str) -> (String, Option<Uuid>, Option<String>, Option<Uuid>) {
    let sql = format!("SELECT actor_kind, actor_id, via, on_behalf_of_id FROM event WHERE kind = '{kind}' ORDER BY id DESC LIMIT 1");
    let rows = app.rows(&sql).await;
    let row = rows.first().unwrap_or_else(|| panic!("no {kind}"));
    (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap(), row.try_get_by_index(2).unwrap(), row.try_get_by_index(3).unwrap())
}

fn key() -> ApiKeyId {
    ApiKeyId(Uuid::from_u128(0x0196_8f5e_7a00_7000_8000_0000_0000_00aa))
}

async fn a_program_with_a_key_works_within_its_scopes(app: TestApp) {
    let Shop { company, client, .. } = app.shop("lyon").await;
    let may = vec![Permission::ProjectCreate, Permission::ProjectView];
    let house = House::open(&app, company.id, guest(Principal::ApiKey(key()), Via::ApiKey, Reach::Company, may));

    let added = house.ask("POST", "projects", "first", Some(project(client, "Shop window"))).await;
    let archived = house.ask("POST", &format!("projects/{}/archive", added.body["id"].as_str().unwrap()), "", None).await;

    assert_eq!((added.status, archived.status), (201, 403), "{} {}", added.body, archived.body);
    let (kind, id, via, for_whom) = told(&app, "project.created").await;
    assert_eq!((kind.as_str(), id, via.as_deref(), for_whom), ("api_key", Some(key().0), Some("api_key"), None));
}

async fn a_key_is_not_the_person_who_made_it(app: TestApp) {
    let Shop { company, client, owner, .. } = app.shop("lyon").await;
    let may = BuiltInRole::Owner.permissions();
    let house = House::open(&app, company.id, guest(Principal::ApiKey(key()), Via::ApiKey, Reach::Company, may));
    let body = project(client, "Shop window");
    let path = format!("/api/v1/companies/{}/projects", company.id);
    let by_owner = owner.send("POST", &path, &[("idempotency-key", "same")], Some(body.to_string())).await;

    let first = house.ask("POST", "projects", "same", Some(body.clone())).await;
    let again = house.ask("POST", "projects", "same", Some(body)).await;

    assert_ne!(first.body["id"], by_owner.body["id"]);
    assert_eq!(first.body["id"], again.body["id"]);
    assert_eq!(again.header("idempotent-replayed"), "true");
    let invited = house.ask("POST", "invitations", "", Some(json!({ "email": "a@example.com", "role": "viewer" }))).await;
    assert_eq!((invited.status, invited.code()), (403, "person_required"), "an invitation is signed by a person");
}

async fn who_looks_as_a_client_sees_as_a_client_and_changes_nothing(app: TestApp) {
    let Shop { company, client, owner, .. } = app.shop("lyon").await;
    let path = format!("/api/v1/companies/{}/projects", company.id);
    let hidden = json!({ "client_id": client, "name": "Hidden", "status": "active", "visible_to_client": false });
    for body in [project(client, "Seen"), hidden] {
        assert_eq!(owner.send("POST", &path, &[], Some(body.to_string())).await.status, 201);
    }
    let may = [BuiltInRole::Client.permissions(), vec![Permission::ProjectCreate]].concat();
    let mut identity = guest(Principal::Person(owner.user.id), Via::Session, Reach::Client(vec![client]), may);
    identity.on_behalf_of = Some(OnBehalfOf::Client(client));
    identity.standing.as_mut().unwrap().read_only = true;
    let house = House::open(&app, company.id, identity);

    let list = house.ask("GET", "projects", "", None).await;
    let added = house.ask("POST", "projects", "", Some(project(client, "Not I"))).await;

    let names: Vec<&str> = list.body["data"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Seen"]);
    assert_eq!((added.status, added.code()), (403, "read_only"));
    assert_eq!(app.number("SELECT count(*) FROM project").await, 2);
}

async fn an_agency_is_named_beside_its_person(app: TestApp) {
    let Shop { company, client, owner, .. } = app.shop("lyon").await;
    let agency = CompanyId(Uuid::from_u128(0x0196_8f5e_7a00_7000_8000_0000_0000_00bb));
    let delegate = Principal::Delegate { person: owner.user.id, agency };
    let mut identity = guest(delegate, Via::Session, Reach::Company, vec![Permission::ProjectCreate]);
    identity.on_behalf_of = Some(OnBehalfOf::Company(agency));
    let house = House::open(&app, company.id, identity);

    let added = house.ask("POST", "projects", "", Some(project(client, "Press kit"))).await;

    assert_eq!(added.status, 201, "{}", added.body);
    let (kind, id, _, for_whom) = told(&app, "project.created").await;
    assert_eq!((kind.as_str(), id, for_whom), ("delegate", Some(owner.user.id.0), Some(agency.0)));
}

async fn an_operator_is_named_as_one(app: TestApp) {
    let Shop { company, client, owner, .. } = app.shop("lyon").await;
    let operator = app.person("operator@example.com").await.user.id;
    let may = vec![Permission::ProjectDelete];
    let house = House::open(&app, company.id, guest(Principal::Operator(operator), Via::Session, Reach::Company, may));
    let path = format!("/api/v1/companies/{}/projects", company.id);
    let added = owner.send("POST", &path, &[], Some(project(client, "Shop window").to_string())).await;

    let archived = house.ask("POST", &format!("projects/{}/archive", added.body["id"].as_str().unwrap()), "", None).await;

    assert_eq!(archived.status, 200, "{}", archived.body);
    let (kind, id, ..) = told(&app, "project.archived").await;
    assert_eq!((kind.as_str(), id), ("operator", Some(operator.0)));
}

async fn what_is_shared_shows_alone(app: TestApp) {
    let Shop { company, client, owner, .. } = app.shop("lyon").await;
    let path = format!("/api/v1/companies/{}/projects", company.id);
    let mut ids = Vec::new();
    for name in ["Shared", "Not shared"] {
        let added = owner.send("POST", &path, &[], Some(project(client, name).to_string())).await;
        ids.push(added.body["id"].as_str().unwrap().to_owned());
    }
    let shared = Reach::Object(Shared { noun: "project", id: ids[0].parse().unwrap() });
    let may = vec![Permission::ProjectView, Permission::InvoiceView];
    let house = House::open(&app, company.id, guest(Principal::Person(owner.user.id), Via::Link, shared, may));

    let list = house.ask("GET", "projects", "", None).await;
    let other = house.ask("GET", &format!("projects/{}", ids[1]), "", None).await;
    let invoices = house.ask("GET", "invoices", "", None).await;

    let found: Vec<&str> = list.body["data"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(found, [ids[0].as_str()]);
    assert_eq!((other.status, invoices.body["data"].as_array().map(Vec::len)), (404, Some(0)));
}
