//! What a company bills: drafts, issue with gapless numbers, the double-entry books behind them
//! and the figures kept beside them.
//!
//! A draft is written and rewritten; `issue` numbers and closes it, and the database refuses any
//! change from then on but of what was paid and credited.

#![warn(missing_docs)]

pub mod books;
mod credit;
mod draft;
pub mod entities;
pub mod figures;
mod issue;
mod list;
mod mailing;
mod numbering;
mod print;
mod remaining;
mod send;
pub mod settle;
mod tax_rates;
mod urgent;
mod view;

pub use credit::credit;
pub use draft::draft;
pub use issue::issue;
pub use list::search;
pub use mailing::portal_link;
pub use print::pdf;
pub use send::send;
pub use tax_rates::add as offer_tax_rate;
pub use urgent::{owed, to_pay};
pub use view::{load, party};

use platform::Listener;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of the slice.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list::list_invoices).service(draft::draft_invoice).service(list::read_invoice).service(draft::edit_invoice);
    cfg.service(draft::delete_invoice).service(issue::issue_invoice).service(print::print_invoice);
    cfg.service(credit::credit_invoice).service(send::send_invoice);
    cfg.service(tax_rates::list_tax_rates).service(tax_rates::add_tax_rate);
    cfg.service(tax_rates::edit_tax_rate).service(tax_rates::remove_tax_rate);
}

/// What the slice does about events.
pub fn listeners() -> Vec<Listener> {
    vec![mailing::MAIL_INVOICE]
}
