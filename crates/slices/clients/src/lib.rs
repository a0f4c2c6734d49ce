//! The customers of a company: a list, one in full, added, updated, archived and restored,
//! and lists read from the files that people really have.
//!
//! Contacts of a client and their invitations belong to `access`: they are people, not customers.
//! A client in the portal sees itself and never the note that staff keep about it.

#![warn(missing_docs)]

pub mod client;
mod edit;
pub mod import;
mod list;

pub use client::{get, names, view};
pub use edit::{add, archive, edit, restore};
pub use list::search;

use platform::Listener;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of the slice.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_clients)
        .service(edit::add_client)
        .service(import::import_clients)
        .service(list::read_client)
        .service(edit::edit_client)
        .service(edit::archive_client)
        .service(edit::restore_client);
}

/// What the slice does about events: nothing yet.
pub fn listeners() -> Vec<Listener> {
    Vec::new()
}
