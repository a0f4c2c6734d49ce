//! L7: what a client was told is done, is there. Kept answers say what they were told.

use super::check::{Check, Moment};
use super::database::Engine;

/// Nouns that are never deleted, by the end of the path on which they are made.
const MADE: &[(&str, &str)] =
    &[("%/payments", "payment"), ("%/refunds", "refund"), ("%/credit", "invoice"), ("%/attempts", "payment_attempt")];

/// L7.
pub fn checks(moment: &Moment) -> Vec<Check> {
    let mut checks: Vec<Check> = MADE
        .iter()
        .map(|(path, table)| Check::new("acknowledged documents that are not there", acknowledged(moment.engine, path, table)))
        .collect();
    if moment.engine == Engine::Sqlite {
        let file = "SELECT NULL, quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'";
        checks.push(Check::new("faults of the file", file));
    }
    checks
}

fn acknowledged(engine: Engine, path: &str, table: &str) -> String {
    let id = engine.pick("unhex(replace(json_extract(k.body, '$.id'), '-', ''))", "(k.body::json ->> 'id')::uuid");
    format!(
        "SELECT {id}, '{table}' FROM idempotency_key k WHERE k.status = 201 AND k.operation LIKE '{path}'
         AND NOT EXISTS (SELECT 1 FROM {table} made WHERE made.id = {id})"
    )
}
