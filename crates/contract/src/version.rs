//! Versions: what people edit grows by one with each change. The version travels as the `ETag`, and
//! comes back as `If-Match` to change only what was seen.

use serde::{Deserialize, Serialize};

/// Which state of a thing is meant; grows with each change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub i64);

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A view of something that people edit.
pub trait Versioned {
    /// The version that the view shows.
    fn version(&self) -> Version;
}

/// The view shows its version in a field of that name.
macro_rules! versioned {
    ($($name:ty),+ $(,)?) => { $(
        impl $crate::version::Versioned for $name {
            fn version(&self) -> $crate::version::Version {
                $crate::version::Version(self.version)
            }
        }
    )+ };
}
pub(crate) use versioned;
