//! What pages of several nouns share: an act that is sent once, archiving, a stale copy.

mod allowed;
mod archive;
mod doing;
mod languages;
mod stale;

pub use allowed::{Allowed, ready};
pub use archive::{ArchiveFilter, Archiving, archived};
pub use doing::Doing;
pub use languages::languages;
pub use stale::{StaleNote, answers};
