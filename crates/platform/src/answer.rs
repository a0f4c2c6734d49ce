//! The end of a unit of work: what is kept and what is answered are decided together. The type of an
//! answer says its status, what it carries and whether a version comes along, so that `#[operation]`
//! can write it into the contract.

#![expect(clippy::disallowed_types, reason = "the doors read requests, so that no slice need")]

use std::marker::PhantomData;

use actix_web::body::BoxBody;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Responder};
use contract::{Version, Versioned};
use serde::Serialize;

use crate::error::Result;
use crate::input::IfNoneMatch;
use crate::tx::Tx;

/// What an operation answers when it succeeds: a `T` with this status, and its version as `ETag`.
pub struct Answer<T, const STATUS: u16 = 200, const VERSIONED: bool = false> {
    response: HttpResponse,
    _view: PhantomData<fn() -> T>,
}

/// A new resource and its version.
pub type Created<T> = Answer<T, 201, true>;
/// A resource as it is now and its version.
pub type Current<T> = Answer<T, 200, true>;
/// Nothing is left to say.
pub type Gone = Answer<(), 204>;

impl<T, const STATUS: u16, const VERSIONED: bool> Responder for Answer<T, STATUS, VERSIONED> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        self.response
    }
}

impl<T, const STATUS: u16, const VERSIONED: bool> Answer<T, STATUS, VERSIONED> {
    /// The same, and a cookie that the browser keeps.
    pub fn with_cookie(mut self, cookie: &Cookie<'_>) -> Result<Self> {
        self.response.add_cookie(cookie).map_err(anyhow::Error::from)?;
        Ok(self)
    }

    fn new(response: HttpResponse) -> Self {
        Self { response, _view: PhantomData }
    }

    fn status() -> StatusCode {
        StatusCode::from_u16(STATUS).unwrap_or(StatusCode::OK)
    }

    /// Keeps everything, the answer included.
    async fn keep(tx: Tx, body: String, etag: Option<String>) -> Result<Self> {
        tx.keep_answer(STATUS, &body, etag.as_deref()).await?;
        tx.commit().await?;
        let mut response = HttpResponse::build(Self::status());
        if let Some(etag) = etag {
            response.insert_header(("ETag", etag));
        }
        Ok(Self::new(if STATUS == 204 { response.finish() } else { response.content_type("application/json").body(body) }))
    }
}

impl<T: Serialize, const STATUS: u16> Answer<T, STATUS> {
    /// Answers this, without a unit of work to end. A key keeps nothing of it: so may secrets be told.
    pub fn of(view: &T) -> Self {
        Self::new(HttpResponse::build(Self::status()).json(view))
    }
}

impl Gone {
    /// Answers 204, without a unit of work to end.
    pub fn nothing() -> Self {
        Self::new(HttpResponse::NoContent().finish())
    }
}

impl Tx {
    /// Keeps everything and answers 201 with the new resource and its version.
    pub async fn created<T: Serialize + Versioned>(self, view: &T) -> Result<Created<T>> {
        Answer::keep(self, json(view)?, Some(etag(view.version()))).await
    }

    /// Keeps everything and answers 200 with a resource and its version.
    pub async fn done<T: Serialize + Versioned>(self, view: &T) -> Result<Current<T>> {
        Answer::keep(self, json(view)?, Some(etag(view.version()))).await
    }

    /// Keeps everything and answers what has no version: a list, a figure.
    pub async fn answer<T: Serialize, const STATUS: u16>(self, view: &T) -> Result<Answer<T, STATUS>> {
        Answer::keep(self, json(view)?, None).await
    }

    /// Keeps everything and answers 204.
    pub async fn gone(self) -> Result<Gone> {
        Answer::keep(self, String::new(), None).await
    }

    /// Shows a resource, or 304 when the caller holds this version.
    pub async fn show<T: Serialize + Versioned>(self, view: &T, IfNoneMatch(held): IfNoneMatch) -> Result<Current<T>> {
        if held != Some(view.version()) {
            return self.done(view).await;
        }
        self.commit().await?;
        Ok(Answer::new(HttpResponse::NotModified().insert_header(("ETag", etag(view.version()))).finish()))
    }
}

fn json<T: Serialize>(view: &T) -> Result<String> {
    Ok(serde_json::to_string(view).map_err(anyhow::Error::from)?)
}

/// A strong entity tag.
fn etag(version: Version) -> String {
    format!("\"{version}\"")
}
