//! Documents as they are read: again after somebody changed them, or not at all.

use contract::Problem;
use leptos::prelude::*;

use crate::ui::{Button, PageHeader, glyph};

/// What a page reads from the server.
pub type Reading<T> = LocalResource<Result<T, Problem>>;

/// Offers to read again what somebody else changed meanwhile.
#[component]
pub fn ReadAgain(
    /// The last refusal.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Reads again.
    reload: Callback<()>,
) -> impl IntoView {
    let stale = move || problem.with(|problem| problem.as_ref().is_some_and(|problem| problem.status == 412));
    move || {
        stale()
            .then(|| view! { <Button label=crate::t!(inv_read_again) icon=glyph::ROTATE_CW small=true on_click=move |_| reload.run(()) /> })
    }
}

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
