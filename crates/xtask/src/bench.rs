//! `cargo xtask bench`: what a request costs, on PostgreSQL and on SQLite, beside a bare server.

use crate::bundle::{self, Mode, sizes_file};
use crate::postgres::Cluster;
use crate::run::SERVED;
use crate::shell::{cargo, root, run};
use crate::steps::step;
use crate::tools::Wasm;
use anyhow::Result;
use pico_args::Arguments;
use std::process::Command;

/// The rest of the command line is the bench's own: `--invoices`, `--seconds`, `--only` …
pub fn bench(wasm: Wasm, arguments: Arguments) -> Result<()> {
    step("Bundle the app", || bundle::bundle(wasm, Mode::Release))?;
    step("Build the server and the bench", || {
        run(cargo(&["build", "--quiet", "--release", "--bin", "parvis", "--bin", "parvis-bench"]).args(SERVED))
    })?;
    let cluster = step("Start PostgreSQL", Cluster::start)?;
    let built = root().join("target/release");
    let mut bench = Command::new(built.join("parvis-bench"));
    bench.args(["--postgres", &cluster.url(), "--program"]).arg(built.join("parvis"));
    bench.arg("--sizes").arg(sizes_file()).arg("--json").arg(root().join("target/bench.json"));
    run(bench.args(arguments.finish()))
}
