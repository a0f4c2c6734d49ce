//! What everybody who belongs to a company sees of it.

use contract::CompanyId;
use contract::access::{Company, CompanyCard};

use crate::entities::company;

/// The part of a company that everybody who belongs to it sees.
pub fn card_of(company: Company) -> CompanyCard {
    let Company { id, name, slug, accent, logo, currency, .. } = company;
    CompanyCard { id, name, slug, accent, logo, currency }
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
