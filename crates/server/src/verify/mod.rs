//! The invariants that make a program of money believable, held against a live installation by
//! SQL of their own: the code that writes the rows is not asked whether they are right.
//!
//! L5 sees what we wrote down of the gateway; what the gateway itself holds is asked by the
//! reconciliation. L11 is about the service and not about its data.

mod books;
mod chain;
mod check;
mod database;
mod durability;
mod files;
mod gateway;
mod history;
mod money;
mod numbers;
mod outbox;
mod report;
mod seal;
mod tenancy;

use chrono::{DateTime, Utc};
use platform::Config;
use secrecy::ExposeSecret as _;

pub use report::{Finding, Outcome, Report};
pub use seal::Seal;

use check::Moment;
use database::Snapshot;

/// Checks every invariant at one moment. With the seal of an earlier check, also that no row of the
/// books older than it was changed since.
pub async fn verify(config: &Config, now: DateTime<Utc>, earlier: Option<&Seal>) -> anyhow::Result<Report> {
    let snapshot = Snapshot::open(config.database_url.expose_secret()).await?;
    let moment = Moment { engine: snapshot.engine, now };
    let mut outcomes = Vec::new();
    for invariant in INVARIANTS {
        let mut outcome = Outcome::new(invariant.id, invariant.promise);
        for check in (invariant.checks)(&moment) {
            outcome.add(check.find(&snapshot).await?);
        }
        match invariant.id {
            "L3" => outcome.add(seal::compare(&snapshot, earlier).await?),
            "L9" => outcome.add(files::changed_logos(&snapshot).await?),
            "L10" => outcome.add(chain::broken(&snapshot).await?),
            _ => {}
        }
        outcomes.push(outcome);
    }
    let seal = seal::take(&snapshot, now).await?;
    Ok(Report { outcomes, seal })
}

struct Invariant {
    id: &'static str,
    promise: &'static str,
    checks: fn(&Moment) -> Vec<check::Check>,
}

const INVARIANTS: &[Invariant] = &[
    Invariant { id: "L1", promise: "what is paid of an invoice is what came less what went back", checks: money::received },
    Invariant { id: "L2", promise: "the status of an invoice follows from its amounts", checks: money::statuses },
    Invariant { id: "L3", promise: "the books balance, agree with the documents and are only added to", checks: books::checks },
    Invariant { id: "L4", promise: "numbers have no gap and no double, in the order of their dates", checks: numbers::checks },
    Invariant { id: "L5", promise: "each try at the gateway has at most one effect", checks: gateway::checks },
    Invariant { id: "L6", promise: "each event is relayed once, each job ends, no mail is lost", checks: outbox::checks },
    Invariant { id: "L7", promise: "what was acknowledged is there", checks: durability::checks },
    Invariant { id: "L8", promise: "no row points into another company", checks: tenancy::checks },
    Invariant { id: "L9", promise: "each file is what was uploaded", checks: files::checks },
    Invariant { id: "L10", promise: "the history is whole and names every change", checks: history::checks },
];
