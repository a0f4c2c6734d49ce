//! The outside world: each port of `platform`, real and embedded. `server` chooses.

pub mod closed;
pub mod mail;
pub mod sandbox;
pub mod signatures;
pub mod system;
pub mod typst;
