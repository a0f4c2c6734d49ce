//! Invoices and credit notes in both faces: listed, written, read, sent, paid, taken back.

mod act;
mod actions;
mod credit;
mod editor;
mod history;
mod issue;
mod list;
mod notes;
mod portal;
mod send;
mod sheet;
mod staff;

pub use act::{Act, ReadAgain, Reading, filled};
pub use editor::{InvoiceEdit, InvoiceNew};
pub use list::Invoices;
pub use portal::PortalInvoice;
pub use sheet::said;
pub use staff::InvoicePage;
