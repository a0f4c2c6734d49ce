//! Events as the relay leaves them: in their place, chained to the one before.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::ids::Ids;
use super::rows::{Batch, row};

/// The history of one company.
pub struct History<'a> {
    ids: &'a Ids,
    company: Uuid,
    actor: Uuid,
    sequence: i64,
    chain: String,
    pub batch: Batch,
}

/// What happened to what.
pub struct Said<'a> {
    /// `noun.past`.
    pub kind: &'a str,
    pub subject: Uuid,
    pub label: &'a str,
    pub data: Value,
}

impl<'a> History<'a> {
    pub fn new(ids: &'a Ids, company: Uuid, actor: Uuid) -> Self {
        let columns = "id, company_id, sequence, kind, at, actor_kind, actor_id, subject_kind, subject_id, label, data, request_id, chain";
        Self { ids, company, actor, sequence: 0, chain: String::new(), batch: Batch::new("event", columns) }
    }

    pub fn say(&mut self, at: DateTime<Utc>, said: Said<'_>) {
        let Said { kind, subject, label, data } = said;
        let (id, data) = (self.ids.id(at), data.to_string());
        self.sequence += 1;
        self.chain = link(&self.chain, [&id.to_string(), kind, &at.timestamp_micros().to_string(), &subject.to_string()], &data);
        let noun = kind.split('.').next().unwrap_or(kind).replace("credit_note", "invoice");
        self.batch.rows.push(row![
            id,
            self.company,
            self.sequence,
            kind,
            at,
            "user",
            self.actor,
            noun,
            subject,
            label,
            data,
            id.to_string(),
            self.chain.clone()
        ]);
    }
}

fn link(previous: &str, parts: [&str; 4], data: &str) -> String {
    let mut hash = Sha256::new();
    for part in [previous].into_iter().chain(parts) {
        hash.update(part);
        hash.update([0]);
    }
    hash.update(Sha256::digest(data));
    hex::encode(hash.finalize())
}
