//! Refusals, one variant per thing a client can do about it. `edge` turns them into problem
//! documents in the caller's language.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use contract::{FieldError, Permission};

/// What a command or a handler answers when it does not succeed.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Who are you? (401)
    #[error("not signed in")]
    Unauthenticated,
    /// You may know it exists but not do this. (403)
    #[error("permission {0} is missing")]
    Forbidden(Permission),
    /// Refused for another reason than a permission: `csrf`, `origin`. (403)
    #[error("not allowed: {0}")]
    NotAllowed(&'static str),
    /// There is no such thing, or you may not know of it. (404)
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Correct these fields. (422)
    #[error("invalid fields")]
    Invalid(Vec<FieldError>),
    /// A rule said no; its code. (409)
    #[error("refused: {0}")]
    Refused(&'static str),
    /// A rule said no because these fields are missing elsewhere; its code. (409)
    #[error("refused: {0}")]
    Incomplete(&'static str, Vec<FieldError>),
    /// Somebody changed it meanwhile; here is what it is now. (412)
    #[error("stale version")]
    Stale(Option<serde_json::Value>),
    /// Say which version you saw. (428)
    #[error("If-Match is required")]
    VersionRequired,
    /// Give the request a key. (400)
    #[error("Idempotency-Key is required")]
    KeyRequired,
    /// Wait so many seconds. (429)
    #[error("too many requests")]
    TooMany {
        /// Seconds.
        retry_after: u32,
    },
    /// Something outside does not answer. (503)
    #[error("unavailable: {0}")]
    Unavailable(&'static str),
    /// The request cannot be read: its code. (400)
    #[error("malformed: {0}")]
    Malformed(&'static str),
    /// Another plain HTTP refusal: 413, 415, 405.
    #[error("{0}: {1}")]
    Http(StatusCode, &'static str),
    /// The same request was answered before; this is the answer.
    #[error("replayed")]
    Replay(Box<StoredAnswer>),
    /// Our fault; logged once, never shown. (500)
    #[error("internal: {0:#}")]
    Internal(#[from] anyhow::Error),
}

/// The answer of a request that was already done.
#[derive(Clone, Debug)]
pub struct StoredAnswer {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: String,
    /// `ETag`.
    pub etag: Option<String>,
}

/// What the edge needs to write the problem document.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    pub code: String,
    pub noun: Option<&'static str>,
    pub errors: Vec<FieldError>,
    pub current: Option<serde_json::Value>,
}

impl AppError {
    /// One refused field.
    pub fn field(pointer: &str, code: &str) -> Self {
        Self::Invalid(vec![FieldError::new(pointer, code)])
    }

    /// The stable code of the problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden(_) => "forbidden",
            Self::NotFound(_) => "not_found",
            Self::Invalid(_) => "invalid",
            Self::NotAllowed(code)
            | Self::Refused(code)
            | Self::Incomplete(code, _)
            | Self::Malformed(code)
            | Self::Unavailable(code)
            | Self::Http(_, code) => code,
            Self::Stale(_) => "stale",
            Self::VersionRequired => "version_required",
            Self::KeyRequired => "idempotency_key_required",
            Self::TooMany { .. } => "too_many_requests",
            Self::Replay(_) => "replayed",
            Self::Internal(_) => "internal",
        }
    }

    fn seed(&self) -> Seed {
        Seed {
            code: self.code().to_owned(),
            noun: if let Self::NotFound(noun) = self { Some(noun) } else { None },
            errors: if let Self::Invalid(errors) | Self::Incomplete(_, errors) = self { errors.clone() } else { Vec::new() },
            current: if let Self::Stale(current) = self { current.clone() } else { None },
        }
    }
}

impl From<sea_orm::DbErr> for AppError {
    fn from(error: sea_orm::DbErr) -> Self {
        match error {
            sea_orm::DbErr::ConnectionAcquire(_) => Self::Unavailable("busy"),
            other => Self::Internal(anyhow::Error::new(other).context("database")),
        }
    }
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        Self::Internal(anyhow::Error::new(error).context("database"))
    }
}

impl From<contract::money::MoneyError> for AppError {
    fn from(_: contract::money::MoneyError) -> Self {
        Self::field("/items", "too_large")
    }
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) | Self::NotAllowed(_) => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(_) | Self::Incomplete(..) => StatusCode::CONFLICT,
            Self::Stale(_) => StatusCode::PRECONDITION_FAILED,
            Self::VersionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::KeyRequired | Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Http(status, _) => *status,
            Self::Replay(answer) => StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK),
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        let mut builder = HttpResponse::build(self.status_code());
        match self {
            Self::Replay(answer) => {
                builder.insert_header(("Idempotent-Replayed", "true"));
                if let Some(etag) = &answer.etag {
                    builder.insert_header(("ETag", etag.clone()));
                }
                return builder.content_type("application/json").body(answer.body.clone());
            }
            Self::TooMany { retry_after } => {
                builder.insert_header(("Retry-After", retry_after.to_string()));
            }
            Self::Unavailable(_) => {
                builder.insert_header(("Retry-After", "5"));
            }
            Self::Unauthenticated => {
                builder.insert_header(("WWW-Authenticate", "Bearer"));
            }
            Self::Internal(error) => tracing::error!(error = format!("{error:#}"), "a request failed"),
            _ => {}
        }
        let mut response = builder.finish();
        response.extensions_mut().insert(self.seed());
        response
    }
}

/// Turns a broken constraint into what a person can correct.
pub trait OnConstraint<T> {
    /// The value of `field` is taken when the unique constraint on these columns breaks.
    fn on_unique(self, columns: &[&str], pointer: &str) -> Result<T>;
    /// What the row refers to is not there.
    fn on_missing(self, pointer: &str) -> Result<T>;
}

impl<T> OnConstraint<T> for std::result::Result<T, sea_orm::DbErr> {
    fn on_unique(self, columns: &[&str], pointer: &str) -> Result<T> {
        self.map_err(|error| match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(text)) if columns.iter().all(|c| text.contains(c)) => {
                AppError::field(pointer, "taken")
            }
            _ => error.into(),
        })
    }

    fn on_missing(self, pointer: &str) -> Result<T> {
        self.map_err(|error| match error.sql_err() {
            Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_)) => AppError::field(pointer, "unknown"),
            _ => error.into(),
        })
    }
}
