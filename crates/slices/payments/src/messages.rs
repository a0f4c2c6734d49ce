//! Everything a gateway told us or answered, kept as it came: to settle disputes, never to decide.

use platform::{Result, Tx};
use serde_json::Value;
use uuid::Uuid;

/// How a message reached us.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Direction {
    /// The gateway wrote to us.
    Notification,
    /// The gateway answered.
    Answer,
}

impl Direction {
    const fn code(self) -> &'static str {
        match self {
            Self::Notification => "notification",
            Self::Answer => "answer",
        }
    }
}

/// Keeps a message.
pub(crate) async fn keep(tx: &Tx, provider: &str, reference: &str, direction: Direction, event: Option<&str>, raw: &Value) -> Result<()> {
    const SQL: &str =
        "INSERT INTO gateway_message (id, provider, reference, direction, event_id, raw, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let id: Uuid = tx.id();
    let values = [
        id.into(),
        provider.into(),
        reference.into(),
        direction.code().into(),
        event.map(str::to_owned).into(),
        raw.to_string().into(),
        tx.now().into(),
    ];
    tx.execute(tx.statement(SQL, SQL, values)).await?;
    Ok(())
}

/// Whether this notification was heard before.
pub(crate) async fn heard(tx: &Tx, reference: &str, event: &str) -> Result<bool> {
    const SQL: &str = "SELECT 1 FROM gateway_message WHERE reference = $1 AND event_id = $2 LIMIT 1";
    Ok(!tx.query(tx.statement(SQL, SQL, [reference.into(), event.into()])).await?.is_empty())
}
