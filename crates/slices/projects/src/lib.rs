//! The work of a company for its clients: what is being done, how far it is, when it is due, and
//! whether the client sees it in the portal.

#![warn(missing_docs)]

mod edit;
mod list;
pub mod project;

pub use edit::{add, archive, edit, restore};
pub use list::{search, under_way};
pub use project::get;

use platform::Listener;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of the slice.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_projects)
        .service(edit::add_project)
        .service(list::read_project)
        .service(edit::edit_project)
        .service(edit::archive_project)
        .service(edit::restore_project);
}

/// What the slice does about events: nothing yet.
pub fn listeners() -> Vec<Listener> {
    Vec::new()
}
