//! What the slice says.

use contract::money::Money;
use contract::{ClientId, InvoiceId, PaymentId};
use platform::event;

event! {
    /// Staff wrote down that money came.
    PaymentRecorded = "payment.recorded" on "payment" by id called number { id: PaymentId, invoice_id: InvoiceId, client_id: ClientId, number: String, amount: Money, method: String }
}
