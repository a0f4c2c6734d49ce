//! The end of a unit of work: what is kept and what is answered are decided together.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use serde::Serialize;

use crate::error::Result;
use crate::tx::Tx;

impl Tx {
    /// Keeps everything and answers 201 with the new resource and its version.
    pub async fn created<T: Serialize>(self, view: &T, version: i64) -> Result<HttpResponse> {
        self.answer(StatusCode::CREATED, view, Some(version)).await
    }

    /// Keeps everything and answers 200 with a resource and its version.
    pub async fn done<T: Serialize>(self, view: &T, version: i64) -> Result<HttpResponse> {
        self.answer(StatusCode::OK, view, Some(version)).await
    }

    /// Keeps everything and answers what has no version.
    pub async fn answer<T: Serialize>(self, status: StatusCode, view: &T, version: Option<i64>) -> Result<HttpResponse> {
        let body = serde_json::to_string(view).map_err(anyhow::Error::from)?;
        let etag = version.map(etag);
        self.keep_answer(status.as_u16(), &body, etag.as_deref()).await?;
        self.commit().await?;
        Ok(respond(status, body, etag))
    }

    /// Keeps everything and answers 204.
    pub async fn gone(self) -> Result<HttpResponse> {
        self.keep_answer(204, "", None).await?;
        self.commit().await?;
        Ok(HttpResponse::NoContent().finish())
    }

    /// Shows a resource, or 304 when the caller holds this version.
    pub async fn show<T: Serialize>(self, view: &T, version: i64) -> Result<HttpResponse> {
        if self.meta().if_none_match == Some(version) {
            self.commit().await?;
            return Ok(HttpResponse::NotModified().insert_header(("ETag", etag(version))).finish());
        }
        self.done(view, version).await
    }

    /// Shows a list or a figure.
    pub async fn list<T: Serialize>(self, view: &T) -> Result<HttpResponse> {
        self.answer(StatusCode::OK, view, None).await
    }
}

/// A strong entity tag.
fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

fn respond(status: StatusCode, body: String, etag: Option<String>) -> HttpResponse {
    let mut response = HttpResponse::build(status);
    if let Some(etag) = etag {
        response.insert_header(("ETag", etag));
    }
    response.content_type("application/json").body(body)
}
