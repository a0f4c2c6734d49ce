//! What the contract says of `If-Match` and `Idempotency-Key` is what the server does.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{Answer, Shop, TestApp};

on_both_engines!(nothing_is_demanded_but_what_the_contract_says, who_saw_another_version_is_shown_the_whole_of_it);

/// An id that exists nowhere.
const NOBODY: &str = "01968f5e-7a00-7000-8000-0000000000ff";
/// A picture, by its first bytes.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether a header is demanded, may be given, or has no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    Required,
    Optional,
    Absent,
}

/// An operation of somebody known.
struct Operation {
    method: String,
    path: String,
    if_match: Header,
    key: Header,
    media: Option<String>,
    example: Value,
}

fn operations() -> Vec<Operation> {
    let contract = serde_json::to_value(server::openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, methods) in contract["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if !["grant", "member", "me"].contains(&operation["x-door"].as_str().unwrap()) {
                continue;
            }
            let content = operation["requestBody"]["content"].as_object().and_then(|content| content.iter().next());
            operations.push(Operation {
                method: method.to_uppercase(),
                path: path.clone(),
                if_match: header(operation, "If-Match"),
                key: header(operation, "Idempotency-Key"),
                media: content.map(|(media, _)| media.clone()),
                example: content.map_or(Value::Null, |(_, content)| example(&contract, content)),
            });
        }
    }
    operations
}

fn header(operation: &Value, name: &str) -> Header {
    let named = operation["parameters"].as_array().into_iter().flatten().find(|parameter| parameter["name"] == name);
    match named.map(|parameter| parameter["required"] == true) {
        Some(true) => Header::Required,
        Some(false) => Header::Optional,
        None => Header::Absent,
    }
}

fn example(contract: &Value, content: &Value) -> Value {
    let shape = content["schema"]["$ref"].as_str().and_then(|name| contract.pointer(name.trim_start_matches('#')));
    shape.map_or(Value::Null, |shape| shape["example"].clone())
}

impl Operation {
    /// The path with these ids, by the noun before them.
    fn concrete(&self, company: &str, ids: &BTreeMap<&str, String>) -> String {
        let mut noun = "";
        let parts = self.path.split('/').map(|part| match part {
            "{company_id}" => company,
            _ if part.starts_with('{') => ids.get(noun).map_or(NOBODY, String::as_str),
            _ => {
                noun = part;
                part
            }
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// A body that is read without complaint.
    fn body(&self, shop: &Shop) -> Vec<u8> {
        match self.media.as_deref() {
            None => Vec::new(),
            Some("application/json") => {
                let mut body = self.example.clone();
                if let Some(client) = body.get_mut("client_id") {
                    *client = json!(shop.client);
                }
                body.to_string().into_bytes()
            }
            Some("text/csv") => b"Nom\nGarage\n".to_vec(),
            Some(_) => PICTURE.to_vec(),
        }
    }

    /// Sent by the owner.
    async fn send(&self, shop: &Shop, ids: &BTreeMap<&str, String>, headers: &[(&str, &str)]) -> Answer {
        let path = self.concrete(&shop.company.id.to_string(), ids);
        let media = [("content-type", self.media.as_deref().unwrap_or("application/json"))];
        shop.owner.upload(&self.method, &path, &[&media, headers].concat(), self.body(shop)).await
    }
}

async fn nothing_is_demanded_but_what_the_contract_says(app: TestApp) {
    let shop = app.shop("lyon").await;
    let nobody = BTreeMap::new();
    let mut demanding = (0, 0);
    for operation in operations().iter().filter(|operation| operation.path != "/api/v1/session") {
        let name = format!("{} {}", operation.method, operation.path);
        let without_version = operation.send(&shop, &nobody, &[("idempotency-key", &format!("{NOBODY}-{name}").replace(' ', "-"))]).await;
        assert_eq!(
            without_version.code() == "version_required",
            operation.if_match == Header::Required,
            "{name}: {}",
            without_version.body
        );
        assert_eq!(without_version.status == 428, operation.if_match == Header::Required, "{name}");
        let without_key = operation.send(&shop, &nobody, &[("if-match", "\"1\"")]).await;
        assert_eq!(without_key.code() == "idempotency_key_required", operation.key == Header::Required, "{name}: {}", without_key.body);
        assert_eq!(operation.key == Header::Absent, operation.method != "POST", "{name}: any POST of somebody known honours a key");
        demanding.0 += u32::from(operation.if_match == Header::Required);
        demanding.1 += u32::from(operation.key == Header::Required);
    }
    assert_eq!(demanding, (6, 4), "what demands a version, what demands a key");
}

async fn who_saw_another_version_is_shown_the_whole_of_it(app: TestApp) {
    let shop = app.shop("lyon").await;
    let ids = BTreeMap::from([
        ("clients", shop.client.to_string()),
        ("projects", shop.projects(&app, &["Vitrine"]).await[0].to_string()),
        ("invoices", shop.drafted(10_000).await.id.to_string()),
    ]);
    let operations = operations();
    let mut shown = Vec::new();
    for operation in operations.iter().filter(|operation| operation.if_match != Header::Absent) {
        let of =
            operation.path.split_inclusive("{id}").next().filter(|path| path.ends_with("{id}")).unwrap_or("/api/v1/companies/{company_id}");
        let Some(read) = operations.iter().find(|read| read.method == "GET" && read.path == of) else { continue };
        let name = format!("{} {}", operation.method, operation.path);
        let before = read.send(&shop, &ids, &[]).await;
        assert_eq!(before.status, 200, "{name}: {}", before.body);
        let headers = [("if-match", "\"99\""), ("idempotency-key", "an-old-version")];
        let stale = operation.send(&shop, &ids, &headers).await;
        assert_eq!((stale.status, stale.code()), (412, "stale"), "{name}: {}", stale.body);
        assert_eq!(stale.body["current"], before.body, "{name}");
        assert_eq!(read.send(&shop, &ids, &[]).await.body, before.body, "{name}");
        shown.push(name);
    }
    assert!(shown.len() >= 14, "{shown:?}");
}
