//! Companies, who works in them, who is invited.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::call::call;
use crate::check::{Check, Checker};
use crate::identity::{Face, Me, check_password};
use crate::ids::{ClientId, CompanyId, InvitationId, MembershipId, RoleId, UserId};
use crate::money::Currency;
use crate::page::Page;
use crate::patch::Patch;
use crate::permissions::Permission;
use crate::places::{Address, is_zone_name};
use crate::version::versioned;
use crate::words::Locale;

/// What everybody who belongs to a company sees of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"id": "01968f5e-7a00-7000-8000-000000000001", "name": "Atelier Lumière", "slug": "atelier-lumiere", "accent": "#3730a3", "logo": null, "currency": "EUR"})))]
pub struct CompanyCard {
    /// The company.
    pub id: CompanyId,
    /// Its name.
    pub name: String,
    /// Its name in addresses: lower-case letters, digits, hyphens.
    pub slug: String,
    /// Its accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Path of its logo.
    pub logo: Option<String>,
    /// What it mostly bills in.
    pub currency: Currency,
}

/// A company in full: identity, branding, settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000001", "name": "Atelier Lumière", "slug": "atelier-lumiere", "legal_name": "Atelier Lumière SAS",
    "registration_number": "732829320", "tax_number": "FR44732829320", "email": "bonjour@atelier.example", "phone": "+33 4 72 00 00 00",
    "address": {"line1": "12 rue de la République", "line2": null, "postal_code": "69002", "city": "Lyon", "country": "FR"},
    "country": "FR", "currency": "EUR", "locale": "fr", "time_zone": "Europe/Paris", "accent": "#3730a3", "logo": null, "invoice_footer": null, "payment_terms_days": 30,
    "iban": null, "rounding_step": null, "missing_for_invoicing": [], "version": 1,
})))]
pub struct Company {
    /// The company.
    pub id: CompanyId,
    /// The name people use.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// The name the law knows.
    pub legal_name: Option<String>,
    /// Registration number: SIREN, RCCM, …
    pub registration_number: Option<String>,
    /// Tax number: VAT number, compte contribuable, …
    pub tax_number: Option<String>,
    /// Address for mails.
    pub email: Option<String>,
    /// Telephone, as written on documents.
    pub phone: Option<String>,
    /// Registered address.
    pub address: Option<Address>,
    /// Country of the company, ISO 3166-1 alpha-2.
    pub country: String,
    /// What it mostly bills in.
    pub currency: Currency,
    /// The language of its documents when a client has none.
    pub locale: Locale,
    /// The zone of the company's calendar day, which dates its documents: an IANA name.
    pub time_zone: String,
    /// Accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Path of the logo.
    pub logo: Option<String>,
    /// Printed at the foot of each document.
    pub invoice_footer: Option<String>,
    /// Days until an invoice is due, when it says nothing else.
    pub payment_terms_days: i32,
    /// Account for transfers, printed on invoices.
    pub iban: Option<String>,
    /// Totals are rounded to a multiple of so many minor units at issue (5 for mobile money in XOF).
    pub rounding_step: Option<i32>,
    /// Fields without which no invoice can be issued.
    pub missing_for_invoicing: Vec<String>,
    /// Grows with each change; the `ETag`.
    pub version: i64,
}

versioned!(Company);

/// What a person fills in to create a company.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"name": "Atelier Lumière", "country": "FR", "currency": "EUR"})))]
#[serde(deny_unknown_fields)]
pub struct CompanyInput {
    /// The name people use.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
}

impl Check for CompanyInput {
    fn check(&self, c: &mut Checker) {
        c.text("name", &self.name, 1..=160);
        c.ensure("country", crate::places::is_country(&self.country), "country");
        c.ensure("currency", Currency::from_code(&self.currency).is_some(), "currency");
    }
}

/// What changes of a company: absent keeps, null clears.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"legal_name": "Atelier Lumière SAS", "registration_number": "732829320", "tax_number": "FR44732829320"})))]
#[serde(deny_unknown_fields, default)]
pub struct CompanyPatch {
    /// The name people use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name the law knows.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub legal_name: Patch<String>,
    /// Registration number.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub registration_number: Patch<String>,
    /// Tax number.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub tax_number: Patch<String>,
    /// Address for mails.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub email: Patch<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Patch<String>,
    /// Registered address.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Address>))]
    pub address: Patch<Address>,
    /// What it mostly bills in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Language of its documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// Time zone, by its IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Accent colour, `#rrggbb`.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub accent: Patch<String>,
    /// Foot of each document.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub invoice_footer: Patch<String>,
    /// Days until an invoice is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_terms_days: Option<i32>,
    /// Account for transfers.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub iban: Patch<String>,
    /// Totals are rounded to a multiple of so many minor units at issue.
    #[serde(skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<i32>))]
    pub rounding_step: Patch<i32>,
}

impl Check for CompanyPatch {
    fn check(&self, c: &mut Checker) {
        if let Some(name) = &self.name {
            c.text("name", name, 1..=160);
        }
        c.optional("legal_name", self.legal_name.value(), 160);
        c.optional("registration_number", self.registration_number.value(), 40);
        c.optional("tax_number", self.tax_number.value(), 40);
        if let Some(email) = self.email.value() {
            c.email("email", email);
        }
        c.optional("phone", self.phone.value(), 40);
        if let Some(address) = self.address.value() {
            c.within("address", address);
        }
        if let Some(zone) = &self.time_zone {
            c.ensure("time_zone", is_zone_name(zone), "time_zone");
        }
        if let Some(accent) = self.accent.value() {
            c.ensure("accent", is_colour(accent), "colour");
        }
        c.optional("invoice_footer", self.invoice_footer.value(), 1000);
        if let Some(days) = self.payment_terms_days {
            c.range("payment_terms_days", days.into(), 0..=365);
        }
        c.optional("iban", self.iban.value(), 42);
        if let Some(step) = self.rounding_step.value() {
            c.range("rounding_step", (*step).into(), 2..=1000);
        }
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Somebody who works in the company.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000002", "user_id": "01968f5e-7a00-7000-8000-000000000001", "name": "Claire Fontaine", "email": "claire@atelier.example",
    "role": "owner", "joined_at": "2026-11-20T09:00:00Z", "version": 1,
})))]
pub struct Member {
    /// Their place in the company.
    pub id: MembershipId,
    /// The person.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The role's code.
    pub role: String,
    /// Since when.
    pub joined_at: DateTime<Utc>,
    /// Grows with each change; the `ETag`.
    pub version: i64,
}

versioned!(Member);

/// Another role for a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"role": "manager"})))]
#[serde(deny_unknown_fields)]
pub struct MemberPatch {
    /// The code of a role of the company.
    pub role: String,
}

impl Check for MemberPatch {
    fn check(&self, c: &mut Checker) {
        c.text("role", &self.role, 1..=40);
    }
}

/// A named set of permissions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"id": "01968f5e-7a00-7000-8000-000000000003", "code": "viewer", "built_in": true, "permissions": ["client:view", "invoice:view"]})))]
pub struct Role {
    /// The role.
    pub id: RoleId,
    /// Its code, unique in the company.
    pub code: String,
    /// Whether each company has it.
    pub built_in: bool,
    /// What it permits.
    pub permissions: Vec<Permission>,
}

words! {
    /// Where an invitation stands.
    pub enum InvitationStatus {
        /// Waits for an answer.
        Pending = "pending",
        /// Taken.
        Accepted = "accepted",
        /// Taken back.
        Revoked = "revoked",
        /// Too old: seven days passed.
        Expired = "expired",
    }
}

/// An invitation to work in the company or to enter a client's portal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "id": "01968f5e-7a00-7000-8000-000000000004", "email": "moussa@example.ci", "role": "client", "client_id": "01968f5e-7a00-7000-8000-000000000005",
    "status": "pending", "invited_at": "2026-11-20T09:00:00Z", "expires_at": "2026-11-27T09:00:00Z",
})))]
pub struct Invitation {
    /// The invitation.
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// The role they will have.
    pub role: String,
    /// For a portal: the client they will speak for.
    pub client_id: Option<ClientId>,
    /// Where it stands.
    pub status: InvitationStatus,
    /// When it was last sent.
    pub invited_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Whom to invite.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"email": "moussa@example.ci", "role": "manager", "message": "Welcome aboard."})))]
#[serde(deny_unknown_fields)]
pub struct InvitationInput {
    /// Their address.
    pub email: String,
    /// A staff role; for a client's contact `client`, which is also meant when it is silent, or `client_admin`.
    #[serde(default)]
    pub role: Option<String>,
    /// A few words of the sender, shown in the mail.
    #[serde(default)]
    pub message: Option<String>,
    /// The language of the mail; the company's when silent.
    #[serde(default)]
    pub locale: Option<Locale>,
}

impl Check for InvitationInput {
    fn check(&self, c: &mut Checker) {
        c.email("email", &self.email);
        c.optional("role", self.role.as_ref(), 40);
        c.optional("message", self.message.as_ref(), 1000);
    }
}

/// A secret from a mail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"token": "pvi_6hV0kq"})))]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    /// The secret part of the link.
    pub token: String,
}

impl Check for InvitationToken {
    fn check(&self, c: &mut Checker) {
        c.text("token", &self.token, 1..=200);
    }
}

/// What the invited person sees before answering.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "company": {"id": "01968f5e-7a00-7000-8000-000000000001", "name": "Atelier Lumière", "slug": "atelier-lumiere", "accent": null, "logo": null, "currency": "EUR"},
    "email": "moussa@example.ci", "role": "client", "face": "portal", "client": "Boulangerie Diallo", "registered": false, "expires_at": "2026-11-27T09:00:00Z",
})))]
pub struct InvitationView {
    /// Who invites.
    pub company: CompanyCard,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: String,
    /// Which dashboard will open.
    pub face: Face,
    /// For a portal: the client's name.
    pub client: Option<String>,
    /// The address already has an account: it confirms with its password.
    pub registered: bool,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// The answer to an invitation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"token": "pvi_6hV0kq", "name": "Moussa Diallo", "password": "a long sentence that nobody guesses", "locale": "fr"})))]
#[serde(deny_unknown_fields)]
pub struct AcceptInput {
    /// The secret part of the link.
    pub token: String,
    /// The person's name; not for those who have an account.
    #[serde(default)]
    pub name: Option<String>,
    /// A new password, or the account's.
    pub password: String,
    /// The person's language.
    #[serde(default)]
    pub locale: Option<Locale>,
}

impl Check for AcceptInput {
    fn check(&self, c: &mut Checker) {
        c.text("token", &self.token, 1..=200);
        c.optional("name", self.name.as_ref(), 120);
        check_password(c, "password", &self.password);
    }
}

call! {
    /// Create a company; the creator becomes its owner.
    "POST" CreateCompany { input: CompanyInput } -> Company, "/api/v1/companies", body input
}
call! {
    /// A company in full.
    "GET" ReadCompany { company: CompanyId } -> Company, "/api/v1/companies/{company}"
}
call! {
    /// Change identity, branding or settings.
    "PATCH" EditCompany { company: CompanyId, version: i64, patch: CompanyPatch } -> Company, "/api/v1/companies/{company}", body patch, if_match version
}
call! {
    /// Set the logo, which is sent as it is in place of JSON.
    "PUT" ReplaceLogo { company: CompanyId } -> Company, "/api/v1/companies/{company}/logo"
}
call! {
    /// Take the logo away.
    "DELETE" RemoveLogo { company: CompanyId } -> (), "/api/v1/companies/{company}/logo"
}
call! {
    /// Who works here.
    "GET" ListMembers { company: CompanyId, page: crate::PageQuery } -> Page<Member>, "/api/v1/companies/{company}/members", query page
}
call! {
    /// Give a member another role.
    "PATCH" EditMember { company: CompanyId, id: MembershipId, patch: MemberPatch } -> Member, "/api/v1/companies/{company}/members/{id}", body patch
}
call! {
    /// Remove a member; never the last owner.
    "DELETE" RemoveMember { company: CompanyId, id: MembershipId } -> (), "/api/v1/companies/{company}/members/{id}"
}
call! {
    /// The roles and what they permit.
    "GET" ListRoles { company: CompanyId } -> Page<Role>, "/api/v1/companies/{company}/roles"
}
call! {
    /// Invitations of staff.
    "GET" ListInvitations { company: CompanyId, page: crate::PageQuery } -> Page<Invitation>, "/api/v1/companies/{company}/invitations", query page
}
call! {
    /// Invite somebody to work here.
    "POST" InviteMember { company: CompanyId, input: InvitationInput } -> Invitation, "/api/v1/companies/{company}/invitations", body input
}
call! {
    /// Take an invitation back.
    "DELETE" RevokeInvitation { company: CompanyId, id: InvitationId } -> (), "/api/v1/companies/{company}/invitations/{id}"
}
call! {
    /// Send an invitation again, with a new link.
    "POST" ResendInvitation { company: CompanyId, id: InvitationId } -> Invitation, "/api/v1/companies/{company}/invitations/{id}/resend"
}
call! {
    /// Take an invitation to a client's portal back.
    "DELETE" RevokeClientInvitation { company: CompanyId, client: ClientId, id: InvitationId } -> (), "/api/v1/companies/{company}/clients/{client}/invitations/{id}"
}
call! {
    /// Send an invitation to a client's portal again, with a new link.
    "POST" ResendClientInvitation { company: CompanyId, client: ClientId, id: InvitationId } -> Invitation, "/api/v1/companies/{company}/clients/{client}/invitations/{id}/resend"
}
call! {
    /// What an invitation offers.
    "POST" InspectInvitation { input: InvitationToken } -> InvitationView, "/api/v1/invitations/inspect", body input
}
call! {
    /// Accept an invitation: the answer sets the session cookie.
    "POST" AcceptInvitation { input: AcceptInput } -> Me, "/api/v1/invitations/accept", body input
}
