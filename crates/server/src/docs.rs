//! The contract as pages: every operation, every problem. Plain HTML, no script, nothing from
//! outside.

use std::fmt::Write as _;

use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use contract::words::Locale;
use platform::words;
use utoipa::openapi::OpenApi;

/// `/docs`, the pages of problems, and the document itself.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/docs", web::get().to(operations))
        .route("/docs/problems/{code}", web::get().to(problem))
        .route("/api/v1/openapi.json", web::get().to(document));
}

async fn document(contract: Data<OpenApi>) -> HttpResponse {
    HttpResponse::Ok().json(contract.get_ref())
}

async fn operations(contract: Data<OpenApi>) -> HttpResponse {
    let mut rows = String::new();
    for (path, item) in &contract.paths.paths {
        let methods = [("GET", &item.get), ("POST", &item.post), ("PUT", &item.put), ("PATCH", &item.patch), ("DELETE", &item.delete)];
        for (method, operation) in methods.into_iter().filter_map(|(method, operation)| Some((method, operation.as_ref()?))) {
            let summary = operation.summary.as_deref().unwrap_or_default();
            let description = operation.description.as_deref().unwrap_or_default();
            let _ = write!(
                rows,
                "<section><h2><code>{method} {}</code></h2><p><strong>{}</strong> {}</p></section>",
                escape(path),
                escape(summary),
                escape(description)
            );
        }
    }
    let mut codes = String::new();
    for code in words::problem_codes() {
        let _ = write!(codes, "<li><a href=\"/docs/problems/{code}\">{code}</a></li>");
    }
    let intro = "<p>The whole contract is an <a href=\"/api/v1/openapi.json\">OpenAPI 3.1 document</a>; every tool reads it.</p>";
    page("en", "The API of Parvis", &format!("{intro}{rows}<section><h2>Problems</h2><ul>{codes}</ul></section>"))
}

async fn problem(req: HttpRequest) -> HttpResponse {
    let code = req.match_info().query("code");
    let sentence = |locale| words::problem(locale, code);
    let (Some((title, detail)), Some((heading, explication))) = (sentence(Locale::En), sentence(Locale::Fr)) else {
        return HttpResponse::NotFound().finish();
    };
    let french = format!("<section lang=\"fr\"><h2>{}</h2><p>{}</p></section>", escape(&heading), escape(&explication));
    page(
        "en",
        &title,
        &format!("<p><code>{}</code></p><p>{}</p>{french}<p><a href=\"/docs\">The API</a></p>", escape(code), escape(&detail)),
    )
}

fn page(language: &str, title: &str, body: &str) -> HttpResponse {
    const STYLE: &str = "body{font:16px/1.6 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;color:#292524;background:#fafaf9}\
        h2{font-size:1rem;margin:1.5rem 0 .25rem}code{overflow-wrap:anywhere}a{color:#3730a3}\
        @media(prefers-color-scheme:dark){body{color:#e7e5e4;background:#1c1917}a{color:#a5b4fc}}";
    let title = escape(title);
    let html = format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    );
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html)
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
