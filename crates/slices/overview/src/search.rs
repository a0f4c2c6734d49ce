//! The search of the palette.

use contract::billing::InvoiceSummary;
use contract::clients::Client;
use contract::overview::{Hit, SearchQuery, SearchResult};
use contract::permissions::permit;
use contract::projects::Project;
use contract::{FieldError, Permission};
use platform::keyset::searched;
use platform::{Answer, AppError, Grant, Query, Result, operation};

/// The most hits of each kind.
const MOST: u64 = 5;
const SHORTEST: usize = 2;

/// Search clients, projects and invoices.
///
/// By a part of a name, of a mail address or of a number; at most five of each kind, and only kinds that the caller may read.
#[operation(get = "/companies/{company_id}/search", tag = "overview", answer = "What was found.")]
pub async fn search(
    Grant { scope, input: Query(query), may, .. }: Grant<permit::SearchView, Query<SearchQuery>>,
) -> Result<Answer<SearchResult>> {
    let text = text(&query)?;
    let tx = scope.read().await?;
    let mut data = Vec::new();
    if may.contains(&Permission::ClientView) {
        data.extend(clients::search(&tx, text, MOST).await?.into_iter().map(client));
    }
    if may.contains(&Permission::ProjectView) {
        data.extend(projects::search(&tx, text, MOST).await?.into_iter().map(project));
    }
    if may.contains(&Permission::InvoiceView) {
        data.extend(billing::search(&tx, text, MOST).await?.into_iter().map(invoice));
    }
    tx.answer(&SearchResult { data }).await
}

fn text(query: &SearchQuery) -> Result<&str> {
    let text = searched(Some(&query.q))?.unwrap_or_default();
    if text.chars().count() < SHORTEST {
        return Err(AppError::Invalid(vec![FieldError::new("q", "too_short").with("min", SHORTEST)]));
    }
    Ok(text)
}

fn client(client: Client) -> Hit {
    Hit { kind: "client".into(), id: client.id.into(), title: client.name, subtitle: client.email }
}

fn project(project: Project) -> Hit {
    Hit { kind: "project".into(), id: project.id.into(), title: project.name, subtitle: Some(project.client_name) }
}

/// A draft has no number: it goes by its client's name.
fn invoice(invoice: InvoiceSummary) -> Hit {
    let (title, subtitle) = match invoice.number {
        Some(number) => (number, Some(invoice.client_name)),
        None => (invoice.client_name, None),
    };
    Hit { kind: "invoice".into(), id: invoice.id.into(), title, subtitle }
}
