//! What the slice says.

use contract::money::Money;
use contract::{ClientId, InvoiceId, TaxRateId};
use platform::event;

event! {
    /// A draft was begun.
    InvoiceDrafted = "invoice.drafted" on "invoice" by id called client { id: InvoiceId, client: String, total: Money }
}
event! {
    /// A draft was written anew.
    InvoiceChanged = "invoice.changed" on "invoice" by id called client { id: InvoiceId, client: String, before: Money, total: Money }
}
event! {
    /// A draft was deleted.
    InvoiceDeleted = "invoice.deleted" on "invoice" by id called client { id: InvoiceId, client: String, total: Money }
}
event! {
    /// An invoice got its number.
    InvoiceIssued = "invoice.issued" on "invoice" by id called number { id: InvoiceId, client_id: ClientId, number: String, total: Money }
}
event! {
    /// A tax rate is offered.
    TaxRateAdded = "tax_rate.added" on "tax_rate" by id called name { id: TaxRateId, name: String, rate: i32 }
}
event! {
    /// A tax rate is called, counted or proposed otherwise.
    TaxRateChanged = "tax_rate.changed" on "tax_rate" by id called name { id: TaxRateId, name: String, before: serde_json::Value, after: serde_json::Value }
}
event! {
    /// A tax rate is offered no longer.
    TaxRateRemoved = "tax_rate.removed" on "tax_rate" by id called name { id: TaxRateId, name: String }
}
event! {
    /// Nothing more is owed.
    InvoicePaid = "invoice.paid" on "invoice" by id called number { id: InvoiceId, client_id: ClientId, number: String, total: Money }
}
event! {
    /// A credit note got its number.
    CreditNoteIssued = "credit_note.issued" on "invoice" by id called number { id: InvoiceId, credited_invoice_id: InvoiceId, client_id: ClientId, number: String, total: Money }
}
event! {
    /// An invoice was taken back, wholly or in part.
    InvoiceCredited = "invoice.credited" on "invoice" by id called number { id: InvoiceId, client_id: ClientId, number: String, credit_note: String, amount: Money }
}
event! {
    /// Staff asked to send a document by mail.
    InvoiceSent = "invoice.sent" on "invoice" by id called number { id: InvoiceId, client_id: ClientId, number: String, to: Vec<String>, message: Option<String> }
}
