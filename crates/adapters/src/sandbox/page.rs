//! The page where a payer decides: plain forms, no script, both languages.

#![expect(clippy::disallowed_types, reason = "the gateway's own page is no operation of ours")]

use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, HttpResponseBuilder};
use contract::words::Locale;
use minijinja::{Environment, context};
use platform::ports::GatewayError;
use serde::Deserialize;

use super::books::{Entry, Outcome};
use super::choice::Choice;
use super::{SandboxGateway, words};

/// The body of a choice: one word.
const LARGEST_FORM: usize = 256;

#[derive(Deserialize)]
struct Decision {
    choice: Choice,
}

/// Serves `/sandbox/pay/{reference}`.
pub fn routes(gateway: Arc<SandboxGateway>) -> impl Fn(&mut ServiceConfig) + Clone {
    move |config| {
        let scope = web::scope("/sandbox/pay/{reference}")
            .app_data(web::Data::from(gateway.clone()))
            .app_data(web::FormConfig::default().limit(LARGEST_FORM))
            .route("", web::get().to(show))
            .route("", web::post().to(decide));
        config.service(scope);
    }
}

async fn show(gateway: web::Data<SandboxGateway>, reference: web::Path<String>) -> HttpResponse {
    match gateway.entry(&reference).await {
        Ok(Some(entry)) => page(&gateway, &entry),
        Ok(None) => HttpResponse::NotFound().content_type("text/plain; charset=utf-8").body("No such payment. / Paiement inconnu."),
        Err(error) => failure(&error),
    }
}

async fn decide(gateway: web::Data<SandboxGateway>, reference: web::Path<String>, decision: web::Form<Decision>) -> HttpResponse {
    match gateway.play(&reference, decision.choice).await {
        Ok(played) => {
            gateway.send_all(played.outgoing);
            away(&played.return_url)
        }
        // The button was pressed twice: the page says where things stand.
        Err(GatewayError::Refused { code, .. }) if code == "already_paid" => away(&format!("/sandbox/pay/{reference}")),
        Err(GatewayError::Refused { .. }) => HttpResponse::NotFound().finish(),
        Err(error) => failure(&error),
    }
}

fn away(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).insert_header((header::CACHE_CONTROL, "no-store")).finish()
}

fn failure(error: &GatewayError) -> HttpResponse {
    tracing::error!(%error, "the sandbox cannot answer");
    HttpResponse::ServiceUnavailable().insert_header((header::RETRY_AFTER, "5")).finish()
}

fn page(gateway: &SandboxGateway, entry: &Entry) -> HttpResponse {
    let nonce = gateway.random();
    match render(entry, &nonce) {
        Ok(html) => sheltered(entry, &nonce).content_type("text/html; charset=utf-8").body(html),
        Err(error) => failure(&GatewayError::Unavailable(error.to_string())),
    }
}

/// Nothing but this page's own style and forms. Browsers hold `form-action` against redirects
/// too, so the merchant's origin stands in it.
fn sheltered(entry: &Entry, nonce: &str) -> HttpResponseBuilder {
    let merchant = reqwest::Url::parse(&entry.return_url).map(|url| url.origin().ascii_serialization()).unwrap_or_default();
    let policy =
        format!("default-src 'none'; style-src 'nonce-{nonce}'; form-action 'self' {merchant}; base-uri 'none'; frame-ancestors 'none'");
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::REFERRER_POLICY, "same-origin"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"));
    response
}

fn render(entry: &Entry, nonce: &str) -> Result<String, minijinja::Error> {
    let words = words::of(entry.locale);
    let buttons = |mischief: bool| -> Vec<minijinja::Value> {
        let shown = Choice::ALL.into_iter().filter(|choice| choice.is_mischief() == mischief);
        shown
            .map(|choice| {
                let (label, help) = words::choice(choice, entry.locale);
                context! { word => choice.word(), label => label, help => help }
            })
            .collect()
    };
    let paid = matches!(entry.outcome, Outcome::Succeeded { .. });
    let refused = matches!(entry.outcome, Outcome::Failed { .. });
    let mut environment = Environment::new();
    environment.add_template("pay.html", include_str!("pay.html"))?;
    environment.get_template("pay.html")?.render(context! {
        nonce => nonce,
        language => match entry.locale { Locale::Fr => "fr", Locale::En => "en" },
        title => words.title, notice => words.notice, for_whom => words.payer, mischief_title => words.mischief,
        mischief_help => words.mischief_help, back => words.back, amount_label => words.amount, reference_label => words.reference,
        state => if paid { Some(words.paid) } else if refused { Some(words.refused) } else { None },
        paid => paid,
        amount => entry.amount.format(entry.locale), description => entry.description.as_str(),
        payer => entry.payer.as_str(), reference => entry.reference.as_str(), return_url => entry.return_url.as_str(),
        choices => buttons(false), mischief => buttons(true),
    })
}
