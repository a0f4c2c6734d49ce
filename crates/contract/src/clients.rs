//! The customers of a company and their contacts in the portal.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::{Invitation, InvitationInput};
use crate::call::call;
use crate::check::{Check, Checker};
use crate::ids::{ClientId, ClientMemberId, CompanyId, UserId};
use crate::money::Currency;
use crate::page::Page;
use crate::places::Address;
use crate::version::versioned;
use crate::words::Locale;

/// A customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000005", "name": "Boulangerie Diallo", "legal_name": "Diallo SARL", "email": "compta@diallo.example", "phone": null,
    "registration_number": "CI-ABJ-2019-B-1234", "tax_number": null, "address": {"line1": "Rue des Jardins", "line2": null, "postal_code": null, "city": "Abidjan", "country": "CI"},
    "currency": "XOF", "locale": "fr", "note": null, "archived_at": null, "created_at": "2026-11-20T09:00:00Z", "version": 1,
})))]
pub struct Client {
    /// The client.
    pub id: ClientId,
    /// The name people use.
    pub name: String,
    /// The name the law knows.
    pub legal_name: Option<String>,
    /// Where its documents are sent.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Registration number.
    pub registration_number: Option<String>,
    /// Tax number.
    pub tax_number: Option<String>,
    /// Billing address.
    pub address: Option<Address>,
    /// What it is billed in.
    pub currency: Currency,
    /// The language of its documents and mails.
    pub locale: Locale,
    /// For staff only; empty in the portal.
    pub note: Option<String>,
    /// When it was put away.
    pub archived_at: Option<DateTime<Utc>>,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Grows with each change; the `ETag`.
    pub version: i64,
}

versioned!(Client);

/// What a person fills in to create a client, or to write it anew.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "name": "Boulangerie Diallo", "email": "compta@diallo.example", "currency": "XOF", "locale": "fr",
    "address": {"line1": "Rue des Jardins", "line2": null, "postal_code": null, "city": "Abidjan", "country": "CI"},
})))]
#[serde(deny_unknown_fields)]
pub struct ClientInput {
    /// The name people use.
    pub name: String,
    /// The name the law knows.
    #[serde(default)]
    pub legal_name: Option<String>,
    /// Where its documents are sent.
    #[serde(default)]
    pub email: Option<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: Option<String>,
    /// Registration number.
    #[serde(default)]
    pub registration_number: Option<String>,
    /// Tax number.
    #[serde(default)]
    pub tax_number: Option<String>,
    /// Billing address.
    #[serde(default)]
    pub address: Option<Address>,
    /// ISO 4217; the company's when silent.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// The company's when silent.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// For staff only.
    #[serde(default)]
    pub note: Option<String>,
}

impl Check for ClientInput {
    fn check(&self, c: &mut Checker) {
        c.text("name", &self.name, 1..=160);
        c.optional("legal_name", self.legal_name.as_ref(), 160);
        if let Some(email) = &self.email {
            c.email("email", email);
        }
        c.optional("phone", self.phone.as_ref(), 40);
        c.optional("registration_number", self.registration_number.as_ref(), 40);
        c.optional("tax_number", self.tax_number.as_ref(), 40);
        if let Some(address) = &self.address {
            c.within("address", address);
        }
        c.optional("note", self.note.as_ref(), 4000);
    }
}

/// Which clients.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct ClientFilter {
    /// Part of the name or address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "diallo"))]
    pub q: Option<String>,
    /// The archived ones instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// `name` (default), `-name`, `created_at` or `-created_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(example = "name"))]
    pub sort: Option<String>,
    /// Opaque: from the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows a page, 1 to 200; 50 when silent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200, example = 50))]
    pub limit: Option<u16>,
    /// Count the rows (up to 1,000).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<bool>,
}

/// Somebody who speaks for a client in the portal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000006", "client_id": "01968f5e-7a00-7000-8000-000000000005", "user_id": "01968f5e-7a00-7000-8000-000000000001",
    "role": "client", "name": "Moussa Diallo", "email": "moussa@example.ci", "joined_at": "2026-11-20T09:00:00Z",
})))]
pub struct ClientMember {
    /// Their place at the client.
    pub id: ClientMemberId,
    /// The client.
    pub client_id: ClientId,
    /// The person.
    pub user_id: UserId,
    /// The code of their role: `client`, or `client_admin` who invites colleagues.
    pub role: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Since when.
    pub joined_at: DateTime<Utc>,
}

call! {
    /// The clients.
    "GET" ListClients { company: CompanyId, filter: ClientFilter } -> Page<Client>, "/api/v1/companies/{company}/clients", query filter
}
call! {
    /// Add a client.
    "POST" AddClient { company: CompanyId, input: ClientInput } -> Client, "/api/v1/companies/{company}/clients", body input
}
call! {
    /// One client.
    "GET" ReadClient { company: CompanyId, id: ClientId } -> Client, "/api/v1/companies/{company}/clients/{id}"
}
call! {
    /// Write a client anew.
    "PUT" EditClient { company: CompanyId, id: ClientId, version: i64, input: ClientInput } -> Client, "/api/v1/companies/{company}/clients/{id}", body input, if_match version
}
call! {
    /// Put a client away; its documents stay.
    "POST" ArchiveClient { company: CompanyId, id: ClientId } -> Client, "/api/v1/companies/{company}/clients/{id}/archive"
}
call! {
    /// Take a client back from the archive.
    "POST" RestoreClient { company: CompanyId, id: ClientId } -> Client, "/api/v1/companies/{company}/clients/{id}/restore"
}
call! {
    /// Who speaks for the client.
    "GET" ListClientMembers { company: CompanyId, id: ClientId } -> Page<ClientMember>, "/api/v1/companies/{company}/clients/{id}/members"
}
call! {
    /// End somebody's access to the client's portal.
    "DELETE" RemoveClientMember { company: CompanyId, id: ClientId, member: ClientMemberId } -> (), "/api/v1/companies/{company}/clients/{id}/members/{member}"
}
call! {
    /// Invitations to the client's portal.
    "GET" ListClientInvitations { company: CompanyId, id: ClientId } -> Page<Invitation>, "/api/v1/companies/{company}/clients/{id}/invitations"
}
call! {
    /// Invite somebody to the client's portal.
    "POST" InviteClientMember { company: CompanyId, id: ClientId, input: InvitationInput } -> Invitation, "/api/v1/companies/{company}/clients/{id}/invitations", body input
}
