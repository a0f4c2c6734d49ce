//! Log-in, with the people of the demo one click away when the installation shows it.

use contract::identity::{Credentials, DemoLogin, DemoPerson, Face, ListDemoPeople, LogIn, LogInDemo, Me, ReadSetup};
use contract::{Problem, call::Call};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    api::{ask, call},
    form::Form,
    layouts::AuthLayout,
    session,
    ui::{Avatar, FormView, Icon, PasswordField, ProblemNote, TextField, glyph},
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
            navigate("/setup", NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let form = Form::new(Credentials::default(), |input| LogIn { input }, move |me| enter.run(me)).unguarded();
    let demo = move || setup.get().and_then(Result::ok).is_some_and(|setup| setup.demo);
    view! {
        <AuthLayout title=crate::t!(login_title) subtitle=crate::t!(login_subtitle)>
            <FormView form submit=crate::t!(login_submit) wide=true>
                <TextField label=crate::t!(email) name="email" kind="email" autocomplete="username" inputmode="email" autofocus=true
                    value=form.read(|c| c.email.clone()) on_input=form.write(|c, email| c.email = email) error=form.error("email") />
                <PasswordField label=crate::t!(password)
                    value=form.read(|c| c.password.clone()) on_input=form.write(|c, password| c.password = password) error=form.error("password") />
            </FormView>
            {move || demo().then(|| view! { <Demo enter /> })}
        </AuthLayout>
    }
}

/// The people of the demo: a click logs in as each.
#[component]
fn Demo(enter: Callback<Me>) -> impl IntoView {
    let people = ask(ListDemoPeople {});
    let problem = RwSignal::new(None);
    let choose = Callback::new(move |email: String| become_person(LogInDemo { input: DemoLogin { email } }, enter, problem));
    view! {
        <section class="mt-10" aria-labelledby="demo-people">
            <h2 id="demo-people" class="mb-1 text-[0.9375rem]">{crate::t!(demo_title)}</h2>
            <p class="mb-3 text-sm text-muted">{crate::t!(demo_detail)}</p>
            <ProblemNote problem />
            <ul class="surface divide-y divide-line overflow-hidden">
                {move || people.get().and_then(Result::ok).unwrap_or_default().into_iter().map(|person| view! { <Person person choose /> }).collect_view()}
            </ul>
        </section>
    }
}

fn become_person<C: Call<Reply = Me> + 'static>(asked: C, enter: Callback<Me>, problem: RwSignal<Option<Problem>>) {
    let answer = call(asked);
    spawn_local(async move {
        match answer.await {
            Ok(me) => enter.run(me),
            Err(refusal) => {
                problem.try_set(Some(refusal));
            }
        }
    });
}

#[component]
fn Person(person: DemoPerson, choose: Callback<String>) -> impl IntoView {
    let DemoPerson { email, name, company, role, face } = person;
    let role = crate::words::by_name(&format!("role_{role}"));
    let icon = if face == Face::Admin { glyph::BRIEFCASE } else { glyph::USER };
    view! {
        <li>
            <button type="button" class="menu-item rounded-none px-4 py-2.5" on:click=move |_| choose.run(email.clone())>
                <Avatar name=name.clone() />
                <span class="min-w-0 grow">
                    <span class="block truncate font-medium">{name}</span>
                    <span class="block truncate text-[0.8125rem] text-muted">{company} " · " {role.map(crate::words::Message::signal)}</span>
                </span>
                <Icon of=icon />
            </button>
        </li>
    }
}
