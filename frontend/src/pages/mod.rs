//! The pages, in folders that mirror the slices; those before log-in are here.

pub mod admin;
mod clients;
mod demo;
mod invitation;
mod invoices;
mod kit;
mod login;
mod parts;
mod password;
mod payments;
pub mod portal;
mod profile;
mod projects;
mod setup;
mod start;

pub use demo::Demo;
pub use invitation::AcceptInvitation;
pub use kit::Kit;
pub use login::Login;
pub use setup::FirstCompany;
pub use start::{NotFound, Start, Welcome};
