//! What happens: one kind and one payload type for each thing that can, and the envelope in which all of
//! them travel. They are written with the change they tell of, read by the audit log, the feeds, the
//! listeners and other programs, and never changed again; so a kind and its fields are never reused
//! for something else. How rows of earlier shapes are read stands in [`shape`].

mod about;
mod facts;
mod kinds;
pub mod shape;

pub use about::About;
pub use facts::{Fact, Tell};
pub use kinds::*;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::ids::{ClientId, CompanyId, EventId};

/// Some fields of a view, by name.
pub type Fields = BTreeMap<String, serde_json::Value>;

words! {
    /// What an event is about.
    pub enum SubjectKind {
        /// A person with an account.
        User = "user",
        /// A company.
        Company = "company",
        /// Somebody's place in a company.
        Membership = "membership",
        /// Somebody's place at a client.
        ClientMember = "client_member",
        /// An invitation.
        Invitation = "invitation",
        /// A client.
        Client = "client",
        /// A list that was read from a file.
        Import = "import",
        /// A project.
        Project = "project",
        /// An invoice or a credit note.
        Invoice = "invoice",
        /// A tax rate.
        TaxRate = "tax_rate",
        /// Money received.
        Payment = "payment",
        /// An attempt to pay through a gateway.
        PaymentAttempt = "payment_attempt",
        /// Money given back.
        Refund = "refund",
        /// A mail.
        MailMessage = "mail_message",
    }
}

words! {
    /// What kind of actor did it.
    pub enum ActorKind {
        /// A person.
        User = "user",
        /// The program itself.
        System = "system",
        /// A payment gateway.
        Gateway = "gateway",
        /// A program with a key of the company.
        ApiKey = "api_key",
        /// An administrator of the platform.
        Operator = "operator",
        /// A person of an agency that acts for the company.
        Delegate = "delegate",
    }
}

words! {
    /// Through what it was done.
    pub enum Via {
        /// A browser.
        Session = "session",
        /// A program with a person's access token.
        Token = "token",
        /// A program with a key of the company.
        ApiKey = "api_key",
        /// A secret link.
        Link = "link",
        /// A message of a provider.
        Webhook = "webhook",
        /// A job of the program.
        Job = "job",
        /// The command line.
        CommandLine = "command_line",
    }
}

/// For whom somebody acted, when it was not for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"kind": "client", "id": "01968f5e-7a00-7000-8000-000000000005"})))]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum OnBehalfOf {
    /// A client, whose portal a member of staff looked at.
    Client(ClientId),
    /// An agency that acts for the company.
    Company(CompanyId),
}

impl OnBehalfOf {
    /// Its kind and its id, as they are stored.
    pub const fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Client(id) => ("client", id.0),
            Self::Company(id) => ("company", id.0),
        }
    }

    /// From its kind and its id.
    pub fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "client" => Some(Self::Client(ClientId(id))),
            "company" => Some(Self::Company(CompanyId(id))),
            _ => None,
        }
    }
}

/// The content of one kind of event.
pub trait EventData: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The id of what it is about.
    type Subject: Into<Uuid>;
    /// The kind.
    const KIND: EventKind;
    /// What it is about.
    const SUBJECT: SubjectKind;
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-0000000000e1", "sequence": 42, "kind": "invoice.issued", "at": "2026-11-20T09:00:00Z", "actor_kind": "user",
    "actor_id": "01968f5e-7a00-7000-8000-000000000001", "actor_name": "Claire Fontaine", "via": "session", "on_behalf_of": null, "subject_kind": "invoice",
    "subject_id": "01968f5e-7a00-7000-8000-000000000008", "label": "F-2026-0001", "client_id": "01968f5e-7a00-7000-8000-000000000005", "version": 2,
    "data": {"total": {"amount": 120_000, "currency": "EUR"}}, "previous": null, "request_id": "01968f5e-7a00-7000-8000-0000000000ff",
})))]
pub struct Event {
    /// The event.
    pub id: EventId,
    /// Its place in the company's history; given shortly after it happened.
    pub sequence: Option<i64>,
    /// What happened: `noun.past`.
    #[cfg_attr(feature = "openapi", schema(value_type = EventKind))]
    pub kind: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind of actor did it.
    pub actor_kind: ActorKind,
    /// Which one, where the kind has ids.
    pub actor_id: Option<Uuid>,
    /// Their name.
    pub actor_name: Option<String>,
    /// Through what; unknown for events of earlier versions.
    pub via: Option<Via>,
    /// For whom, when it was not for themselves.
    pub on_behalf_of: Option<OnBehalfOf>,
    /// What it happened to.
    pub subject_kind: String,
    /// Which one.
    pub subject_id: Uuid,
    /// How people call it: a number, a name.
    pub label: Option<String>,
    /// The client whom it concerns.
    pub client_id: Option<ClientId>,
    /// The version of the subject afterwards.
    pub version: Option<i64>,
    /// The content, of the shape of its kind.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub data: serde_json::Value,
    /// The fields that changed, as they were.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub previous: Option<Fields>,
    /// The request that caused it.
    pub request_id: Option<String>,
}

impl Event {
    /// The content by its type; nothing for a kind that this program does not know.
    pub fn payload(&self) -> Option<Payload> {
        Payload::read(self.kind.parse().ok()?, &self.data).ok()
    }
}
