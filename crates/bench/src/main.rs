//! What a request costs: the program as people run it, beside a bare server with hand-written SQL
//! over the same rows, on both engines. `cargo xtask bench` builds everything and calls this.

mod bound;
mod fill;
mod load;
mod machine;
mod operations;
mod options;
mod program;
mod report;
mod stand;

use std::process::ExitCode;

use anyhow::Result;
use options::Options;
use pico_args::Arguments;
use report::Report;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut arguments = Arguments::from_env();
    // The bare server is this program too, in a process of its own so that its CPU can be told.
    if arguments.subcommand()?.as_deref() == Some("bound") {
        actix_web::rt::System::new().block_on(bound::serve(arguments))?;
        return Ok(ExitCode::SUCCESS);
    }
    let options = Options::parse(arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let report = runtime.block_on(measure(&options))?;
    println!("{}", report.markdown());
    report.write(&options.json)?;
    Ok(if report.missed().is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn measure(options: &Options) -> Result<Report> {
    let mut report = Report::new(options)?;
    for engine in &options.engines {
        report.engines.push(stand::measure(options, engine).await?);
    }
    Ok(report)
}
