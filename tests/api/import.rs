//! Lists of clients, imported.

use contract::CompanyId;
use serde_json::{Value as Json, json};

use crate::support::{Answer, Rig, TestApp};

on_both_engines!(
    each_line_says_what_became_of_it,
    a_look_writes_nothing_and_the_second_time_all_are_there,
    ten_thousand_lines_take_statements_by_the_chunk,
    what_is_no_list_is_refused_with_its_reason,
    an_import_sent_twice_with_one_key_is_done_once,
    a_key_that_was_used_to_look_still_imports,
);

const LIST: &[u8] = b"Raison sociale;E-mail;Adresse;CP;Ville;Pays;SIRET\r\n\
    Caf\xE9 No\xEBl;cafe@noel.example;1 rue Haute;69001;Lyon;France;111\r\n\
    Garage;garage.example;;;;;\r\n\
    CAFE NOEL;;;;;;\r\n\
    ;;;;;;\r\n\
    Awa SARL;;;;;Wakanda;\r\n\
    =cmd|'/c calc'!A1;;;;Abidjan;;\r\n";

async fn import(rig: &Rig, company: CompanyId, query: &str, headers: &[(&str, &str)], bytes: &[u8]) -> Answer {
    let path = format!("{company}/clients/import{query}");
    rig.ask("POST", &path, company, headers, bytes.to_vec()).await
}

fn outcomes(report: &Json) -> Vec<(u64, &str, &str)> {
    let lines = report["lines"].as_array().unwrap().iter();
    lines.map(|line| (line["line"].as_u64().unwrap(), line["outcome"].as_str().unwrap(), line["code"].as_str().unwrap_or("-"))).collect()
}

const EXPECTED: [(u64, &str, &str); 6] = [
    (2, "added", "-"),
    (3, "refused", "email"),
    (4, "duplicate", "line_above"),
    (5, "empty", "-"),
    (6, "refused", "country"),
    (7, "added", "incomplete_address"),
];

async fn each_line_says_what_became_of_it(app: TestApp) {
    let rig = Rig::new(app).await;
    let answer = import(&rig, rig.lyon, "", &[("Accept-Language", "fr")], LIST).await;
    assert_eq!((answer.status, outcomes(&answer.body)), (200, EXPECTED.to_vec()));
    let report = &answer.body;
    assert_eq!(
        (&report["encoding"], &report["added"], &report["duplicates"], &report["refused"]),
        (&json!("windows-1252"), &json!(2), &json!(1), &json!(2))
    );
    assert_eq!(report["lines"][1]["detail"], "Ce n’est pas une adresse e-mail.");
    assert_eq!(report["lines"][4]["field"], "country");
    let list = rig.get(rig.lyon, "clients?sort=-name").await.body;
    assert_eq!(
        (&list["data"][0]["name"], &list["data"][0]["currency"], &list["data"][0]["address"]["city"]),
        (&json!("Café Noël"), &json!("EUR"), &json!("Lyon"))
    );
    assert_eq!(list["data"][1]["name"], "=cmd|'/c calc'!A1");
    assert_eq!(rig.events(rig.lyon).await, ["client.added", "client.added", "clients.imported"]);
}

async fn a_look_writes_nothing_and_the_second_time_all_are_there(app: TestApp) {
    let rig = Rig::new(app).await;
    let look = import(&rig, rig.lyon, "?dry_run=true", &[], LIST).await;
    assert_eq!((look.status, &look.body["dry_run"], outcomes(&look.body)), (200, &json!(true), EXPECTED.to_vec()));
    assert_eq!(rig.get(rig.lyon, "clients").await.body["data"], json!([]));
    assert!(rig.events(rig.lyon).await.is_empty());
    import(&rig, rig.lyon, "", &[], LIST).await;
    let again = import(&rig, rig.lyon, "", &[], LIST).await;
    assert_eq!((&again.body["added"], &again.body["duplicates"]), (&json!(0), &json!(3)));
    assert_eq!(again.body["lines"][0]["detail"], "This client already exists.");
    assert!(again.body["lines"][0]["client_id"].is_string());
    let elsewhere = import(&rig, rig.abidjan, "", &[], LIST).await;
    assert_eq!(elsewhere.body["added"], 2, "another company's clients are nobody here");
}

async fn ten_thousand_lines_take_statements_by_the_chunk(app: TestApp) {
    let rig = Rig::new(app).await;
    let file: String =
        "Nom,Email\n".chars().chain((0..10_000).flat_map(|n| format!("Client {n},c{n}@x.fr\n").chars().collect::<Vec<_>>())).collect();
    let answer = import(&rig, rig.lyon, "", &[], file.as_bytes()).await;
    assert_eq!((answer.status, &answer.body["added"]), (200, &json!(10_000)));
    assert!(answer.statements() < 120, "{} statements", answer.statements());
    let again = import(&rig, rig.lyon, "", &[], file.as_bytes()).await;
    assert_eq!(again.body["duplicates"], 10_000);
    assert!(again.statements() < 15, "{} statements", again.statements());
}

async fn what_is_no_list_is_refused_with_its_reason(app: TestApp) {
    let rig = Rig::new(app).await;
    let long = format!("Nom\n{}", "A\n".repeat(10_001));
    let large = vec![b'x'; 10 * 1024 * 1024 + 1];
    for (bytes, status, code) in [
        (b"".as_slice(), 422, "file_empty"),
        (b"PK\x03\x04", 422, "file_unreadable"),
        (b"a;b\n1;2\n", 422, "file_unreadable"),
        (long.as_bytes(), 422, "file_too_long"),
        (&large, 413, "too_large"),
    ] {
        let answer = import(&rig, rig.lyon, "", &[], bytes).await;
        assert_eq!((answer.status, answer.body["code"].as_str()), (status, Some(code)));
    }
    assert_eq!(import(&rig, rig.lyon, "?dryrun=true", &[], LIST).await.status, 422);
}

async fn an_import_sent_twice_with_one_key_is_done_once(app: TestApp) {
    let rig = Rig::new(app).await;
    let key = [("Idempotency-Key", "an-import-of-this-test-1")];
    let first = import(&rig, rig.lyon, "", &key, LIST).await;
    let again = import(&rig, rig.lyon, "", &key, LIST).await;
    assert_eq!((again.status, again.body), (200, first.body));
    assert_eq!(rig.events(rig.lyon).await.len(), 3);
}

async fn a_key_that_was_used_to_look_still_imports(app: TestApp) {
    let rig = Rig::new(app).await;
    let key = [("Idempotency-Key", "an-import-of-this-test-2")];
    let look = import(&rig, rig.lyon, "?dry_run=true", &key, LIST).await;
    let real = import(&rig, rig.lyon, "", &key, LIST).await;
    assert_eq!((&look.body["dry_run"], &real.body["dry_run"]), (&json!(true), &json!(false)));
    assert_eq!(rig.get(rig.lyon, "clients").await.body["data"].as_array().unwrap().len(), 2);
    let again = import(&rig, rig.lyon, "?dry_run=true", &key, LIST).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.body, look.body);
}
