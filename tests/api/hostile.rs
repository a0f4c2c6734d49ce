//! Everything that may be sent to every operation of the contract, and is wrong: the answer is a
//! problem that says so, never a fault of ours, and nothing has changed.

use std::collections::BTreeMap;

use futures::StreamExt as _;
use futures::stream;
use reqwest::{Client, Method};
use serde_json::{Map, Value, json};

use crate::support::{Shop, TestApp};

on_both_engines!(no_wrong_input_of_any_operation_breaks_anything, no_header_breaks_anything, no_path_breaks_anything);

/// A request that must be refused; one that only reads may also be answered.
#[derive(Clone, Debug)]
struct Try {
    what: String,
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    may_succeed: bool,
}

struct Operation {
    method: String,
    path: String,
    query: Vec<String>,
    media: Option<String>,
    schema: Value,
}

/// The contract, and ids of things that are there.
struct Sweep {
    contract: Value,
    ids: BTreeMap<&'static str, String>,
    company: String,
}

impl Sweep {
    async fn new(app: &TestApp, shop: &Shop) -> Self {
        let mut ids = BTreeMap::from([("clients", shop.client.to_string())]);
        ids.insert("projects", shop.projects(app, &["Vitrine"]).await[0].to_string());
        let issued = shop.issued(10_000).await;
        let attempt = shop.contact.call(contract::payments::PayInvoice { company: shop.company.id, invoice: issued.id }).await.unwrap();
        ids.insert("attempts", attempt.id.to_string());
        let base = format!("/api/v1/companies/{}", shop.company.id);
        let add = async |path: &str, headers: &[(&str, &str)], body: Value| {
            let answer = shop.owner.send("POST", &format!("{base}/{path}"), headers, Some(body.to_string())).await;
            assert_eq!(answer.status, 201, "{}", answer.body);
            answer.body["id"].as_str().unwrap().to_owned()
        };
        let payment = json!({"amount": {"amount": 100, "currency": "EUR"}, "method": "cash", "received_on": "2026-11-20"});
        let headers = [("if-match", "\"2\""), ("idempotency-key", "hostile-payment")];
        ids.insert("payments", add(&format!("invoices/{}/payments", issued.id), &headers, payment).await);
        ids.insert("invoices", shop.drafted(10_000).await.id.to_string());
        ids.insert("invitations", add("invitations", &[], json!({"email": "guest@example.com", "role": "viewer"})).await);
        ids.insert("tax_rates", add("tax_rates", &[], json!({"name": "TVA", "rate": 2000, "is_default": true})).await);
        let members = shop.owner.send("GET", &format!("{base}/members"), &[], None).await.body;
        ids.insert("members", members["data"][0]["id"].as_str().unwrap().to_owned());
        app.program.settle().await.unwrap();
        Self { contract: serde_json::to_value(server::openapi()).unwrap(), ids, company: shop.company.id.to_string() }
    }

    fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, methods) in self.contract["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let content = operation["requestBody"]["content"].as_object().and_then(|content| content.iter().next());
                let parameters = operation["parameters"].as_array().into_iter().flatten().filter(|parameter| parameter["in"] == "query");
                operations.push(Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    query: parameters.filter_map(|parameter| parameter["name"].as_str().map(str::to_owned)).collect(),
                    media: content.map(|(media, _)| media.clone()),
                    schema: content.map_or(Value::Null, |(_, content)| self.resolved(&content["schema"])),
                });
            }
        }
        operations
    }

    fn resolved(&self, schema: &Value) -> Value {
        let Some(name) = schema["$ref"].as_str() else { return schema.clone() };
        self.contract.pointer(name.trim_start_matches('#')).cloned().unwrap()
    }

    /// The path with ids of things that are there.
    fn concrete(&self, path: &str) -> String {
        let mut noun = "";
        let parts = path.split('/').map(|part| match part {
            "{company_id}" => self.company.clone(),
            "{provider}" => "sandbox".to_owned(),
            _ if part.starts_with('{') => self.ids.get(noun).unwrap_or_else(|| panic!("no {noun} in {path}")).clone(),
            _ => {
                noun = part;
                part.to_owned()
            }
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// The body of the contract's example, with ids of things that are there.
    fn example(&self, schema: &Value) -> Value {
        let mut body = schema["example"].clone();
        if let Some(client) = body.get_mut("client_id") {
            *client = json!(self.ids["clients"]);
        }
        body
    }

    fn tries(&self) -> Vec<Try> {
        self.operations().iter().flat_map(|operation| [self.queries(operation), self.bodies(operation)].concat()).collect()
    }

    fn attempt(&self, operation: &Operation, what: &str, query: &str, body: Option<Vec<u8>>) -> Try {
        let mut headers = vec![("if-match".to_owned(), "\"1\"".to_owned())];
        if operation.method == "POST" {
            headers.push(("idempotency-key".to_owned(), "hostile".to_owned()));
        }
        headers.extend(operation.media.iter().map(|media| ("content-type".to_owned(), media.clone())));
        Try {
            what: what.chars().take(120).collect(),
            method: operation.method.clone(),
            path: format!("{}{query}", self.concrete(&operation.path)),
            headers,
            body,
            may_succeed: false,
        }
    }

    fn queries(&self, operation: &Operation) -> Vec<Try> {
        let long = "9".repeat(5000);
        let values = [
            "",
            "x",
            "-1",
            "1.5",
            "%00",
            "%F0%9F%A6%80",
            "%FF%FE",
            "99999999999999999999",
            "-262143-01-01",
            "%2B262142-12-31",
            "2026-02-30",
            "%27%3B%20DROP%20TABLE%20client%3B--",
            "%25%5C_",
            "null",
            &long,
        ];
        let body = operation.media.is_some().then(|| self.example(&operation.schema).to_string().into_bytes());
        let mut tries = vec![self.attempt(operation, "an unknown parameter", "?colour=red", body.clone())];
        for name in &operation.query {
            for value in values {
                let mut hostile = self.attempt(operation, &format!("{name}={value}"), &format!("?{name}={value}"), body.clone());
                hostile.may_succeed = operation.method == "GET";
                tries.push(hostile);
            }
            tries.push(self.attempt(operation, "a parameter twice", &format!("?{name}=1&{name}=2"), body.clone()));
        }
        tries
    }

    fn bodies(&self, operation: &Operation) -> Vec<Try> {
        let Some(media) = &operation.media else { return Vec::new() };
        let mut tries: Vec<Try> = raw_bodies().into_iter().map(|(what, body)| self.attempt(operation, what, "", Some(body))).collect();
        let much = vec![b'x'; if media == "application/json" { 600_000 } else { 11 * 1024 * 1024 }];
        tries.push(self.attempt(operation, "too much", "", Some(much)));
        if media != "application/json" {
            return tries;
        }
        let example = self.example(&operation.schema);
        for media in [
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/jsonp",
            "",
        ] {
            let mut hostile = self.attempt(operation, &format!("as {media}"), "", Some(example.to_string().into_bytes()));
            hostile.headers.retain(|(name, _)| name != "content-type");
            hostile.headers.push(("content-type".into(), media.into()));
            tries.push(hostile);
        }
        for (what, body) in changed(&operation.schema, &example) {
            tries.push(self.attempt(operation, &what, "", Some(body.to_string().into_bytes())));
        }
        tries
    }
}

/// The body, each time with one thing wrong.
fn changed(schema: &Value, example: &Value) -> Vec<(String, Value)> {
    let mut bodies = Vec::new();
    for name in schema["properties"].as_object().into_iter().flat_map(Map::keys) {
        for wrong in [json!({"unexpected": true}), json!([[[]]])] {
            let mut body = example.clone();
            body[name] = wrong.clone();
            bodies.push((format!("{name} = {wrong}"), body));
        }
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let mut body = example.clone();
        body.as_object_mut().unwrap().remove(name);
        bodies.push((format!("without {name}"), body));
    }
    for pointer in pointers(example) {
        let value = example.pointer(&pointer).unwrap();
        for wrong in wrong_instead_of(value) {
            let mut body = example.clone();
            let what = format!("{pointer} = {wrong}");
            *body.pointer_mut(&pointer).unwrap() = wrong;
            bodies.push((what, body));
        }
    }
    bodies
}

/// The place of everything in a value, itself included.
fn pointers(value: &Value) -> Vec<String> {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let below = inner.iter().flat_map(|(name, value)| pointers(value).into_iter().map(move |rest| format!("/{name}{rest}")));
    std::iter::once(String::new()).chain(below).collect()
}

/// What can never stand where this stands.
fn wrong_instead_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => vec![json!({"unexpected": true})],
        Value::Bool(_) => vec![json!("true"), json!(1), json!([]), json!({})],
        Value::Number(_) => vec![
            json!("7"),
            json!(-1),
            json!(1.5),
            json!(i64::MAX),
            json!(i64::MIN),
            json!(u64::MAX),
            json!(1e300),
            json!(true),
            json!([]),
            json!({}),
        ],
        Value::String(text) => {
            let mut wrong = vec![json!(7), json!(true), json!([]), json!({}), json!("a\u{0}b"), json!("a\u{7}b"), json!("x".repeat(5_000))];
            if text.len() == 36 && text.split('-').count() == 5 {
                wrong.extend(["", "not-a-uuid", "00000000-0000-0000-0000-000000000000", "' OR 1=1 --"].map(Value::from));
            }
            if text.parse::<chrono::NaiveDate>().is_ok() {
                wrong.extend(["", "tomorrow", "2026-02-30", "2026-13-01", "0000-00-00", "-262143-01-01", "+262142-12-31"].map(Value::from));
            }
            wrong
        }
        Value::Array(items) => {
            let mut wrong = vec![json!({}), json!("text"), json!([null]), json!([[]])];
            wrong.extend(items.first().map(|item| Value::Array(vec![item.clone(); 500])));
            wrong
        }
        Value::Object(fields) => {
            let mut more = fields.clone();
            more.insert("colour".into(), json!("red"));
            vec![Value::Object(more), json!([]), json!("text"), json!(7), json!([fields])]
        }
    }
}

/// Bodies that are none.
fn raw_bodies() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("nothing", Vec::new()),
        ("a half", b"{\"name\":".to_vec()),
        ("null", b"null".to_vec()),
        ("a list", b"[]".to_vec()),
        ("a text", b"\"text\"".to_vec()),
        ("a number", b"42".to_vec()),
        ("too large a number", b"{\"name\": 1e999}".to_vec()),
        ("half a surrogate", b"{\"name\": \"\\ud800\"}".to_vec()),
        ("no UTF-8", b"{\"name\": \"\xff\xfe\"}".to_vec()),
        ("nothing but zeros", vec![0; 64]),
        ("a pit", b"[".repeat(50_000)),
        ("a pit of objects", b"{\"a\":".repeat(50_000)),
    ]
}

/// Sends it, and says what is wrong with the answer.
async fn complaint(app: &TestApp, http: &Client, cookie: &str, hostile: Try) -> Option<String> {
    // Slowly enough that who is unknown is heard: it is the input that must be refused.
    app.clock.advance(chrono::TimeDelta::seconds(2));
    let mut request = http.request(Method::from_bytes(hostile.method.as_bytes()).unwrap(), format!("{}{}", app.base, hostile.path));
    request = request.header("cookie", cookie).header("x-parvis-csrf", "1");
    for (name, value) in &hostile.headers {
        request = request.header(name, value);
    }
    let path: String = hostile.path.chars().take(200).collect();
    let name = format!("{} {path}, {}", hostile.method, hostile.what);
    let response = match request.body(hostile.body.unwrap_or_default()).send().await {
        Ok(response) => response,
        // The server need not read a body to the end that is too large.
        Err(_) if hostile.what == "too much" => return None,
        Err(error) => return Some(format!("{name}: {error}")),
    };
    let status = response.status().as_u16();
    if hostile.may_succeed && (200..300).contains(&status) {
        return None;
    }
    let media = response.headers().get("content-type").map(|value| value.as_bytes().to_vec()).unwrap_or_default();
    let text = response.text().await.unwrap_or_default();
    let problem: Value = serde_json::from_str(&text).unwrap_or_default();
    let told = ["code", "title", "detail", "type"].iter().all(|field| problem[*field].as_str().is_some_and(|text| !text.is_empty()));
    let right = (400..500).contains(&status) && media == b"application/problem+json" && told && problem["status"] == status;
    (!right).then(|| format!("{name}: {status} {}", text.chars().take(300).collect::<String>()))
}

async fn complaints(app: &TestApp, cookie: &str, tries: Vec<Try>) -> Vec<String> {
    let http = Client::new();
    stream::iter(tries)
        .map(|hostile| complaint(app, &http, cookie, hostile))
        .buffer_unordered(4)
        .filter_map(async |text| text)
        .collect()
        .await
}

/// How many rows there are, and how often each kind of thing was changed.
async fn state(app: &TestApp) -> BTreeMap<String, i64> {
    let mut state = app.counts().await;
    for table in ["company", "client", "project", "invoice", "payment", "membership", "app_user"] {
        state.insert(format!("versions of {table}"), app.number(&format!("SELECT CAST(sum(version) AS BIGINT) FROM {table}")).await);
    }
    state
}

async fn nothing_gets_through(app: &TestApp, cookie: &str, tries: Vec<Try>) {
    let before = state(app).await;
    let complaints = complaints(app, cookie, tries).await;
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
    assert_eq!(state(app).await, before);
}

async fn no_wrong_input_of_any_operation_breaks_anything(app: TestApp) {
    let shop = app.shop("lyon").await;
    let sweep = Sweep::new(&app, &shop).await;
    let tries = sweep.tries();
    assert!(tries.len() > 1500, "{} tries", tries.len());
    nothing_gets_through(&app, &shop.owner.cookie, tries).await;
}

async fn no_header_breaks_anything(app: TestApp) {
    let shop = app.shop("lyon").await;
    let sweep = Sweep::new(&app, &shop).await;
    let long = "k".repeat(300);
    let mut tries = Vec::new();
    for operation in sweep.operations().iter().filter(|operation| operation.path.contains("{company_id}")) {
        let body = operation.media.is_some().then(|| sweep.example(&operation.schema).to_string().into_bytes());
        let mut with = |what: &str, name: &str, value: &str| {
            let mut hostile = sweep.attempt(operation, what, "", body.clone());
            hostile.headers.retain(|(known, _)| known != name);
            hostile.headers.push((name.to_owned(), value.to_owned()));
            tries.push(hostile);
        };
        for token in ["Bearer x", "Bearer ", "Basic YTpi", "Bearer eyJhbGciOiJub25lIn0.e30.", "x"] {
            with("a foreign token", "authorization", token);
        }
        if operation.method == "POST" {
            for key in ["", " ", "two words", "clé", &long] {
                with("a key that is none", "idempotency-key", key);
            }
        }
        let guarded =
            operation.path.contains("/invoices/{id}") && !operation.path.ends_with("/send") && !operation.path.ends_with("/attempts");
        if operation.method != "GET" && guarded {
            for version in ["x", "\"x\"", "\"\"", "\"-1\"", "\"99999999999999999999\"", "W/\"1\"x", "\"7\", \"8\""] {
                with("a version that is none", "if-match", version);
            }
        }
        if operation.method != "GET" {
            with("another site", "origin", "https://elsewhere.example");
            with("another site's page", "sec-fetch-site", "cross-site");
        }
    }
    nothing_gets_through(&app, &shop.owner.cookie, tries).await;
}

async fn no_path_breaks_anything(app: TestApp) {
    let shop = app.shop("lyon").await;
    let sweep = Sweep::new(&app, &shop).await;
    let long = "9".repeat(5000);
    let ids = [
        "x",
        "0",
        "-1",
        "%00",
        "%FF",
        "..%2F..%2Fetc%2Fpasswd",
        "%27%20OR%201=1--",
        "%F0%9F%A6%80",
        "00000000-0000-0000-0000-000000000000",
        &long,
    ];
    let mut tries = Vec::new();
    for operation in sweep.operations() {
        let body = operation.media.is_some().then(|| sweep.example(&operation.schema).to_string().into_bytes());
        for parameter in ["{company_id}", "{id}", "{sub_id}", "{provider}"].into_iter().filter(|name| operation.path.contains(name)) {
            for id in ids {
                let path = operation.path.replace(parameter, id);
                let hostile = Operation {
                    method: operation.method.clone(),
                    path,
                    query: Vec::new(),
                    media: operation.media.clone(),
                    schema: Value::Null,
                };
                tries.push(sweep.attempt(&hostile, "an id that is none", "", body.clone()));
            }
        }
    }
    for path in ["/api/v1", "/api/v1/", "/api/v1/companies/", "/api/v2/me", "/api/v1//me", "/api/v1/..%2F..%2Fetc%2Fpasswd"] {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"] {
            tries.push(Try {
                what: "no such path".into(),
                method: method.into(),
                path: path.into(),
                headers: Vec::new(),
                body: None,
                may_succeed: false,
            });
        }
    }
    nothing_gets_through(&app, &shop.owner.cookie, tries).await;
}
