//! Who acts, through what, and on whose behalf: the same for a person at a screen, a program with a key,
//! an operator of the platform and the program itself, so that no slice needs to know which it is.

use contract::events::{ActorKind, OnBehalfOf, Via};
use contract::{ApiKeyId, CompanyId, UserId};
use uuid::Uuid;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal {
    /// A person with an account.
    Person(UserId),
    /// A program with a key of the company.
    ApiKey(ApiKeyId),
    /// An administrator of the platform.
    Operator(UserId),
    /// A person of an agency that acts for the company.
    Delegate {
        /// The person.
        person: UserId,
        /// The agency, a company itself.
        agency: CompanyId,
    },
    /// A provider whose message was signed.
    Provider,
    /// The program itself: jobs, schedules, the command line.
    Program,
}

impl Principal {
    /// The kind under which events name it.
    pub const fn kind(self) -> ActorKind {
        match self {
            Self::Person(_) => ActorKind::User,
            Self::ApiKey(_) => ActorKind::ApiKey,
            Self::Operator(_) => ActorKind::Operator,
            Self::Delegate { .. } => ActorKind::Delegate,
            Self::Provider => ActorKind::Gateway,
            Self::Program => ActorKind::System,
        }
    }

    /// The id under which events name it.
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::Person(user) | Self::Operator(user) | Self::Delegate { person: user, .. } => Some(user.0),
            Self::ApiKey(key) => Some(key.0),
            Self::Provider | Self::Program => None,
        }
    }

    /// The person, if it is one.
    pub const fn person(self) -> Option<UserId> {
        match self {
            Self::Person(user) | Self::Operator(user) | Self::Delegate { person: user, .. } => Some(user),
            Self::ApiKey(_) | Self::Provider | Self::Program => None,
        }
    }

    /// A text that is its alone: what it does once, it does under this name.
    pub fn name(self) -> String {
        match (self, self.id()) {
            (Self::Delegate { agency, .. }, Some(id)) => format!("{}:{agency}:{id}", self.kind()),
            (_, Some(id)) => format!("{}:{id}", self.kind()),
            (_, None) => self.kind().to_string(),
        }
    }
}

/// Who acts, as events record it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub who: Principal,
    /// Through what.
    pub via: Via,
    /// For whom, when it is not for themselves.
    pub on_behalf_of: Option<OnBehalfOf>,
}

impl Actor {
    /// The program itself, in a job.
    pub const SYSTEM: Self = Self { who: Principal::Program, via: Via::Job, on_behalf_of: None };

    /// A person at a screen.
    pub const fn user(id: UserId) -> Self {
        Self { who: Principal::Person(id), via: Via::Session, on_behalf_of: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_principals_share_a_name() {
        let id = Uuid::from_u128(7);
        let (user, agency) = (UserId(id), CompanyId(id));
        let all = [
            Principal::Person(user),
            Principal::ApiKey(ApiKeyId(id)),
            Principal::Operator(user),
            Principal::Delegate { person: user, agency },
            Principal::Delegate { person: user, agency: CompanyId(Uuid::from_u128(8)) },
            Principal::Provider,
            Principal::Program,
        ];
        let names: std::collections::BTreeSet<String> = all.iter().map(|principal| principal.name()).collect();
        assert_eq!(names.len(), all.len());
    }
}
