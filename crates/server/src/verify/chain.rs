//! L10: the hash chain of each company's history, computed anew from its first event. The rule is
//! written down a second time on purpose: an auditor does not borrow the calculator of the audited.

use chrono::{DateTime, Utc};
use sea_orm_migration::sea_orm::QueryResult;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::database::Snapshot;
use super::report::Finding;

const SQL: &str = "SELECT company_id, sequence, chain, id, kind, at, subject_id, data, shape, actor_kind, actor_id, via, on_behalf_of_kind, on_behalf_of_id, \
    client_id, version, request_id, label, previous FROM event WHERE sequence IS NOT NULL ORDER BY company_id, sequence";

/// Links that do not follow from the one before.
pub async fn broken(snapshot: &Snapshot) -> anyhow::Result<Finding> {
    let mut finding = Finding::new("links of the history that do not hold");
    let mut last = Link::default();
    let walked = snapshot.each(SQL, Vec::new(), |row| {
        let company: Option<Uuid> = row.try_get_by_index(0)?;
        if company != last.company {
            last = Link { company, ..Link::default() };
        }
        let (sequence, chain): (i64, String) = (row.try_get_by_index(1)?, row.try_get_by_index(2)?);
        let id: Uuid = row.try_get_by_index(3)?;
        if sequence != last.sequence + 1 || chain != next(&last.chain, id, &row)? {
            finding.add(format!("{id} at {sequence}"));
        }
        // The next link is held against this one as it stands: one fault is one finding.
        (last.sequence, last.chain) = (sequence, chain);
        Ok(())
    });
    walked.await?;
    Ok(finding)
}

/// Where the walk is; the history of no company begins like any other.
#[derive(Default)]
struct Link {
    company: Option<Uuid>,
    sequence: i64,
    chain: String,
}

fn next(previous: &str, id: Uuid, row: &QueryResult) -> anyhow::Result<String> {
    let (kind, at, subject): (String, DateTime<Utc>, Uuid) = (row.try_get_by_index(4)?, row.try_get_by_index(5)?, row.try_get_by_index(6)?);
    let (data, shape): (String, i32) = (row.try_get_by_index(7)?, row.try_get_by_index(8)?);
    let mut parts = vec![previous.to_owned(), id.to_string(), kind, at.timestamp_micros().to_string(), subject.to_string()];
    let mut contents = vec![data];
    if shape > 1 {
        parts.extend([text(row, 9)?, uuid(row, 10)?, text(row, 11)?, text(row, 12)?, uuid(row, 13)?, uuid(row, 14)?]);
        parts.extend([row.try_get_by_index::<Option<i64>>(15)?.unwrap_or(0).to_string(), text(row, 16)?, shape.to_string()]);
        contents.extend([text(row, 17)?, text(row, 18)?]);
    }
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    for content in contents {
        hash.update(Sha256::digest(content));
    }
    Ok(hex::encode(hash.finalize()))
}

fn text(row: &QueryResult, column: usize) -> anyhow::Result<String> {
    Ok(row.try_get_by_index::<Option<String>>(column)?.unwrap_or_default())
}

fn uuid(row: &QueryResult, column: usize) -> anyhow::Result<String> {
    Ok(row.try_get_by_index::<Option<Uuid>>(column)?.map(|id| id.to_string()).unwrap_or_default())
}
