//! Money that came and went back: listed, recorded, given back, followed at the gateway.

mod attempts;
mod list;
mod of_invoice;
mod options;
mod pay;
mod record;
mod refund;

use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use self::list::PaymentList;
use crate::router::Arrived;

pub use attempts::Attempts;
pub use of_invoice::{Payments, Receipt};
pub use options::{ByTransfer, PayOnline};
pub use pay::Follow;
pub use record::RecordDialog;

/// The page, a chunk.
#[wasm_split(payments, fallible)]
pub fn open() -> Arrived {
    Ok(view! { <PaymentList /> }.into_any())
}
