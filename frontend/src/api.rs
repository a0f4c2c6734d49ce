//! The only place that fetches. A typed shell over one concrete function, so that each call costs
//! the browser its own JSON and nothing more.
//!
//! The session is an `HttpOnly` cookie which the browser sends by itself; unsafe requests carry a
//! header that other sites cannot set. A reading that its page no longer waits for is aborted.

use contract::{Call, Problem};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

use crate::{
    browser,
    here::{lasts, spawn},
    session, words,
};

/// The code of a problem that never reached the server.
pub const OFFLINE: &str = "offline";

/// What is sent, once the type of the call is forgotten.
struct Asked {
    method: &'static str,
    url: String,
    body: Body,
    if_match: Option<i64>,
    /// The name under which the server recognises a second sending of the same request.
    idempotency_key: Option<String>,
}

enum Body {
    None,
    Json(String),
    /// A file as it is.
    File(web_sys::File),
}

/// Sends a call and reads its reply. Called within an owner (a resource, an effect), it is aborted
/// when that owner is disposed of or runs again; called from an event handler, it ends by itself.
pub fn call<C: Call>(call: C) -> impl Future<Output = Result<C::Reply, Problem>> {
    let key = (C::METHOD == "POST").then(browser::random_uuid);
    call_with_key(call, key)
}

/// The same, for a caller that may send the same request twice, such as a form that is tried again.
pub fn call_with_key<C: Call>(call: C, key: Option<String>) -> impl Future<Output = Result<C::Reply, Problem>> {
    let body = call.body().map_or(Body::None, Body::Json);
    let asked = Asked { method: C::METHOD, url: url(&call), body, if_match: call.if_match(), idempotency_key: key };
    let answer = SendWrapper::new(send(asked, abort_with_owner(C::METHOD)));
    async move { read(&answer.await?) }
}

/// Sends a file as the body of a call that has none of its own. For imports and logos.
pub fn send_file<C: Call>(call: &C, file: web_sys::File) -> impl Future<Output = Result<C::Reply, Problem>> + use<C> {
    let key = (C::METHOD == "POST").then(browser::random_uuid);
    let asked = Asked { method: C::METHOD, url: url(call), body: Body::File(file), if_match: call.if_match(), idempotency_key: key };
    let answer = SendWrapper::new(send(asked, None));
    async move { read(&answer.await?) }
}

fn url<C: Call>(call: &C) -> String {
    match call.query() {
        Some(query) => format!("{}?{query}", call.path()),
        None => call.path(),
    }
}

fn read<R: DeserializeOwned>(text: &str) -> Result<R, Problem> {
    serde_json::from_str(if text.is_empty() { "null" } else { text }).map_err(|_| unreadable())
}

/// Readings die with their page. Writes do not: the server may have begun.
fn abort_with_owner(method: &str) -> Option<AbortController> {
    if method != "GET" || Owner::current().is_none() || lasts() {
        return None;
    }
    let controller = AbortController::new().ok()?;
    let kept = SendWrapper::new(controller.clone());
    on_cleanup(move || kept.abort());
    Some(controller)
}

async fn send(asked: Asked, abort: Option<AbortController>) -> Result<String, Problem> {
    let Ok((response, text)) = fetch(&asked, abort.as_ref()).await else { return Err(offline()) };
    if response.ok() {
        return Ok(text);
    }
    let problem = serde_json::from_str(&text).unwrap_or_else(|_| unexpected(response.status()));
    if problem.status == 401 && !asked.url.starts_with("/api/v1/session") {
        session::ended();
    }
    Err(problem)
}

/// The answer and its text.
async fn fetch(asked: &Asked, abort: Option<&AbortController>) -> Result<(Response, String), JsValue> {
    let init = RequestInit::new();
    init.set_method(asked.method);
    let headers = headers(asked)?;
    init.set_headers(&headers);
    match &asked.body {
        Body::None => {}
        Body::Json(text) => init.set_body(&JsValue::from_str(text)),
        Body::File(file) => init.set_body(file),
    }
    if let Some(abort) = abort {
        init.set_signal(Some(&abort.signal()));
    }
    let window = browser::window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_str_and_init(&asked.url, &init)).await?.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)?;
    Ok((response, text))
}

fn headers(asked: &Asked) -> Result<Headers, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    headers.set("Accept-Language", words::language_untracked().code())?;
    if asked.method != "GET" {
        headers.set("X-Parvis-CSRF", "1")?;
    }
    if let Some(key) = &asked.idempotency_key {
        headers.set("Idempotency-Key", key)?;
    }
    if let Some(version) = asked.if_match {
        headers.set("If-Match", &format!("\"{version}\""))?;
    }
    match &asked.body {
        Body::None => {}
        Body::Json(_) => headers.set("Content-Type", "application/json")?,
        Body::File(file) => {
            let kind = file.type_();
            headers.set("Content-Type", if kind.is_empty() { "application/octet-stream" } else { &kind })?;
        }
    }
    Ok(headers)
}

/// A resource that sends `asked` now and whenever what it reads changes. The old reply stays until
/// the new one is there; `.refetch()` asks again.
pub fn load<C: Call + 'static>(asked: impl Fn() -> C + 'static) -> LocalResource<Result<C::Reply, Problem>> {
    LocalResource::new(move || call(asked()))
}

/// Sends a call once and keeps its answer. Lighter than a resource: for the pages before log-in,
/// which have nothing to send again.
pub fn ask<C>(asked: C) -> ReadSignal<Option<Result<C::Reply, Problem>>>
where
    C: Call + 'static,
    C::Reply: Send + Sync,
{
    let (answer, set_answer) = signal(None);
    let reply = call(asked);
    spawn(async move {
        let reply = reply.await;
        set_answer.try_set(Some(reply));
    });
    answer
}

fn problem(code: &str, status: u16, title: String, detail: String) -> Problem {
    Problem {
        kind: "about:blank".into(),
        title,
        status,
        detail,
        instance: String::new(),
        code: code.into(),
        errors: Vec::new(),
        request_id: String::new(),
        current: None,
    }
}

/// What is said when the server cannot be reached.
pub fn offline() -> Problem {
    problem(OFFLINE, 0, crate::text!(offline_title), crate::text!(offline_detail))
}

fn unreadable() -> Problem {
    problem("unreadable", 0, crate::text!(unexpected_title), crate::text!(unreadable_detail))
}

fn unexpected(status: u16) -> Problem {
    problem("unexpected", status, crate::text!(unexpected_title), crate::text!(unexpected_detail, status = status))
}
