//! The contract: what the slices say of their operations, in one document.

use serde_json::{Value, json};
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
    components(schemas(contract::Problem, contract::FieldError)),
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
        (name = "overview", description = "What is seen across everything: figures, the client's home, the search."),
        (name = "audit", description = "What happened, who did it, and when."),
    ),
)]
struct Base;

/// The document without its operations.
fn base() -> OpenApi {
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
    polished(&contract).unwrap_or(contract)
}

/// What a caller shows at each door follows from the door. Shapes that stand inline wherever they are
/// used are not listed a second time.
fn polished(contract: &OpenApi) -> Option<OpenApi> {
    let mut document = serde_json::to_value(contract).ok()?;
    let paths = document.get_mut("paths")?.as_object_mut()?;
    for operation in paths.values_mut().filter_map(Value::as_object_mut).flat_map(|item| item.values_mut()) {
        operation["security"] = shown(operation["x-door"].as_str());
    }
    while drop_unused(&mut document) {}
    serde_json::from_value(document).ok()
}

/// Nothing, or one of what the doors of somebody known take. Permissions stand in `x-permission`: only
/// OAuth knows scopes.
fn shown(door: Option<&str>) -> Value {
    match door {
        Some("grant" | "member" | "me") => json!([{ "session": [] }, { "bearer": [] }]),
        _ => json!([{}]),
    }
}

fn drop_unused(document: &mut Value) -> bool {
    let text = document.to_string();
    let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else { return false };
    let before = schemas.len();
    schemas.retain(|name, _| text.contains(&format!("\"#/components/schemas/{name}\"")));
    schemas.len() < before
}

/// The whole contract.
pub fn openapi() -> OpenApi {
    let scope = utoipa_actix_web::scope("/api/v1").configure(crate::program::api);
    let (_, contract) = actix_web::App::new().into_utoipa_app().openapi(base()).service(scope).split_for_parts();
    complete(contract)
}
