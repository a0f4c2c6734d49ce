//! L3: double entry. The books balance, hold exactly what the documents ask for, and can only be
//! added to; the figures kept for the dashboard say the same.

use super::check::{Check, Moment};
use super::database::Engine;

const UNEVEN: &str = "SELECT company_id, currency FROM ledger_entry GROUP BY company_id, currency HAVING sum(debit) <> sum(credit)";

const GROUPS: &str = "
    SELECT entry_group, min(source) FROM ledger_entry GROUP BY entry_group
    HAVING sum(debit) <> sum(credit) OR count(*) < 2 OR min(currency) <> max(currency) OR min(source) <> max(source)
        OR min(booked_on) <> max(booked_on)";

/// What each document asks of each account, with the sign turned, beside what the books hold: sums
/// that are not nothing are entries too many, too few or of another amount.
const POSTINGS: &str = "
    SELECT source_id, source || ' ' || account || ' ' || currency FROM (
        SELECT source, source_id, account, currency, debit - credit AS amount FROM ledger_entry
        UNION ALL SELECT kind, id, 'receivable', currency, CASE kind WHEN 'invoice' THEN -total ELSE total END FROM invoice WHERE status <> 'draft'
        UNION ALL SELECT kind, id, 'revenue', currency, CASE kind WHEN 'invoice' THEN net ELSE -net END FROM invoice WHERE status <> 'draft'
        UNION ALL SELECT kind, id, 'tax_collected', currency, CASE kind WHEN 'invoice' THEN tax ELSE -tax END FROM invoice WHERE status <> 'draft'
        UNION ALL SELECT kind, id, 'rounding', currency, CASE kind WHEN 'invoice' THEN rounding ELSE -rounding END FROM invoice WHERE status <> 'draft'
        UNION ALL SELECT 'payment', id, {place}, currency, -amount FROM payment p
        UNION ALL SELECT 'payment', id, 'receivable', currency, applied FROM payment
        UNION ALL SELECT 'payment', id, 'client_credit', currency, excess FROM payment
        UNION ALL SELECT 'refund', r.id, {place}, r.currency, r.amount FROM refund r JOIN payment p ON p.id = r.payment_id WHERE r.status = 'succeeded'
        UNION ALL SELECT 'refund', id, 'receivable', currency, from_excess - amount FROM refund WHERE status = 'succeeded'
        UNION ALL SELECT 'refund', id, 'client_credit', currency, -from_excess FROM refund WHERE status = 'succeeded'
    ) AS asked_and_held GROUP BY source, source_id, account, currency HAVING sum(amount) <> 0";

/// Where the money of a payment lies.
const PLACE: &str = "CASE WHEN p.method = 'cash' THEN 'cash' WHEN p.method IN ('card', 'mobile_money') THEN 'gateway' ELSE 'bank' END";

/// The same trick for the figures: what they say, less what the documents say.
const FIGURES: &str = "
    SELECT company_id, kind || ' ' || currency || ' ' || {day} FROM (
        SELECT company_id, kind, currency, bucket, amount, count FROM billing_total
        UNION ALL SELECT company_id, 'drafts', currency, {first}, 0, -1 FROM invoice WHERE status = 'draft' AND kind = 'invoice'
        UNION ALL SELECT company_id, 'open', currency, due_on, paid + credited - total, -1 FROM invoice
            WHERE kind = 'invoice' AND status <> 'draft' AND total > paid + credited
        UNION ALL SELECT company_id, 'invoiced', currency, {issued}, CASE kind WHEN 'invoice' THEN -net ELSE net END,
            CASE WHEN net = 0 THEN 0 WHEN (net > 0) = (kind = 'invoice') THEN -1 ELSE 1 END FROM invoice WHERE status <> 'draft'
        UNION ALL SELECT company_id, 'received', currency, {booked}, credit - debit, CASE WHEN debit > 0 THEN -1 ELSE 1 END FROM ledger_entry
            WHERE account IN ('bank', 'cash', 'gateway')
    ) AS said_and_counted GROUP BY company_id, kind, currency, bucket HAVING sum(amount) <> 0 OR sum(count) <> 0";

/// What makes documents, books and history unchangeable.
const TRIGGERS: &str = "(VALUES ('event_append_only'), ('event_never_deleted'), ('event_outbox'), ('invoice_issued_immutable'),
    ('invoice_issued_never_deleted'), ('invoice_item_issued_never_added'), ('invoice_item_issued_immutable'),
    ('invoice_item_issued_never_deleted'), ('ledger_entry_append_only'), ('ledger_entry_never_deleted')) AS wanted";

/// L3, but for the seal.
pub fn checks(moment: &Moment) -> Vec<Check> {
    let engine = moment.engine;
    vec![
        Check::new("companies whose debits are not their credits", UNEVEN),
        Check::new("groups of entries that do not balance", GROUPS),
        Check::new("documents that the books contradict", POSTINGS.replace("{place}", PLACE)),
        Check::new("figures that the documents contradict", figures(engine)),
        Check::new("guards of the database that are missing or switched off", triggers(engine)),
    ]
}

fn figures(engine: Engine) -> String {
    FIGURES
        .replace("{day}", engine.pick("bucket", "bucket::text"))
        .replace("{first}", engine.pick("'1970-01-01'", "DATE '1970-01-01'"))
        .replace("{issued}", engine.pick("substr(issued_on, 1, 7) || '-01'", "date_trunc('month', issued_on)::date"))
        .replace("{booked}", engine.pick("substr(booked_on, 1, 7) || '-01'", "date_trunc('month', booked_on)::date"))
}

fn triggers(engine: Engine) -> String {
    let there = engine.pick(
        "SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND name = wanted.column1",
        "SELECT 1 FROM pg_trigger WHERE tgname = wanted.column1 AND tgenabled <> 'D'",
    );
    format!("SELECT NULL, wanted.column1 FROM {TRIGGERS} WHERE NOT EXISTS ({there})")
}
