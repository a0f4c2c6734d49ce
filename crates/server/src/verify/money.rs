//! L1 and L2: what came, what went back, and the status that follows.

use super::check::{Check, Moment};

const PAID: &str = "
    SELECT i.id, i.number FROM invoice i
    LEFT JOIN (SELECT invoice_id, sum(applied) AS amount FROM payment GROUP BY invoice_id) came ON came.invoice_id = i.id
    LEFT JOIN (SELECT invoice_id, sum(amount - from_excess) AS amount FROM refund WHERE status = 'succeeded' GROUP BY invoice_id) went ON went.invoice_id = i.id
    WHERE i.paid <> COALESCE(came.amount, 0) - COALESCE(went.amount, 0)";

const REFUNDED: &str = "
    SELECT p.id, p.reference FROM payment p
    LEFT JOIN (SELECT payment_id, sum(CASE WHEN status = 'succeeded' THEN amount ELSE 0 END) AS gone,
                      sum(CASE WHEN status <> 'failed' THEN amount ELSE 0 END) AS asked,
                      sum(CASE WHEN status <> 'failed' THEN from_excess ELSE 0 END) AS from_excess
                 FROM refund GROUP BY payment_id) r ON r.payment_id = p.id
    WHERE p.refunded <> COALESCE(r.gone, 0) OR COALESCE(r.asked, 0) > p.amount OR COALESCE(r.from_excess, 0) > p.excess";

const CURRENCIES: &str = "
    SELECT p.id, p.currency FROM payment p JOIN invoice i ON i.id = p.invoice_id WHERE i.currency <> p.currency
    UNION ALL SELECT r.id, r.currency FROM refund r JOIN payment p ON p.id = r.payment_id WHERE p.currency <> r.currency OR p.invoice_id <> r.invoice_id
    UNION ALL SELECT n.id, n.currency FROM invoice n JOIN invoice i ON i.id = n.credited_invoice_id WHERE n.currency <> i.currency";

/// L1.
pub fn received(_: &Moment) -> Vec<Check> {
    vec![
        Check::new("invoices whose payments say otherwise", PAID),
        Check::new("payments whose refunds say otherwise", REFUNDED),
        Check::new("payments, refunds or credit notes in another currency, or of another invoice", CURRENCIES),
    ]
}

const STATUS: &str = "
    SELECT id, COALESCE(number, status) FROM invoice WHERE kind = 'invoice' AND status <> 'draft' AND status <> CASE
        WHEN credited > 0 AND credited >= total AND paid = 0 THEN 'void'
        WHEN paid + credited >= total THEN 'paid'
        WHEN paid > 0 THEN 'partially_paid'
        ELSE 'issued' END";

const TOO_MUCH: &str = "SELECT id, number FROM invoice WHERE paid > total OR paid < 0 OR credited > total";

const UNBOUND: &str = "
    SELECT id, status FROM invoice
    WHERE (status = 'draft' AND (paid <> 0 OR credited <> 0 OR number IS NOT NULL OR issued_on IS NOT NULL))
       OR (kind = 'credit_note' AND (status <> 'issued' OR paid <> 0 OR credited <> 0))
       OR (status <> 'draft' AND (number IS NULL OR seller IS NULL OR buyer IS NULL OR issued_on IS NULL OR due_on IS NULL OR due_on < issued_on))
       OR total <> net + tax + rounding";

const CREDITED: &str = "
    SELECT i.id, i.number FROM invoice i
    LEFT JOIN (SELECT credited_invoice_id, sum(total) AS amount FROM invoice WHERE kind = 'credit_note' GROUP BY credited_invoice_id) n
           ON n.credited_invoice_id = i.id
    WHERE i.kind = 'invoice' AND i.credited <> COALESCE(n.amount, 0)";

const LINES: &str = "
    SELECT i.id, i.number FROM invoice i
    LEFT JOIN (SELECT invoice_id, sum(net) AS net FROM invoice_item GROUP BY invoice_id) lines ON lines.invoice_id = i.id
    WHERE i.net <> COALESCE(lines.net, 0)";

/// L2.
pub fn statuses(_: &Moment) -> Vec<Check> {
    vec![
        Check::new("invoices of another status than their amounts", STATUS),
        Check::new("invoices paid or credited beyond their total", TOO_MUCH),
        Check::new("documents that contradict their status", UNBOUND),
        Check::new("invoices whose credit notes say otherwise", CREDITED),
        Check::new("documents whose lines sum to something else", LINES),
    ]
}
