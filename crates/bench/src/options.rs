//! What is measured, as the command line says it.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use pico_args::Arguments;

use crate::operations::Operation;

/// A database to measure on.
#[derive(Clone, Debug)]
pub enum Engine {
    /// A file of our own.
    Sqlite,
    /// A server, by an address at which databases may be created.
    Postgres(String),
}

impl Engine {
    /// As people call it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

/// Everything that can be chosen.
pub struct Options {
    /// The program that is measured.
    pub program: PathBuf,
    pub engines: Vec<Engine>,
    /// Invoices in all.
    pub invoices: usize,
    /// Companies that share them.
    pub companies: usize,
    /// Connections kept open by the load.
    pub connections: usize,
    /// What is measured, in the order of the report.
    pub operations: Vec<Operation>,
    /// How long each operation is measured.
    pub seconds: u64,
    /// The cheapest of so many rounds counts.
    pub rounds: usize,
    /// The weights of the app's files, as `cargo xtask bundle` left them.
    pub sizes: Option<PathBuf>,
    /// Where the figures go.
    pub json: PathBuf,
}

impl Options {
    pub fn parse(mut arguments: Arguments) -> Result<Self> {
        let postgres: Option<String> = arguments.opt_value_from_str("--postgres")?;
        let only: Option<String> = arguments.opt_value_from_str("--only")?;
        let options = Self {
            program: arguments.opt_value_from_str("--program")?.unwrap_or_else(|| "target/release/parvis".into()),
            engines: engines(only.as_deref(), postgres)?,
            invoices: arguments.opt_value_from_str("--invoices")?.unwrap_or(100_000),
            companies: arguments.opt_value_from_str("--companies")?.unwrap_or(100),
            connections: arguments.opt_value_from_str("--connections")?.unwrap_or(8),
            operations: operations(arguments.opt_value_from_str("--operations")?)?,
            seconds: arguments.opt_value_from_str("--seconds")?.unwrap_or(4),
            rounds: arguments.opt_value_from_str("--rounds")?.unwrap_or(2),
            sizes: arguments.opt_value_from_str("--sizes")?,
            json: arguments.opt_value_from_str("--json")?.unwrap_or_else(|| "target/bench.json".into()),
        };
        let rest = arguments.finish();
        if !rest.is_empty() || options.companies == 0 || options.invoices < options.companies * 20 {
            bail!("not understood, or fewer than 20 invoices a company: {rest:?}");
        }
        Ok(options)
    }
}

fn engines(only: Option<&str>, postgres: Option<String>) -> Result<Vec<Engine>> {
    let server = || postgres.clone().map(Engine::Postgres).context("say --postgres ADDRESS, or --only sqlite");
    match only {
        Some("sqlite") => Ok(vec![Engine::Sqlite]),
        Some("postgres") => Ok(vec![server()?]),
        None => Ok(vec![server()?, Engine::Sqlite]),
        Some(other) => bail!("there is no engine `{other}`"),
    }
}

/// Those that are named, or all.
fn operations(named: Option<String>) -> Result<Vec<Operation>> {
    let Some(named) = named else { return Ok(Operation::ALL.to_vec()) };
    let codes: Vec<&str> = named.split(',').collect();
    if let Some(unknown) = codes.iter().find(|code| Operation::ALL.iter().all(|operation| operation.code() != **code)) {
        bail!("there is no operation `{unknown}`");
    }
    Ok(Operation::ALL.into_iter().filter(|operation| codes.contains(&operation.code())).collect())
}
