//! The command line of Parvis.

use std::io::Write as _;
use std::net::TcpListener;
use std::process::ExitCode;

use adapters::system::SystemClock;
use anyhow::{Context as _, bail};
use contract::pages::PublicPage;
use platform::Config;
use platform::config::Mode;
use platform::ports::Clock as _;
use secrecy::ExposeSecret as _;
use server::{Program, demo, ports};
use tracing_subscriber::EnvFilter;

const HELP: &str = "\
parvis serve [--demo|--empty]                    answer requests, relay events, run jobs
parvis migrate                                   bring the database up to date
parvis import clients FILE --company SLUG [--dry-run]
                                                 take a customer list (CSV)
parvis openapi                                   print the contract
parvis verify [--seal SEAL]                      hold the data against its invariants; changes nothing
Settings come from the environment: see the README.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("parvis: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> anyhow::Result<()> {
    match words {
        ["serve", options @ ..] => serve(options),
        ["migrate"] => block(async { migrate(&ports::prepare(Config::from_env()?)?).await }),
        ["import", "clients", options @ ..] => block(import(options)),
        ["verify"] => block(verify(None)),
        ["verify", "--seal", seal] => block(verify(Some(seal))),
        ["openapi"] => {
            // As a value its names are in order, the same each time.
            let contract = serde_json::to_string_pretty(&serde_json::to_value(server::openapi())?)?;
            Ok(writeln!(std::io::stdout(), "{contract}")?)
        }
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        _ => bail!("this is no command\n\n{HELP}"),
    }
}

fn block(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    actix_web::rt::System::new().block_on(work)
}

async fn migrate(config: &Config) -> anyhow::Result<()> {
    server::migrate(config.database_url.expose_secret()).await
}

fn serve(options: &[&str]) -> anyhow::Result<()> {
    let mut config = Config::from_env()?;
    match options {
        [] | ["--empty"] => {}
        ["--demo"] if config.mode == Mode::Production => bail!("the demo logs anybody in and is never served in production"),
        ["--demo"] => {
            config =
                Config::read(
                    |name| if name == "PARVIS_MODE" { Some("demo".into()) } else { std::env::var(name).ok().filter(|v| !v.is_empty()) },
                )?;
        }
        _ => bail!("`serve` knows --demo and --empty"),
    }
    log(&config);
    let config = ports::prepare(config)?;
    block(start(config, options == ["--empty"]))
}

async fn start(config: Config, empty: bool) -> anyhow::Result<()> {
    println!("{}", config.redacted());
    migrate(&config).await?;
    let listener = TcpListener::bind(config.listen).with_context(|| format!("{} cannot be listened on", config.listen))?;
    let (ports, sandbox) = ports::choose(&config)?;
    let program = Program::open(config.clone(), ports).await?.with_sandbox(sandbox);
    if program.is_demo() && !empty {
        demo::seed(&program).await?;
        println!("\nThe people of the demo (a click at the log-in page becomes each):");
        for line in demo::people_to_print(&program.scope()).await? {
            println!("  {line}");
        }
    } else if let Some(code) = access::setup::open(&program.scope()).await? {
        println!("\nCreate the first company at {}{} with the code {code}", config.public_url, PublicPage::Setup);
    }
    println!("\nReady: {}", config.public_url);
    let work = actix_web::rt::spawn(program.clone().work());
    program.serve(listener)?.await?;
    work.abort();
    // What it holds goes while the runtime is there: connections to the mail server say goodbye.
    let _ = work.await;
    program.deps.db.close().await;
    Ok(())
}

async fn verify(seal: Option<&str>) -> anyhow::Result<()> {
    let config = Config::from_env()?;
    let earlier = seal.map(str::parse).transpose()?;
    let report = server::verify::verify(&config, SystemClock.now(), earlier.as_ref()).await?;
    println!("{report}");
    let broken = report.broken();
    if !broken.is_empty() {
        bail!("broken: {}", broken.join(", "));
    }
    Ok(())
}

async fn import(options: &[&str]) -> anyhow::Result<()> {
    let (file, slug, dry_run) = match options {
        [file, "--company", slug] => (file, slug, false),
        [file, "--company", slug, "--dry-run"] => (file, slug, true),
        _ => bail!("say `parvis import clients FILE --company SLUG [--dry-run]`"),
    };
    let bytes = std::fs::read(file).with_context(|| format!("{file} cannot be read"))?;
    let config = ports::prepare(Config::from_env()?)?;
    migrate(&config).await?;
    let program = Program::open(config.clone(), ports::choose(&config)?.0).await?;
    let company = company(&program, slug).await?;
    let report =
        clients::import::from_file(&program.scope().company(company), &bytes, dry_run).await.map_err(|error| anyhow::anyhow!("{error}"))?;
    for line in &report.lines {
        println!("line {}: {} {} {}", line.line, line.outcome, line.name.as_deref().unwrap_or(""), line.detail.as_deref().unwrap_or(""));
    }
    println!(
        "{} added, {} there already, {} refused{}",
        report.added,
        report.duplicates,
        report.refused,
        if dry_run { " (nothing was written)" } else { "" }
    );
    program.deps.db.close().await;
    Ok(())
}

async fn company(program: &Program, slug: &str) -> anyhow::Result<contract::CompanyId> {
    const SQL: &str = "SELECT id FROM company WHERE slug = $1";
    let tx = program.scope().read().await?;
    let rows = tx.query(tx.statement(SQL, SQL, [slug.into()])).await?;
    tx.commit().await?;
    let row = rows.first().with_context(|| format!("there is no company `{slug}`"))?;
    Ok(row.try_get("", "id")?)
}

fn log(config: &Config) {
    let filter = EnvFilter::try_from_env("PARVIS_LOG")
        .unwrap_or_else(|_| EnvFilter::new(if config.mode == Mode::Production { "info" } else { "warn" }));
    let logs = tracing_subscriber::fmt().with_env_filter(filter);
    if config.mode == Mode::Production { logs.json().init() } else { logs.init() }
}
