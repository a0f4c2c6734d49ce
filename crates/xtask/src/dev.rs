//! `cargo xtask dev`: rebuilds and restarts at each change.

use crate::bundle::{self, Mode, files};
use crate::run::Options;
use crate::shell::root;
use crate::steps::step;
use crate::tools::Wasm;
use anyhow::Result;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// What the server is made of; the bundle knows its own inputs.
const SERVER: [&str; 4] = ["crates", "migrations", "Cargo.toml", "Cargo.lock"];
const APP: [&str; 2] = ["frontend", "crates/contract"];

pub fn dev(wasm: Wasm, options: &Options) -> Result<()> {
    let mut server: Option<Child> = None;
    let mut built = (None, None);
    loop {
        let now = (newest(&APP)?, newest(&SERVER)?);
        if now.0 != built.0 {
            // The server reads dist/ from the disk: no restart. A mistake is shown, then awaited.
            show(step("Bundle the app", || bundle::bundle(wasm, Mode::Dev)));
        }
        if now.1 != built.1 && show(options.build()).is_some() {
            stop(&mut server);
            server = show(options.serve().spawn().map_err(Into::into));
        }
        built = now;
        sleep(Duration::from_millis(300));
    }
}

fn show<T>(outcome: Result<T>) -> Option<T> {
    outcome.map_err(|error| eprintln!("{error:#}\nwaiting for a change")).ok()
}

fn stop(server: &mut Option<Child>) {
    if let Some(mut running) = server.take() {
        // The journal of the database survives this: it is made for it.
        let _ = running.kill();
        let _ = running.wait();
    }
}

/// The last change below these paths.
fn newest(paths: &[&str]) -> Result<Option<SystemTime>> {
    let mut newest = None;
    for path in paths {
        for file in files(&root().join(path))? {
            // A file may go between being listed and being looked at.
            let changed = file.metadata().and_then(|about| about.modified()).ok();
            newest = newest.max(changed);
        }
    }
    Ok(newest)
}
