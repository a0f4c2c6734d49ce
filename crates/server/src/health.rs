//! Alive, and able to work.

use actix_web::HttpResponse;
use actix_web::web::{self, Data, ServiceConfig};
use platform::Deps;

/// `/health` and `/ready`.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.route("/health", web::get().to(HttpResponse::Ok)).route("/ready", web::get().to(ready));
}

async fn ready(deps: Data<Deps>) -> HttpResponse {
    match deps.db.ping().await {
        Ok(()) => HttpResponse::Ok().finish(),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}
