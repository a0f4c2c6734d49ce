//! The program `parvis`: reads the command line and does what it says.

mod commands;

use std::process::ExitCode;

use clap::Parser as _;
use commands::CommandLine;

fn main() -> ExitCode {
    // Help and version end here with 0, a mistake in the command line with 2.
    match CommandLine::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("parvis: {error:#}");
            ExitCode::FAILURE
        }
    }
}
