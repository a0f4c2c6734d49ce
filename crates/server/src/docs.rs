//! The contract as pages: every operation with what it takes and answers, every problem. Plain
//! HTML, no script, nothing from outside.

mod operations;

use std::fmt::Write as _;
use std::sync::LazyLock;

use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use contract::words::Locale;
use platform::words;
use serde_json::Value;

use crate::openapi;

/// The contract, written down when the first reader asks: as a document and as a page.
static DOCS: LazyLock<Docs> = LazyLock::new(|| {
    let document = serde_json::to_value(openapi()).unwrap_or_default();
    Docs { operations: operations_page(&document), document: document.to_string() }
});

struct Docs {
    document: String,
    operations: String,
}

/// `/docs`, the pages of problems, and the document itself.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/docs", web::get().to(operations))
        .route("/docs/problems/{code}", web::get().to(problem))
        .route("/api/v1/openapi.json", web::get().to(document));
}

async fn document() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(DOCS.document.as_str())
}

async fn operations() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(DOCS.operations.as_str())
}

fn operations_page(document: &Value) -> String {
    let mut codes = String::new();
    for code in words::problem_codes() {
        let _ = write!(codes, "<li><a href=\"/docs/problems/{code}\">{code}</a></li>");
    }
    let intro = "<p>The whole contract is an <a href=\"/api/v1/openapi.json\">OpenAPI 3.1 document</a>; every tool reads it. \
        A program signs in with <code>POST /api/v1/tokens</code> and sends <code>Authorization: Bearer …</code>; \
        an <code>Idempotency-Key</code> makes a POST count once, and <code>If-Match</code> with the <code>ETag</code> that was read keeps two people from overwriting one another.</p>";
    let listed = operations::listed(document);
    html("en", "The API of Parvis", &format!("{intro}{listed}<section><h2 id=\"problems\">Problems</h2><ul>{codes}</ul></section>"))
}

async fn problem(req: HttpRequest) -> HttpResponse {
    let code = req.match_info().query("code");
    let sentence = |locale| words::problem(locale, code);
    let (Some((title, detail)), Some((heading, explication))) = (sentence(Locale::En), sentence(Locale::Fr)) else {
        return HttpResponse::NotFound().finish();
    };
    let french = format!("<section lang=\"fr\"><h2>{}</h2><p>{}</p></section>", escape(&heading), escape(&explication));
    let body = format!("<p><code>{}</code></p><p>{}</p>{french}<p><a href=\"/docs\">The API</a></p>", escape(code), escape(&detail));
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html("en", &title, &body))
}

fn html(language: &str, title: &str, body: &str) -> String {
    const STYLE: &str = "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#292524;background:#fafaf9}\
        h2{font-size:1.25rem;margin:2.5rem 0 .5rem}h3{font-size:1rem;margin:0;display:inline}code{overflow-wrap:anywhere}a{color:#3730a3}\
        details{border-top:1px solid #d6d3d1;padding:.5rem 0}summary{cursor:pointer}table{border-collapse:collapse;width:100%;font-size:.875rem}\
        td,th{text-align:start;vertical-align:top;padding:.25rem .75rem .25rem 0}pre{overflow:auto;padding:.75rem;background:#f0efed;font-size:.8125rem}\
        @media(prefers-color-scheme:dark){body{color:#e7e5e4;background:#1c1917}a{color:#a5b4fc}pre{background:#292524}details{border-color:#44403c}}";
    let title = escape(title);
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    )
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
