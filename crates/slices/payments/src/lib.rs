//! Money that comes in and goes back: what staff records by hand, and what comes through a
//! gateway, behind the port `PaymentGateway`.
//!
//! A try is written down before the gateway is asked. A signed notification, the payer's return
//! and the clock each make us look at the gateway's books, and only these decide.

#![warn(missing_docs)]

mod attempts;
mod check;
mod due;
pub mod entities;
mod events;
mod list;
mod mailing;
mod messages;
mod notify;
mod options;
mod receipt;
mod record;
mod refunds;
mod verdict;

pub use attempts::pay;
pub use check::check;
pub use record::record;
pub use refunds::refund;

use platform::{Listener, Schedule};
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of the slice.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_payments).service(record::record_payment).service(receipt::print_receipt);
    cfg.service(options::read_payment_options)
        .service(attempts::pay_invoice)
        .service(attempts::list_attempts)
        .service(check::check_attempt);
    cfg.service(notify::receive_notification).service(refunds::refund_payment).service(refunds::list_refunds);
}

/// What the slice does about events.
pub fn listeners() -> Vec<Listener> {
    vec![check::AFTER_NOTIFICATION, refunds::ORDER, mailing::TO_CLIENT, mailing::TO_STAFF, mailing::ALARM]
}

/// What the slice does by the clock.
pub fn schedules() -> Vec<Schedule> {
    vec![check::BY_ITSELF, refunds::AGAIN]
}
