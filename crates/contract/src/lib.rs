//! What browser and server agree on: identifiers, money, the shapes on the wire, the rules they
//! must obey, the permissions, and the calls. Pure: no database, no clock, no network; it builds
//! for WebAssembly. Feature `db` adds what the server needs to store these values, `openapi`
//! what it needs to describe them.

#![warn(missing_docs)]

#[macro_use]
mod macros;

pub mod access;
pub mod audit;
pub mod billing;
pub mod call;
pub mod check;
pub mod clients;
pub mod events;
pub mod iban;
pub mod identity;
pub mod ids;
pub mod imports;
pub mod money;
pub mod overview;
pub mod page;
pub mod pages;
pub mod patch;
pub mod payments;
pub mod permissions;
pub mod places;
pub mod problem;
pub mod projects;
pub mod roles;
pub mod version;
pub mod words;

pub use call::Call;
pub use check::{Check, Checker};
pub use ids::*;
pub use page::{Page, PageQuery};
pub use patch::Patch;
pub use permissions::Permission;
pub use problem::{FieldError, Problem};
pub use version::{Version, Versioned};
