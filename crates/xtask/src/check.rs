//! `cargo xtask check`: everything that can be said about the code without running it.

mod contract;
mod french;
mod words;

use crate::bundle::{self, Mode, read_sizes, wasm_environment};
use crate::gates;
use crate::run::{PACKAGES, build_server};
use crate::shell::{cargo, run, run_quietly};
use crate::steps::step;
use crate::tools::{WASM_TARGET, Wasm, npm, npm_program};
use anyhow::{Result, bail};

pub use contract::write as write_contract;

/// Does all checks, so that one run tells everything, and fails if one of them did.
pub fn check(wasm: Wasm) -> Result<()> {
    let mut failed = Vec::new();
    let mut check = |name: &'static str, work: &dyn Fn() -> Result<()>| {
        if let Err(error) = step(name, work) {
            eprintln!("{error:#}");
            failed.push(name);
        }
    };
    check("Format", &|| run(&mut cargo(&["fmt", "--all", "--check"])));
    check("Words that must not stay", &words::check);
    check("French typography", &french::check);
    check("Bundle the app", &|| bundle::bundle(wasm, Mode::Release));
    check("Weight of the first pages", &weights);
    check("Lint the app", &|| lint_app(wasm));
    check("Lint everything else", &lint);
    check("Types of the browser tests", &types);
    check("Build the server", &|| build_server(false));
    check("Statements a request", &statements);
    check("The contract is the committed one", &contract::compare);
    check("The contract by Spectral", &contract::spectral);
    check("The contract by Redocly", &contract::redocly);
    if !failed.is_empty() {
        bail!("to mend: {}", failed.join(", "));
    }
    Ok(())
}

fn weights() -> Result<()> {
    let sizes = read_sizes()?;
    gates::print(&sizes);
    gates::check(&sizes)
}

/// The budgets of `tests/api/budgets.rs`; the tests run them again on both databases.
fn statements() -> Result<()> {
    let mut budgets = cargo(&["test", "--quiet"]);
    run_quietly(budgets.args(PACKAGES).args(["--test", "api", "budgets::sqlite"])).map(drop)
}

fn types() -> Result<()> {
    npm("e2e")?;
    run_quietly(npm_program("e2e", "tsc").args(["--project", "e2e"])).map(drop)
}

fn lint() -> Result<()> {
    let mut clippy = cargo(&["clippy", "--quiet", "--workspace", "--all-targets"]);
    run(clippy.args(["--exclude", "parvis-app", "--", "--deny", "warnings"]))
}

fn lint_app(wasm: Wasm) -> Result<()> {
    let extra = wasm.ensure()?;
    let mut clippy = cargo(&["clippy", "--quiet", "--package", "parvis-app"]);
    clippy.args(["--all-targets", "--target", WASM_TARGET]);
    clippy.args(extra.arguments).args(["--", "--deny", "warnings"]);
    run(wasm_environment(&mut clippy).envs(extra.environment))
}
