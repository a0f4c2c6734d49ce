//! The program over real HTTP, on each database engine.

#![expect(clippy::unwrap_used, reason = "a test that finds nothing where something must be has failed")]

#[macro_use]
mod support;

mod budgets;
mod clients;
mod committed;
mod crash;
mod credits;
mod hostile;
mod http;
mod immutability;
mod import;
mod interrupted;
mod invitations;
mod me;
mod numbering;
mod openapi;
mod options;
mod overview;
mod paging;
mod password;
mod paying;
mod permissions;
mod preconditions;
mod principals;
mod projects;
mod proxies;
mod races;
mod reach;
mod received;
mod relay;
mod retention;
mod schedules;
mod schema;
mod session;
mod settings;
mod tenancy;
mod upgrade;
mod verify;
mod worker;
