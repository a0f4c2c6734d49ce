//! Who the caller is and what they may do: asked by the guard at each request, answered by the
//! `access` slice.

use async_trait::async_trait;
use contract::words::Locale;
use contract::{CompanyId, Permission, UserId};

use crate::error::Result;
use crate::scope::{Deps, Reach};

/// What a caller shows.
#[derive(Clone, Debug)]
pub enum Credential {
    /// The session cookie of a browser.
    Session(String),
    /// The bearer token of a program.
    Bearer(String),
}

/// Who the caller is.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The person.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their language.
    pub locale: Locale,
    /// The session, by the digest of its secret.
    pub session: Option<Vec<u8>>,
    /// What they are in the company that was asked, if anything.
    pub standing: Option<Standing>,
}

/// What the caller is in one company.
#[derive(Clone, Debug)]
pub struct Standing {
    /// How much they see.
    pub reach: Reach,
    /// What they may do.
    pub permissions: Vec<Permission>,
    /// The company's zone (`company.time_zone_offset_minutes`), read in the same statement: it says
    /// which day it is there.
    pub zone_minutes: i32,
}

/// Knows callers.
#[async_trait]
pub trait Authority: Send + Sync {
    /// Who shows this credential, and what they are in this company. One SQL statement.
    async fn identify(&self, deps: &Deps, credential: &Credential, company: Option<CompanyId>) -> Result<Option<Identity>>;
}
