//! The home of a client's contact.

use contract::overview::PortalHome;
use contract::permissions::permit;
use platform::{Answer, Grant, Reach, Result, Tx, operation};

/// The most rows of each list.
const MOST: u64 = 20;

/// Read the home of a client.
///
/// What is owed, the invoices to pay with the most urgent first, and the projects under way.
#[operation(get = "/companies/{company_id}/portal", tag = "overview", answer = "What concerns the client.")]
pub async fn read_portal_home(Grant { scope, .. }: Grant<permit::PortalView>) -> Result<Answer<PortalHome>> {
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
    tx.answer(&home).await
}

/// For whom the caller speaks; staff speak for nobody.
async fn client_names(tx: &Tx) -> Result<Vec<String>> {
    let Reach::Client(ids) = tx.reach() else { return Ok(Vec::new()) };
    let mut names: Vec<String> = clients::client::names(tx, ids).await?.into_values().collect();
    names.sort_unstable();
    Ok(names)
}
