//! Two people do not overwrite one another: a change says which version its author saw.

use contract::Version;
use serde::Serialize;

use crate::error::{AppError, Result};

/// Refuses to change a row of this version for somebody who saw another one. They are shown what it
/// is now, as its own GET answers it: `current` is asked only then.
pub async fn same_version<V: Serialize>(
    seen: impl Into<Option<Version>>,
    version: i64,
    current: impl Future<Output = Result<V>>,
) -> Result<()> {
    match seen.into() {
        Some(seen) if seen != Version(version) => Err(AppError::Stale(serde_json::to_value(current.await?).ok())),
        _ => Ok(()),
    }
}
