//! A page for those who may see it, and what is read for it.

use contract::{Permission, Problem};
use leptos::prelude::*;

use crate::{session::can, ui::Forbidden};

/// Shows the page to those who hold the permission, and says so to the others.
#[component]
pub fn Allowed(
    /// What one must be allowed.
    permission: Permission,
    /// The page.
    children: ChildrenFn,
) -> impl IntoView {
    let can = can(permission);
    move || if can.get() { children() } else { view! { <Forbidden /> }.into_any() }
}

/// What was read, once it is there.
pub fn ready<T: Clone + 'static>(from: LocalResource<Result<T, Problem>>) -> Option<T> {
    from.get().and_then(Result::ok)
}
