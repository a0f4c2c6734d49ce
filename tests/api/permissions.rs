//! Each operation of the contract, tried by everybody who must not come in.

use contract::Permission;
use futures::future::join_all;

use crate::support::TestApp;

on_both_engines!(doors_hold);

/// Doors without a key, each of them looked at.
const VISITORS: [&str; 10] = [
    "GET /api/v1/demo/people",
    "GET /api/v1/setup",
    "POST /api/v1/demo/session",
    "POST /api/v1/invitations/accept",
    "POST /api/v1/invitations/inspect",
    "POST /api/v1/session",
    "POST /api/v1/setup",
    "POST /api/v1/tokens",
    "POST /api/v1/tokens/refresh",
    "POST /api/v1/tokens/revoke",
];

struct Operation {
    method: String,
    path: String,
    door: String,
    permission: Option<String>,
}

fn operations() -> Vec<Operation> {
    let contract = serde_json::to_value(server::openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in contract["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            operations.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                door: operation["x-door"].as_str().unwrap_or_else(|| panic!("{method} {path} has no door")).to_owned(),
                permission: operation["x-permission"].as_str().map(str::to_owned),
            });
        }
    }
    operations
}

/// The path with ids that exist nowhere, but in this company.
fn concrete(path: &str, company: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{company_id}" => company,
        _ if part.starts_with('{') => "01968f5e-7a00-7000-8000-0000000000ff",
        _ => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn doors_hold(app: TestApp) {
    let owner = app.person("owner@example.com").await;
    let stranger = app.person("stranger@example.com").await;
    let company = app.company(&owner, "Atelier").await.id;
    let logo = owner.upload("PUT", &format!("/api/v1/companies/{company}/logo"), &[], b"\x89PNG\r\n\x1a\n".to_vec()).await;
    assert_eq!(logo.status, 200, "{}", logo.body);
    let mut people = Vec::new();
    for permission in Permission::ALL.iter().copied() {
        people.push((permission, app.person_who_may(company, permission).await));
    }
    let body = || Some("{}".to_owned());
    let mut visitors = Vec::new();
    for operation in operations() {
        let Operation { method, door, permission, .. } = &operation;
        let (path, name) = (concrete(&operation.path, &company.to_string()), format!("{method} {}", operation.path));
        if door == "visitor" {
            visitors.push(name);
            continue;
        }
        let nobody = app.anonymous(method, &path, &[], body()).await;
        if door == "signed" {
            assert!((400..500).contains(&nobody.status), "{name} believed an unsigned message: {}", nobody.status);
            continue;
        }
        assert_eq!(nobody.status, 401, "{name}, without a name: {}", nobody.body);
        if door == "me" {
            continue;
        }
        let foreign = stranger.send(method, &path, &[], body()).await;
        assert_eq!(foreign.status, 404, "{name}, by a stranger: {}", foreign.body);
        let tries = people.iter().map(|(_, person)| person.send(method, &path, &[], body()));
        let answers = join_all(tries).await;
        if door == "member" {
            assert!(answers.iter().all(|answer| answer.status == 200), "{name}, by somebody who has a place: {answers:?}");
            continue;
        }
        assert_eq!(door, "grant", "{name}");
        let mut admitted = Vec::new();
        for ((held, _), answer) in people.iter().zip(answers) {
            assert!(answer.status != 401 && answer.status < 500, "{name} with {}: {}", held.code(), answer.body);
            if answer.status != 403 {
                admitted.push(held.code());
            }
        }
        assert_eq!(admitted, [permission.as_deref().unwrap_or("no permission named")], "{name}");
    }
    visitors.sort();
    assert_eq!(visitors, VISITORS);
}
