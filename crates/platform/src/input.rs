//! What a handler reads of a request, after the guard has let the caller in. There is no other
//! way to a body, a path, a query or a header: what an operation asks for stands in its type, from
//! which `#[operation]` writes the contract.

#![expect(clippy::disallowed_types, reason = "the doors read requests, so that no slice need")]

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderName, IF_MATCH, IF_NONE_MATCH};
use actix_web::web::Bytes;
use actix_web::{FromRequest as _, HttpMessage as _, HttpRequest};
use contract::{Check, FieldError, Version};
use futures::StreamExt as _;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::error::{AppError, Result};

/// The largest JSON body.
pub const JSON_LIMIT: usize = 512 * 1024;
/// The largest file sent as it is.
pub const FILE_LIMIT: usize = 10 * 1024 * 1024;

mod sealed {
    /// Keeps inputs here: a slice that made its own would read what no contract names.
    pub trait Sealed {}
}
use sealed::Sealed;

/// Something that is read of a request once the caller is known.
pub trait Input: Sealed + Sized + 'static {
    /// Whether it reads the query; a query that nobody reads is refused.
    const QUERY: bool = false;
    /// Whether it reads the body.
    const BODY: bool = false;

    /// Reads it.
    fn read(req: &HttpRequest, payload: &mut Payload) -> impl Future<Output = Result<Self>>;
}

impl Sealed for () {}

impl Input for () {
    async fn read(_: &HttpRequest, _: &mut Payload) -> Result<Self> {
        Ok(())
    }
}

/// A JSON body whose rules hold.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T> Sealed for Body<T> {}

impl<T: DeserializeOwned + Check + 'static> Input for Body<T> {
    const BODY: bool = true;

    async fn read(req: &HttpRequest, payload: &mut Payload) -> Result<Self> {
        if !is_json(req) {
            return Err(AppError::Http(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type"));
        }
        let bytes = bytes(req, payload, JSON_LIMIT).await?;
        let value: T = parse(&bytes)?;
        let errors = value.errors();
        if errors.is_empty() { Ok(Self(value)) } else { Err(AppError::Invalid(errors)) }
    }
}

/// A file as it is.
#[derive(Debug)]
pub struct File(pub Bytes);

impl Sealed for File {}

impl Input for File {
    const BODY: bool = true;

    async fn read(req: &HttpRequest, payload: &mut Payload) -> Result<Self> {
        bytes(req, payload, FILE_LIMIT).await.map(Self)
    }
}

/// The parameters of the query.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T> Sealed for Query<T> {}

impl<T: DeserializeOwned + 'static> Input for Query<T> {
    const QUERY: bool = true;

    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Self> {
        if req.query_string().contains("%00") {
            return Err(AppError::field("query", "characters"));
        }
        actix_web::web::Query::<T>::from_query(req.query_string())
            .map(|query| Self(query.into_inner()))
            .map_err(|error| refuse_query(&error.to_string()))
    }
}

/// The id in the path, under the name `id`.
#[derive(Debug)]
pub struct Id<T>(pub T);

impl<T> Sealed for Id<T> {}

impl<T: From<Uuid> + 'static> Input for Id<T> {
    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Self> {
        path_id(req, "id").map(|id| Self(id.into()))
    }
}

/// A second id in the path, under the name `sub_id`.
#[derive(Debug)]
pub struct SubId<T>(pub T);

impl<T> Sealed for SubId<T> {}

impl<T: From<Uuid> + 'static> Input for SubId<T> {
    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Self> {
        path_id(req, "sub_id").map(|id| Self(id.into()))
    }
}

/// The version that the caller saw of what they change: `If-Match`, without which the answer is 428.
/// `Option<IfMatch>` asks for none and holds the caller to the one they give.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub Version);

impl From<IfMatch> for Version {
    fn from(IfMatch(version): IfMatch) -> Self {
        version
    }
}

impl Sealed for IfMatch {}

impl Input for IfMatch {
    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Self> {
        version(req, IF_MATCH).map(Self).ok_or(AppError::VersionRequired)
    }
}

impl Sealed for Option<IfMatch> {}

impl Input for Option<IfMatch> {
    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Self> {
        Ok(version(req, IF_MATCH).map(IfMatch))
    }
}

/// The version that the caller holds, if any, when they read again: `If-None-Match`.
#[derive(Clone, Copy, Debug)]
pub struct IfNoneMatch(pub Option<Version>);

impl Sealed for IfNoneMatch {}

impl Input for IfNoneMatch {
    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Self> {
        Ok(Self(version(req, IF_NONE_MATCH)))
    }
}

/// The operation moves money: without an `Idempotency-Key` the answer is 400. Every other `POST` of
/// somebody known honours a key too; the door sees to that.
#[derive(Clone, Copy, Debug)]
pub struct Keyed;

impl Sealed for Keyed {}

impl Input for Keyed {
    async fn read(req: &HttpRequest, _: &mut Payload) -> Result<Self> {
        if req.headers().contains_key(IDEMPOTENCY_KEY) { Ok(Self) } else { Err(AppError::KeyRequired) }
    }
}

/// The header of a key.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Our entity tags are the version in quotes. A tag that is not ours matches nothing.
fn version(req: &HttpRequest, header: HeaderName) -> Option<Version> {
    let text = req.headers().get(header)?.to_str().ok()?.trim();
    (text != "*").then(|| Version(text.trim_matches('"').parse().unwrap_or(-1)))
}

/// Several inputs, read in their order.
macro_rules! together {
    ($($name:ident)+) => {
        impl<$($name: Input),+> Sealed for ($($name,)+) {}

        impl<$($name: Input),+> Input for ($($name,)+) {
            const QUERY: bool = $($name::QUERY)||+;
            const BODY: bool = $($name::BODY)||+;

            async fn read(req: &HttpRequest, payload: &mut Payload) -> Result<Self> {
                Ok(($($name::read(req, payload).await?,)+))
            }
        }
    };
}
together!(A B);
together!(A B C);
together!(A B C D);

/// SHA-256 of the body that was read, for the idempotency claim.
#[derive(Clone, Debug)]
pub(crate) struct BodyHash(pub String);

/// Reads everything that the handler asked for, and nothing else.
pub(crate) async fn read<I: Input>(req: &HttpRequest, payload: &mut Payload) -> Result<I> {
    if !I::QUERY && !req.query_string().is_empty() {
        return Err(AppError::Invalid(vec![FieldError::new(first_parameter(req.query_string()), "unknown_parameter")]));
    }
    I::read(req, payload).await
}

/// An id of the path; a text that is none names nothing that exists.
pub(crate) fn path_id(req: &HttpRequest, name: &str) -> Result<Uuid> {
    req.match_info().get(name).and_then(|text| Uuid::try_parse(text).ok()).ok_or(AppError::NotFound("resource"))
}

async fn bytes(req: &HttpRequest, payload: &mut Payload, limit: usize) -> Result<Bytes> {
    const TOO_LARGE: AppError = AppError::Http(StatusCode::PAYLOAD_TOO_LARGE, "too_large");
    let mut stream = actix_web::web::Payload::from_request(req, payload).await.map_err(|_| AppError::Malformed("body"))?;
    let mut body = actix_web::web::BytesMut::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| AppError::Malformed("body"))?;
        if body.len() + chunk.len() > limit {
            return Err(TOO_LARGE);
        }
        body.extend_from_slice(&chunk);
    }
    req.extensions_mut().insert(BodyHash(crate::secrets::hex_digest(&body)));
    Ok(body.freeze())
}

fn is_json(req: &HttpRequest) -> bool {
    let media_type = req.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/json") || media_type.eq_ignore_ascii_case("application/merge-patch+json")
}

/// Reads JSON and says which field is wrong: serde names unknown and missing ones, and the place
/// of the others.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(|_| AppError::Malformed("json"))?;
    // serde would take the fields of a structure from a list, in their order.
    if !value.is_object() {
        return Err(AppError::field("", "type"));
    }
    if has_control_zero(&value) {
        return Err(AppError::field("", "characters"));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let mut pointer = error.path().iter().fold(String::new(), |path, segment| path + "/" + &segment.to_string());
        let message = error.inner().to_string();
        let (code, field) = explain(&message);
        if let Some(field) = field.filter(|field| !pointer.ends_with(&format!("/{field}"))) {
            pointer = format!("{pointer}/{field}");
        }
        AppError::field(&pointer, code)
    })
}

/// PostgreSQL cannot store U+0000; nobody types it.
fn has_control_zero(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains('\0'),
        serde_json::Value::Array(items) => items.iter().any(has_control_zero),
        serde_json::Value::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || has_control_zero(value)),
        _ => false,
    }
}

fn explain(message: &str) -> (&'static str, Option<&str>) {
    let quoted = message.split('`').nth(1);
    if message.starts_with("unknown field") {
        ("unknown_field", quoted)
    } else if message.starts_with("missing field") {
        ("required", quoted)
    } else if message.starts_with("unknown variant") {
        ("choice", None)
    } else if message.contains("ISO 4217") {
        ("currency", None)
    } else {
        ("type", None)
    }
}

fn refuse_query(message: &str) -> AppError {
    let message = message.split_once(": ").map_or(message, |(_, rest)| rest);
    let (code, field) = explain(message);
    let code = if code == "unknown_field" { "unknown_parameter" } else { code };
    AppError::field(field.unwrap_or("query"), code)
}

fn first_parameter(query: &str) -> String {
    query.split(['=', '&']).next().unwrap_or_default().chars().take(60).collect()
}
