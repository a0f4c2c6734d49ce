//! Invoices and credit notes in both faces: listed, written, read, sent, paid, taken back.

mod actions;
mod credit;
mod editor;
mod history;
mod issue;
mod list;
mod notes;
mod portal;
mod reading;
mod send;
mod sheet;
mod staff;

pub use editor::{InvoiceEdit, InvoiceNew};
pub use list::Invoices;
pub use portal::PortalInvoice;
pub use reading::{ReadAgain, Reading, filled};
pub use sheet::said;
pub use staff::InvoicePage;
