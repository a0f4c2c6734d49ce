//! The home of a client's contact.

use actix_web::{HttpResponse, get};
use contract::CompanyId;
use contract::overview::PortalHome;
use contract::permissions::permit;
use platform::{Grant, Problems, Reach, Result, Tx};

/// The most rows of each list.
const MOST: u64 = 20;

/// The client's home.
///
/// What is owed, the invoices to pay with the most urgent first, and the projects under way.
#[utoipa::path(
    tag = "overview",
    params(("company_id" = CompanyId, Path, description = "The company.")),
    security(("session" = ["portal:view"]), ("bearer" = ["portal:view"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "What concerns the client.", body = PortalHome), Problems),
)]
#[get("/companies/{company_id}/portal")]
pub async fn read_portal_home(Grant { scope, .. }: Grant<permit::PortalView>) -> Result<HttpResponse> {
    let tx = scope.read().await?;
    let company = access::company(&tx).await?;
    let home = PortalHome {
        email: company.email.clone(),
        phone: company.phone.clone(),
        company: access::card_of(company),
        client_names: client_names(&tx).await?,
        due: billing::owed(&tx).await?,
        to_pay: billing::to_pay(&tx, MOST).await?,
        projects: projects::under_way(&tx, MOST).await?,
    };
    tx.list(&home).await
}

/// For whom the caller speaks; staff speak for nobody.
async fn client_names(tx: &Tx) -> Result<Vec<String>> {
    let Reach::Client(ids) = tx.reach() else { return Ok(Vec::new()) };
    let mut names: Vec<String> = clients::client::names(tx, ids).await?.into_values().collect();
    names.sort_unstable();
    Ok(names)
}
