//! A company's identity, branding and settings, updated.

use contract::Version;
use contract::access::{Company, CompanyPatch};
use contract::events::CompanyChanged;
use contract::permissions::permit;
use platform::{AppError, Body, Current, Grant, IfMatch, Result, Tx, changes, operation, same_version};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::companies::view;
use crate::entities::company;

/// Update a company.
///
/// A merge-patch: what is absent is kept, null clears. Issued documents keep the identity they were issued with.
#[operation(patch = "/companies/{company_id}", tag = "companies", body = "What changes.", answer = "The company as it is now.")]
pub async fn edit_company(
    Grant { scope, input: (seen, Body(patch)), .. }: Grant<permit::CompanyEdit, (Option<IfMatch>, Body<CompanyPatch>)>,
) -> Result<Current<Company>> {
    let tx = scope.begin().await?;
    let company = edit(&tx, seen.map(Into::into), patch).await?;
    tx.done(&company).await
}

/// Updates the company of the transaction.
pub async fn edit(tx: &Tx, seen: Option<Version>, patch: CompanyPatch) -> Result<Company> {
    let row = tx.lock::<company::Entity>(tx.company().0).await?;
    same_version(seen, row.version, async { view(row.clone()) }).await?;
    if patch.iban.value().is_some_and(|iban| !is_iban(iban)) {
        return Err(AppError::field("/iban", "iban"));
    }
    let before = view(row.clone())?;
    let after = view(changed(row, patch)?.update(tx.conn()).await?)?;
    if let Some((old, new)) = changes(&before, &after) {
        tx.emit_change(&after, CompanyChanged { changed: new }, &old).await?;
    }
    Ok(after)
}

fn changed(row: company::Model, patch: CompanyPatch) -> Result<company::ActiveModel> {
    let version = row.version;
    let kept = row.clone();
    let address =
        patch.address.clone().apply(None).map(|address| serde_json::to_string(&address)).transpose().map_err(anyhow::Error::from)?;
    let mut next = row.into_active_model();
    next.version = Set(version + 1);
    next.name = Set(patch.name.map_or(kept.name, |name| name.trim().to_owned()));
    next.legal_name = Set(filled(patch.legal_name.apply(kept.legal_name)));
    next.registration_number = Set(filled(patch.registration_number.apply(kept.registration_number)));
    next.tax_number = Set(filled(patch.tax_number.apply(kept.tax_number)));
    next.email = Set(filled(patch.email.apply(kept.email)));
    next.phone = Set(filled(patch.phone.apply(kept.phone)));
    next.address = Set(if patch.address.is_keep() { kept.address } else { address });
    next.currency = Set(patch.currency.unwrap_or(kept.currency));
    next.locale = Set(patch.locale.unwrap_or(kept.locale));
    next.time_zone_offset_minutes = Set(patch.time_zone_offset_minutes.unwrap_or(kept.time_zone_offset_minutes));
    next.accent = Set(patch.accent.apply(kept.accent));
    next.invoice_footer = Set(filled(patch.invoice_footer.apply(kept.invoice_footer)));
    next.payment_terms_days = Set(patch.payment_terms_days.unwrap_or(kept.payment_terms_days));
    next.iban = Set(filled(patch.iban.apply(kept.iban)));
    next.rounding_step = Set(patch.rounding_step.apply(kept.rounding_step));
    Ok(next)
}

/// A blank text says nothing.
fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Shape and check digits of an account (ISO 13616: the number modulo 97 is 1).
fn is_iban(text: &str) -> bool {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !(15..=34).contains(&compact.len()) || !compact.is_ascii() {
        return false;
    }
    let (head, tail) = compact.split_at(4);
    let remainder = tail.chars().chain(head.chars()).try_fold(0_u32, |rest, c| {
        let digit = c.to_ascii_uppercase().to_digit(36)?;
        Some((rest * if digit > 9 { 100 } else { 10 } + digit) % 97)
    });
    remainder == Some(1)
}

#[cfg(test)]
mod tests {
    use super::is_iban;

    #[test]
    fn a_mistyped_account_is_seen() {
        assert!(is_iban("FR14 2004 1010 0505 0001 3M02 606"));
        assert!(!is_iban("FR14 2004 1010 0505 0001 3M02 607"));
        assert!(!is_iban("FR14"));
        assert!(!is_iban("éé14 2004 1010 0505"));
    }
}
