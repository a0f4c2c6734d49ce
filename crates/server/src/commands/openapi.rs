//! `parvis openapi`: the contract, for programs and for `openapi/openapi.json`.

use super::say;

/// Prints it. As a value its names are in order, the same each time.
pub fn print() -> anyhow::Result<()> {
    say(serde_json::to_string_pretty(&serde_json::to_value(server::openapi())?)?)
}
