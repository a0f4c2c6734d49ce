//! What a company bills: invoices and credit notes, their states, their sums.

pub mod invoices;
pub mod stage;
pub mod totals;

pub use invoices::*;
pub use stage::{InvoiceStatus, Refused, Stage};
pub use totals::{LineInput, TaxTotal, Totals, totals};
