//! L5: tries to pay, and what became of them. A gateway's word is money once, however often it is
//! given.

use super::check::{Check, Moment};

const TWICE: &str =
    "SELECT attempt_id, count(*) || ' payments' FROM payment WHERE attempt_id IS NOT NULL GROUP BY attempt_id HAVING count(*) > 1";

const SAME_MONEY: &str = "
    SELECT NULL, provider || ' ' || provider_reference FROM payment WHERE provider IS NOT NULL AND provider_reference IS NOT NULL
    GROUP BY provider, provider_reference HAVING count(*) > 1";

const WITHOUT: &str = "
    SELECT a.id, a.reference FROM payment_attempt a LEFT JOIN payment p ON p.attempt_id = a.id
    WHERE (a.status = 'succeeded') <> (p.id IS NOT NULL)";

const OTHERWISE: &str = "
    SELECT p.id, a.reference FROM payment p JOIN payment_attempt a ON a.id = p.attempt_id
    WHERE p.amount <> a.amount OR p.currency <> a.currency OR p.invoice_id <> a.invoice_id OR p.client_id <> a.client_id OR p.provider IS DISTINCT FROM a.provider";

const BY_NOBODY: &str = "SELECT id, method FROM payment WHERE (attempt_id IS NULL) <> (provider IS NULL)";

/// L5.
pub fn checks(moment: &Moment) -> Vec<Check> {
    // The same notification is kept once for each time it came; more than one payment is what must not be.
    let heard = moment.engine.pick(
        "SELECT NULL, m.provider || ' ' || m.event_id FROM gateway_message m WHERE m.event_id IS NOT NULL GROUP BY m.provider, m.event_id HAVING count(DISTINCT m.reference) > 1",
        "SELECT NULL::uuid, m.provider || ' ' || m.event_id FROM gateway_message m WHERE m.event_id IS NOT NULL GROUP BY m.provider, m.event_id HAVING count(DISTINCT m.reference) > 1",
    );
    vec![
        Check::new("tries that were booked twice", TWICE),
        Check::new("payments of a gateway booked twice", SAME_MONEY),
        Check::new("tries that succeeded without payment, or have one without success", WITHOUT),
        Check::new("payments that differ from their try", OTHERWISE),
        Check::new("payments of a gateway that nobody began", BY_NOBODY),
        Check::new("notifications that speak of two tries", heard),
    ]
}
