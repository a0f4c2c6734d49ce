//! The first company and its owner, once, with the code that the program printed at start.

use contract::{
    identity::{ReadSetup, SetUp, SetupInput},
    money::Currency,
    pages::PublicPage,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::load,
    form::Form,
    layouts::AuthLayout,
    pages::password::NewPassword,
    session,
    ui::{ButtonLink, CountryField, CurrencyField, FieldGroup, FormView, Loaded, TextField},
    words,
};

/// The page of the first set-up; says so when it is over.
#[component]
pub fn FirstCompany() -> impl IntoView {
    let setup = load(|| ReadSetup {});
    view! {
        <Loaded from=setup view=|setup| if setup.open {
            view! { <AuthLayout title=crate::t!(setup_title) subtitle=crate::t!(setup_detail)><SetupForm /></AuthLayout> }.into_any()
        } else {
            view! {
                <AuthLayout title=crate::t!(setup_done) subtitle=crate::t!(setup_done_detail)>
                    <ButtonLink label=crate::t!(login_title) href=PublicPage::Login.to_string() />
                </AuthLayout>
            }.into_any()
        } />
    }
}

#[component]
fn SetupForm() -> impl IntoView {
    let navigate = use_navigate();
    let start = SetupInput {
        country: "FR".into(),
        currency: Currency::EUR.code().into(),
        locale: Some(words::language_untracked()),
        ..SetupInput::default()
    };
    let form = Form::new(
        start,
        |input| SetUp { input },
        move |me| {
            let home = session::home_of(&me);
            session::entered(me);
            navigate(&home, NavigateOptions { replace: true, ..NavigateOptions::default() });
        },
    );
    view! {
        <FormView form submit=crate::t!(setup_submit) wide=true>
            <TextField field=field!(form, code) label=crate::t!(setup_code) hint=crate::t!(setup_code_hint) figures=true autofocus=true />
            <FieldGroup title=crate::t!(setup_company)>
                <div class="sm:col-span-2">
                    <TextField field=field!(form, company_name) label=crate::t!(company_name) autocomplete="organization" />
                </div>
                <CountryField field=field!(form, country) />
                <CurrencyField field=field!(form, currency) />
            </FieldGroup>
            <FieldGroup title=crate::t!(setup_owner)>
                <TextField field=field!(form, name) label=crate::t!(your_name) autocomplete="name" />
                <TextField field=field!(form, email) label=crate::t!(email) kind="email" autocomplete="username" inputmode="email" />
            </FieldGroup>
            <NewPassword field=field!(form, password) />
        </FormView>
    }
}
