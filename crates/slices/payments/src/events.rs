//! What the events of the slice are about: each is told under the number of its invoice.

use billing::entities::invoice;
use contract::events::About;

/// Something that happened to the money of this invoice.
pub(crate) fn about<I>(id: I, invoice: &invoice::Model) -> About<I> {
    About { label: invoice.number.clone(), ..About::new(id) }.of_client(invoice.client_id)
}
