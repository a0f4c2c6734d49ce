//! What every slice stands on: the doors, the scope, the unit of work, refusals, events, pages of
//! rows, the ports to the outside. It knows no slice.

#![warn(missing_docs)]

pub mod answer;
pub mod authority;
pub mod changes;
pub mod config;
mod connection;
pub mod db;
pub mod edge;
pub mod error;
pub mod events;
pub mod guard;
pub mod idempotency;
pub mod input;
pub mod jobs;
pub mod keyset;
pub mod letters;
pub mod mail;
pub mod ports;
pub mod principal;
pub mod problems;
pub mod proxies;
pub mod retention;
pub mod schedules;
pub mod scope;
pub mod secrets;
pub mod throttle;
pub mod tx;
pub mod version;
pub mod words;

pub use answer::{Answer, Created, Current, Gone};
pub use changes::changes;
pub use config::Config;
pub use db::Db;
pub use error::{AppError, OnConstraint, Result};
pub use guard::{Grant, Me, Member, Signed, Visitor};
pub use input::{Body, File, Id, IfMatch, IfNoneMatch, Keyed, Query, SubId};
pub use jobs::{JobScope, Listener};
pub use macros::operation;
pub use principal::{Actor, Principal};
pub use problems::Problems;
pub use schedules::Schedule;
pub use scope::{Deps, Reach, Scope, SystemScope};
pub use tx::{CompanyOwned, SystemTx, Tx, nothing, visible_through};
pub use version::same_version;
