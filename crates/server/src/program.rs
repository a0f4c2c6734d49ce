//! The program: its database, its ports, its slices, served over HTTP, with the relay and the
//! worker beside it.

use std::net::TcpListener;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpServer, web};
use adapters::sandbox::SandboxGateway;
use anyhow::Context as _;
use platform::config::Mode;
use platform::edge::edge;
use platform::jobs::Listeners;
use platform::ports::Ports;
use platform::scope::RequestMeta;
use platform::{Config, Db, Deps, Schedule, SystemScope};
use secrecy::ExposeSecret as _;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{dev, docs, health, queue, relay, schedules, static_files, worker};

/// The program, open and ready to serve.
#[derive(Clone)]
pub struct Program {
    /// What everything runs on.
    pub deps: Deps,
    /// What follows from events.
    pub listeners: Listeners,
    /// What is done by the clock.
    pub schedules: Vec<Schedule>,
    /// The sandbox gateway, where its page is served.
    pub sandbox: Option<Arc<SandboxGateway>>,
}

impl Program {
    /// Opens the database, which is migrated already, and wires the slices to the ports.
    pub async fn open(config: Config, ports: Ports) -> anyhow::Result<Self> {
        let db = Db::connect(config.database_url.expose_secret(), config.pool).await.context("the database cannot be opened")?;
        let deps = Deps { db, ports, config: Arc::new(config), authority: Arc::new(access::Access) };
        let listeners = Listeners::new([
            identity::listeners(),
            access::listeners(),
            clients::listeners(),
            projects::listeners(),
            billing::listeners(),
            payments::listeners(),
            overview::listeners(),
        ]);
        let schedules = [platform::schedules::schedules(), queue::schedules(), identity::schedules(), payments::schedules()].concat();
        Ok(Self { deps, listeners, schedules, sandbox: None })
    }

    /// The same, with the page where people pay play money.
    #[must_use]
    pub fn with_sandbox(mut self, sandbox: Option<Arc<SandboxGateway>>) -> Self {
        self.sandbox = sandbox;
        self
    }

    /// The program itself, on behalf of nobody.
    pub fn scope(&self) -> SystemScope {
        SystemScope::new(self.deps.clone(), RequestMeta::internal("program"))
    }

    /// Answers requests on this listener until it is stopped.
    pub fn serve(&self, listener: TcpListener) -> std::io::Result<Server> {
        let deps = Data::new(self.deps.clone());
        let tools = self.deps.config.mode.has_dev_tools();
        let sandbox = self.sandbox.clone();
        let server = HttpServer::new(move || {
            App::new()
                .app_data(deps.clone())
                .configure(docs::routes)
                .service(web::scope("/api/v1").configure(answering))
                .configure(health::routes)
                .configure(|cfg| {
                    if tools {
                        dev::routes(cfg);
                    }
                    if let Some(sandbox) = &sandbox {
                        adapters::sandbox::routes(sandbox.clone())(cfg);
                    }
                })
                .configure(static_files::routes)
                .default_service(web::to(static_files::app))
                .wrap(from_fn(edge))
        });
        let server = server.workers(self.deps.config.workers).shutdown_timeout(10).listen(listener)?;
        Ok(server.run())
    }

    /// Relays events, runs jobs and schedules for as long as the program lives.
    pub async fn work(self) {
        let Self { deps, listeners, schedules, .. } = self;
        tokio::join!(relay::run(deps.clone(), listeners.clone()), worker::run(deps.clone(), listeners), schedules::run(deps, schedules));
    }

    /// Relays every event and runs every job and schedule that is due by the injected clock, until nothing is left. For tests and the demo.
    pub async fn settle(&self) -> anyhow::Result<()> {
        loop {
            let relayed = relay::batch(&self.deps, &self.listeners).await?;
            let ran = queue::run_due(&self.deps, &self.listeners).await?;
            let scheduled = schedules::run_due(&self.deps, &self.schedules).await?;
            if relayed == 0 && ran == 0 && scheduled == 0 {
                return Ok(());
            }
        }
    }

    /// Whether a click logs in.
    pub fn is_demo(&self) -> bool {
        self.deps.config.mode == Mode::Demo
    }
}

/// The operations of each slice. actix tries one route after the other, so what is asked for most
/// comes first: with the invoices in the middle, finding their route took 8 % of a request.
const SLICES: [fn(&mut ServiceConfig); 6] =
    [billing::routes, overview::routes, projects::routes, clients::routes, payments::routes, access::routes];

/// Every operation of the API, as the contract lists them.
pub(crate) fn api(cfg: &mut ServiceConfig) {
    for routes in SLICES {
        routes(cfg);
    }
}

/// The same, only to answer. What a slice says of its operations is dropped before the next one
/// speaks: the whole contract, gathered by each thread, took 7 MB that never came back.
fn answering(cfg: &mut web::ServiceConfig) {
    for routes in SLICES {
        routes(&mut ServiceConfig::new(cfg));
    }
}
