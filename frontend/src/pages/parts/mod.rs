//! What pages of several nouns share: an act that is sent once, putting away, a stale copy.

mod allowed;
mod archive;
mod doing;
mod stale;

pub use allowed::{Allowed, ready};
pub use archive::{ArchiveFilter, Archiving};
pub use doing::Doing;
pub use stale::StaleNote;
