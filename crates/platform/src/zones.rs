//! Time zones by their IANA names, so that a day is the day people have there, in summer and in
//! winter. The database of zones is the server's; a browser has its own.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::error::{AppError, Result};

/// A zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Tz);

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone that a person names, in this field.
    pub fn given(name: &str, pointer: &str) -> Result<Self> {
        name.parse().map_err(|_| AppError::field(pointer, "time_zone"))
    }

    /// The zone that a row names. It was checked when it was written, so a name that is not known now
    /// is an error and no reason to guess the day.
    pub fn stored(name: &str) -> Result<Self> {
        Ok(name.parse::<Self>().map_err(|_| anyhow::anyhow!("the time zone `{name}` is not known"))?)
    }

    /// Which day it is there.
    pub fn day(self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.0).date_naive()
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl FromStr for Zone {
    type Err = chrono_tz::ParseError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        name.parse().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(zone: &str, at: &str) -> String {
        zone.parse::<Zone>().unwrap().day(at.parse().unwrap()).to_string()
    }

    #[test]
    fn a_day_begins_when_people_there_begin_it() {
        assert_eq!(day("Europe/Paris", "2026-07-31T21:59:59Z"), "2026-07-31");
        assert_eq!(day("Europe/Paris", "2026-07-31T22:20:00Z"), "2026-08-01");
        assert_eq!(day("Europe/Paris", "2026-01-31T22:20:00Z"), "2026-01-31");
        assert_eq!(day("Europe/Paris", "2026-01-31T23:20:00Z"), "2026-02-01");
        assert_eq!(day("Africa/Abidjan", "2026-07-31T22:20:00Z"), "2026-07-31");
        assert_eq!(day("America/Martinique", "2026-08-01T03:59:00Z"), "2026-07-31");
    }

    #[test]
    fn what_is_no_zone_is_refused_or_an_error() {
        for name in ["", "Europe/Lyon", "europe/paris", "UTC+1"] {
            assert_eq!(Zone::given(name, "/time_zone").unwrap_err().code(), "invalid", "{name}");
            assert_eq!(Zone::stored(name).unwrap_err().code(), "internal", "{name}");
        }
    }
}
