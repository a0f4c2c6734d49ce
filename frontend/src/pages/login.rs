//! Log-in. When the installation shows the demo, its people are one click away.

use contract::{
    FieldError,
    identity::{Credentials, LogIn, Me, ReadSetup},
    pages::PublicPage,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};
use wasm_split_helpers::wasm_split;

use crate::{
    api::ask,
    form::Form,
    layouts::AuthLayout,
    pages::Demo,
    router::{Arrived, later},
    session,
    ui::{FormView, PasswordField, TextField},
};

/// Goes where the person wanted, or home.
fn use_enter() -> Callback<Me> {
    let query = use_query_map();
    let navigate = use_navigate();
    Callback::new(move |me: Me| {
        let next = session::safe_return(query.with_untracked(|q| q.get("next")));
        let to = next.unwrap_or_else(|| session::home_of(&me));
        session::entered(me);
        navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
    })
}

/// What can be wrong here; the server says the rest.
fn wrong(error: &FieldError) -> String {
    match error.code.as_str() {
        _ if !error.detail.is_empty() => error.detail.clone(),
        "required" => crate::text!(field_required),
        "too_long" => crate::text!(field_too_long, max = error.params.get("max").map(String::as_str).unwrap_or_default()),
        "characters" => crate::text!(field_characters),
        _ => crate::text!(field_invalid),
    }
}

/// The log-in page.
#[component]
pub fn Login() -> impl IntoView {
    let enter = use_enter();
    let navigate = use_navigate();
    let setup = ask(ReadSetup {});
    Effect::new(move || {
        if let Some(Ok(setup)) = setup.get()
            && setup.open
        {
            navigate(&PublicPage::Setup.to_string(), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let form = Form::saying(wrong, Credentials::default(), |input| LogIn { input }, move |me| enter.run(me)).unguarded();
    let shows_demo = move || setup.get().and_then(Result::ok).is_some_and(|setup| setup.demo);
    view! {
        <AuthLayout title=crate::t!(login_title) subtitle=crate::t!(login_subtitle)>
            <FormView form submit=crate::t!(login_submit) wide=true>
                <TextField field=field!(form, email) label=crate::t!(email) kind="email" autocomplete="username" inputmode="email" autofocus=true />
                <PasswordField field=field!(form, password) label=crate::t!(password) />
            </FormView>
            {move || shows_demo().then(|| later(demo(enter)))}
        </AuthLayout>
    }
}

/// The people of the demo.
#[wasm_split(demo, fallible)]
fn demo(enter: Callback<Me>) -> Arrived {
    Ok(view! { <Demo enter /> }.into_any())
}
