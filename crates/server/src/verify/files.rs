//! L9: files. So far the only ones kept are logos, in the database beside their digest.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::check::{Check, Moment};
use super::database::Snapshot;
use super::report::Finding;

const WITHOUT: &str = "
    SELECT c.id, c.slug FROM company c LEFT JOIN company_logo l ON l.company_id = c.id WHERE (c.logo_digest IS NULL) <> (l.company_id IS NULL)";

/// L9, but for the content.
pub fn checks(_: &Moment) -> Vec<Check> {
    vec![Check::new("companies with a logo and no digest, or the reverse", WITHOUT)]
}

/// Logos that are not what was uploaded.
pub async fn changed_logos(snapshot: &Snapshot) -> anyhow::Result<Finding> {
    const SQL: &str =
        "SELECT c.id, c.logo_digest, l.bytes FROM company c JOIN company_logo l ON l.company_id = c.id WHERE c.logo_digest IS NOT NULL";
    let mut finding = Finding::new("logos that are not what was uploaded");
    let seen = snapshot.each(SQL, Vec::new(), |row| {
        let (company, digest, bytes): (Uuid, String, Vec<u8>) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        if !hex::encode(Sha256::digest(&bytes)).starts_with(&digest) {
            finding.add(company.to_string());
        }
        Ok(())
    });
    seen.await?;
    Ok(finding)
}
