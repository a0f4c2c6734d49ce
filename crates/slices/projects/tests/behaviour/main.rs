//! Clients and projects over HTTP on a real database: SQLite, and PostgreSQL too where
//! `PARVIS_SLICE_POSTGRES` names an empty one.

mod clients;
mod import;
mod projects;
mod rig;
