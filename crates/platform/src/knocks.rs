//! How often each address asks for what anybody may ask for. Counted in memory: to refuse a flood must
//! cost less than to answer it. What is worth guessing is counted in the database besides (`throttle`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::error::{AppError, Result};

const WINDOW: TimeDelta = TimeDelta::minutes(1);
/// So many windows are remembered before those that passed are forgotten.
const MOST: usize = 10_000;

/// What each key asked for in its window, and when that ends.
#[derive(Debug, Default)]
pub struct Knocks(Mutex<HashMap<String, (u32, DateTime<Utc>)>>);

impl Knocks {
    /// Counts one under this key and refuses when there were more than `most` within a minute.
    pub fn count(&self, key: String, most: u32, now: DateTime<Utc>) -> Result<()> {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= MOST {
            windows.retain(|_, (_, until)| *until > now);
        }
        let (count, until) = windows.entry(key).or_insert((0, now + WINDOW));
        if *until <= now {
            (*count, *until) = (0, now + WINDOW);
        }
        *count = count.saturating_add(1);
        let wait = (*until - now).num_seconds().clamp(1, 60);
        if *count > most { Err(AppError::TooMany { retry_after: u32::try_from(wait).unwrap_or(60) }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_passes_and_is_forgotten() {
        let (knocks, start) = (Knocks::default(), DateTime::UNIX_EPOCH);
        assert!(knocks.count("a".into(), 1, start).is_ok());
        assert!(matches!(knocks.count("a".into(), 1, start), Err(AppError::TooMany { retry_after: 60 })));
        assert!(knocks.count("b".into(), 1, start).is_ok(), "another key");
        assert!(knocks.count("a".into(), 1, start + WINDOW).is_ok());
        for number in 0..2 * MOST {
            knocks.count(number.to_string(), 1, start + WINDOW * i32::try_from(number / 100).unwrap()).unwrap();
        }
        assert!(knocks.0.lock().unwrap().len() <= MOST);
    }
}
