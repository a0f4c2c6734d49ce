//! Work that comes round by the clock, whoever asks for it or not. `server` runs each schedule on one
//! instance at a time, and again after a failure; slices only say what, and how often.

use std::pin::Pin;

use chrono::TimeDelta;

use crate::error::Result;
use crate::scope::SystemScope;
use crate::{idempotency, throttle};

/// The work of a schedule. It is cut off after four minutes and goes on at its next turn, so it
/// proceeds in short transactions.
pub type Run = fn(SystemScope) -> Pin<Box<dyn Future<Output = Result<()>> + Send>>;

/// Does something again and again.
#[derive(Clone, Copy)]
pub struct Schedule {
    /// Its name, stable: its row is kept under it.
    pub name: &'static str,
    /// From the end of one run to the next.
    pub every: TimeDelta,
    /// What it does.
    pub run: Run,
}

/// What the platform itself does by the clock.
pub fn schedules() -> Vec<Schedule> {
    vec![idempotency::RETENTION, throttle::RETENTION]
}
