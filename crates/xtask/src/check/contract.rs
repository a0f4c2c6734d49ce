//! The contract: the committed file is what the server says, and two linters have nothing to say.

use crate::run::build_server;
use crate::shell::{root, run_quietly, server};
use crate::steps::step;
use crate::tools::{npm, npm_program};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::process::Command;

const FILE: &str = "openapi/openapi.json";

/// Writes the file anew.
pub fn write() -> Result<()> {
    step("Build the server", || build_server(false))?;
    Ok(std::fs::write(root().join(FILE), said()?)?)
}

/// Fails at the first line that differs.
pub fn compare() -> Result<()> {
    let (said, committed) = (said()?, std::fs::read_to_string(root().join(FILE))?);
    if said == committed {
        return Ok(());
    }
    let pairs = said.lines().zip(committed.lines()).enumerate();
    let differing = pairs.into_iter().find(|(_, (now, then))| now != then);
    let (number, (now, then)) = differing.unwrap_or((0, ("", "")));
    bail!(
        "{FILE} is not what the server says (cargo xtask openapi writes it anew)\n\
         line {}: committed {then}\n         now {now}",
        number + 1
    )
}

fn said() -> Result<String> {
    run_quietly(Command::new(server(false)).arg("openapi"))
}

/// Zero results, hints included.
pub fn spectral() -> Result<()> {
    npm("e2e")?;
    let mut spectral = npm_program("e2e", "spectral");
    spectral.current_dir(root()).args(["lint", FILE]);
    spectral.args(["--ruleset", "openapi/spectral.yaml", "--fail-severity=hint"]);
    run_quietly(&mut spectral).map(drop)
}

/// How often Redocly complained. Its exit code does not count warnings.
#[derive(Deserialize)]
struct Verdict {
    totals: Totals,
}

#[derive(Deserialize)]
struct Totals {
    errors: usize,
    warnings: usize,
}

pub fn redocly() -> Result<()> {
    npm("e2e")?;
    let lint = |format: &str| {
        let mut redocly = npm_program("e2e", "redocly");
        redocly.current_dir(root()).env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true").args([
            "lint",
            FILE,
            "--config=openapi/redocly.yaml",
            format,
        ]);
        redocly.output().context("cannot start Redocly")
    };
    let output = lint("--format=json")?;
    let verdict: Verdict = serde_json::from_slice(&output.stdout).context("Redocly gave no verdict")?;
    if verdict.totals.errors + verdict.totals.warnings > 0 {
        let readable = lint("--format=stylish")?;
        bail!("{}", String::from_utf8_lossy(&readable.stdout));
    }
    Ok(())
}
