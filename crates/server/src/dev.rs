//! Tools for developers and for the demo: the mailbox. Never served in production.

use std::fmt::Write as _;

use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use platform::Deps;
use platform::ports::ReceivedMail;

use crate::docs::escape;

/// `/dev/mail` and its mails.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/dev/mail", web::get().to(mailbox))
        .route("/dev/mail.json", web::get().to(mails))
        .route("/dev/mail/{id}", web::get().to(mail));
}

async fn read(deps: &Deps) -> Vec<ReceivedMail> {
    let Some(mailbox) = &deps.ports.mailbox else { return Vec::new() };
    mailbox.mails().await.unwrap_or_else(|error| {
        tracing::warn!(%error, "the mailbox cannot be read");
        Vec::new()
    })
}

async fn mails(deps: Data<Deps>) -> HttpResponse {
    let mails = read(&deps).await;
    let mails: Vec<_> =
        mails.iter().map(|m| serde_json::json!({"to": m.to, "subject": m.subject, "text": m.text, "attachments": m.attachments})).collect();
    HttpResponse::Ok().json(mails)
}

async fn mailbox(deps: Data<Deps>) -> HttpResponse {
    let mut rows = String::new();
    for mail in read(&deps).await {
        let (id, to, subject) = (escape(&mail.message_id), escape(&mail.to), escape(&mail.subject));
        let _ =
            write!(rows, "<li><a href=\"/dev/mail/{id}\">{subject}</a><br><small>{to}, {}</small></li>", mail.received_at.format("%F %R"));
    }
    let list = if rows.is_empty() { "<p>No mail yet.</p>".into() } else { format!("<ul>{rows}</ul>") };
    html("Mailbox", &list)
}

async fn mail(req: HttpRequest, deps: Data<Deps>) -> HttpResponse {
    let id = req.match_info().query("id");
    let Some(mail) = read(&deps).await.into_iter().find(|mail| mail.message_id == id) else { return HttpResponse::NotFound().finish() };
    let frame = format!(
        "<iframe sandbox=\"allow-popups allow-top-navigation-by-user-activation\" title=\"The mail\" srcdoc=\"{}\" style=\"width:100%;height:40rem;border:1px solid #ccc\"></iframe>",
        escape(&mail.html)
    );
    html(
        &mail.subject,
        &format!(
            "<p>{}</p>{frame}<h2>Text</h2><pre style=\"white-space:pre-wrap\">{}</pre><p><a href=\"/dev/mail\">Mailbox</a></p>",
            escape(&mail.to),
            escape(&mail.text)
        ),
    )
}

fn html(title: &str, body: &str) -> HttpResponse {
    let title = escape(title);
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title><style>body{{font:16px/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    );
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page)
}
