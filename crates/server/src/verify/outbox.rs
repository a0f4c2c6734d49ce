//! L6: from event to job to mail. Whatever waits is only wrong while somebody is there to do it:
//! an installation that is switched off has forgotten nothing.

use chrono::TimeDelta;

use super::check::{Check, Moment};
use super::database::Engine;

/// A worker that was seen since is alive.
const ALIVE: TimeDelta = TimeDelta::seconds(60);
/// Longer than any relay or job takes.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

const FORGOTTEN: &str =
    "SELECT e.id, e.kind FROM event e WHERE e.sequence IS NULL AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.event_id = e.id)";

const TWICE: &str =
    "SELECT o.event_id, e.kind FROM outbox o LEFT JOIN event e ON e.id = o.event_id WHERE e.id IS NULL OR e.sequence IS NOT NULL";

const MAILED: &str = "
    SELECT NULL, 'sent under ' || message_id FROM mail_message GROUP BY message_id HAVING count(*) > 1
    UNION ALL SELECT NULL, 'queued as ' || dedupe_key FROM mail_message GROUP BY dedupe_key HAVING count(*) > 1";

/// L6.
pub fn checks(moment: &Moment) -> Vec<Check> {
    let (jobs, workers) = (moment.engine.pick("Jobs", "apalis.jobs"), moment.engine.pick("Workers", "apalis.workers"));
    let alive = (moment.now - ALIVE).timestamp();
    let old = moment.now - PATIENCE;
    let worker = format!("EXISTS (SELECT 1 FROM {workers} w WHERE {} > $1)", seconds(moment.engine, "w.last_seen"));
    vec![
        Check::new("events that nobody will hear of", FORGOTTEN),
        Check::new("places in the outbox for what is relayed or does not exist", TWICE),
        Check::new(
            "events that wait although a worker is there",
            format!("SELECT e.id, e.kind FROM outbox o JOIN event e ON e.id = o.event_id WHERE {worker} AND e.at < $2"),
        )
        .with([alive.into(), old.into()]),
        Check::new(
            "jobs held longer than their lease",
            format!(
                "SELECT NULL, j.id FROM {jobs} j WHERE {worker} AND j.status IN ('Queued', 'Running') AND {} < $2",
                seconds(moment.engine, "j.lock_at")
            ),
        )
        .with([alive.into(), old.timestamp().into()]),
        Check::new(
            "jobs queued twice",
            format!(
                "SELECT NULL, idempotency_key FROM {jobs} WHERE idempotency_key IS NOT NULL GROUP BY job_type, idempotency_key HAVING count(*) > 1"
            ),
        ),
        Check::new(
            "jobs of no event",
            format!(
                "SELECT NULL, j.idempotency_key FROM {jobs} j WHERE j.idempotency_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM event e WHERE e.id = {})",
                event_id(moment.engine)
            ),
        ),
        Check::new("mails that could go out twice", MAILED),
        Check::new("mails that wait although their job is done", waiting(jobs)),
    ]
}

/// A column of the queue in seconds: SQLite keeps them so.
fn seconds(engine: Engine, column: &str) -> String {
    match engine {
        Engine::Sqlite => column.to_owned(),
        Engine::Postgres => format!("EXTRACT(EPOCH FROM {column})"),
    }
}

/// A job's key begins with the event's id.
const fn event_id(engine: Engine) -> &'static str {
    engine.pick("unhex(replace(substr(j.idempotency_key, 1, 36), '-', ''))", "substr(j.idempotency_key, 1, 36)::uuid")
}

/// A mail's key begins with that of its job.
fn waiting(jobs: &str) -> String {
    format!(
        "SELECT m.id, m.letter FROM mail_message m WHERE m.status = 'queued' AND EXISTS (SELECT 1 FROM {jobs} j WHERE j.status = 'Done'
            AND j.idempotency_key >= substr(m.dedupe_key, 1, 36) AND j.idempotency_key < m.dedupe_key
            AND substr(m.dedupe_key, 1, length(j.idempotency_key) + 1) = j.idempotency_key || ':')"
    )
}
