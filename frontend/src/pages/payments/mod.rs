//! Money that came and went back: listed, recorded, given back, followed at the gateway.

mod attempts;
mod list;
mod of_invoice;
mod options;
mod pay;
mod record;
mod refund;

use contract::payments::PaymentMethod;

pub use attempts::Attempts;
pub use list::PaymentList;
pub use of_invoice::{Payments, Receipt};
pub use options::{ByTransfer, PayOnline};
pub use pay::Follow;
pub use record::RecordDialog;

/// How money came, in a word.
pub fn method_word(method: PaymentMethod) -> String {
    crate::words::by_name(&format!("method_{method}")).map_or_else(|| method.code().to_owned(), |words| words.say(&[]))
}
