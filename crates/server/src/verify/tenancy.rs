//! L8: a row and what it points to belong to the same company.

use super::check::{Check, Moment};
use super::database::Engine;

/// Child, its column, and the table the column points into.
pub(super) const LINKS: &[(&str, &str, &str)] = &[
    ("client_member", "client_id", "client"),
    ("invitation", "client_id", "client"),
    ("project", "client_id", "client"),
    ("invoice", "client_id", "client"),
    ("invoice", "project_id", "project"),
    ("invoice", "credited_invoice_id", "invoice"),
    ("invoice_item", "invoice_id", "invoice"),
    ("ledger_entry", "invoice_id", "invoice"),
    ("payment_attempt", "invoice_id", "invoice"),
    ("payment_attempt", "client_id", "client"),
    ("payment", "invoice_id", "invoice"),
    ("payment", "client_id", "client"),
    ("payment", "attempt_id", "payment_attempt"),
    ("refund", "payment_id", "payment"),
    ("refund", "invoice_id", "invoice"),
];

/// Rows of a company that does not exist belong to nobody.
const OWNED: &[&str] =
    &["company_logo", "role", "membership", "invitation", "client", "tax_rate", "number_series", "billing_total", "event", "mail_message"];

/// What a client is shown must be its own: a second border within the company.
const CLIENTS: &str = "
    SELECT i.id, 'invoice of another client''s project' FROM invoice i JOIN project p ON p.id = i.project_id WHERE p.client_id <> i.client_id
    UNION ALL SELECT p.id, 'payment of another client''s invoice' FROM payment p JOIN invoice i ON i.id = p.invoice_id WHERE i.client_id <> p.client_id
    UNION ALL SELECT a.id, 'try for another client''s invoice' FROM payment_attempt a JOIN invoice i ON i.id = a.invoice_id WHERE i.client_id <> a.client_id
    UNION ALL SELECT n.id, 'credit note to another client' FROM invoice n JOIN invoice i ON i.id = n.credited_invoice_id WHERE i.client_id <> n.client_id";

/// Tables of companies that do not hide their rows. Kept answers are found by caller, before a company is known.
const OPEN: &str = "
    SELECT NULL, t.relname::text FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_attribute a ON a.attrelid = t.oid
    WHERE n.nspname = current_schema() AND t.relkind = 'r' AND a.attname = 'company_id' AND t.relname <> 'idempotency_key'
      AND NOT (t.relrowsecurity AND t.relforcerowsecurity)";

/// L8.
pub fn checks(moment: &Moment) -> Vec<Check> {
    let mut checks: Vec<Check> = LINKS
        .iter()
        .map(|(child, column, parent)| Check::new("rows that point into another company, or nowhere", link(child, column, parent)))
        .collect();
    checks.extend(OWNED.iter().map(|table| Check::new("rows of a company that is not there", owner(table))));
    checks.push(Check::new("rows that belong to another client", CLIENTS));
    if moment.engine == Engine::Postgres {
        checks.push(Check::new("tables whose rows are not hidden from other companies", OPEN));
    }
    checks
}

fn link(child: &str, column: &str, parent: &str) -> String {
    format!(
        "SELECT child.id, '{child}.{column}' FROM {child} child LEFT JOIN {parent} parent ON parent.id = child.{column}
         WHERE child.{column} IS NOT NULL AND (parent.id IS NULL OR parent.company_id <> child.company_id)"
    )
}

fn owner(table: &str) -> String {
    format!(
        "SELECT DISTINCT child.company_id, '{table}' FROM {table} child LEFT JOIN company ON company.id = child.company_id
         WHERE child.company_id IS NOT NULL AND company.id IS NULL"
    )
}
