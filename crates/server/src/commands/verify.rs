//! `parvis verify`: fails if an invariant of the data is broken.

use adapters::system::SystemClock;
use anyhow::bail;
use platform::Config;
use platform::ports::Clock as _;
use server::verify::Seal;

use super::say;

/// Checks, and prints what was found and the seal of today.
pub async fn verify(earlier: Option<Seal>) -> anyhow::Result<()> {
    let report = server::verify::verify(&Config::from_env()?, SystemClock.now(), earlier.as_ref()).await?;
    say(&report)?;
    let broken = report.broken();
    if !broken.is_empty() {
        bail!("broken: {}", broken.join(", "));
    }
    Ok(())
}
