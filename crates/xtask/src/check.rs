//! `cargo xtask check`: everything that can be said about the code without running it.

mod contract;
mod french;
mod words;

use crate::bundle::{self, Mode, read_sizes};
use crate::shell::{cargo, run, run_quietly};
use crate::steps::{step, together};
use crate::tools::{Wasm, npm, npm_program};
use crate::{gates, host};
use anyhow::{Result, bail};
use std::sync::{Mutex, PoisonError};

pub use contract::write as write_contract;

/// The steps that failed so far: one run tells everything.
#[derive(Default)]
struct Failed(Mutex<Vec<&'static str>>);

impl Failed {
    fn check(&self, name: &'static str, work: impl FnOnce() -> Result<()>) {
        if let Err(error) = step(name, work) {
            eprintln!("{error:#}");
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(name);
        }
    }
}

/// Does all checks, and fails if one of them did. What is for the browser and what is for this machine
/// share nothing and are compiled side by side.
pub fn check(wasm: Wasm) -> Result<()> {
    let failed = Failed::default();
    together(|| for_the_browser(wasm, &failed), || for_this_machine(&failed));
    let failed = failed.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !failed.is_empty() {
        bail!("to mend: {}", failed.join(", "));
    }
    Ok(())
}

fn for_the_browser(wasm: Wasm, failed: &Failed) {
    failed.check("Bundle the app", || bundle::bundle(wasm, Mode::Release));
    failed.check("Weight of the pages", weights);
    failed.check("Types of the browser tests", types);
    failed.check("The contract by Spectral", contract::spectral);
    failed.check("The contract by Redocly", contract::redocly);
}

fn for_this_machine(failed: &Failed) {
    failed.check("Format", || run(&mut cargo(&["fmt", "--all", "--check"])));
    failed.check("Words that must not stay", words::check);
    failed.check("French typography", french::check);
    failed.check("Lint and compile", host::lint);
    failed.check("The contract is the committed one", contract::compare);
}

fn weights() -> Result<()> {
    let sizes = read_sizes()?;
    gates::print(&sizes);
    gates::check(&sizes)
}

fn types() -> Result<()> {
    npm("e2e")?;
    run_quietly(npm_program("e2e", "tsc").args(["--project", "e2e"])).map(drop)
}
