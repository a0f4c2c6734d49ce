//! Clients and projects over HTTP on a real database: SQLite, and PostgreSQL too where
//! `PARVIS_SLICE_POSTGRES` names an empty one.

#![expect(clippy::unwrap_used, reason = "a test that finds nothing where something must be has failed")]

mod clients;
mod described;
mod import;
mod projects;
mod rig;
