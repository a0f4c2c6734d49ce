//! A sandbox gateway on books of its own, and a merchant that hears its notifications.

#![expect(clippy::disallowed_types, reason = "a server of the test's own hears what the gateway says")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use chrono::DateTime;
use contract::billing::Party;
use contract::money::{Currency, Money};
use contract::words::Locale;
use parvis_adapters::sandbox::{Pace, SandboxGateway, Settings, routes};
use parvis_adapters::system::{ManualClock, SeededEntropy};
use platform::ports::{AttemptReference, Charge, IncomingNotification};
use tempfile::TempDir;

pub fn eur(amount: i64) -> Money {
    Money::new(amount, Currency::EUR)
}

pub fn attempt(reference: &str) -> AttemptReference {
    AttemptReference { reference: reference.to_owned(), provider_reference: None }
}

pub fn charge(reference: &str) -> Charge {
    Charge {
        reference: reference.to_owned(),
        amount: eur(12_000),
        description: "Facture F-2026-0001 <b>".to_owned(),
        return_url: "http://localhost:8080/portal/retour".to_owned(),
        notify_url: "http://localhost:8080/notify".to_owned(),
        payer: Party {
            name: "Boulangerie Diallo".to_owned(),
            registration_number: None,
            tax_number: None,
            email: None,
            phone: None,
            address: None,
        },
        locale: Locale::Fr,
    }
}

/// The gateway, with what holds it still.
pub struct Provider {
    pub gateway: Arc<SandboxGateway>,
    pub clock: Arc<ManualClock>,
    directory: TempDir,
    pace: Pace,
}

impl Provider {
    pub fn open(pace: Pace) -> Self {
        let clock = Arc::new(ManualClock::at(DateTime::from_timestamp(1_795_262_400, 0).unwrap()));
        let directory = tempfile::tempdir().unwrap();
        let gateway = open(&directory, clock.clone(), pace.clone(), 1);
        Self { gateway, clock, directory, pace }
    }

    /// The same books after a restart.
    pub fn reopen(&self) -> Arc<SandboxGateway> {
        open(&self.directory, self.clock.clone(), self.pace.clone(), 2)
    }

    /// The gateway's page and a merchant that fails the first notifications, on one server.
    pub async fn serve(pace: Pace, failing: usize) -> (Self, Merchant) {
        let provider = Self::open(pace);
        let heard = web::Data::new(Heard { all: Mutex::default(), failing: AtomicUsize::new(failing) });
        let (gateway, ears) = (provider.gateway.clone(), heard.clone());
        let server = HttpServer::new(move || {
            App::new().app_data(ears.clone()).route("/notify", web::post().to(notify)).configure(routes(gateway.clone()))
        });
        let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", server.addrs()[0]);
        actix_web::rt::spawn(server.run());
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        (provider, Merchant { base, http, heard })
    }
}

fn open(directory: &TempDir, clock: Arc<ManualClock>, pace: Pace, seed: u64) -> Arc<SandboxGateway> {
    let settings = Settings {
        directory: directory.path().join("sandbox"),
        public_url: "http://localhost:8080/".to_owned(),
        secret: "a secret of tests, long enough".into(),
        clock,
        entropy: Arc::new(SeededEntropy::new(seed)),
        pace,
    };
    Arc::new(SandboxGateway::open(settings).unwrap())
}

struct Heard {
    all: Mutex<Vec<IncomingNotification>>,
    failing: AtomicUsize,
}

async fn notify(request: HttpRequest, body: web::Bytes, heard: web::Data<Heard>) -> HttpResponse {
    let headers = request.headers().iter().map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap().to_owned()));
    heard.all.lock().unwrap().push(IncomingNotification { headers: headers.collect(), body: body.to_vec() });
    let stumbles = heard.failing.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok();
    if stumbles { HttpResponse::ServiceUnavailable().finish() } else { HttpResponse::Ok().finish() }
}

/// Whoever is to be paid, and the payer's browser.
pub struct Merchant {
    base: String,
    http: reqwest::Client,
    heard: web::Data<Heard>,
}

impl Merchant {
    pub fn charge(&self, reference: &str) -> Charge {
        Charge { return_url: format!("{}/retour", self.base), notify_url: format!("{}/notify", self.base), ..charge(reference) }
    }

    pub async fn get(&self, reference: &str) -> reqwest::Response {
        self.http.get(format!("{}/sandbox/pay/{reference}", self.base)).send().await.unwrap()
    }

    pub async fn choose(&self, reference: &str, choice: &str) -> reqwest::Response {
        let request = self.http.post(format!("{}/sandbox/pay/{reference}", self.base));
        let form = request.header("content-type", "application/x-www-form-urlencoded").body(format!("choice={choice}"));
        form.send().await.unwrap()
    }

    pub fn heard(&self) -> Vec<IncomingNotification> {
        self.heard.all.lock().unwrap().clone()
    }

    pub fn forget(&self) {
        self.heard.all.lock().unwrap().clear();
    }

    /// The notifications, once there are as many. Real sockets have no event to wait for.
    pub async fn hear(&self, count: usize) -> Vec<IncomingNotification> {
        for _ in 0..500 {
            let heard = self.heard();
            if heard.len() >= count {
                return heard;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} notifications came instead of {count}", self.heard().len());
    }
}
