//! How often an address may ask what anybody may ask. Counted in the memory of each instance, for a
//! request of somebody unknown must cost less than a write; what is worth guessing (log-in, set-up) is
//! counted in the database besides, by `throttle`.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::error::{AppError, Result};

/// Addresses and operations that are remembered in a minute; beyond that all are forgotten.
const MOST: usize = 100_000;

/// The requests of the present minute, by address and operation.
#[derive(Debug, Default)]
pub struct Knocks(Mutex<Minute>);

#[derive(Debug, Default)]
struct Minute {
    number: i64,
    counts: HashMap<String, u32>,
}

impl Knocks {
    /// One more under this key, unless there were `most` in this minute.
    pub fn count(&self, key: String, most: u32, now: DateTime<Utc>) -> Result<()> {
        let number = now.timestamp().div_euclid(60);
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if minute.number != number || minute.counts.len() >= MOST {
            *minute = Minute { number, counts: HashMap::new() };
        }
        let count = minute.counts.entry(key).or_default();
        *count += 1;
        let left = 60 - now.timestamp().rem_euclid(60);
        if *count > most { Err(AppError::TooMany { retry_after: u32::try_from(left).unwrap_or(60) }) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_has_so_many_and_the_next_as_many_again() {
        let knocks = Knocks::default();
        let at = |second| DateTime::from_timestamp(second, 0).unwrap();
        let knock = |who: &str, second| knocks.count(who.into(), 2, at(second)).is_ok();
        assert_eq!([knock("a", 600), knock("a", 610), knock("a", 659)], [true, true, false]);
        assert!(knock("b", 659), "others are counted by themselves");
        assert!(knock("a", 660));
    }
}
