//! The edge of the API: every request gets an id, every answer its headers, every refusal its
//! problem document in the caller's language, and no panic leaves.

#![expect(clippy::disallowed_types, reason = "the doors read requests, so that no slice need")]

use std::cell::Cell;
use std::net::IpAddr;
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
    // The request itself is not kept: actix can route it only while nobody else holds it.
    let (method, path) = (req.method().clone(), req.path().to_owned());
    let started = std::time::Instant::now();

    let (outcome, statements) = STATEMENTS
        .scope(Cell::new(0), async {
            let outcome = AssertUnwindSafe(next.call(req)).catch_unwind().await;
            (outcome, STATEMENTS.with(Cell::get))
        })
        .await;
    let finished = Finished { info: &info, path: &path, deps: deps.as_ref(), statements };
    let response = match outcome {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return Err(finished.alone(error.error_response())),
        Err(_) => {
            tracing::error!(request_id = info.id, %method, path, "a handler panicked");
            return Err(finished.alone(HttpResponse::InternalServerError().finish()));
        }
    };
    let response = finished.explain(response);
    release(&response, deps.as_ref()).await;
    tracing::info!(request_id = info.id, %method, path, status = response.status().as_u16(), ms = started.elapsed().as_millis(), statements, "request");
    Ok(finished.dress(response))
}

/// A request that was answered.
struct Finished<'a> {
    info: &'a RequestInfo,
    path: &'a str,
    deps: Option<&'a Data<Deps>>,
    statements: u32,
}

impl Finished<'_> {
    /// An answer whose request is gone with the handler that failed; it travels as an error.
    fn alone(&self, response: HttpResponse) -> Error {
        let mut response = self.document(&response).unwrap_or(response);
        dress(response.headers_mut(), self);
        actix_web::error::InternalError::from_response("the request failed", response).into()
    }

    fn explain<B: MessageBody>(&self, response: ServiceResponse<B>) -> ServiceResponse<EitherBody<B, BoxBody>> {
        match self.document(response.response()) {
            Some(document) => {
                let (request, _) = response.into_parts();
                ServiceResponse::new(request, document.map_into_right_body())
            }
            None => response.map_into_left_body(),
        }
    }

    fn dress<B>(&self, mut response: ServiceResponse<B>) -> ServiceResponse<B> {
        dress(response.headers_mut(), self);
        response
    }

    /// The problem document of a refusal. Refusals that actix makes itself (unknown route, wrong
    /// method, too large) get theirs here too.
    fn document<B>(&self, response: &HttpResponse<B>) -> Option<HttpResponse> {
        let status = response.status();
        let seed = response.extensions().get::<Seed>().cloned();
        let ours = seed.is_some() || self.path.starts_with("/api/");
        if !(status.is_client_error() || status.is_server_error()) || !ours || is_problem(response.headers()) {
            return None;
        }
        let seed = seed.unwrap_or_else(|| Seed { code: plain_code(status).to_owned(), noun: None, errors: Vec::new(), current: None });
        tracing::debug!(code = seed.code, noun = seed.noun, "refused");
        let problem = words::document(seed, status.as_u16(), self.info.locale, self.path, &self.info.id);
        let body = serde_json::to_string(&problem).unwrap_or_default();
        let mut document = HttpResponse::build(status).content_type("application/problem+json").body(body);
        for name in ["retry-after", "www-authenticate", "allow", "set-cookie"] {
            if let Some(value) = response.headers().get(name) {
                document.headers_mut().insert(HeaderName::from_static(name), value.clone());
            }
        }
        Some(document)
    }
}

fn info(req: &ServiceRequest, deps: Option<&Data<Deps>>) -> RequestInfo {
    let header = |name: &str| req.headers().get(name).and_then(|value| value.to_str().ok());
    let given = header("x-request-id")
        .filter(|id| (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
    let id = given.map_or_else(|| deps.map_or_else(String::new, |deps| fresh_id(deps)), str::to_owned);
    let locale = Locale::negotiate(req.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default());
    let caller = |peer: IpAddr| deps.map_or(peer, |deps| deps.config.trusted_proxies.caller(peer, req.headers()));
    let address = req.peer_addr().map_or_else(String::new, |peer| caller(peer.ip()).to_string());
    RequestInfo { id, locale, address }
}

fn fresh_id(deps: &Deps) -> String {
    crate::tx::uuid_v7(deps.ports.entropy.as_ref(), deps.ports.clock.now(), 0).to_string()
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
async fn release<B>(response: &ServiceResponse<B>, deps: Option<&Data<Deps>>) {
    let refused = response.status().is_client_error() || response.status().is_server_error();
    let claim = response.request().extensions_mut().remove::<Claim>();
    if let (true, Some(claim), Some(deps)) = (refused, claim, deps)
        && let Err(error) = claim.release(deps).await
    {
        tracing::warn!(%error, "an idempotency key could not be released");
    }
}

fn dress(headers: &mut HeaderMap, finished: &Finished<'_>) {
    let Finished { info, path, deps, statements } = finished;
    let api = path.starts_with("/api/");
    let secure = deps.is_some_and(|deps| deps.config.public_url.starts_with("https://"));
    let dev_tools = deps.is_some_and(|deps| deps.config.mode.has_dev_tools());
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
}

/// What the app may do: our own files, WebAssembly, no inline script.
pub const APP_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
     font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
