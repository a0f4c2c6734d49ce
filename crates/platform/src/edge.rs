//! The edge of the API: every request gets an id, every answer its headers, every refusal its
//! problem document in the caller's language, and no panic leaves.

use std::cell::Cell;
use std::panic::AssertUnwindSafe;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage as _, HttpResponse};
use contract::words::Locale;
use futures::FutureExt as _;

use crate::db::STATEMENTS;
use crate::error::Seed;
use crate::idempotency::Claim;
use crate::scope::Deps;
use crate::words;

/// What the edge knows of a request.
#[derive(Clone, Debug)]
pub struct RequestInfo {
    /// Its id.
    pub id: String,
    /// The caller's language.
    pub locale: Locale,
    /// The caller's address.
    pub address: String,
}

impl Default for RequestInfo {
    fn default() -> Self {
        Self { id: String::new(), locale: Locale::En, address: String::new() }
    }
}

/// Wraps the whole service: `App::new().wrap(from_fn(edge))`.
pub async fn edge<B: MessageBody + 'static>(req: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let deps = req.app_data::<Data<Deps>>().cloned();
    let info = info(&req, deps.as_ref());
    req.extensions_mut().insert(info.clone());
    let (request, method, path) = (req.request().clone(), req.method().clone(), req.path().to_owned());
    let started = std::time::Instant::now();

    let (outcome, statements) = STATEMENTS
        .scope(Cell::new(0), async {
            let outcome = AssertUnwindSafe(next.call(req)).catch_unwind().await;
            (outcome, STATEMENTS.with(Cell::get))
        })
        .await;
    let response = match outcome {
        Ok(Ok(response)) => response.map_into_left_body(),
        Ok(Err(error)) => ServiceResponse::new(request.clone(), error.error_response().map_into_right_body()),
        Err(_) => {
            tracing::error!(request_id = info.id, %method, path, "a handler panicked");
            ServiceResponse::new(request.clone(), HttpResponse::InternalServerError().finish().map_into_right_body())
        }
    };
    let response = explain(response, &info, &path);
    release(&request, &response, deps.as_ref()).await;
    tracing::info!(request_id = info.id, %method, path, status = response.status().as_u16(), ms = started.elapsed().as_millis(), statements, "request");
    Ok(dress(response, &info, &path, deps.as_ref(), statements))
}

fn info(req: &ServiceRequest, deps: Option<&Data<Deps>>) -> RequestInfo {
    let header = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    let given = header("x-request-id").filter(|id| (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    let id = given.map_or_else(|| deps.map_or_else(String::new, |deps| fresh_id(deps)), str::to_owned);
    let locale = Locale::negotiate(req.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default());
    // Only the peer's own address counts: a header can say anything.
    let address = req.peer_addr().map_or_else(String::new, |peer| peer.ip().to_string());
    RequestInfo { id, locale, address }
}

fn fresh_id(deps: &Deps) -> String {
    crate::tx::uuid_v7(deps.ports.entropy.as_ref(), deps.ports.clock.now(), 0).to_string()
}

/// Gives a refusal its problem document. Refusals that actix makes itself (unknown route, wrong
/// method, too large) get theirs here too.
fn explain<B: MessageBody>(mut response: ServiceResponse<EitherBody<B, BoxBody>>, info: &RequestInfo, path: &str) -> ServiceResponse<EitherBody<B, BoxBody>> {
    let status = response.status();
    let seed = response.response_mut().extensions_mut().remove::<Seed>();
    let ours = seed.is_some() || path.starts_with("/api/");
    if !(status.is_client_error() || status.is_server_error()) || !ours || is_problem(response.headers()) {
        return response;
    }
    let seed = seed.unwrap_or_else(|| Seed { code: plain_code(status).to_owned(), noun: None, errors: Vec::new(), current: None });
    tracing::debug!(code = seed.code, noun = seed.noun, "refused");
    let problem = words::document(seed, status.as_u16(), info.locale, path, &info.id);
    let body = serde_json::to_string(&problem).unwrap_or_default();
    let mut document = HttpResponse::build(status).content_type("application/problem+json").body(body);
    for name in ["retry-after", "www-authenticate", "allow", "set-cookie"] {
        if let Some(value) = response.headers().get(name) {
            document.headers_mut().insert(HeaderName::from_static(name), value.clone());
        }
    }
    let (request, _) = response.into_parts();
    ServiceResponse::new(request, document.map_into_right_body())
}

fn is_problem(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"application/problem+json"))
}

fn plain_code(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "media_type",
        StatusCode::UNAUTHORIZED => "unauthenticated",
        status if status.is_server_error() => "internal",
        _ => "bad_request",
    }
}

/// A refused request leaves its idempotency key free.
async fn release<B>(request: &actix_web::HttpRequest, response: &ServiceResponse<B>, deps: Option<&Data<Deps>>) {
    let refused = response.status().is_client_error() || response.status().is_server_error();
    let claim = request.extensions_mut().remove::<Claim>();
    if let (true, Some(claim), Some(deps)) = (refused, claim, deps) {
        if let Err(error) = claim.release(deps).await {
            tracing::warn!(%error, "an idempotency key could not be released");
        }
    }
}

fn dress<B>(mut response: ServiceResponse<B>, info: &RequestInfo, path: &str, deps: Option<&Data<Deps>>, statements: u32) -> ServiceResponse<B> {
    let api = path.starts_with("/api/");
    let secure = deps.is_some_and(|deps| deps.config.public_url.starts_with("https://"));
    let dev_tools = deps.is_some_and(|deps| deps.config.mode.has_dev_tools());
    let headers = response.headers_mut();
    let mut put = |name: &'static str, value: &str| {
        if let (false, Ok(value)) = (headers.contains_key(name), HeaderValue::from_str(value)) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    put("x-request-id", &info.id);
    put("x-content-type-options", "nosniff");
    put("referrer-policy", "strict-origin-when-cross-origin");
    put("cross-origin-opener-policy", "same-origin");
    put("cross-origin-resource-policy", "same-origin");
    put("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    put("x-frame-options", "DENY");
    put("content-security-policy", if api { "default-src 'none'; frame-ancestors 'none'" } else { APP_POLICY });
    if api {
        put("cache-control", "no-store");
        put("vary", "accept-language, cookie, authorization");
    }
    if secure {
        put("strict-transport-security", "max-age=31536000; includeSubDomains");
    }
    if dev_tools {
        put("x-parvis-statements", &statements.to_string());
    }
    response
}

/// What the app may do: our own files, WebAssembly, no inline script.
pub const APP_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
