//! The command line: what can be said, and which module does it.

mod import;
mod openapi;
mod serve;
mod verify;

use std::fmt::Display;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use platform::Config;
use secrecy::ExposeSecret as _;
use server::ports;
use server::verify::Seal;

/// The place in front of a company.
#[derive(Parser, Debug)]
#[command(name = "parvis", version, after_help = "Settings come from the environment: see the README.", arg_required_else_help = true)]
pub struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug, PartialEq, Eq)]
enum Command {
    /// Answer requests, relay events, run jobs
    Serve(ServeArgs),
    /// Bring the database up to date
    Migrate,
    /// Take data from a file
    #[command(subcommand)]
    Import(Import),
    /// Print the contract of the API
    Openapi,
    /// Hold the data against its invariants; changes nothing
    Verify {
        /// What an earlier run printed: the history must still contain it
        #[arg(long)]
        seal: Option<Seal>,
    },
}

#[derive(clap::Args, Debug, PartialEq, Eq)]
struct ServeArgs {
    /// With the people and documents of the demo; a click logs in as each
    #[arg(long, conflicts_with = "empty")]
    demo: bool,
    /// Without demo data, also in demo mode
    #[arg(long)]
    empty: bool,
}

#[derive(Subcommand, Debug, PartialEq, Eq)]
enum Import {
    /// A customer list (CSV)
    Clients(ImportClients),
}

#[derive(clap::Args, Debug, PartialEq, Eq)]
struct ImportClients {
    /// The list, as a spreadsheet saved it
    file: PathBuf,
    /// The company that gets them, by its short name
    #[arg(long, value_name = "SLUG")]
    company: String,
    /// Only say what would become of each line
    #[arg(long)]
    dry_run: bool,
}

impl CommandLine {
    /// Does it.
    pub fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Serve(options) => serve::serve(&options),
            Command::Migrate => block(async { migrate(&ports::prepare(Config::from_env()?)?).await }),
            Command::Import(Import::Clients(options)) => block(import::clients(options)),
            Command::Openapi => openapi::print(),
            Command::Verify { seal } => block(verify::verify(seal)),
        }
    }
}

fn block(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    actix_web::rt::System::new().block_on(work)
}

async fn migrate(config: &Config) -> anyhow::Result<()> {
    server::migrate(config.database_url.expose_secret()).await
}

/// Prints a line. A reader that has seen enough (`parvis openapi | head`) is no error.
fn say(line: impl Display) -> anyhow::Result<()> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
