//! Every refusal an operation can answer, in one word for its description.

use contract::Problem;

/// Refusals, as each operation declares them.
#[derive(utoipa::IntoResponses)]
pub enum Problems {
    /// The request cannot be done; `code` says why.
    #[response(status = "4XX", content_type = "application/problem+json")]
    Refused(Box<Problem>),
    /// The service could not do it; try again later.
    #[response(status = "5XX", content_type = "application/problem+json")]
    Failed(Box<Problem>),
}
