//! Documents as they are read, or not at all.

use contract::Problem;
use leptos::prelude::*;

use crate::ui::PageHeader;

/// What a page reads from the server.
pub type Reading<T> = LocalResource<Result<T, Problem>>;

/// The heading of a page whose document could not be read: it is still a page of invoices.
#[component]
pub fn TitleIfLost<T: 'static>(
    /// The document.
    from: Reading<T>,
) -> impl IntoView {
    let lost = Memo::new(move |_| from.with(|read| matches!(read, Some(Err(_)))));
    move || lost.get().then(|| view! { <PageHeader title=crate::t!(nav_invoices) /> })
}

/// The text, unless it is blank.
pub fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
