//! What was found, a line for each invariant.

use std::fmt;

use super::seal::Seal;

/// So many rows are named; all are counted.
const NAMED: usize = 5;

/// Rows that break an invariant in one way.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What they are.
    pub what: &'static str,
    /// How many.
    pub count: u64,
    /// The first of them.
    pub first: Vec<String>,
}

impl Finding {
    pub(super) const fn new(what: &'static str) -> Self {
        Self { what, count: 0, first: Vec::new() }
    }

    pub(super) fn add(&mut self, row: String) {
        self.count += 1;
        if self.first.len() < NAMED {
            self.first.push(row);
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let more = if self.count > self.first.len() as u64 { ", …" } else { "" };
        write!(f, "{} {}: {}{more}", self.count, self.what, self.first.join(", "))
    }
}

/// An invariant, and what breaks it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// `L1` …
    pub id: &'static str,
    /// What it promises.
    pub promise: &'static str,
    /// Empty when it holds.
    pub findings: Vec<Finding>,
}

impl Outcome {
    pub(super) const fn new(id: &'static str, promise: &'static str) -> Self {
        Self { id, promise, findings: Vec::new() }
    }

    pub(super) fn add(&mut self, finding: Finding) {
        if finding.count > 0 {
            self.findings.push(finding);
        }
    }

    /// Whether it holds.
    pub const fn holds(&self) -> bool {
        self.findings.is_empty()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.holds() {
            return write!(f, "{:<4} ok      {}", self.id, self.promise);
        }
        let findings: Vec<String> = self.findings.iter().map(ToString::to_string).collect();
        write!(f, "{:<4} broken  {}: {}", self.id, self.promise, findings.join("; "))
    }
}

/// Every invariant, and the seal of the books for the next time.
#[derive(Clone, Debug)]
pub struct Report {
    /// In their order.
    pub outcomes: Vec<Outcome>,
    /// The books as they stand.
    pub seal: Seal,
}

impl Report {
    /// Ids of the invariants that do not hold.
    pub fn broken(&self) -> Vec<&'static str> {
        self.outcomes.iter().filter(|outcome| !outcome.holds()).map(|outcome| outcome.id).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for outcome in &self.outcomes {
            writeln!(f, "{outcome}")?;
        }
        write!(f, "the books are sealed as {}", self.seal)
    }
}
