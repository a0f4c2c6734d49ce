//! What an event is about: its id, how people call it, whose it is.

use crate::access::{Company, Invitation, Member};
use crate::billing::{Invoice, TaxRate};
use crate::clients::Client;
use crate::ids::{ClientId, CompanyId, InvitationId, InvoiceId, MembershipId, ProjectId, TaxRateId};
use crate::projects::Project;

/// What an event is about.
#[derive(Clone, Debug)]
pub struct About<I> {
    /// Which one.
    pub id: I,
    /// How people call it.
    pub label: Option<String>,
    /// The client whom it concerns.
    pub client: Option<ClientId>,
    /// Its version afterwards.
    pub version: Option<i64>,
}

impl<I> About<I> {
    /// Something of which only the id is known.
    pub const fn new(id: I) -> Self {
        Self { id, label: None, client: None, version: None }
    }

    /// How people call it.
    #[must_use]
    pub fn called(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// The client whom it concerns.
    #[must_use]
    pub fn of_client(mut self, client: impl Into<Option<ClientId>>) -> Self {
        self.client = client.into();
        self
    }

    /// Its version afterwards.
    #[must_use]
    pub const fn at(mut self, version: i64) -> Self {
        self.version = Some(version);
        self
    }
}

impl From<&Company> for About<CompanyId> {
    fn from(company: &Company) -> Self {
        Self::new(company.id).called(&company.name).at(company.version)
    }
}

impl From<&Member> for About<MembershipId> {
    fn from(member: &Member) -> Self {
        Self::new(member.id).called(&member.name).at(member.version)
    }
}

impl From<&Invitation> for About<InvitationId> {
    fn from(invitation: &Invitation) -> Self {
        Self::new(invitation.id).called(&invitation.email).of_client(invitation.client_id)
    }
}

impl From<&Client> for About<ClientId> {
    fn from(client: &Client) -> Self {
        Self::new(client.id).called(&client.name).of_client(client.id).at(client.version)
    }
}

impl From<&Project> for About<ProjectId> {
    fn from(project: &Project) -> Self {
        Self::new(project.id).called(&project.name).of_client(project.client_id).at(project.version)
    }
}

impl From<&Invoice> for About<InvoiceId> {
    /// By its number; a draft, which has none, by its client.
    fn from(invoice: &Invoice) -> Self {
        let label = invoice.number.as_ref().unwrap_or(&invoice.client_name);
        Self::new(invoice.id).called(label).of_client(invoice.client_id).at(invoice.version)
    }
}

impl From<&TaxRate> for About<TaxRateId> {
    fn from(rate: &TaxRate) -> Self {
        Self::new(rate.id).called(&rate.name).at(rate.version)
    }
}
