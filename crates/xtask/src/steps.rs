//! Says what is being done and how long it took, and at the end everything once more as a table.

use anyhow::Result;
use std::cell::Cell;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Every step so far, in the order in which they began.
static STEPS: Mutex<Vec<Step>> = Mutex::new(Vec::new());

thread_local! {
    /// The step that this thread is in.
    static WITHIN: Cell<Option<usize>> = const { Cell::new(None) };
}

struct Step {
    name: String,
    within: Option<usize>,
    worked: bool,
    elapsed: Duration,
}

/// Runs one step, and prints its time whether it worked or not.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("==> {name}");
    let within = WITHIN.get();
    let place = begin(name, within);
    let started = Instant::now();
    let outcome = work();
    let elapsed = started.elapsed();
    WITHIN.set(within);
    if let Some(step) = all().get_mut(place) {
        (step.worked, step.elapsed) = (outcome.is_ok(), elapsed);
    }
    let mark = if outcome.is_ok() { "ok" } else { "FAILED" };
    eprintln!("    {mark}: {name}, {:.1} s", elapsed.as_secs_f64());
    outcome
}

fn begin(name: &str, within: Option<usize>) -> usize {
    let mut steps = all();
    steps.push(Step { name: name.to_owned(), within, worked: false, elapsed: Duration::ZERO });
    let place = steps.len() - 1;
    WITHIN.set(Some(place));
    place
}

/// Does both at the same time; their steps belong to the step that this one is in.
pub fn together(one: impl FnOnce() + Send, other: impl FnOnce()) {
    let within = WITHIN.get();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            WITHIN.set(within);
            one();
        });
        other();
    });
}

fn all() -> MutexGuard<'static, Vec<Step>> {
    STEPS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs all of it, then prints what each step took.
pub fn with_table<T>(work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let outcome = work();
    eprintln!("\nseconds\n{}{:>7.1}  in all", table(&all(), None, 0), started.elapsed().as_secs_f64());
    outcome
}

/// A line for each step; those that are part of it stand below it, indented.
fn table(steps: &[Step], within: Option<usize>, depth: usize) -> String {
    let mut text = String::new();
    for (place, step) in steps.iter().enumerate().filter(|(_, step)| step.within == within) {
        let mark = if step.worked { "" } else { "  FAILED" };
        let _ = writeln!(text, "{:>7.1}  {:indent$}{}{mark}", step.elapsed.as_secs_f64(), "", step.name, indent = depth * 2);
        text.push_str(&table(steps, Some(place), depth + 1));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_what_is_part_of_what() {
        let step = |name: &str, within, seconds, worked| Step { name: name.into(), within, worked, elapsed: Duration::from_secs(seconds) };
        let steps = [step("Bundle", None, 12, true), step("Lint", None, 100, false), step("Compile", Some(0), 10, true)];
        assert_eq!(table(&steps, None, 0), "   12.0  Bundle\n   10.0    Compile\n  100.0  Lint  FAILED\n");
    }
}
