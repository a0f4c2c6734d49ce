//! `parvis serve`: the program as it runs, until it is told to stop.

use std::net::TcpListener;

use anyhow::{Context as _, bail};
use contract::pages::PublicPage;
use platform::Config;
use platform::config::Mode;
use server::{Program, demo, ports};
use tracing_subscriber::EnvFilter;

use super::{ServeArgs, block, migrate, say};

/// Serves with these options.
pub fn serve(options: &ServeArgs) -> anyhow::Result<()> {
    let config = configured(options.demo)?;
    log(&config);
    let config = ports::prepare(config)?;
    block(start(config, options.empty))
}

/// The configuration, with the mode that `--demo` asks for.
fn configured(demo: bool) -> anyhow::Result<Config> {
    let config = Config::from_env()?;
    if !demo {
        return Ok(config);
    }
    if config.mode == Mode::Production {
        bail!("the demo logs anybody in and is never served in production");
    }
    let in_demo = |name: &str| if name == "PARVIS_MODE" { Some("demo".into()) } else { std::env::var(name).ok().filter(|v| !v.is_empty()) };
    Ok(Config::read(in_demo)?)
}

async fn start(config: Config, empty: bool) -> anyhow::Result<()> {
    say(config.redacted())?;
    migrate(&config).await?;
    let listener = TcpListener::bind(config.listen).with_context(|| format!("{} cannot be listened on", config.listen))?;
    let (ports, sandbox) = ports::choose(&config)?;
    let program = Program::open(config.clone(), ports).await?.with_sandbox(sandbox);
    greet(&program, empty).await?;
    say(format_args!("\nReady: {}", config.public_url))?;
    let work = actix_web::rt::spawn(program.clone().work());
    program.serve(listener)?.await?;
    work.abort();
    // What it holds goes while the runtime is there: connections to the mail server say goodbye.
    let _ = work.await;
    program.deps.db.close().await;
    Ok(())
}

/// Who may log in by a click, or how the first company is created.
async fn greet(program: &Program, empty: bool) -> anyhow::Result<()> {
    if program.is_demo() && !empty {
        demo::seed(program).await?;
        say("\nThe people of the demo (a click at the log-in page becomes each):")?;
        for line in demo::people_to_print(&program.scope()).await? {
            say(format_args!("  {line}"))?;
        }
    } else if let Some(code) = access::setup::open(&program.scope()).await? {
        say(format_args!("\nCreate the first company at {}{} with the code {code}", program.deps.config.public_url, PublicPage::Setup))?;
    }
    Ok(())
}

fn log(config: &Config) {
    let filter = EnvFilter::try_from_env("PARVIS_LOG")
        .unwrap_or_else(|_| EnvFilter::new(if config.mode == Mode::Production { "info" } else { "warn" }));
    let logs = tracing_subscriber::fmt().with_env_filter(filter);
    if config.mode == Mode::Production { logs.json().init() } else { logs.init() }
}
