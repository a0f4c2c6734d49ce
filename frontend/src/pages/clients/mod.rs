//! Clients, for staff: listed, written, imported, and everything about one of them.

mod contacts;
mod detail;
mod edit;
mod form;
mod import;
mod list;
mod report;
mod work;

pub use detail::ClientPage;
pub use edit::{EditClient, NewClient};
pub use import::ImportPage;
pub use list::Clients;
pub use work::InvoicesCard;
