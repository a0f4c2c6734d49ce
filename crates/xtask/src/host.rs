//! What runs on this machine, compiled once for the lints, the tests and the browser's tests alike:
//! clippy's compiler reports what `cargo clippy` reports, and goes on to make programs. Checking and
//! then building compiled each of 600 dependencies twice.

use crate::shell::{cargo, run};
use anyhow::Result;
use std::process::Command;

/// Everything that is tested here, the app too: in one run, so that all share what is compiled.
/// xtask tests itself apart, because it is running.
pub const PACKAGES: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Compiles every target, and fails at the first lint.
pub fn lint() -> Result<()> {
    run(tests().arg("--no-run"))?;
    run(own_tests().arg("--no-run"))
}

/// `cargo test` of everything but xtask; its programs lie in `target/debug` afterwards, `parvis` too.
pub fn tests() -> Command {
    linting(&PACKAGES)
}

/// The same of xtask.
pub fn own_tests() -> Command {
    linting(&["--package", "xtask"])
}

fn linting(packages: &[&str]) -> Command {
    let mut command = cargo(&["test", "--quiet"]);
    // What `cargo clippy -- --deny warnings` sets.
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__");
    command.args(packages);
    command
}
