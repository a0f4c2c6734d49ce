//! The program put together: the only place that knows every slice and every adapter.

#![expect(clippy::disallowed_types, reason = "it serves what is no operation: pages, files, health")]

pub mod demo;
mod dev;
mod docs;
mod health;
mod migrate;
mod openapi;
pub mod ports;
mod program;
mod queue;
mod relay;
mod schedules;
mod static_files;
pub mod verify;
mod worker;

pub use migrate::migrate;
pub use openapi::openapi;
pub use program::Program;
