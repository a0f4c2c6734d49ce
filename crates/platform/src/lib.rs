//! What every slice stands on.
pub mod ports;
