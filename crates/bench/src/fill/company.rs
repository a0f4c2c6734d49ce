//! A company with its people, clients and projects.

use anyhow::{Context as _, Result};
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, Version};
use chrono::{DateTime, TimeDelta, Utc};
use contract::billing::Party;
use contract::places::Address;
use contract::roles::BuiltInRole;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::documents::Ledger;
use super::history::{History, Said};
use super::ids::Ids;
use super::rows::{Batch, row};
use super::{PASSWORD, Place};

const CLIENTS: usize = 20;
const PROJECTS: usize = 40;

/// Writes companies.
pub struct Author {
    ids: Ids,
    now: DateTime<Utc>,
    password_hash: String,
}

/// A company on paper.
pub struct Written {
    pub place: Place,
    pub batches: Vec<Batch>,
}

impl Author {
    pub fn new(now: DateTime<Utc>) -> Result<Self> {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19_456, 2, 1, None).ok().context("argon2's parameters")?);
        let hash = argon2.hash_password_with_salt(PASSWORD.as_bytes(), &[7; 16]).ok().context("argon2 refused")?;
        Ok(Self { ids: Ids::default(), now, password_hash: hash.to_string() })
    }

    /// The company of this number with so many invoices.
    pub fn company(&self, number: usize, invoices: usize) -> Written {
        let since = self.now - TimeDelta::days(400);
        let (company, owner) = (self.ids.id(since), self.ids.id(since));
        let email = format!("owner{number}@bench.example");
        let secret = format!("pvt_bench_{number:032}");
        let mut history = History::new(&self.ids, company, owner);
        history.say(
            since,
            Said { kind: "company.created", subject: company, label: &name(number), data: json!({ "id": company, "name": name(number) }) },
        );
        let mut batches = vec![self.owner(owner, &email, since), written_company(company, number, since)];
        batches.push(self.membership(company, owner, since));
        batches.push(self.session(owner, &secret));
        let clients: Vec<Uuid> = (0..CLIENTS).map(|_| self.ids.id(since)).collect();
        batches.push(written_clients(company, &clients, since, &mut history));
        batches.push(self.projects(company, &clients, since, &mut history));
        let mut ledger = Ledger::new(&self.ids, company, self.now, party(&name(number)));
        for at in 0..invoices {
            ledger.invoice(at, invoices, clients[at % CLIENTS], &client_name(at % CLIENTS), &mut history);
        }
        let (own, sample) = ledger.finish();
        batches.extend(own);
        batches.push(history.batch);
        let cookie = format!("__Host-parvis_session={secret}");
        Written { place: Place { company, client: clients[0], email, cookie, invoices: sample }, batches }
    }

    fn owner(&self, id: Uuid, email: &str, since: DateTime<Utc>) -> Batch {
        let mut batch = Batch::new("app_user", "id, email, name, locale, password_hash, created_at, version");
        batch.rows.push(row![id, email, "Claire Fontaine", "fr", self.password_hash.as_str(), since, 1_i64]);
        batch
    }

    fn session(&self, owner: Uuid, secret: &str) -> Batch {
        let mut batch = Batch::new("session", "digest, user_id, address, opened_at, expires_at");
        batch.rows.push(row![Sha256::digest(secret).to_vec(), owner, "127.0.0.1", self.now, self.now + TimeDelta::days(14)]);
        batch
    }

    fn membership(&self, company: Uuid, owner: Uuid, since: DateTime<Utc>) -> Batch {
        let mut batch = Batch::new("membership", "id, company_id, user_id, role, created_at, version");
        batch.rows.push(row![self.ids.id(since), company, owner, BuiltInRole::Owner.code(), since, 1_i64]);
        batch
    }

    fn projects(&self, company: Uuid, clients: &[Uuid], since: DateTime<Utc>, history: &mut History<'_>) -> Batch {
        let columns = "id, company_id, client_id, name, status, progress, visible_to_client, created_at, updated_at, version";
        let mut batch = Batch::new("project", columns);
        for number in 0..PROJECTS {
            let at = since + TimeDelta::hours(i64::try_from(number).unwrap_or(0));
            let (id, client, name) = (self.ids.id(at), clients[number % clients.len()], format!("Chantier {number}"));
            let status = ["active", "on_hold", "completed"][number % 3];
            batch.rows.push(row![id, company, client, name.as_str(), status, 50_i64, true, at, at, 1_i64]);
            history.say(
                at,
                Said { kind: "project.created", subject: id, label: &name, data: json!({ "id": id, "client_id": client, "name": name }) },
            );
        }
        batch
    }
}

fn name(number: usize) -> String {
    format!("Atelier {number}")
}

fn client_name(number: usize) -> String {
    format!("Client {number} SARL")
}

fn written_company(id: Uuid, number: usize, since: DateTime<Utc>) -> Batch {
    let columns = "id, name, slug, legal_name, registration_number, tax_number, email, address, country, currency, locale, payment_terms_days, created_at, version";
    let mut batch = Batch::new("company", columns);
    let Party { name, registration_number, tax_number, email, address, .. } = party(&name(number));
    let slug = format!("atelier-{number}");
    batch.rows.push(row![
        id,
        name.clone(),
        slug,
        name,
        registration_number,
        tax_number,
        email,
        json!(address).to_string(),
        "FR",
        "EUR",
        "fr",
        30_i64,
        since,
        1_i64
    ]);
    batch
}

fn written_clients(company: Uuid, ids: &[Uuid], since: DateTime<Utc>, history: &mut History<'_>) -> Batch {
    let mut batch = Batch::new("client", "id, company_id, name, email, address, currency, locale, created_at, updated_at, version");
    for (number, id) in ids.iter().enumerate() {
        let (name, address) = (client_name(number), json!(party("").address).to_string());
        let email = format!("client{number}@bench.example");
        batch.rows.push(row![*id, company, name.as_str(), email, address, "EUR", "fr", since, since, 1_i64]);
        history.say(since, Said { kind: "client.added", subject: *id, label: &name, data: json!({ "id": id, "name": name }) });
    }
    batch
}

/// Somebody on a document.
pub fn party(name: &str) -> Party {
    Party {
        name: name.to_owned(),
        registration_number: Some("732829320".into()),
        tax_number: Some("FR44732829320".into()),
        email: Some("office@bench.example".into()),
        phone: None,
        address: Some(Address {
            line1: "12 rue de la République".into(),
            postal_code: Some("69002".into()),
            city: "Lyon".into(),
            country: "FR".into(),
            ..Address::default()
        }),
    }
}
