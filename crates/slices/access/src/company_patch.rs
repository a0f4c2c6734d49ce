//! A company's identity, branding and settings, changed.

use actix_web::{HttpResponse, patch};
use contract::CompanyId;
use contract::access::{Company, CompanyPatch};
use contract::permissions::permit;
use platform::zones::Zone;
use platform::{AppError, Body, Grant, Problems, Result, Tx};
use sea_orm::{ActiveModelTrait as _, IntoActiveModel as _, Set};

use crate::companies::view;
use crate::entities::company;
use crate::events::CompanyChanged;

/// Change identity, branding or settings.
///
/// A merge-patch: what is absent is kept, null clears. Issued documents keep the identity they were issued with.
#[utoipa::path(
    tag = "companies",
    params(("company_id" = CompanyId, Path, description = "The company.")),
    request_body(content = CompanyPatch, description = "What changes."),
    security(("session" = ["company:edit"]), ("bearer" = ["company:edit"])), extensions(("x-door" = json!("grant"))),
    responses((status = 200, description = "The company as it is now.", body = Company), Problems),
)]
#[patch("/companies/{company_id}")]
pub async fn edit_company(Grant { scope, input: Body(patch), .. }: Grant<permit::CompanyEdit, Body<CompanyPatch>>) -> Result<HttpResponse> {
    let tx = scope.begin().await?;
    let company = edit(&tx, patch).await?;
    let version = company.version;
    tx.done(&company, version).await
}

/// Changes the company of the transaction.
pub async fn edit(tx: &Tx, patch: CompanyPatch) -> Result<Company> {
    let row = tx.lock::<company::Entity>(tx.company().0).await?;
    tx.match_version(row.version, || view(row.clone()).ok())?;
    if patch.iban.value().is_some_and(|iban| !is_iban(iban)) {
        return Err(AppError::field("/iban", "iban"));
    }
    if let Some(zone) = &patch.time_zone {
        Zone::given(zone, "/time_zone")?;
    }
    let before = view(row.clone())?;
    let after = view(changed(row, patch)?.update(tx.conn()).await?)?;
    let (old, new) = differences(&before, &after)?;
    tx.emit(CompanyChanged { id: after.id, name: after.name.clone(), before: old, after: new }).await?;
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
    next.time_zone = Set(patch.time_zone.unwrap_or(kept.time_zone));
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

/// Before and after, of the fields that changed.
fn differences(before: &Company, after: &Company) -> Result<(serde_json::Value, serde_json::Value)> {
    let value = |company| serde_json::to_value(company).map_err(anyhow::Error::from);
    let (old, new) = (value(before)?, value(after)?);
    let only_changed = |of: &serde_json::Value, other: &serde_json::Value| -> serde_json::Value {
        let fields = of.as_object().into_iter().flatten();
        fields
            .filter(|(name, value)| *name != "version" && other.get(name.as_str()) != Some(*value))
            .map(|(n, v)| (n.clone(), v.clone()))
            .collect()
    };
    Ok((only_changed(&old, &new), only_changed(&new, &old)))
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
