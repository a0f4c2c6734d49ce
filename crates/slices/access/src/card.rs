//! What everybody who belongs to a company sees of it.

use contract::CompanyId;
use contract::access::CompanyCard;
use platform::{Result, Tx};

use crate::entities::company;

/// The card of the transaction's company.
pub async fn company_card(tx: &Tx) -> Result<CompanyCard> {
    Ok(card(&tx.get::<company::Entity>(tx.company().0).await?))
}

pub(crate) fn card(row: &company::Model) -> CompanyCard {
    CompanyCard {
        id: row.id,
        name: row.name.clone(),
        slug: row.slug.clone(),
        accent: row.accent.clone(),
        logo: logo_path(row.id, row.logo_digest.as_deref()),
        currency: row.currency,
    }
}

/// The digest changes with the picture, so that it may be kept for ever by who read it.
pub(crate) fn logo_path(company: CompanyId, digest: Option<&str>) -> Option<String> {
    digest.map(|digest| format!("/api/v1/companies/{company}/logo?digest={digest}"))
}
