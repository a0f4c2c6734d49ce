//! Lets in who is signed in and has a place in the company of the address.

use contract::identity::Face;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    session::{self, Session, use_place, use_session},
    ui::{CardSkeleton, ErrorState},
};

/// Why the page is shown or not. A memo of this, so that news of the person do not rebuild it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    Waiting,
    Closed,
    Failed,
    NoPlace,
    Open,
}

/// Shows its children once the person is known to belong here; leads to log-in otherwise.
#[component]
pub fn Gate(
    /// The dashboard of the address.
    face: Face,
    /// The layout and its pages.
    children: ChildrenFn,
) -> impl IntoView {
    session::ask();
    let state = use_session();
    let place = use_place(face);
    let opening = {
        let state = state.clone();
        Memo::new(move |_| match &*state.read() {
            Session::Unknown => Opening::Waiting,
            Session::Out => Opening::Closed,
            Session::Failed(_) => Opening::Failed,
            Session::In(_) if place.with(Option::is_none) => Opening::NoPlace,
            Session::In(_) => Opening::Open,
        })
    };
    let navigate = use_navigate();
    Effect::new(move || {
        if opening.get() == Opening::Closed {
            navigate(&session::login_path(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    Effect::new(move || {
        if let Some(place) = place.get() {
            session::remember_company(place.company.id);
        }
    });
    move || match opening.get() {
        Opening::Open => children().into_any(),
        Opening::NoPlace => view! { <crate::pages::NotFound /> }.into_any(),
        Opening::Failed => match state.get_untracked() {
            Session::Failed(problem) => {
                let retry = Callback::new(|()| session::ask());
                view! { <main class="mx-auto max-w-2xl p-6"><ErrorState problem retry /></main> }.into_any()
            }
            _ => ().into_any(),
        },
        Opening::Waiting | Opening::Closed => view! { <div class="mx-auto max-w-3xl p-6"><CardSkeleton /></div> }.into_any(),
    }
}
