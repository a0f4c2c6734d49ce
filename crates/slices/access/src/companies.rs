//! Companies: created, read. What is missing before one may invoice is said here.

use contract::CompanyId;
use contract::access::{Company, CompanyInput};
use contract::events::{CompanyCreated, CountryCode};
use contract::money::Currency;
use contract::permissions::permit;
use contract::places::Address;
use contract::roles::BuiltInRole;
use contract::words::Locale;
use identity::entities::app_user;
use platform::{Actor, AppError, Body, Created, Current, Grant, IfNoneMatch, Me, Result, SystemTx, Tx, operation};
use sea_orm::Set;

use crate::card::logo_path;
use crate::entities::company;
use crate::{members, zones};

/// A company that was just founded: its transaction goes on as its owner's.
pub struct Founded {
    /// In the company, on behalf of its owner.
    pub tx: Tx,
    /// The company.
    pub company: Company,
}

/// Create a company.
///
/// Who creates it becomes its owner. It has the built-in roles from the start.
#[operation(post = "/companies", tag = "companies", body = "The company.", answer = "The new company.")]
pub async fn create_company(Me { scope, user, input: Body(input), .. }: Me<Body<CompanyInput>>) -> Result<Created<Company>> {
    let tx = scope.begin().await?;
    let owner = identity::users::by_id(&tx, user).await?;
    let Founded { tx, company } = found(tx, &owner, &input).await?;
    tx.created(&company).await
}

/// Read a company.
///
/// Identity, branding and settings, and which fields are missing before an invoice can be issued.
#[operation(get = "/companies/{company_id}", tag = "companies", answer = "The company.")]
pub async fn read_company(Grant { scope, input: held, .. }: Grant<permit::CompanyView, IfNoneMatch>) -> Result<Current<Company>> {
    let tx = scope.read().await?;
    let company = company(&tx).await?;
    tx.show(&company, held).await
}

/// The company of the transaction.
pub async fn company(tx: &Tx) -> Result<Company> {
    view(tx.get::<company::Entity>(tx.company().0).await?)
}

/// Founds a company: its row and its owner.
pub async fn found(tx: SystemTx, owner: &app_user::Model, input: &CompanyInput) -> Result<Founded> {
    let id: CompanyId = tx.id();
    let slug = free_slug(&tx, &input.name).await?;
    let tx = tx.enter(id, Actor::user(owner.id)).await?;
    let row = tx.insert(new_row(&tx, id, slug, owner.locale, input)?).await?;
    let created = CompanyCreated { country: CountryCode(row.country.clone()), currency: row.currency.to_string() };
    let company = view(row)?;
    tx.emit(&company, created).await?;
    members::add_member(&tx, owner, BuiltInRole::Owner.code()).await?;
    Ok(Founded { tx, company })
}

fn new_row(tx: &Tx, id: CompanyId, slug: String, locale: Locale, input: &CompanyInput) -> Result<company::ActiveModel> {
    let currency = Currency::from_code(&input.currency).ok_or_else(|| AppError::field("/currency", "currency"))?;
    Ok(company::ActiveModel {
        id: Set(id),
        name: Set(input.name.trim().to_owned()),
        slug: Set(slug),
        country: Set(input.country.clone()),
        rounding_step: Set(None),
        currency: Set(currency),
        locale: Set(locale),
        time_zone: Set(zones::of_country(&input.country).to_owned()),
        payment_terms_days: Set(30),
        created_at: Set(tx.now()),
        version: Set(1),
        ..Default::default()
    })
}

/// The name in lower-case letters, digits and hyphens, with a number when it is taken.
async fn free_slug(tx: &SystemTx, name: &str) -> Result<String> {
    const SQL: &str = "SELECT slug FROM company WHERE slug = $1 OR slug LIKE $1 || '-%'";
    let base = slug(name);
    let rows = tx.query(tx.statement(SQL, SQL, [base.clone().into()])).await?;
    let taken = rows.iter().map(|row| row.try_get("", "slug")).collect::<Result<Vec<String>, _>>()?;
    // One more candidate than there are taken ones: one of them is free.
    Ok((1..=taken.len() + 2)
        .map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") })
        .find(|slug| !taken.contains(slug))
        .unwrap_or(base))
}

fn slug(name: &str) -> String {
    let words = name.chars().map(plain).collect::<String>();
    let slug = words.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    let short: String = slug.chars().take(48).collect();
    if short.is_empty() { "company".into() } else { short.trim_end_matches('-').to_owned() }
}

/// The accents of French and its neighbours; any other letter becomes a hyphen.
fn plain(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        c @ ('a'..='z' | '0'..='9') => c,
        'à' | 'â' | 'ä' | 'á' | 'ã' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ö' | 'ó' => 'o',
        'ù' | 'û' | 'ü' | 'ú' => 'u',
        'ñ' => 'n',
        _ => '-',
    }
}

pub(crate) fn view(row: company::Model) -> Result<Company> {
    let address: Option<Address> = row.address.as_deref().map(serde_json::from_str).transpose().map_err(anyhow::Error::from)?;
    let missing_for_invoicing = missing(&row, address.is_some());
    Ok(Company {
        logo: logo_path(row.id, row.logo_digest.as_deref()),
        id: row.id,
        name: row.name,
        slug: row.slug,
        legal_name: row.legal_name,
        registration_number: row.registration_number,
        tax_number: row.tax_number,
        email: row.email,
        phone: row.phone,
        address,
        country: row.country,
        currency: row.currency,
        locale: row.locale,
        time_zone: row.time_zone,
        accent: row.accent,
        invoice_footer: row.invoice_footer,
        payment_terms_days: row.payment_terms_days,
        iban: row.iban,
        rounding_step: row.rounding_step,
        missing_for_invoicing,
        version: row.version,
    })
}

/// What the law wants on an invoice and the company has not said.
fn missing(row: &company::Model, has_address: bool) -> Vec<String> {
    let fields = [
        ("legal_name", row.legal_name.is_some()),
        ("registration_number", row.registration_number.is_some()),
        ("tax_number", row.tax_number.is_some()),
        ("address", has_address),
    ];
    fields.into_iter().filter(|(_, there)| !there).map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn names_become_addresses() {
        assert_eq!(slug("Atelier Lumière & Fils"), "atelier-lumiere-fils");
        assert_eq!(slug("  株式会社  "), "company");
        assert_eq!(slug("Çà et là"), "ca-et-la");
    }
}
