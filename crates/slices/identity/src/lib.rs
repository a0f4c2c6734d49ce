//! People: their passwords, their sessions in browsers, their tokens for programs.
//!
//! The slice knows nobody's company; `access` builds the operations of logging in upon it, because
//! their answer says where the person may go.

#![warn(missing_docs)]

pub mod entities;
mod mailing;
pub mod passwords;
pub mod renewal;
pub mod sessions;
pub mod tokens;
pub mod users;

pub use users::register;

use platform::{Listener, Schedule};

/// What the slice does about events.
pub fn listeners() -> Vec<Listener> {
    vec![mailing::MAIL_PASSWORD]
}

/// What the slice does by the clock.
pub fn schedules() -> Vec<Schedule> {
    vec![sessions::RETENTION, tokens::RETENTION]
}
