//! Says what is being done and how long it took.

use anyhow::Result;
use std::time::{Duration, Instant};

/// Runs one step, and prints its time whether it worked or not.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("==> {name}");
    let started = Instant::now();
    let outcome = work();
    let mark = if outcome.is_ok() { "ok" } else { "FAILED" };
    eprintln!("    {mark}: {name}, {}", seconds(started.elapsed()));
    outcome
}

pub fn seconds(elapsed: Duration) -> String {
    format!("{:.1} s", elapsed.as_secs_f64())
}
