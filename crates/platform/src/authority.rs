//! Who the caller is and what they may do: asked by the guard at each request, answered by the
//! `access` slice.

use async_trait::async_trait;
use contract::events::{OnBehalfOf, Via};
use contract::words::Locale;
use contract::{ClientId, CompanyId, Permission, UserId};

use crate::error::{AppError, Result};
use crate::principal::{Actor, Principal};
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
    /// Who.
    pub principal: Principal,
    /// What they came with.
    pub via: Via,
    /// For whom they act, when it is not for themselves.
    pub on_behalf_of: Option<OnBehalfOf>,
    /// Their name.
    pub name: String,
    /// Their language.
    pub locale: Locale,
    /// The session, by the digest of its secret.
    pub session: Option<Vec<u8>>,
    /// What they are in the company that was asked, if anything.
    pub standing: Option<Standing>,
}

impl Identity {
    /// The actor of what they do.
    pub const fn actor(&self) -> Actor {
        Actor { who: self.principal, via: self.via, on_behalf_of: self.on_behalf_of }
    }

    /// The person; a program cannot do what only people do.
    pub fn person(&self) -> Result<UserId> {
        self.principal.person().ok_or(AppError::NotAllowed("person_required"))
    }
}

/// What the caller is in one company.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Each way in which they belong to it.
    pub places: Vec<Place>,
    /// They look and change nothing, whatever their permissions.
    pub read_only: bool,
    /// The company's zone (`company.time_zone_offset_minutes`), read in the same statement: it says
    /// which day it is there.
    pub zone_minutes: i32,
}

/// One way in which a caller belongs to a company.
#[derive(Clone, Debug)]
pub struct Place {
    /// How much they see by it.
    pub reach: Reach,
    /// What they may do there.
    pub permissions: Vec<Permission>,
}

impl Standing {
    /// Where the caller may do this, and what else they may do there. Who works in the company is no
    /// contact of a client at the same time; who speaks for several clients does so only for those
    /// whose role permits it.
    pub fn permitting(&self, needed: Permission) -> Option<Place> {
        self.joined(|place| place.permissions.contains(&needed))
    }

    /// Wherever the caller belongs, whatever they may do there.
    pub fn anywhere(&self) -> Option<Place> {
        self.joined(|_| true)
    }

    fn joined(&self, fits: impl Fn(&Place) -> bool) -> Option<Place> {
        let staff = self.places.iter().any(|place| place.reach.is_company());
        let mut places = self.places.iter().filter(|place| (place.reach.is_company() || !staff) && fits(place));
        let first = places.next()?.clone();
        Some(places.fold(first, Place::and))
    }
}

impl Place {
    /// Both at once: the clients of both, and what is permitted for all of them.
    fn and(mut self, other: &Self) -> Self {
        if let (Reach::Client(clients), Reach::Client(more)) = (&mut self.reach, &other.reach) {
            clients.extend(more);
            self.permissions.retain(|permission| other.permissions.contains(permission));
        }
        self
    }

    /// Of a contact of this client.
    pub fn of_client(client: ClientId, permissions: Vec<Permission>) -> Self {
        Self { reach: Reach::Client(vec![client]), permissions }
    }
}

/// Knows callers.
#[async_trait]
pub trait Authority: Send + Sync {
    /// Who shows this credential, and what they are in this company. One SQL statement.
    async fn identify(&self, deps: &Deps, credential: &Credential, company: Option<CompanyId>) -> Result<Option<Identity>>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::roles::BuiltInRole;
    use uuid::Uuid;

    fn client(number: u128) -> ClientId {
        ClientId(Uuid::from_u128(number))
    }

    fn standing(places: Vec<Place>) -> Standing {
        Standing { places, read_only: false, zone_minutes: 0 }
    }

    fn contact(number: u128, role: BuiltInRole) -> Place {
        Place::of_client(client(number), role.permissions())
    }

    #[test]
    fn who_invites_for_one_client_does_not_invite_for_another() {
        let both = standing(vec![contact(1, BuiltInRole::Client), contact(2, BuiltInRole::ClientAdmin)]);
        assert_eq!(both.permitting(Permission::ClientInvite).unwrap().reach, Reach::Client(vec![client(2)]));
        let reading = both.permitting(Permission::InvoiceView).unwrap();
        assert_eq!(reading.reach, Reach::Client(vec![client(1), client(2)]));
        assert!(!reading.permissions.contains(&Permission::ClientInvite));
    }

    #[test]
    fn who_works_in_the_company_is_no_contact() {
        let staff = Place { reach: Reach::Company, permissions: BuiltInRole::Viewer.permissions() };
        let both = standing(vec![contact(1, BuiltInRole::Client), staff]);
        assert_eq!(both.permitting(Permission::InvoiceView).unwrap().reach, Reach::Company);
        assert!(both.permitting(Permission::PortalView).is_none());
    }
}
