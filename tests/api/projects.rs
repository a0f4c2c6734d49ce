//! Projects, as people and programs meet them.

use contract::CompanyId;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::support::{Rig, TestApp};

on_both_engines!(
    a_project_begins_as_a_draft_and_names_its_client,
    a_client_that_is_not_there_is_a_wrong_field,
    what_is_completed_is_done_whole_and_said_once,
    a_project_is_late_by_the_company_s_day,
    a_list_of_projects_takes_as_many_statements_as_one,
    lists_are_filtered_and_paged,
    a_contact_sees_what_is_begun_for_their_client_and_not_kept_to_the_staff,
    a_project_with_invoices_stays_with_its_client,
    a_project_is_put_away_and_taken_back_once,
);

async fn add(rig: &Rig, company: CompanyId, client: &str, more: Json) -> Json {
    let mut input = json!({"client_id": client, "name": "New shop window"});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let answer = rig.post(company, "projects", &input).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    answer.body
}

fn path(project: &Json) -> String {
    format!("projects/{}", project["id"].as_str().unwrap())
}

async fn a_project_begins_as_a_draft_and_names_its_client(app: TestApp) {
    let rig = Rig::new(app).await;
    let client = rig.add_client(rig.lyon, "Garage").await;
    let project = add(&rig, rig.lyon, &client, json!({})).await;
    assert_eq!(
        (project["status"].as_str(), project["client_name"].as_str(), project["visible_to_client"].as_bool()),
        (Some("draft"), Some("Garage"), Some(true))
    );
    assert_eq!(rig.get(rig.lyon, &path(&project)).await.body, project);
    assert_eq!(rig.events(rig.lyon).await, ["client.added", "project.created"]);
}

async fn a_client_that_is_not_there_is_a_wrong_field(app: TestApp) {
    let rig = Rig::new(app).await;
    let foreign = rig.add_client(rig.abidjan, "Secret").await;
    for id in [foreign.as_str(), "01968f5e-7a00-7000-8000-000000000005"] {
        let answer = rig.post(rig.lyon, "projects", &json!({"client_id": id, "name": "X"})).await;
        assert_eq!(
            (answer.status, &answer.body["errors"][0]["pointer"], &answer.body["errors"][0]["code"]),
            (422, &json!("/client_id"), &json!("unknown"))
        );
    }
    let own = rig.add_client(rig.lyon, "Garage").await;
    rig.post(rig.lyon, &format!("clients/{own}/archive"), &json!({})).await;
    let answer = rig.post(rig.lyon, "projects", &json!({"client_id": own, "name": "X"})).await;
    assert_eq!((answer.status, &answer.body["code"]), (409, &json!("client_archived")));
}

async fn what_is_completed_is_done_whole_and_said_once(app: TestApp) {
    let rig = Rig::new(app).await;
    let client = rig.add_client(rig.lyon, "Garage").await;
    let project = add(&rig, rig.lyon, &client, json!({"status": "active", "progress": 40})).await;
    let done = json!({"client_id": client, "name": "New shop window", "status": "completed", "progress": 40});
    for version in ["\"1\"", "\"2\""] {
        let answer = rig.send("PUT", rig.lyon, &path(&project), &[("If-Match", version)], &done).await;
        assert_eq!((answer.status, &answer.body["progress"]), (200, &json!(100)));
    }
    assert_eq!(rig.events(rig.lyon).await[2..], ["project.changed", "project.completed"]);
    let stale = rig.send("PUT", rig.lyon, &path(&project), &[("If-Match", "\"1\"")], &done).await;
    assert_eq!((stale.status, &stale.body["current"]["client_name"]), (412, &json!("Garage")));
}

async fn a_project_is_late_by_the_company_s_day(app: TestApp) {
    let rig = Rig::new(app).await;
    let client = rig.add_client(rig.lyon, "Garage").await;
    add(&rig, rig.lyon, &client, json!({"name": "a", "status": "active", "due_on": "2026-11-19"})).await;
    add(&rig, rig.lyon, &client, json!({"name": "b", "status": "active", "due_on": "2026-11-20"})).await;
    add(&rig, rig.lyon, &client, json!({"name": "c", "status": "cancelled", "due_on": "2026-11-19"})).await;
    let list = rig.get(rig.lyon, "projects?sort=name").await.body;
    let late: Vec<bool> = list["data"].as_array().unwrap().iter().map(|p| p["late"].as_bool().unwrap()).collect();
    assert_eq!(late, [true, false, false]);
}

async fn a_list_of_projects_takes_as_many_statements_as_one(app: TestApp) {
    let rig = Rig::new(app).await;
    for name in ["A", "B", "C"] {
        let client = rig.add_client(rig.lyon, name).await;
        add(&rig, rig.lyon, &client, json!({})).await;
    }
    let (one, three) = (rig.get(rig.lyon, "projects?limit=1").await, rig.get(rig.lyon, "projects").await);
    assert_eq!((one.status, three.body["data"].as_array().unwrap().len(), one.statements()), (200, 3, three.statements()));
}

async fn lists_are_filtered_and_paged(app: TestApp) {
    let rig = Rig::new(app).await;
    let (garage, bakery) = (rig.add_client(rig.lyon, "Garage").await, rig.add_client(rig.lyon, "Bakery").await);
    for (client, name, status) in [(&garage, "a", "active"), (&garage, "b", "on_hold"), (&bakery, "c", "active"), (&bakery, "d", "draft")] {
        add(&rig, rig.lyon, client, json!({"name": name, "status": status})).await;
    }
    let names = |list: &Json| list["data"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&rig.get(rig.lyon, "projects?sort=name&status=active,on_hold").await.body), ["a", "b", "c"]);
    assert_eq!(names(&rig.get(rig.lyon, &format!("projects?sort=-name&client_id={bakery}")).await.body), ["d", "c"]);
    assert_eq!(names(&rig.get(rig.lyon, "projects?q=D").await.body), ["d"]);
    let first = rig.get(rig.lyon, "projects?sort=-created_at&limit=3&count=true").await.body;
    assert_eq!(first["page"]["total"], 4);
    let next = rig
        .get(rig.lyon, &format!("projects?sort=-created_at&limit=3&cursor={}", first["page"]["next_cursor"].as_str().unwrap()))
        .await
        .body;
    assert_eq!(names(&first).len() + names(&next).len(), 4);
    assert_eq!(rig.get(rig.lyon, "projects?status=active,perhaps").await.status, 422);
}

async fn a_contact_sees_what_is_begun_for_their_client_and_not_kept_to_the_staff(app: TestApp) {
    let rig = Rig::new(app).await;
    let (own, other) = (rig.add_client(rig.lyon, "Own").await, rig.add_client(rig.lyon, "Other").await);
    let seen = add(&rig, rig.lyon, &own, json!({"name": "seen", "status": "active"})).await;
    let draft = add(&rig, rig.lyon, &own, json!({"name": "draft"})).await;
    let internal = add(&rig, rig.lyon, &own, json!({"name": "internal", "status": "active", "visible_to_client": false})).await;
    let foreign = add(&rig, rig.lyon, &other, json!({"name": "foreign", "status": "active"})).await;
    let contact = rig.contact(rig.lyon, &own).await;
    let list = rig.get_as(&contact, rig.lyon, &format!("projects?client_id={own}&count=true")).await.body;
    assert_eq!((list["data"].as_array().unwrap().len(), &list["data"][0]["id"], &list["page"]["total"]), (1, &seen["id"], &json!(1)));
    for hidden in [draft, internal, foreign] {
        assert_eq!(rig.get_as(&contact, rig.lyon, &path(&hidden)).await.status, 404, "{hidden}");
    }
}

async fn a_project_with_invoices_stays_with_its_client(app: TestApp) {
    let rig = Rig::new(app).await;
    let (garage, bakery) = (rig.add_client(rig.lyon, "Garage").await, rig.add_client(rig.lyon, "Bakery").await);
    let project = add(&rig, rig.lyon, &garage, json!({})).await;
    let uuid = |text: &str| Uuid::try_parse(text).unwrap();
    let now: chrono::DateTime<chrono::Utc> = "2026-11-20T09:00:00Z".parse().unwrap();
    let sql = "INSERT INTO invoice (id, company_id, kind, status, client_id, project_id, currency, prices_include_tax, payment_terms_days, net, tax, rounding, total, taxes, created_at, updated_at) \
               VALUES ($1, $2, 'invoice', 'draft', $3, $4, 'EUR', $5, 30, 0, 0, 0, 0, '[]', $6, $6)";
    let project_id = uuid(project["id"].as_str().unwrap());
    rig.run(sql, vec![Uuid::from_u128(9).into(), rig.lyon.0.into(), uuid(&garage).into(), project_id.into(), false.into(), now.into()])
        .await;
    let answer = rig.send("PUT", rig.lyon, &path(&project), &[], &json!({"client_id": bakery, "name": "Moved"})).await;
    assert_eq!((answer.status, &answer.body["code"]), (409, &json!("in_use")));
    assert_eq!(rig.get(rig.lyon, &path(&project)).await.body, project);
}

async fn a_project_is_put_away_and_taken_back_once(app: TestApp) {
    let rig = Rig::new(app).await;
    let client = rig.add_client(rig.lyon, "Garage").await;
    let project = add(&rig, rig.lyon, &client, json!({})).await;
    for verb in ["archive", "archive", "restore", "restore"] {
        assert_eq!(rig.post(rig.lyon, &format!("{}/{verb}", path(&project)), &json!({})).await.status, 200);
    }
    assert_eq!(rig.events(rig.lyon).await[2..], ["project.archived", "project.restored"]);
    let away = rig.get(rig.abidjan, &path(&project)).await;
    assert_eq!(away.status, 404);
}
