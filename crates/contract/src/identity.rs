//! People: who they are, how they come in.

use serde::{Deserialize, Serialize};

use crate::access::CompanyCard;
use crate::call::call;
use crate::check::{Check, Checker};
use crate::ids::{ClientId, CompanyId, UserId};
use crate::patch::Patch;
use crate::permissions::Permission;
use crate::places::is_zone_name;
use crate::words::Locale;

/// The fewest and most characters of a password (NIST SP 800-63B; no rule on its composition).
pub const PASSWORD_LENGTH: std::ops::RangeInclusive<u64> = 12..=128;

/// A person, as they see themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"id": "01968f5e-7a00-7000-8000-000000000001", "email": "awa@example.ci", "name": "Awa Koné", "locale": "fr", "time_zone": null})))]
pub struct User {
    /// The person's id.
    pub id: UserId,
    /// The address they log in with.
    pub email: String,
    /// Their name, as others see it.
    pub name: String,
    /// The language of their screens and mails.
    pub locale: Locale,
    /// The zone in which they read times, an IANA name; none is that of the company they look at.
    pub time_zone: Option<String>,
}

words! {
    /// Which dashboard a place opens.
    pub enum Face {
        /// The staff's.
        Admin = "admin",
        /// The client's.
        Portal = "portal",
    }
}

/// A place where the person may go: a company, and as what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// The company.
    pub company: CompanyCard,
    /// Which dashboard it opens.
    pub face: Face,
    /// The role's code, such as `owner`.
    pub role: String,
    /// For a client's contact: whom they speak for.
    pub client: Option<PlaceClient>,
    /// What they may do there.
    pub permissions: Vec<Permission>,
    /// The zone that says which day it is there: an IANA name.
    pub time_zone: String,
}

/// The client a contact speaks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceClient {
    /// The client.
    pub id: ClientId,
    /// Its name.
    pub name: String,
}

/// The signed-in person and everywhere they may go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "user": {"id": "01968f5e-7a00-7000-8000-000000000001", "email": "awa@example.ci", "name": "Awa Koné", "locale": "fr", "time_zone": null},
    "places": [], "current_company": null,
})))]
pub struct Me {
    /// The person.
    pub user: User,
    /// Companies, and as what.
    pub places: Vec<Place>,
    /// The company they last chose, remembered over devices.
    pub current_company: Option<CompanyId>,
}

/// What a person changes of themselves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"name": "Awa Koné", "locale": "fr"})))]
#[serde(deny_unknown_fields)]
pub struct MePatch {
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
    /// The zone in which to read times, an IANA name; null is that of the company.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub time_zone: Patch<String>,
    /// The company to open next time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current_company: Option<CompanyId>,
}

impl Check for MePatch {
    fn check(&self, c: &mut Checker) {
        if let Some(name) = &self.name {
            c.text("name", name, 1..=120);
        }
        if let Some(zone) = self.time_zone.value() {
            c.ensure("time_zone", is_zone_name(zone), "time_zone");
        }
    }
}

/// Address and password.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"email": "awa@example.ci", "password": "a long sentence that nobody guesses"})))]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The address of the account; upper and lower case are the same.
    pub email: String,
    /// The password.
    pub password: String,
}

impl Check for Credentials {
    fn check(&self, c: &mut Checker) {
        c.text("email", &self.email, 1..=254);
        c.text("password", &self.password, 1..=1024);
    }
}

/// Tokens for a program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"access_token": "eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "token_type": "Bearer", "expires_in": 900, "refresh_token": "pvr_8f3bA1"})))]
pub struct Tokens {
    /// A JWT to send as `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds until the access token ends.
    pub expires_in: u32,
    /// Exchange it once for new tokens; using it twice ends them all.
    pub refresh_token: String,
}

/// A refresh token to exchange or to end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"refresh_token": "pvr_8f3bA1"})))]
#[serde(deny_unknown_fields)]
pub struct RefreshInput {
    /// The token received last.
    pub refresh_token: String,
}

impl Check for RefreshInput {
    fn check(&self, c: &mut Checker) {
        c.text("refresh_token", &self.refresh_token, 1..=200);
    }
}

/// Whether the installation waits for its first company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"open": false, "demo": true})))]
pub struct Setup {
    /// The first company may be created with the code printed at start.
    pub open: bool,
    /// The installation shows the demo: a click logs in.
    pub demo: bool,
}

/// The first company and its owner.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "code": "4KQ7-M2XD", "company_name": "Atelier Lumière", "country": "FR", "currency": "EUR", "name": "Claire Fontaine",
    "email": "claire@example.fr", "password": "a long sentence that nobody guesses", "locale": "fr",
})))]
#[serde(deny_unknown_fields)]
pub struct SetupInput {
    /// The one-time code printed when the program started.
    pub code: String,
    /// The company's name.
    pub company_name: String,
    /// Where it is: ISO 3166-1 alpha-2.
    pub country: String,
    /// What it mostly bills in: ISO 4217.
    pub currency: String,
    /// The owner's name.
    pub name: String,
    /// The owner's address.
    pub email: String,
    /// The owner's password.
    pub password: String,
    /// The owner's language.
    #[serde(default)]
    pub locale: Option<Locale>,
}

impl Check for SetupInput {
    fn check(&self, c: &mut Checker) {
        c.text("code", &self.code, 1..=32);
        c.text("company_name", &self.company_name, 1..=160);
        c.ensure("country", crate::places::is_country(&self.country), "country");
        c.ensure("currency", crate::money::Currency::from_code(&self.currency).is_some(), "currency");
        c.text("name", &self.name, 1..=120);
        c.email("email", &self.email);
        check_password(c, "password", &self.password);
    }
}

/// The length of a new password; the server also refuses what everybody guesses.
pub fn check_password(c: &mut Checker, field: &str, password: &str) {
    c.text(field, password, PASSWORD_LENGTH);
}

/// A person of the demo, to log in as with a click.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"email": "claire@atelier.example", "name": "Claire Fontaine", "company": "Atelier Lumière", "role": "owner", "face": "admin"})))]
pub struct DemoPerson {
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Where they belong.
    pub company: String,
    /// As what.
    pub role: String,
    /// Which dashboard opens.
    pub face: Face,
}

/// Whom of the demo to become.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"email": "claire@atelier.example"})))]
#[serde(deny_unknown_fields)]
pub struct DemoLogin {
    /// The address of a person of the demo.
    pub email: String,
}

impl Check for DemoLogin {
    fn check(&self, c: &mut Checker) {
        c.email("email", &self.email);
    }
}

/// Another password for one's own account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"current": "a long sentence that nobody guesses", "new": "another sentence, as long as the first"})))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password as it is.
    pub current: String,
    /// The password as it shall be.
    pub new: String,
}

impl Check for PasswordChange {
    fn check(&self, c: &mut Checker) {
        c.text("current", &self.current, 1..=1024);
        check_password(c, "new", &self.new);
    }
}

call! {
    /// Log in with a browser: the answer sets the session cookie.
    "POST" LogIn { input: Credentials } -> Me, "/api/v1/session", body input
}
call! {
    /// Log out.
    "DELETE" LogOut {} -> (), "/api/v1/session"
}
call! {
    /// Who am I?
    "GET" ReadMe {} -> Me, "/api/v1/me"
}
call! {
    /// Change my name, language or time zone.
    "PATCH" EditMe { patch: MePatch } -> Me, "/api/v1/me", body patch
}
call! {
    /// Change my password; every other browser and program is signed out.
    "PUT" ChangePassword { input: PasswordChange } -> (), "/api/v1/me/password", body input
}
call! {
    /// Tokens for a program.
    "POST" CreateTokens { input: Credentials } -> Tokens, "/api/v1/tokens", body input
}
call! {
    /// New tokens for old.
    "POST" RefreshTokens { input: RefreshInput } -> Tokens, "/api/v1/tokens/refresh", body input
}
call! {
    /// End a program's tokens.
    "POST" RevokeTokens { input: RefreshInput } -> (), "/api/v1/tokens/revoke", body input
}
call! {
    /// Does the installation wait for its first company?
    "GET" ReadSetup {} -> Setup, "/api/v1/setup"
}
call! {
    /// Create the first company and its owner, once.
    "POST" SetUp { input: SetupInput } -> Me, "/api/v1/setup", body input
}
call! {
    /// The people of the demo.
    "GET" ListDemoPeople {} -> Vec<DemoPerson>, "/api/v1/demo/people"
}
call! {
    /// Log in as a person of the demo.
    "POST" LogInDemo { input: DemoLogin } -> Me, "/api/v1/demo/session", body input
}
