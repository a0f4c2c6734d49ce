//! `cargo xtask test`: every test there is, counted in one line at the end.

mod browser;
mod rust;

use crate::bundle::{self, Mode};
use crate::postgres::Cluster;
use crate::steps::step;
use crate::tools::Wasm;
use anyhow::Result;
use std::ops::AddAssign;
use std::process::ExitCode;

/// What the test runners said.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
    /// Names, as far as they are known.
    pub failures: Vec<String>,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.failures.extend(other.failures);
    }
}

impl Count {
    /// A step that could not do its work counts as one failed test.
    fn add(&mut self, name: &str, work: impl FnOnce() -> Result<Self>) {
        *self += step(name, work).unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Self { failed: 1, failures: vec![format!("{name}: {error}")], ..Self::default() }
        });
    }
}

pub fn test(wasm: Wasm, filter: Option<&str>) -> ExitCode {
    let mut count = Count::default();
    count.add("Bundle the app", || bundle::bundle(wasm, Mode::Release).map(|()| Count::default()));
    match step("Start PostgreSQL", Cluster::start) {
        Ok(cluster) => count.add("Test server and app", || rust::everything(filter, &cluster.url())),
        Err(error) => count.add("Start PostgreSQL", || Err(error)),
    }
    count.add("Test these commands", || rust::commands(filter));
    count.add("Test in the browser", || browser::test(filter));
    report(&count)
}

fn report(count: &Count) -> ExitCode {
    if !count.failures.is_empty() {
        println!("\nfailed:");
        for failure in &count.failures {
            println!("  {failure}");
        }
    }
    println!("\n{} passed, {} failed", count.passed, count.failed);
    if count.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
