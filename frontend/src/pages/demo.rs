//! The people of the demo on the log-in page. A chunk of its own: no real installation loads it.

use contract::{
    Problem,
    call::Call,
    identity::{DemoLogin, DemoPerson, Face, ListDemoPeople, LogInDemo, Me},
};
use leptos::prelude::*;

use crate::{
    api::{ask, call},
    codes,
    here::spawn,
    ui::{Avatar, Icon, ProblemNote, glyph},
};

/// The people of the demo: a click logs in as each.
#[component]
pub fn Demo(enter: Callback<Me>) -> impl IntoView {
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
    spawn(async move {
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
    let icon = if face == Face::Admin { glyph::BRIEFCASE } else { glyph::USER };
    view! {
        <li>
            <button type="button" class="menu-item rounded-none px-4 py-2.5" on:click=move |_| choose.run(email.clone())>
                <Avatar name=name.clone() />
                <span class="min-w-0 grow">
                    <span class="block truncate font-medium">{name}</span>
                    <span class="block truncate text-[0.8125rem] text-muted">{company} " · " {move || codes::role(&role)}</span>
                </span>
                <Icon of=icon />
            </button>
        </li>
    }
}
