//! A program of a test's own: real HTTP, a clock that stands still, a mailbox to look into.

use std::net::TcpListener;
use std::sync::Arc;

use adapters::mail::EmbeddedMailbox;
use adapters::sandbox::{Pace, SandboxGateway, Settings};
use adapters::system::{ManualClock, SeededEntropy};
use adapters::typst::TypstTypesetter;
use contract::access::{Company, CompanyInput};
use contract::words::Locale;
use contract::{CompanyId, Permission};
use identity::users::NewUser;
use platform::ports::{Clock, Entropy, Ports, ReceivedMail};
use platform::{Actor, Config};
use sea_orm::{QueryResult, Value};
use server::Program;
use tempfile::TempDir;
use uuid::Uuid;

use super::{Engine, Person, database};

/// The program and what the test holds of it.
pub struct TestApp {
    pub program: Program,
    pub clock: Arc<ManualClock>,
    pub base: String,
    pub sandbox: Arc<SandboxGateway>,
    server: actix_web::dev::ServerHandle,
    _folder: TempDir,
}

impl TestApp {
    pub async fn start(engine: Engine) -> Self {
        let folder = TempDir::new().unwrap();
        let url = database::fresh(engine, folder.path()).await;
        Self::over(&url, folder).await
    }

    /// The program over a database that is migrated.
    pub async fn over(url: &str, folder: TempDir) -> Self {
        let clock = Arc::new(ManualClock::at("2026-11-20T09:00:00Z".parse().unwrap()));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let config = config(url, &base, &folder);
        let (ports, sandbox) = ports(&config, &clock);
        let program = Program::open(config, ports).await.unwrap().with_sandbox(Some(sandbox.clone()));
        let running = program.serve(listener).unwrap();
        let server = running.handle();
        actix_web::rt::spawn(running);
        Self { program, clock, base, sandbox, server, _folder: folder }
    }

    /// Somebody with an account and a session, and no place anywhere. Their password is never right.
    pub async fn person(&self, email: &str) -> Person {
        self.register(email, "!").await
    }

    /// Somebody who can log in. Hashing takes its time: only where the password matters.
    pub async fn person_with_password(&self, email: &str, password: &str) -> Person {
        let hash = identity::passwords::hash(self.program.deps.ports.entropy.as_ref(), password).await.unwrap();
        self.register(email, &hash).await
    }

    async fn register(&self, email: &str, hash: &str) -> Person {
        let tx = self.program.scope().begin().await.unwrap();
        let new = NewUser { email: email.into(), name: "Awa Koné".into(), locale: Locale::En, password_hash: hash.into() };
        let user = identity::register(&tx, new).await.unwrap();
        let cookie = identity::sessions::open(&tx, &user).await.unwrap();
        tx.commit().await.unwrap();
        Person::new(&self.base, user, cookie.value())
    }

    /// Somebody who has an account, with a new session.
    pub async fn known(&self, email: &str) -> Person {
        let tx = self.program.scope().begin().await.unwrap();
        let user = identity::users::by_email(&tx, email).await.unwrap().unwrap_or_else(|| panic!("nobody is {email}"));
        let cookie = identity::sessions::open(&tx, &user).await.unwrap();
        tx.commit().await.unwrap();
        Person::new(&self.base, user, cookie.value())
    }

    /// A company of this owner.
    pub async fn company(&self, owner: &Person, name: &str) -> Company {
        let tx = self.program.scope().begin().await.unwrap();
        let input = CompanyInput { name: name.into(), country: "FR".into(), currency: "EUR".into() };
        let founded = access::found(tx, &owner.user, &input).await.unwrap();
        founded.tx.commit().await.unwrap();
        founded.company
    }

    /// Somebody who may do this in the company, and nothing else.
    pub async fn person_who_may(&self, company: CompanyId, permission: Permission) -> Person {
        const SQL: &str = "INSERT INTO role (id, company_id, code, granted, created_at) VALUES ($1, $2, $3, $4, $5)";
        let code = permission.code();
        let person = self.person(&format!("{}@example.com", code.replace(':', "."))).await;
        let tx = self.program.scope().begin().await.unwrap().enter(company, Actor::SYSTEM).await.unwrap();
        let values: [Value; 5] =
            [tx.id::<Uuid>().into(), company.0.into(), code.into(), serde_json::json!([code]).to_string().into(), tx.now().into()];
        tx.execute(tx.statement(SQL, SQL, values)).await.unwrap();
        access::add_member(&tx, &person.user, code).await.unwrap();
        tx.commit().await.unwrap();
        person
    }

    /// What the database answers to the program itself.
    pub async fn rows(&self, sql: &str) -> Vec<QueryResult> {
        let tx = self.program.scope().read().await.unwrap();
        let rows = tx.query(tx.statement(sql, sql, [])).await.unwrap();
        tx.commit().await.unwrap();
        rows
    }

    /// What the last change of a kind changed: the fields before and after.
    pub async fn last_change(&self, kind: &str) -> serde_json::Value {
        let rows = self.rows(&format!("SELECT previous, data FROM event WHERE kind = '{kind}' ORDER BY id DESC LIMIT 1")).await;
        let json = |column| serde_json::from_str::<serde_json::Value>(&rows[0].try_get_by_index::<String>(column).unwrap()).unwrap();
        serde_json::json!({ "before": json(0), "after": json(1)["changed"] })
    }

    /// A number that the database answers.
    pub async fn number(&self, sql: &str) -> i64 {
        self.rows(sql).await[0].try_get_by_index(0).unwrap()
    }

    pub async fn mails(&self) -> Vec<ReceivedMail> {
        self.program.deps.ports.mailbox.as_ref().unwrap().mails().await.unwrap()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

fn config(url: &str, base: &str, folder: &TempDir) -> Config {
    Config::read(|name| match name {
        "PARVIS_DATABASE_URL" => Some(url.to_owned()),
        "PARVIS_DATA_DIR" => Some(folder.path().display().to_string()),
        "PARVIS_PUBLIC_URL" => Some(base.to_owned()),
        "PARVIS_SECRET" => Some("tests only ".repeat(4)),
        "PARVIS_WORKERS" => Some("1".into()),
        "PARVIS_POOL" => Some("4".into()),
        _ => None,
    })
    .unwrap()
}

fn ports(config: &Config, clock: &Arc<ManualClock>) -> (Ports, Arc<SandboxGateway>) {
    let clock: Arc<dyn Clock> = clock.clone();
    let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(7));
    let mailbox = Arc::new(EmbeddedMailbox::open(&config.data_dir.join("mailbox"), &config.mail_from, clock.clone()).unwrap());
    let settings = Settings {
        directory: config.data_dir.join("sandbox"),
        public_url: config.public_url.clone(),
        secret: "tests only".to_owned().into(),
        clock: clock.clone(),
        entropy: entropy.clone(),
        pace: Pace::default(),
    };
    let sandbox = Arc::new(SandboxGateway::open(settings).unwrap());
    let typesetter = Arc::new(TypstTypesetter::new());
    let ports = Ports { clock, entropy, mailer: mailbox.clone(), mailbox: Some(mailbox), gateway: sandbox.clone(), typesetter };
    (ports, sandbox)
}
