//! Developer commands: `cargo xtask help` lists them.
//!
//! Each command finds what it needs on the machine, installs what is missing, and says how long each step took.

mod bench;
mod bundle;
mod check;
mod dev;
mod gates;
mod host;
mod parallel;
mod postgres;
mod run;
mod shell;
mod steps;
mod test;
mod tools;

use anyhow::{Result, bail};
use pico_args::Arguments;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run [--empty] [--release]  install what is missing, build, and serve Parvis on http://localhost:8080
  dev [--empty]              the same, rebuilt and restarted at each change
  test [FILTER]              every test, in the browser too, on SQLite and on PostgreSQL
  check                      format, lints, contract, byte gates
  ci                         check, then test
  bench [--invoices N] [--only sqlite|postgres] [--operations list,detail] [--seconds S] [--rounds N]
                             what a request costs, beside a bare server
  bundle [--dev]             the browser app, into dist/
  postgres                   a PostgreSQL for tests run by hand, until Ctrl-C
  openapi                    write openapi/openapi.json anew

  --wasm-fallback            build the app with Debian's rustc-web instead of rustup's target";

fn main() -> ExitCode {
    match dispatch(Arguments::from_env()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut arguments: Arguments) -> Result<ExitCode> {
    std::env::set_current_dir(shell::root())?;
    // The server embeds this directory: it has to be there even before the first bundle.
    std::fs::create_dir_all(shell::root().join("dist"))?;
    let help = arguments.contains(["-h", "--help"]);
    let wasm = tools::Wasm { fallback: arguments.contains("--wasm-fallback") };
    let command = arguments.subcommand()?;
    match command.as_deref() {
        _ if help => println!("{HELP}"),
        None | Some("help") => println!("{HELP}"),
        Some("run") => run::run(wasm, &run::Options::parse(arguments)?)?,
        Some("dev") => dev::dev(wasm, &run::Options::parse(arguments)?)?,
        Some("bundle") => bundle::command(wasm, arguments)?,
        Some("test") => {
            let filter: Option<String> = arguments.opt_free_from_str()?;
            return Ok(steps::with_table(|| test::test(wasm, filter.as_deref())));
        }
        Some("bench") => bench::bench(wasm, arguments)?,
        Some("check") => steps::with_table(|| check::check(wasm))?,
        Some("ci") => return steps::with_table(|| check::check(wasm).map(|()| test::test(wasm, None))),
        Some("postgres") => postgres::command()?,
        Some("openapi") => check::write_contract()?,
        Some(other) => bail!("there is no command `{other}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}
