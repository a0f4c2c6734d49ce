//! A company is alone with its data.

use contract::ClientId;
use contract::access::{ListMembers, RemoveMember};
use contract::clients::{AddClient, ClientFilter, ClientInput, ListClients, ReadClient};
use contract::projects::{ListProjects, ProjectFilter};
use contract::roles::BuiltInRole;
use platform::Actor;
use serde_json::json;

use crate::support::{Person, TestApp};

on_both_engines!(
    another_company_sees_nothing,
    a_contact_sees_the_projects_of_its_client_only,
    a_removed_member_is_out_at_once,
    the_last_owner_stays,
);

async fn add_client(owner: &Person, company: contract::CompanyId, name: &str) -> ClientId {
    let input = ClientInput { name: name.into(), ..ClientInput::default() };
    owner.call(AddClient { company, input }).await.unwrap().id
}

async fn another_company_sees_nothing(app: TestApp) {
    let (claire, awa) = (app.person("claire@example.com").await, app.person("awa@example.com").await);
    let (lyon, abidjan) = (app.company(&claire, "Lyon").await.id, app.company(&awa, "Abidjan").await.id);
    let id = add_client(&claire, lyon, "Garage").await;
    assert!(awa.call(ListClients { company: abidjan, filter: ClientFilter::default() }).await.unwrap().data.is_empty());
    assert_eq!(awa.call(ReadClient { company: abidjan, id }).await.unwrap_err().status, 404);
    assert_eq!(awa.call(ReadClient { company: lyon, id }).await.unwrap_err().status, 404);
    let path = format!("/api/v1/companies/{abidjan}/clients/{id}");
    assert_eq!(awa.send("PUT", &path, &[("if-match", "\"1\"")], Some(json!({"name": "Mine"}).to_string())).await.status, 404);
    let body = json!({"client_id": id, "name": "Theirs"}).to_string();
    let project = awa.send("POST", &format!("/api/v1/companies/{abidjan}/projects"), &[], Some(body)).await;
    assert_eq!((project.status, &project.body["errors"][0]["code"]), (422, &json!("unknown")), "{}", project.body);
    assert_eq!(claire.call(ReadClient { company: lyon, id }).await.unwrap().name, "Garage");
}

async fn a_contact_sees_the_projects_of_its_client_only(app: TestApp) {
    let (claire, moussa) = (app.person("claire@example.com").await, app.person("moussa@example.com").await);
    let company = app.company(&claire, "Lyon").await.id;
    let (own, other) = (add_client(&claire, company, "Garage").await, add_client(&claire, company, "Bakery").await);
    for (client, name, visible) in [(own, "Shown", true), (own, "Hidden", false), (other, "Foreign", true)] {
        let body = json!({"client_id": client, "name": name, "status": "active", "visible_to_client": visible}).to_string();
        assert_eq!(claire.send("POST", &format!("/api/v1/companies/{company}/projects"), &[], Some(body)).await.status, 201);
    }
    let tx = app.program.scope().begin().await.unwrap().enter(company, Actor::SYSTEM).await.unwrap();
    access::add_client_member(&tx, &moussa.user, own, BuiltInRole::Client).await.unwrap();
    tx.commit().await.unwrap();
    let seen = moussa.call(ListProjects { company, filter: ProjectFilter::default() }).await.unwrap();
    assert_eq!(seen.data.iter().map(|project| project.name.as_str()).collect::<Vec<_>>(), ["Shown"]);
}

async fn a_removed_member_is_out_at_once(app: TestApp) {
    let (claire, paul) = (app.person("claire@example.com").await, app.person("paul@example.com").await);
    let company = app.company(&claire, "Lyon").await.id;
    let tx = app.program.scope().begin().await.unwrap().enter(company, Actor::SYSTEM).await.unwrap();
    let id = access::add_member(&tx, &paul.user, "admin").await.unwrap();
    tx.commit().await.unwrap();
    let list = || ListClients { company, filter: ClientFilter::default() };
    assert!(paul.call(list()).await.is_ok());
    assert_eq!(claire.send("DELETE", &format!("/api/v1/companies/{company}/members/{id}"), &[], None).await.status, 204);
    assert_eq!(paul.call(list()).await.unwrap_err().status, 404);
}

async fn the_last_owner_stays(app: TestApp) {
    let claire = app.person("claire@example.com").await;
    let company = app.company(&claire, "Lyon").await.id;
    let id = claire.call(ListMembers { company, page: contract::PageQuery::default() }).await.unwrap().data[0].id;
    assert_eq!(claire.call(RemoveMember { company, id }).await.unwrap_err().code, "last_owner");
    let path = format!("/api/v1/companies/{company}/members/{id}");
    let demoted = claire.send("PATCH", &path, &[], Some(json!({"role": "admin"}).to_string())).await;
    assert_eq!(demoted.code(), "last_owner", "{}", demoted.body);
}
