//! The contract: what the slices say of their operations, in one document.

use utoipa::OpenApi as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_actix_web::AppExt as _;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Parvis",
        description = "The place in front of a company: clients, projects, invoices, payments. One address for browsers and programs; every refusal is a problem document (RFC 9457).",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
        contact(name = "Parvis", url = "https://parvis.example/"),
    ),
    servers((url = "/", description = "This installation.")),
    tags(
        (name = "setup", description = "The first company, and the demo."),
        (name = "session", description = "Coming in and going out, with a browser or a program."),
        (name = "companies", description = "Tenants: identity, branding, settings."),
        (name = "members", description = "Who works in a company, and as what."),
        (name = "clients", description = "Customers and their contacts."),
        (name = "projects", description = "The work for clients."),
        (name = "invoices", description = "Drafts, issued documents, their PDF, tax rates."),
        (name = "payments", description = "Money received."),
    ),
)]
struct Base;

/// The document without its operations.
pub fn base() -> OpenApi {
    Base::openapi()
}

/// The document with what all operations share.
pub fn complete(mut contract: OpenApi) -> OpenApi {
    let components = contract.components.get_or_insert_default();
    let cookie = ApiKey::Cookie(ApiKeyValue::with_description(
        platform::guard::SESSION_COOKIE,
        "A browser's session; unsafe methods also send X-Parvis-CSRF.",
    ));
    components.add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    let bearer =
        HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").description(Some("A program's access token.")).build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    contract
}

/// The whole contract.
pub fn openapi() -> OpenApi {
    let scope = utoipa_actix_web::scope("/api/v1").configure(crate::program::api);
    let (_, contract) = actix_web::App::new().into_utoipa_app().openapi(base()).service(scope).split_for_parts();
    complete(contract)
}
