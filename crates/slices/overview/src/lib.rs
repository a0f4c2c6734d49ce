//! What is seen across the slices: the company's figures, the client's home, the search, and what
//! happened. It writes nothing, and reads through what the other slices offer.

#![warn(missing_docs)]

mod dashboard;
mod event;
mod events;
mod portal;
mod search;

use platform::Listener;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of the slice.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(dashboard::read_dashboard).service(portal::read_portal_home).service(search::search).service(events::list_events);
}

/// What the slice does about events: nothing.
pub fn listeners() -> Vec<Listener> {
    Vec::new()
}
