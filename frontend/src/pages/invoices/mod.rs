//! Invoices and credit notes in both faces: listed, written, read, sent, paid, taken back.

mod list;

pub use list::Invoices;
