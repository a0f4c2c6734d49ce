//! What is shown while something is read, and when it could not be.

use contract::Problem;
use leptos::prelude::*;

use super::states::{CardSkeleton, ErrorState};

/// Shows what a resource brought: the skeleton first, then `view` of the value, or the error with a
/// retry. While it is read again the old value stays.
///
/// ```ignore
/// let invoice = load(move || GetInvoice { company: company.get(), id: id.get() });
/// view! { <Loaded from=invoice view=|invoice| view! { <InvoiceCard invoice /> }.into_any() /> }
/// ```
#[component]
pub fn Loaded<T, F>(
    /// Made by `load`.
    from: LocalResource<Result<T, Problem>>,
    /// Shows the value.
    view: F,
    /// In the shape of what comes.
    #[prop(default = ViewFn::from(|| view! { <CardSkeleton /> }), into)]
    skeleton: ViewFn,
) -> impl IntoView
where
    T: Clone + 'static,
    F: Fn(T) -> AnyView + Send + 'static,
{
    let retry = Callback::new(move |()| from.refetch());
    move || match from.get() {
        None => skeleton.run(),
        Some(Ok(value)) => view(value),
        Some(Err(problem)) => view! { <ErrorState problem retry /> }.into_any(),
    }
}
