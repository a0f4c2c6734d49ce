//! What the bare server answers: the same content as the program, from plain values.

use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::HttpRequest;
use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordVerifier as _, Version};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
pub struct Money {
    pub amount: i64,
    pub currency: String,
}

pub fn money(amount: i64, currency: &str) -> Money {
    Money { amount, currency: currency.to_owned() }
}

#[derive(Serialize)]
pub struct Summary {
    pub id: Uuid,
    pub kind: String,
    pub number: Option<String>,
    pub status: String,
    pub overdue: bool,
    pub client_id: Uuid,
    pub client_name: String,
    pub project_id: Option<Uuid>,
    pub total: Money,
    pub due: Money,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Serialize)]
pub struct Item {
    pub id: Uuid,
    pub description: String,
    pub unit: Option<String>,
    pub quantity: i64,
    pub unit_price: Money,
    pub discount: i32,
    pub tax_rate: i32,
    pub net: Money,
}

#[derive(Serialize)]
pub struct Detail {
    #[serde(flatten)]
    pub summary: Summary,
    pub currency: String,
    pub prices_include_tax: bool,
    pub items: Vec<Item>,
    pub taxes: Value,
    pub net: Money,
    pub tax: Money,
    pub rounding: Money,
    pub paid: Money,
    pub credited: Money,
    pub payment_terms_days: i32,
    pub seller: Option<Value>,
    pub buyer: Option<Value>,
    pub reference: Option<String>,
    pub note: Option<String>,
}

#[derive(Serialize)]
pub struct Project {
    pub id: Uuid,
    pub client_id: Uuid,
    pub client_name: String,
    pub name: String,
    pub description: Option<String>,
    pub status: String,
    pub progress: i32,
    pub visible_to_client: bool,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Serialize)]
pub struct Happened {
    pub id: Uuid,
    pub sequence: Option<i64>,
    pub kind: String,
    pub at: DateTime<Utc>,
    pub actor_id: Option<Uuid>,
    pub actor_name: Option<String>,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub label: Option<String>,
    pub data: Value,
    pub request_id: Option<String>,
}

#[derive(Serialize)]
pub struct Figure {
    pub kind: String,
    pub currency: String,
    pub slot: String,
    pub amount: i64,
    pub count: i64,
}

#[derive(Serialize)]
pub struct Dashboard {
    pub company: String,
    pub currency: String,
    pub figures: Vec<Figure>,
    pub clients: i64,
    pub active_projects: i64,
    pub recent: Vec<Happened>,
}

/// A page of 25 of the 26 rows that were read.
#[derive(Serialize)]
pub struct List<T> {
    data: Vec<T>,
    next_cursor: Option<String>,
    has_more: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<i64>,
}

impl<T> List<T> {
    pub fn new(mut data: Vec<T>, total: Option<i64>, key: impl Fn(&T) -> String) -> Self {
        let has_more = data.len() > 25;
        data.truncate(25);
        Self { next_cursor: data.last().filter(|_| has_more).map(|row| hex::encode(key(row))), data, has_more, total }
    }
}

#[derive(Deserialize)]
pub struct Draft {
    pub client_id: Uuid,
    pub currency: String,
    pub items: Vec<DraftItem>,
}

#[derive(Deserialize)]
pub struct DraftItem {
    pub description: String,
    pub quantity: i64,
    pub unit_price: Money,
}

impl DraftItem {
    pub const fn net(&self) -> i64 {
        (self.quantity * self.unit_price.amount + 500) / 1000
    }
}

#[derive(Deserialize)]
pub struct Credentials {
    pub email: String,
    pub password: String,
}

impl Credentials {
    pub fn right(&self, hash: &str) -> bool {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default());
        PasswordHash::new(hash).is_ok_and(|hash| argon2.verify_password(self.password.as_bytes(), &hash).is_ok())
    }
}

/// The digest of the session's secret.
pub fn session(req: &HttpRequest) -> Vec<u8> {
    let cookie = req.cookie("__Host-parvis_session").map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    Sha256::digest(cookie).to_vec()
}

pub fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "no test runs on this clock")]
pub fn now() -> DateTime<Utc> {
    DateTime::<Utc>::from(std::time::SystemTime::now())
}

/// Unique within the run: a count where a `UUIDv7` has its random bits.
pub fn id(at: DateTime<Utc>) -> Uuid {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes[8..].copy_from_slice(&std::process::id().to_be_bytes()[2..]);
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(at.timestamp_millis()).unwrap_or(0), &bytes).into_uuid()
}
