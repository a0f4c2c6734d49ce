//! Money that comes in. Today what staff records by hand: transfers, cash, cheques; a gateway
//! comes through the port `PaymentGateway`.

#![warn(missing_docs)]

pub mod entities;
mod events;
mod list;
mod record;

pub use events::PaymentRecorded;
pub use record::record;

use platform::Listener;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of the slice.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_payments).service(record::record_payment);
}

/// What the slice does about events: nothing yet.
pub fn listeners() -> Vec<Listener> {
    Vec::new()
}
