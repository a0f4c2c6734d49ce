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
            <TextField label=crate::t!(setup_code) name="code" hint=crate::t!(setup_code_hint) figures=true autofocus=true
                value=form.read(|s| s.code.clone()) on_input=form.write(|s, code| s.code = code) error=form.error("code") />
            <FieldGroup title=crate::t!(setup_company)>
                <div class="sm:col-span-2">
                    <TextField label=crate::t!(company_name) name="company_name" autocomplete="organization"
                        value=form.read(|s| s.company_name.clone()) on_input=form.write(|s, name| s.company_name = name) error=form.error("company_name") />
                </div>
                <CountryField value=form.read(|s| s.country.clone()) on_input=form.write(|s, country| s.country = country) error=form.error("country") />
                <CurrencyField value=form.read(|s| s.currency.clone()) on_input=form.write(|s, currency| s.currency = currency) error=form.error("currency") />
            </FieldGroup>
            <FieldGroup title=crate::t!(setup_owner)>
                <TextField label=crate::t!(your_name) name="name" autocomplete="name"
                    value=form.read(|s| s.name.clone()) on_input=form.write(|s, name| s.name = name) error=form.error("name") />
                <TextField label=crate::t!(email) name="email" kind="email" autocomplete="username" inputmode="email"
                    value=form.read(|s| s.email.clone()) on_input=form.write(|s, email| s.email = email) error=form.error("email") />
            </FieldGroup>
            <NewPassword value=form.read(|s| s.password.clone()) on_input=form.write(|s, password| s.password = password) error=form.error("password") />
        </FormView>
    }
}
