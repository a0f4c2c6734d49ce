//! Somebody who speaks HTTP with the program.

use std::sync::atomic::{AtomicU64, Ordering};

use contract::Problem;
use contract::call::Call;
use identity::entities::app_user;
use platform::guard::SESSION_COOKIE;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method};
use serde_json::Value;

/// As in the app, each call has a key of its own.
static KEYS: AtomicU64 = AtomicU64::new(0);

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Answer {
    /// The code of the problem, or nothing.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The version that came along.
    pub fn etag(&self) -> Option<&str> {
        self.headers.get("etag").and_then(|value| value.to_str().ok())
    }

    /// What it asked of the database.
    pub fn statements(&self) -> u32 {
        self.header("x-parvis-statements").parse().unwrap()
    }
}

/// Somebody signed in, with the headers of a browser.
pub struct Person {
    pub user: app_user::Model,
    pub cookie: String,
    base: String,
    http: Client,
}

impl Person {
    pub fn new(base: &str, user: app_user::Model, secret: &str) -> Self {
        Self { user, cookie: format!("{SESSION_COOKIE}={secret}"), base: base.to_owned(), http: Client::new() }
    }

    /// A call of the contract, as the app sends it.
    pub async fn call<C: Call>(&self, call: C) -> Result<C::Reply, Problem> {
        let path = call.query().map_or(call.path(), |query| format!("{}?{query}", call.path()));
        let version = call.if_match().map(|version| format!("\"{version}\""));
        let key = format!("test-{}", KEYS.fetch_add(1, Ordering::Relaxed));
        let mut headers: Vec<(&str, &str)> = version.iter().map(|version| ("if-match", version.as_str())).collect();
        if C::METHOD == "POST" {
            headers.push(("idempotency-key", &key));
        }
        let answer = self.send(C::METHOD, &path, &headers, call.body()).await;
        if answer.status >= 400 {
            return Err(serde_json::from_value(answer.body).expect("a refusal is a problem"));
        }
        Ok(serde_json::from_value(answer.body).expect("the reply of the contract"))
    }

    /// Anything, in the name of the person.
    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<String>) -> Answer {
        let own = [("cookie", self.cookie.as_str()), ("x-parvis-csrf", "1")];
        raw(&self.http, &self.base, method, path, &[&own, headers].concat(), body.map(String::into_bytes)).await
    }

    /// A file, in the name of the person; its media type may be among the headers.
    pub async fn upload(&self, method: &str, path: &str, headers: &[(&str, &str)], file: Vec<u8>) -> Answer {
        let own = [("cookie", self.cookie.as_str()), ("x-parvis-csrf", "1"), ("content-type", "application/octet-stream")];
        let own = if headers.iter().any(|(name, _)| *name == "content-type") { &own[..2] } else { &own };
        raw(&self.http, &self.base, method, path, &[own, headers].concat(), Some(file)).await
    }
}

/// A request as it stands.
pub async fn raw(http: &Client, base: &str, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Answer {
    let mut request = http.request(Method::from_bytes(method.as_bytes()).unwrap(), format!("{base}{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if let Some(body) = body {
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/json");
        }
        request = request.body(body);
    }
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or(Value::Null);
    Answer { status, headers, body }
}

impl super::TestApp {
    /// Anything, in nobody's name.
    pub async fn anonymous(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<String>) -> Answer {
        raw(&Client::new(), &self.base, method, path, headers, body.map(String::into_bytes)).await
    }
}
