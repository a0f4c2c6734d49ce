//! `cargo xtask run`: from nothing to a served demo.

use crate::bundle::{self, Mode};
use crate::host::PACKAGES;
use crate::shell::{cargo, run as run_to_end, server};
use crate::steps::step;
use crate::tools::Wasm;
use anyhow::{Context, Result, bail};
use pico_args::Arguments;
use std::process::Command;

/// What both `run` and `dev` understand.
pub struct Options {
    /// No demo data: the first visitor sets up the first company.
    empty: bool,
    release: bool,
}

impl Options {
    pub fn parse(mut arguments: Arguments) -> Result<Self> {
        let options = Self { empty: arguments.contains("--empty"), release: arguments.contains("--release") };
        let rest = arguments.finish();
        if !rest.is_empty() {
            bail!("not understood: {rest:?}");
        }
        Ok(options)
    }

    /// The server, ready to start. What the person set in the environment wins.
    pub fn serve(&self) -> Command {
        let mut command = Command::new(server(self.release));
        command.arg("serve");
        command.arg(if self.empty { "--empty" } else { "--demo" });
        if std::env::var_os("PARVIS_MODE").is_none() {
            command.env("PARVIS_MODE", "demo");
        }
        command
    }

    pub fn build(&self) -> Result<()> {
        step("Build the server", || build_server(self.release))
    }
}

/// What is served to people is built without what the app alone needs.
pub const SERVED: [&str; 5] = ["--workspace", "--exclude", "parvis-app", "--exclude", "xtask"];

pub fn build_server(release: bool) -> Result<()> {
    let mut command = cargo(&["build", "--quiet", "--bin", "parvis"]);
    if release {
        command.arg("--release").args(SERVED);
    } else {
        // As the tests choose them, so that both share what is compiled.
        command.args(PACKAGES);
    }
    run_to_end(&mut command)
}

pub fn run(wasm: Wasm, options: &Options) -> Result<()> {
    step("Bundle the app", || bundle::bundle(wasm, Mode::Release))?;
    options.build()?;
    replace_this_process(&mut options.serve())
}

/// The server takes this process's place, so that Ctrl-C and the exit code are its own.
#[cfg(unix)]
fn replace_this_process(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("cannot start the server")
}

#[cfg(not(unix))]
fn replace_this_process(command: &mut Command) -> Result<()> {
    run_to_end(command)
}
