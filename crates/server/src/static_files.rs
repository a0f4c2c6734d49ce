//! The app's files, made by `cargo xtask bundle` and carried in the program. Their names hold a
//! digest of their content, so that a browser keeps them for ever; the page that names them is
//! asked for each time.

use std::borrow::Cow;

use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY};
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use platform::Deps;
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../dist"]
#[allow_missing = true]
struct Dist;

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The files.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/assets/{file:.*}", web::get().to(asset));
}

async fn asset(req: HttpRequest) -> HttpResponse {
    let path = format!("assets/{}", req.match_info().query("file"));
    send(&req, &path, FOR_EVER).unwrap_or_else(|| HttpResponse::NotFound().finish())
}

/// Any other address is a page of the app, which finds its own way.
pub async fn app(req: HttpRequest) -> HttpResponse {
    let tools = req.app_data::<Data<Deps>>().is_some_and(|deps| deps.config.mode.has_dev_tools());
    if !is_of_the_app(req.path(), tools) {
        return HttpResponse::NotFound().finish();
    }
    if !matches!(*req.method(), Method::GET | Method::HEAD) {
        return HttpResponse::MethodNotAllowed().finish();
    }
    let file = req.path().trim_start_matches('/');
    let known = !file.is_empty() && !file.contains('/') && Dist::get(file).is_some();
    if known {
        return send(&req, file, "public, max-age=86400").unwrap_or_else(|| HttpResponse::NotFound().finish());
    }
    page(&req, "index.html")
}

/// A page, which is asked for each time.
pub fn page(req: &HttpRequest, name: &str) -> HttpResponse {
    send(req, name, "no-cache")
        .unwrap_or_else(|| HttpResponse::ServiceUnavailable().body("The app was not built: run `cargo xtask bundle`."))
}

/// What begins otherwise belongs to others; the pages for developers are not for production.
fn is_of_the_app(path: &str, tools: bool) -> bool {
    let foreign = ["/api/", "/docs/"].iter().any(|prefix| path.starts_with(prefix));
    !foreign && (tools || !path.starts_with("/dev/"))
}

fn send(req: &HttpRequest, path: &str, keep: &str) -> Option<HttpResponse> {
    let brotli = header(req, &ACCEPT_ENCODING).is_some_and(|value| value.contains("br"));
    let small = if brotli { Dist::get(&format!("{path}.br")) } else { None };
    let compressed = small.is_some();
    let file = small.or_else(|| Dist::get(path))?;
    let tag = tag(&file);
    let known = header(req, &IF_NONE_MATCH).is_some_and(|tags| tags.contains(&tag));
    let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header((CACHE_CONTROL, keep)).insert_header((VARY, "accept-encoding")).insert_header((ETAG, tag));
    if known {
        return Some(response.finish());
    }
    if compressed {
        response.insert_header((CONTENT_ENCODING, "br"));
    }
    Some(response.content_type(media_type(path)).body(bytes(file.data)))
}

fn header<'a>(req: &'a HttpRequest, name: &actix_web::http::header::HeaderName) -> Option<&'a str> {
    req.headers().get(name).and_then(|value| value.to_str().ok())
}

/// The digest of what is sent, as an entity tag; each encoding has its own.
fn tag(file: &EmbeddedFile) -> String {
    format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]))
}

/// What the program carries is sent as it lies there.
fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(carried) => Bytes::from_static(carried),
        Cow::Owned(read) => Bytes::from(read),
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::is_of_the_app;

    #[test]
    fn pages_for_developers_are_not_served_in_production() {
        assert!(is_of_the_app("/dev/ui", true) && !is_of_the_app("/dev/ui", false));
        assert!(is_of_the_app("/developers", false) && !is_of_the_app("/api/nowhere", true));
    }
}
