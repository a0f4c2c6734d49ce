//! One engine from an empty database to its figures.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use reqwest::Client;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqliteConnection};
use tempfile::TempDir;

use crate::fill::{self, Filled};
use crate::load;
use crate::machine;
use crate::operations::Operation;
use crate::options::{Engine, Options};
use crate::program::{Kind, Place, Program, parvis};
use crate::report::{Cost, EngineFigures, Line};

/// Before it counts.
const WARM_UP: Duration = Duration::from_millis(700);
/// How long an idle server is watched.
const IDLE: Duration = Duration::from_secs(3);
/// Of which the median counts.
const STARTS: usize = 5;

/// A filled database and what is needed to run servers on it.
struct Stand<'o> {
    options: &'o Options,
    folder: TempDir,
    url: String,
    /// The server of the database, whose CPU is told apart.
    postmaster: Option<u32>,
    filled: Arc<Filled>,
    fill_seconds: f64,
    verify_seconds: f64,
}

/// Requests of a run are never repeated by another.
static RUNS: AtomicUsize = AtomicUsize::new(1);

pub async fn measure(options: &Options, engine: &Engine) -> Result<EngineFigures> {
    let stand = Stand::lay(options, engine, options.invoices).await?;
    let mut figures = EngineFigures { name: engine.name(), rows: stand.filled.rows, ..EngineFigures::default() };
    (figures.fill_seconds, figures.verify_seconds) = (stand.fill_seconds, stand.verify_seconds);
    figures.starts_ms = stand.starts()?;
    let statements = stand.statements().await?;
    stand.program(&mut figures, &statements).await?;
    stand.bound(&mut figures).await?;
    stand.clear(engine).await?;
    let tenth = options.invoices / 10;
    if tenth >= options.companies * 20 && options.operations.contains(&Operation::Dashboard) {
        let stand = Stand::lay(options, engine, tenth).await?;
        let program = stand.start(Kind::Production)?;
        for operation in [Operation::Dashboard, Operation::List] {
            let cost = stand.cost(&program, operation).await?;
            figures.tenth.push((operation, cost));
        }
        drop(program);
        stand.clear(engine).await?;
    }
    Ok(figures)
}

impl<'o> Stand<'o> {
    async fn lay(options: &'o Options, engine: &Engine, invoices: usize) -> Result<Self> {
        eprintln!("==> {} with {invoices} invoices", engine.name());
        let folder = TempDir::new()?;
        let (url, postmaster) = match engine {
            Engine::Sqlite => (format!("sqlite://{}", folder.path().join("parvis.db").display()), None),
            Engine::Postgres(base) => database(base).await?,
        };
        let mut stand = Self {
            options,
            folder,
            url,
            postmaster,
            filled: Arc::new(Filled { places: Vec::new(), rows: 0 }),
            fill_seconds: 0.0,
            verify_seconds: 0.0,
        };
        stand.command("migrate")?;
        let began = Instant::now();
        stand.filled = Arc::new(fill::fill(engine, &stand.url, invoices, options.companies).await?);
        stand.fill_seconds = began.elapsed().as_secs_f64();
        stand.verify_seconds = stand.command("verify")?;
        eprintln!("    {} rows in {:.0} s, verified in {:.1} s", stand.filled.rows, stand.fill_seconds, stand.verify_seconds);
        Ok(stand)
    }

    async fn clear(self, engine: &Engine) -> Result<()> {
        if let Engine::Postgres(base) = engine {
            let name = self.url.rsplit('/').next().unwrap_or_default();
            tell(base, format!("DROP DATABASE {name} WITH (FORCE)")).await?;
        }
        Ok(())
    }

    fn place(&self) -> Place<'_> {
        Place { program: &self.options.program, database: &self.url, folder: self.folder.path() }
    }

    fn start(&self, kind: Kind) -> Result<Program> {
        Program::start(kind, &self.place())
    }

    /// Runs a command of the program to its end, and says how long it took.
    fn command(&self, name: &str) -> Result<f64> {
        let began = Instant::now();
        let output = parvis(Kind::Development, &self.place(), "127.0.0.1:0", &[name]).output().context("the program cannot be started")?;
        if !output.status.success() {
            bail!("parvis {name}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        }
        Ok(began.elapsed().as_secs_f64())
    }

    fn starts(&self) -> Result<Vec<f64>> {
        let mut starts = (0..STARTS).map(|_| Ok(self.start(Kind::Production)?.start_ms)).collect::<Result<Vec<_>>>()?;
        starts.sort_unstable_by(f64::total_cmp);
        Ok(starts)
    }

    /// What the program says of its own statements.
    async fn statements(&self) -> Result<Vec<(Operation, Option<u32>)>> {
        let program = self.start(Kind::Development)?;
        let mut counted = Vec::new();
        for &operation in &self.options.operations {
            let request = operation.maker(&self.filled, RUNS.fetch_add(1, Ordering::Relaxed))(0, 0);
            counted.push((operation, load::send(&Client::new(), &program.base, request).await?));
        }
        Ok(counted)
    }

    async fn program(&self, figures: &mut EngineFigures, statements: &[(Operation, Option<u32>)]) -> Result<()> {
        let program = self.start(Kind::Production)?;
        tokio::time::sleep(IDLE).await;
        figures.idle_mb = program.memory_mb();
        let before = (program.cpu_ms()?, self.database_ms());
        tokio::time::sleep(IDLE).await;
        figures.idle_cpu = ((program.cpu_ms()? - before.0) / IDLE.as_secs_f64(), (self.database_ms() - before.1) / IDLE.as_secs_f64());
        for (operation, counted) in statements {
            let cost = self.cost(&program, *operation).await?;
            match operation {
                Operation::LogIn => figures.log_in_mb = program.peak_mb(),
                Operation::Pdf => figures.peak_mb = program.peak_mb(),
                _ => figures.loaded_mb = program.peak_mb(),
            }
            figures.lines.push(Line { operation: *operation, cost, statements: *counted, bound: None });
        }
        Ok(())
    }

    async fn bound(&self, figures: &mut EngineFigures) -> Result<()> {
        let program = self.start(Kind::Bound)?;
        for line in figures.lines.iter_mut().filter(|line| line.operation.has_bound()) {
            line.bound = Some(self.cost(&program, line.operation).await?);
        }
        figures.bound_mb = program.peak_mb();
        Ok(())
    }

    fn database_ms(&self) -> f64 {
        self.postmaster.map_or(0.0, machine::family_cpu_ms)
    }

    /// The cheapest of the rounds.
    async fn cost(&self, program: &Program, operation: Operation) -> Result<Cost> {
        let mut cheapest: Option<Cost> = None;
        for round in 0..self.options.rounds {
            let cost = self.round(program, operation, round).await.with_context(|| operation.name())?;
            if cheapest.as_ref().is_none_or(|known| cost.cpu_ms() < known.cpu_ms()) {
                cheapest = Some(cost);
            }
        }
        let cost = cheapest.context("no round was asked for")?;
        eprintln!("    {:<24} {:>7.3} + {:.3} CPU ms, {:.0} a second", operation.name(), cost.server_ms, cost.database_ms, cost.rate);
        Ok(cost)
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
    async fn round(&self, program: &Program, operation: Operation, round: usize) -> Result<Cost> {
        let run = RUNS.fetch_add(1, Ordering::Relaxed);
        let clients = self.clients(operation, round)?;
        if operation == Operation::LogIn {
            self.forgive().await?;
        }
        let maker = operation.maker(&self.filled, run);
        let warm = load::run(&program.base, &clients, 0, WARM_UP, &maker).await?;
        if operation == Operation::LogIn {
            self.forgive().await?;
        }
        let before = (program.cpu_ms()?, self.database_ms());
        let seen = load::run(&program.base, &clients, warm.requests(), Duration::from_secs(self.options.seconds), &maker).await?;
        let requests = seen.requests() as f64;
        Ok(Cost {
            server_ms: (program.cpu_ms()? - before.0) / requests,
            database_ms: (self.database_ms() - before.1) / requests,
            p50_ms: seen.permille(500),
            p99_ms: seen.permille(990),
            rate: seen.rate(),
        })
    }

    /// Log-ins are counted by account, and nobody comes in as often as we do.
    async fn forgive(&self) -> Result<()> {
        const SQL: &str = "DELETE FROM throttle";
        if self.url.starts_with("postgres") {
            PgConnection::connect(&self.url).await?.execute(SQL).await?;
        } else {
            SqliteConnection::connect(&self.url).await?.execute(SQL).await?;
        }
        Ok(())
    }

    /// A client for each connection. Log-ins are counted by address: each round has its own.
    fn clients(&self, operation: Operation, round: usize) -> Result<Vec<Client>> {
        let address = |connection: usize| -> Result<IpAddr> { Ok(format!("127.0.{}.{}", round + 1, connection + 1).parse()?) };
        let client = |connection| {
            let builder = Client::builder().no_proxy();
            let builder = if operation == Operation::LogIn { builder.local_address(address(connection)?) } else { builder };
            Ok(builder.build()?)
        };
        (0..self.options.connections).map(client).collect()
    }
}

/// A database of our own, and the process id of its server where it runs on this machine.
async fn database(base: &str) -> Result<(String, Option<u32>)> {
    static NEXT: AtomicUsize = AtomicUsize::new(1);
    let name = format!("bench_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    tell(base, format!("CREATE DATABASE {name}")).await?;
    let (server, _) = base.rsplit_once('/').context("the address of PostgreSQL names no database")?;
    let url = format!("{server}/{name}");
    let mut connection = PgConnection::connect(&url).await?;
    let backend: i32 = sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut connection).await?;
    let postmaster = u32::try_from(backend).ok().and_then(machine::parent);
    connection.close().await?;
    Ok((url, postmaster))
}

async fn tell(base: &str, sql: String) -> Result<()> {
    let mut connection = PgConnection::connect(base).await?;
    connection.execute(AssertSqlSafe(sql)).await?;
    Ok(connection.close().await?)
}
