//! What the slice says.

use contract::money::Money;
use contract::payments::PaymentMethod;
use contract::{ClientId, InvoiceId, PaymentAttemptId, PaymentId, RefundId};
use platform::event;

event! {
    /// Staff wrote down that money came.
    PaymentRecorded = "payment.recorded" on "payment" by id called number { id: PaymentId, invoice_id: InvoiceId, client_id: ClientId, number: String, amount: Money, method: String }
}
event! {
    /// A payer was sent to a gateway.
    PaymentAttempted = "payment.attempted" on "payment_attempt" by id called number { id: PaymentAttemptId, invoice_id: InvoiceId, client_id: ClientId, number: String, amount: Money, provider: String }
}
event! {
    /// A gateway says that something became of a try. What it was, is asked of its books.
    PaymentNotified = "payment.notified" on "payment_attempt" by id called provider { id: PaymentAttemptId, invoice_id: InvoiceId, provider: String }
}
event! {
    /// The gateway's books show the money.
    PaymentSucceeded = "payment.succeeded" on "payment" by id called number { id: PaymentId, attempt_id: PaymentAttemptId, invoice_id: InvoiceId, client_id: ClientId, number: String, amount: Money, excess: Money, method: PaymentMethod, provider: String }
}
event! {
    /// The gateway's books show that the try came to nothing.
    PaymentFailed = "payment.failed" on "payment_attempt" by id called number { id: PaymentAttemptId, invoice_id: InvoiceId, number: String, amount: Money, reason: String }
}
event! {
    /// Nothing was heard of a try for a day.
    PaymentExpired = "payment.expired" on "payment_attempt" by id called number { id: PaymentAttemptId, invoice_id: InvoiceId, number: String, amount: Money }
}
event! {
    /// The gateway's books contradict ours. A person must look.
    PaymentMismatched = "payment.mismatched" on "payment_attempt" by id called number { id: PaymentAttemptId, invoice_id: InvoiceId, number: String, expected: Money, recorded: Option<Money> }
}
event! {
    /// Staff asked to give money back.
    RefundRequested = "refund.requested" on "refund" by id called number { id: RefundId, payment_id: PaymentId, invoice_id: InvoiceId, number: String, amount: Money, reason: String }
}
event! {
    /// Money went back.
    RefundSucceeded = "refund.succeeded" on "refund" by id called number { id: RefundId, payment_id: PaymentId, invoice_id: InvoiceId, number: String, amount: Money }
}
event! {
    /// The gateway did not give the money back.
    RefundFailed = "refund.failed" on "refund" by id called number { id: RefundId, payment_id: PaymentId, invoice_id: InvoiceId, number: String, amount: Money, reason: String }
}
event! {
    /// For a month the gateway neither gave the money back nor refused to. A person must look.
    RefundStuck = "refund.stuck" on "refund" by id called number { id: RefundId, payment_id: PaymentId, invoice_id: InvoiceId, number: String, amount: Money }
}
