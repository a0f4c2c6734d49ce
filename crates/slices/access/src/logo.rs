//! The company's logo, and how its documents look.

use actix_web::HttpResponse;
use contract::Version;
use contract::access::Company;
use contract::events::{CompanyChanged, Fields};
use contract::permissions::permit;
use platform::ports::Branding;
use platform::{AppError, Current, File, Gone, Grant, IfMatch, Member, Query, Result, Tx, operation, same_version, secrets};
use sea_orm::{IntoActiveModel as _, Set};

use crate::companies::view;
use crate::entities::company;

const LIMIT: usize = 500 * 1024;

/// Set the logo.
///
/// A PNG or a JPEG of at most 500 kB, told by its content. The body is the picture itself.
#[operation(
    put = "/companies/{company_id}/logo",
    tag = "companies",
    body = "The picture.",
    media = "application/octet-stream",
    answer = "The company as it is now."
)]
pub async fn write_logo(
    Grant { scope, input: (seen, File(bytes)), .. }: Grant<permit::CompanyEdit, (Option<IfMatch>, File)>,
) -> Result<Current<Company>> {
    const SQL: &str = "INSERT INTO company_logo (company_id, media_type, bytes) VALUES ($1, $2, $3) \
                       ON CONFLICT (company_id) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes";
    let media_type = sniff(&bytes).filter(|_| bytes.len() <= LIMIT).ok_or(AppError::Refused("image"))?;
    let tx = scope.begin().await?;
    let row = locked(&tx, seen).await?;
    let digest = secrets::hex_digest(&bytes)[..16].to_owned();
    tx.execute(tx.statement(SQL, SQL, [tx.company().0.into(), media_type.into(), bytes.to_vec().into()])).await?;
    let company = marked(&tx, row, Some(digest)).await?;
    tx.done(&company).await
}

/// Remove the logo.
///
/// What is printed and shown from now on has none; without a logo there is nothing to remove, and the answer is 404. The version of the
/// company grows, as with any change of it.
#[operation(delete = "/companies/{company_id}/logo", tag = "companies", answer = "It is gone.")]
pub async fn remove_logo(Grant { scope, input: seen, .. }: Grant<permit::CompanyEdit, Option<IfMatch>>) -> Result<Gone> {
    const SQL: &str = "DELETE FROM company_logo WHERE company_id = $1";
    let tx = scope.begin().await?;
    let row = locked(&tx, seen).await?;
    if tx.execute(tx.statement(SQL, SQL, [tx.company().0.into()])).await? == 0 {
        return Err(AppError::NotFound("logo"));
    }
    marked(&tx, row, None).await?;
    tx.gone().await
}

async fn locked(tx: &Tx, seen: Option<IfMatch>) -> Result<company::Model> {
    let row = tx.lock::<company::Entity>(tx.company().0).await?;
    same_version(seen.map(Version::from), row.version, async { view(row.clone()) }).await?;
    Ok(row)
}

/// Writes down which picture the company has from now on, and says so.
async fn marked(tx: &Tx, row: company::Model, digest: Option<String>) -> Result<Company> {
    let logo = |digest: Option<&String>| Fields::from([("logo".to_owned(), serde_json::json!(digest))]);
    let (version, before, after) = (row.version, logo(row.logo_digest.as_ref()), logo(digest.as_ref()));
    let mut next = row.into_active_model();
    next.logo_digest = Set(digest);
    next.version = Set(version + 1);
    let company = view(tx.update(next).await?)?;
    tx.emit_change(&company, CompanyChanged { changed: after }, &before).await?;
    Ok(company)
}

fn sniff(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else {
        None
    }
}

/// Which picture.
#[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// Changes with the picture, so that it can be kept for ever.
    #[serde(default)]
    #[param(example = "5f0c1d2e3a4b5c6d")]
    #[expect(dead_code, reason = "it makes the address change with the picture")]
    digest: Option<String>,
}

/// Read the logo.
///
/// For whoever has a place in the company, staff or client.
#[operation(get = "/companies/{company_id}/logo", tag = "companies", media = "image/png", answer = "The picture.")]
pub async fn read_logo(Member { scope, .. }: Member<Query<Picture>>) -> Result<HttpResponse> {
    const SQL: &str = "SELECT media_type, bytes FROM company_logo WHERE company_id = $1";
    let tx = scope.read().await?;
    let rows = tx.query(tx.statement(SQL, SQL, [tx.company().0.into()])).await?;
    tx.commit().await?;
    let row = rows.first().ok_or(AppError::NotFound("logo"))?;
    let (media_type, bytes): (String, Vec<u8>) = (row.try_get("", "media_type")?, row.try_get("", "bytes")?);
    Ok(HttpResponse::Ok().content_type(media_type).insert_header(("cache-control", "private, max-age=31536000, immutable")).body(bytes))
}

/// How the company's documents look.
pub async fn branding(tx: &Tx) -> Result<Branding> {
    const SQL: &str = "SELECT c.name, c.accent, c.invoice_footer, c.iban, l.bytes FROM company c LEFT JOIN company_logo l ON l.company_id = c.id WHERE c.id = $1";
    let rows = tx.query(tx.statement(SQL, SQL, [tx.company().0.into()])).await?;
    let row = rows.first().ok_or(AppError::NotFound("company"))?;
    Ok(Branding {
        name: row.try_get("", "name")?,
        accent: row.try_get("", "accent")?,
        logo: row.try_get("", "bytes")?,
        footer: row.try_get("", "invoice_footer")?,
        iban: row.try_get("", "iban")?,
    })
}
