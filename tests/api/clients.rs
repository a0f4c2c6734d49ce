//! Clients, as people and programs meet them.

use serde_json::json;

use crate::support::{Rig, TestApp};

on_both_engines!(
    a_client_is_added_with_the_company_s_currency_and_language,
    what_is_wrong_is_said_field_by_field_and_changes_nothing,
    a_stale_edit_is_answered_with_the_current_client,
    an_archived_client_leaves_the_list_and_comes_back_once,
    pages_go_there_and_back_in_each_order,
    a_search_finds_parts_whatever_the_case_and_takes_wildcards_at_their_word,
    nonsense_in_a_query_is_refused,
    another_company_is_not_seen_by_any_way,
    a_contact_sees_their_client_without_the_note,
    the_same_key_adds_once,
);

async fn a_client_is_added_with_the_company_s_currency_and_language(app: TestApp) {
    let rig = Rig::new(app).await;
    let answer = rig.post(rig.abidjan, "clients", &json!({"name": "  Boulangerie Diallo ", "email": "compta@diallo.example"})).await;
    assert_eq!((answer.status, answer.etag()), (201, Some("\"1\"")));
    assert_eq!(answer.body["name"], "Boulangerie Diallo");
    assert_eq!((answer.body["currency"].as_str(), answer.body["locale"].as_str()), (Some("XOF"), Some("fr")));
    assert_eq!(rig.events(rig.abidjan).await, ["client.added"]);
    let read = rig.get(rig.abidjan, &format!("clients/{}", answer.body["id"].as_str().unwrap())).await;
    assert_eq!(read.body, answer.body);
}

async fn what_is_wrong_is_said_field_by_field_and_changes_nothing(app: TestApp) {
    let rig = Rig::new(app).await;
    let answer =
        rig.post(rig.lyon, "clients", &json!({"name": " ", "email": "x", "address": {"line1": "a", "city": "b", "country": "XX"}})).await;
    let pointers: Vec<&str> = answer.body["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
    assert_eq!((answer.status, pointers), (422, vec!["/name", "/email", "/address/country"]));
    assert_eq!(rig.post(rig.lyon, "clients", &json!({"name": "A", "id": "x"})).await.status, 422);
    assert_eq!(rig.get(rig.lyon, "clients").await.body["data"], json!([]));
    assert!(rig.events(rig.lyon).await.is_empty());
}

async fn a_stale_edit_is_answered_with_the_current_client(app: TestApp) {
    let rig = Rig::new(app).await;
    let path = format!("clients/{}", rig.add_client(rig.lyon, "Garage").await);
    let first = rig.send("PUT", rig.lyon, &path, &[("If-Match", "\"1\"")], &json!({"name": "Garage Moderne", "phone": "04 72"})).await;
    assert_eq!((first.status, first.etag()), (200, Some("\"2\"")));
    let told = rig.app.last_change("client.changed").await;
    assert_eq!(
        (&told["before"], &told["after"]),
        (&json!({"name": "Garage", "phone": null}), &json!({"name": "Garage Moderne", "phone": "04 72"}))
    );
    let second = rig.send("PUT", rig.lyon, &path, &[("If-Match", "\"1\"")], &json!({"name": "Other"})).await;
    assert_eq!((second.status, &second.body["current"]["name"]), (412, &json!("Garage Moderne")));
    let unchanged = rig.ask("GET", &format!("{}/{path}", rig.lyon), rig.lyon, &[("If-None-Match", "\"2\"")], Vec::new()).await;
    assert_eq!(unchanged.status, 304);
}

async fn an_archived_client_leaves_the_list_and_comes_back_once(app: TestApp) {
    let rig = Rig::new(app).await;
    let id = rig.add_client(rig.lyon, "Garage").await;
    for _ in 0..2 {
        let away = rig.post(rig.lyon, &format!("clients/{id}/archive"), &json!({})).await;
        assert_eq!((away.status, away.etag()), (200, Some("\"2\"")));
    }
    assert_eq!(rig.get(rig.lyon, "clients").await.body["data"], json!([]));
    assert_eq!(rig.get(rig.lyon, "clients?archived=true").await.body["data"][0]["id"], json!(id));
    rig.post(rig.lyon, &format!("clients/{id}/restore"), &json!({})).await;
    rig.post(rig.lyon, &format!("clients/{id}/restore"), &json!({})).await;
    assert_eq!(rig.events(rig.lyon).await, ["client.added", "client.archived", "client.restored"]);
}

async fn pages_go_there_and_back_in_each_order(app: TestApp) {
    let rig = Rig::new(app).await;
    for name in ["2026-01-01", "12", "Café", "Bar", "Épicerie"] {
        rig.add_client(rig.lyon, name).await;
    }
    for sort in ["name", "-name", "created_at", "-created_at"] {
        let whole = rig.get(rig.lyon, &format!("clients?sort={sort}&count=true")).await;
        assert_eq!((whole.status, &whole.body["page"]["total"]), (200, &json!(5)), "{sort}");
        let (mut found, mut cursor, mut back) = (Vec::new(), String::new(), String::new());
        loop {
            let page = rig.get(rig.lyon, &format!("clients?sort={sort}&limit=2{cursor}")).await;
            assert_eq!(page.status, 200, "{}", page.body);
            found.extend(page.body["data"].as_array().unwrap().clone());
            if let Some(text) = page.body["page"]["prev_cursor"].as_str() {
                text.clone_into(&mut back);
            }
            match page.body["page"]["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, *whole.body["data"].as_array().unwrap(), "{sort}");
        let before = rig.get(rig.lyon, &format!("clients?sort={sort}&limit=2&cursor={back}")).await;
        assert_eq!(before.body["data"].as_array().unwrap()[..], found[2..4], "{sort}");
    }
}

async fn a_search_finds_parts_whatever_the_case_and_takes_wildcards_at_their_word(app: TestApp) {
    let rig = Rig::new(app).await;
    for name in ["Boulangerie Diallo", "100% Coton", "Garage_Moderne", "École ÉTÉ"] {
        rig.add_client(rig.lyon, name).await;
    }
    for (q, found) in [
        ("DIALLO", 1),
        ("%25", 1),
        ("_", 1),
        ("o", 4),
        ("zz", 0),
        ("%C3%A9cole", 1),
        ("%C3%89COLE", 1),
        ("%C3%89t%C3%A9", 1),
        ("%27%3B--", 0),
    ] {
        assert_eq!(rig.get(rig.lyon, &format!("clients?q={q}")).await.body["data"].as_array().unwrap().len(), found, "{q}");
    }
}

async fn nonsense_in_a_query_is_refused(app: TestApp) {
    let rig = Rig::new(app).await;
    let long = format!("q={}", "x".repeat(201));
    // A cursor made up with a value of another type than the column's.
    let forged = "cursor=eyJzIjoibmFtZSIsImsiOnsiaW50Ijo1fSwiaSI6IjAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMCIsImIiOmZhbHNlfQ";
    for query in
        ["sort=note", "sort=name;drop", "limit=0", "limit=201", "limit=x", "cursor=abc", "unknown=1", "q=%00", "archived=perhaps", &long]
    {
        assert_eq!(rig.get(rig.lyon, &format!("clients?{query}")).await.status, 422, "{query}");
    }
    assert!(rig.get(rig.lyon, &format!("clients?{forged}")).await.status < 500);
}

async fn another_company_is_not_seen_by_any_way(app: TestApp) {
    let rig = Rig::new(app).await;
    let id = rig.add_client(rig.abidjan, "Secret").await;
    assert_eq!(rig.get(rig.lyon, "clients?q=secret").await.body["data"], json!([]));
    for (method, path) in [("GET", ""), ("PUT", ""), ("POST", "/archive"), ("POST", "/restore")] {
        let answer = rig.send(method, rig.lyon, &format!("clients/{id}{path}"), &[], &json!({"name": "Mine"})).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    let stranger = rig.ask("GET", &format!("{}/clients", rig.abidjan), rig.lyon, &[], Vec::new()).await;
    assert_eq!(stranger.status, 404);
    assert_eq!(rig.events(rig.abidjan).await, ["client.added"]);
}

async fn a_contact_sees_their_client_without_the_note(app: TestApp) {
    let rig = Rig::new(app).await;
    let other = rig.add_client(rig.lyon, "Other").await;
    let own = rig.post(rig.lyon, "clients", &json!({"name": "Own", "note": "Pays late."})).await.body["id"].as_str().unwrap().to_owned();
    let contact = rig.contact(rig.lyon, &own).await;
    let list = rig.get_as(&contact, rig.lyon, "clients?count=true").await.body;
    assert_eq!((list["data"].as_array().unwrap().len(), &list["page"]["total"], &list["data"][0]["note"]), (1, &json!(1), &json!(null)));
    assert_eq!(rig.get_as(&contact, rig.lyon, &format!("clients/{other}")).await.status, 404);
    assert_eq!(rig.get(rig.lyon, &format!("clients/{own}")).await.body["note"], "Pays late.");
}

async fn the_same_key_adds_once(app: TestApp) {
    let rig = Rig::new(app).await;
    let key = [("Idempotency-Key", "a-key-of-this-test-0001")];
    let first = rig.send("POST", rig.lyon, "clients", &key, &json!({"name": "Once"})).await;
    let again = rig.send("POST", rig.lyon, "clients", &key, &json!({"name": "Once"})).await;
    assert_eq!((again.status, &again.body), (201, &first.body));
    assert_eq!(rig.events(rig.lyon).await, ["client.added"]);
}
