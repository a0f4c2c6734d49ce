//! A program of these two slices: their routes behind the real doors and edge, on a database of
//! their own, with callers who say themselves what they are.

use std::str::FromStr as _;
use std::sync::Arc;

use actix_web::dev::ServiceResponse;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, test};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use contract::roles::BuiltInRole;
use contract::words::Locale;
use contract::{ClientId, CompanyId, Permission, UserId};
use migrations::Migrator;
use platform::authority::{Authority, Credential, Identity, Standing};
use platform::ports::{
    AttemptReference, BadNotification, Branding, Charge, Clock, Document, Entropy, GatewayError, IncomingNotification, Mail, MailError,
    Mailer, Notification, PaymentGateway, Ports, ProviderRecord, RefundOrder, Started, Typesetter,
};
use platform::{Config, Db, Deps, Reach};
use sea_orm_migration::MigratorTrait as _;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement, Value};
use serde_json::{Value as Json, json};
use utoipa_actix_web::AppExt as _;
use uuid::Uuid;

/// What came back.
pub struct Answer {
    pub status: u16,
    pub etag: Option<String>,
    pub statements: u32,
    pub body: Json,
}

/// The program, its database, and two companies: one in Lyon, one in Abidjan.
pub struct Rig {
    deps: Deps,
    raw: DatabaseConnection,
    pub lyon: CompanyId,
    pub abidjan: CompanyId,
    _folder: tempfile::TempDir,
}

impl Rig {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sqlite = format!("sqlite://{}?mode=rwc", folder.path().join("rig.db").display());
        let url = match std::env::var("PARVIS_SLICE_POSTGRES") {
            Ok(server) => fresh_postgres(&server).await,
            Err(_) => sqlite,
        };
        let raw = Database::connect(&url).await.unwrap();
        Migrator::up(&raw, None).await.unwrap();
        migrations::grant(&raw).await.unwrap();
        let ports = Ports {
            clock: Arc::new(Morning),
            entropy: Arc::new(Dice),
            mailer: Arc::new(Outside),
            mailbox: None,
            gateway: Arc::new(Outside),
            typesetter: Arc::new(Outside),
        };
        let config = Arc::new(Config::read(|_| None).unwrap());
        let deps = Deps { db: Db::connect(&url, 4).await.unwrap(), ports, config, authority: Arc::new(Claimed) };
        let rig = Self { deps, raw, lyon: CompanyId(Uuid::from_u128(0x11)), abidjan: CompanyId(Uuid::from_u128(0x22)), _folder: folder };
        rig.company(rig.lyon, "lyon", "FR", "EUR", "fr").await;
        rig.company(rig.abidjan, "abidjan", "CI", "XOF", "fr").await;
        rig
    }

    async fn company(&self, id: CompanyId, slug: &str, country: &str, currency: &str, locale: &str) {
        let sql = "INSERT INTO company (id, name, slug, country, currency, locale, created_at) VALUES ($1, $2, $2, $3, $4, $5, $6)";
        self.run(sql, vec![id.0.into(), slug.into(), country.into(), currency.into(), locale.into(), Morning.now().into()]).await;
    }

    pub async fn run(&self, sql: &str, values: Vec<Value>) {
        let statement = Statement::from_sql_and_values(self.raw.get_database_backend(), sql, values);
        self.raw.execute_raw(statement).await.unwrap();
    }

    /// Kinds of the events of a company, in their order.
    pub async fn events(&self, company: CompanyId) -> Vec<String> {
        let sql = "SELECT kind FROM event WHERE company_id = $1 ORDER BY id";
        let statement = Statement::from_sql_and_values(self.raw.get_database_backend(), sql, [company.0.into()]);
        self.raw.query_all_raw(statement).await.unwrap().iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    /// The content of the last event of a kind.
    pub async fn said(&self, kind: &str) -> Json {
        let sql = "SELECT data FROM event WHERE kind = $1 ORDER BY id DESC LIMIT 1";
        let statement = Statement::from_sql_and_values(self.raw.get_database_backend(), sql, [kind.into()]);
        let row = self.raw.query_one_raw(statement).await.unwrap().expect("an event");
        serde_json::from_str(&row.try_get_by_index::<String>(0).unwrap()).unwrap()
    }

    pub async fn ask(&self, method: Method, path: &str, who: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let app = App::new()
            .into_utoipa_app()
            .app_data(Data::new(self.deps.clone()))
            .service(utoipa_actix_web::scope("/api/v1").configure(routes));
        let app = test::init_service(app.into_app().wrap(from_fn(platform::edge::edge))).await;
        let mut request = test::TestRequest::default().method(method).uri(&format!("/api/v1/companies/{path}"));
        request = request.insert_header(("Authorization", format!("Bearer {who}")));
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        let response: ServiceResponse<_> = test::call_service(&app, request.set_payload(body).to_request()).await;
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let (status, etag) = (response.status().as_u16(), header("etag"));
        let statements = header("x-parvis-statements").and_then(|n| n.parse().ok()).unwrap_or_default();
        let bytes = test::read_body(response).await;
        Answer { status, etag, statements, body: serde_json::from_slice(&bytes).unwrap_or(Json::Null) }
    }

    /// As staff of the company.
    pub async fn get(&self, company: CompanyId, path: &str) -> Answer {
        self.ask(Method::GET, &format!("{company}/{path}"), &format!("staff:{company}"), &[], Vec::new()).await
    }

    pub async fn post(&self, company: CompanyId, path: &str, body: &Json) -> Answer {
        self.send(Method::POST, company, path, &[], body).await
    }

    pub async fn send(&self, method: Method, company: CompanyId, path: &str, headers: &[(&str, &str)], body: &Json) -> Answer {
        let all = [&[("Content-Type", "application/json")], headers].concat();
        self.ask(method, &format!("{company}/{path}"), &format!("staff:{company}"), &all, serde_json::to_vec(body).unwrap()).await
    }

    /// As a contact of a client, who may read clients and projects.
    pub async fn get_as_client(&self, company: CompanyId, client: &str, path: &str) -> Answer {
        self.ask(Method::GET, &format!("{company}/{path}"), &format!("client:{company}:{client}"), &[], Vec::new()).await
    }

    pub async fn add_client(&self, company: CompanyId, name: &str) -> String {
        let answer = self.post(company, "clients", &json!({"name": name})).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.body["id"].as_str().unwrap().to_owned()
    }
}

/// The operations of both slices.
pub fn routes(cfg: &mut utoipa_actix_web::service_config::ServiceConfig) {
    clients::routes(cfg);
    projects::routes(cfg);
}

async fn fresh_postgres(server: &str) -> String {
    let name = unique();
    let admin = Database::connect(format!("{server}/postgres")).await.unwrap();
    admin.execute_raw(Statement::from_string(DbBackend::Postgres, format!("CREATE DATABASE {name}"))).await.unwrap();
    format!("{server}/{name}")
}

/// A name that no other test has.
fn unique() -> String {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
    let nanos = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    format!("rig_{nanos}_{}", NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
}

/// A morning that moves by a millisecond each time it is looked at, so that ids are in order.
struct Morning;

impl Clock for Morning {
    fn now(&self) -> DateTime<Utc> {
        static LOOKS: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);
        let looks = LOOKS.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        DateTime::from_str("2026-11-20T09:00:00Z").map(|start: DateTime<Utc>| start + chrono::TimeDelta::milliseconds(looks)).unwrap()
    }
}

/// Counts: enough to tell ids apart.
struct Dice;

impl Entropy for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
        let next = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_be_bytes();
        for (byte, value) in bytes.iter_mut().rev().zip(next.iter().rev().cycle()) {
            *byte = *value;
        }
    }
}

/// Believes what the bearer token says: `staff:{company}`, `client:{company}:{client}`.
struct Claimed;

#[async_trait]
impl Authority for Claimed {
    async fn identify(&self, _: &Deps, credential: &Credential, company: Option<CompanyId>) -> platform::Result<Option<Identity>> {
        let Credential::Bearer(token) = credential else { return Ok(None) };
        let parts: Vec<&str> = token.split(':').collect();
        let (reach, mut permissions) = match parts[..] {
            ["staff", _] => (Reach::Company, BuiltInRole::Owner.permissions()),
            ["client", _, client] => (Reach::Client(vec![ClientId::from_str(client).unwrap()]), BuiltInRole::Client.permissions()),
            _ => return Ok(None),
        };
        // More than the built-in role: the rows must be hidden by themselves.
        permissions.push(Permission::ClientView);
        let theirs = company.filter(|company| parts[1] == company.to_string());
        let standing = theirs.map(|_| Standing { reach, permissions, zone_minutes: 60 });
        Ok(Some(Identity { user: UserId(Uuid::from_u128(7)), name: "Claire".into(), locale: Locale::En, session: None, standing }))
    }
}

/// Nothing outside is asked by these slices.
struct Outside;

#[async_trait]
impl Mailer for Outside {
    async fn send(&self, _: &Mail) -> Result<(), MailError> {
        unreachable!()
    }
}

#[async_trait]
impl PaymentGateway for Outside {
    fn provider(&self) -> &'static str {
        "none"
    }
    fn accepts(&self, _: contract::money::Money) -> Result<(), &'static str> {
        unreachable!()
    }
    async fn start(&self, _: &Charge) -> Result<Started, GatewayError> {
        unreachable!()
    }
    fn read_notification(&self, _: &IncomingNotification) -> Result<Notification, BadNotification> {
        unreachable!()
    }
    async fn check(&self, _: &AttemptReference) -> Result<ProviderRecord, GatewayError> {
        unreachable!()
    }
    async fn refund(&self, _: &RefundOrder) -> Result<ProviderRecord, GatewayError> {
        unreachable!()
    }
}

impl Typesetter for Outside {
    fn pdf(&self, _: &Document, _: &Branding, _: Locale) -> anyhow::Result<Vec<u8>> {
        unreachable!()
    }
}
