//! The contract for readers: as a document, as Scalar's reference of it at `/docs`, and a page for
//! each problem.

use std::fmt::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use contract::words::Locale;
use platform::words;

use crate::{openapi, static_files};

/// The contract, written down when the first reader asks.
static DOCUMENT: LazyLock<String> = LazyLock::new(|| serde_json::to_value(openapi()).unwrap_or_default().to_string());

/// What the reference may do: run our own scripts and call our own API. Its components carry their
/// styles in the script and put them into the page; nothing else is inline, nothing comes from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `/docs`, the pages of problems, and the document itself.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/docs", web::get().to(reference))
        .route("/docs/problems", web::get().to(problems))
        .route("/docs/problems/{code}", web::get().to(problem))
        .route("/api/v1/openapi.json", web::get().to(document));
}

async fn document() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(DOCUMENT.as_str())
}

async fn reference(req: HttpRequest) -> HttpResponse {
    let mut page = static_files::page(&req, "docs.html");
    if let Ok(policy) = POLICY.parse() {
        page.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    page
}

async fn problems() -> HttpResponse {
    let mut codes = String::new();
    for code in words::problem_codes() {
        let title = words::problem(Locale::En, code).map_or_else(String::new, |(title, _)| escape(&title));
        let _ = write!(codes, "<li><a href=\"/docs/problems/{code}\"><code>{code}</code></a> {title}</li>");
    }
    let intro = "<p>Every refusal is a problem document (RFC 9457). Its <code>code</code> says which; a program decides by it.</p>";
    html("Problems", &format!("{intro}<ul>{codes}</ul><p><a href=\"/docs\">The API</a></p>"))
}

async fn problem(req: HttpRequest) -> HttpResponse {
    let code = req.match_info().query("code");
    let sentence = |locale| words::problem(locale, code);
    let (Some((title, detail)), Some((heading, explication))) = (sentence(Locale::En), sentence(Locale::Fr)) else {
        return HttpResponse::NotFound().finish();
    };
    let french = format!("<section lang=\"fr\"><h2>{}</h2><p>{}</p></section>", escape(&heading), escape(&explication));
    let all = "<p><a href=\"/docs/problems\">All problems</a></p>";
    html(&title, &format!("<p><code>{}</code></p><p>{}</p>{french}{all}", escape(code), escape(&detail)))
}

fn html(title: &str, body: &str) -> HttpResponse {
    const STYLE: &str = "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#292524;background:#fafaf9}\
        h2{font-size:1.25rem;margin:2.5rem 0 .5rem}code{overflow-wrap:anywhere}a{color:#3730a3}\
        @media(prefers-color-scheme:dark){body{color:#e7e5e4;background:#1c1917}a{color:#a5b4fc}}";
    let title = escape(title);
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    ))
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
