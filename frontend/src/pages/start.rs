//! Pages that only show the way: the root, "no company yet", "there is no such page".

use contract::pages::PublicPage;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    layouts::AuthLayout,
    session::{self, Session, use_session},
    ui::{Bone, Button, ButtonLink, EmptyState, ErrorState, Tone, glyph},
};

/// The root: leads home who is signed in, to log-in who is not.
#[component]
pub fn Start() -> impl IntoView {
    session::ask();
    let state = use_session();
    let navigate = use_navigate();
    let go = move |to: &str| navigate(to, NavigateOptions { replace: true, ..NavigateOptions::default() });
    let known = state.clone();
    Effect::new(move || match &*known.read() {
        Session::In(me) => go(&session::home_of(me)),
        Session::Out => go(&PublicPage::Login.to_string()),
        _ => {}
    });
    move || match state.get() {
        Session::Failed(problem) => {
            let retry = Callback::new(|()| session::ask());
            view! { <main class="mx-auto max-w-2xl p-6"><ErrorState problem retry /></main> }.into_any()
        }
        _ => view! { <main class="mx-auto max-w-md p-6" aria-busy="true"><Bone class="h-8 w-40" /></main> }.into_any(),
    }
}

/// Signed in, but nowhere to go: removed from the last company, or not yet invited.
#[component]
pub fn Welcome() -> impl IntoView {
    view! {
        <AuthLayout title=crate::t!(welcome_title) subtitle=crate::t!(welcome_detail)>
            <Button label=crate::t!(log_out) icon=glyph::LOG_OUT on_click=move |_| { session::leave(); } />
        </AuthLayout>
    }
}

/// There is no such page, or not for this person.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <AuthLayout title=crate::t!(missing_title) subtitle=crate::t!(missing_detail)>
            <ButtonLink label=crate::t!(go_home) href=PublicPage::Start.to_string() tone=Tone::Primary icon=glyph::HOUSE />
        </AuthLayout>
    }
}

/// The same within a face.
pub fn missing() -> AnyView {
    view! { <EmptyState title=crate::t!(missing_title) detail=crate::t!(missing_detail) icon=glyph::CIRCLE_HELP /> }.into_any()
}
