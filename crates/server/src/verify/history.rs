//! L10: each change of money or people has its event. The chain itself is in `chain`.

use super::check::{Check, Moment};

/// A table, which of its rows, the kinds of event of which one must speak of each.
const SPOKEN_OF: &[(&str, &str, &str)] = &[
    ("invoice", "subject.kind = 'invoice' AND subject.status = 'draft'", "'invoice.drafted'"),
    ("invoice", "subject.kind = 'invoice' AND subject.status <> 'draft'", "'invoice.issued'"),
    ("invoice", "subject.kind = 'credit_note'", "'credit_note.issued'"),
    ("invoice", "subject.kind = 'invoice' AND subject.credited > 0", "'invoice.credited'"),
    ("invoice", "subject.kind = 'invoice' AND subject.status = 'paid' AND subject.total > 0", "'invoice.paid'"),
    ("payment", "1 = 1", "'payment.recorded', 'payment.succeeded'"),
    ("refund", "1 = 1", "'refund.requested'"),
    ("refund", "subject.status = 'succeeded'", "'refund.succeeded'"),
    ("client", "1 = 1", "'client.added'"),
    ("project", "1 = 1", "'project.created'"),
    ("invitation", "1 = 1", "'invitation.delivery_requested', 'invitation.sent'"),
];

/// L10, but for the chain.
pub fn checks(_: &Moment) -> Vec<Check> {
    SPOKEN_OF
        .iter()
        .map(|(table, which, kinds)| Check::new("changes that the history does not name", unspoken(table, which, kinds)))
        .collect()
}

fn unspoken(table: &str, which: &str, kinds: &str) -> String {
    let name = kinds.replace('\'', "").replace(", ", " or ");
    format!(
        "SELECT subject.id, '{table} without {name}' FROM {table} subject WHERE {which} AND NOT EXISTS (
            SELECT 1 FROM event e WHERE e.company_id = subject.company_id AND e.subject_id = subject.id AND e.kind IN ({kinds}))"
    )
}
