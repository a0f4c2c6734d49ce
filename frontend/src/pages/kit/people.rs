//! Components that ask who one is and what one speaks, each in a context of its own.

use contract::{
    ClientId, CompanyId, Permission, Problem, UserId,
    access::CompanyCard,
    identity::{Face, Me, Place, PlaceClient, User},
    money::Currency,
    pages,
    words::Locale,
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    here::{Here, here},
    layouts::AuthLayout,
    pages::parts::StaleNote,
    session::Session,
    ui::*,
};

fn place(face: Face) -> Place {
    let company = CompanyCard {
        id: CompanyId(Uuid::nil()),
        name: "Atelier Lumière".into(),
        slug: "atelier-lumiere".into(),
        accent: Some("#0f766e".into()),
        logo: None,
        currency: Currency::EUR,
    };
    let client = (face == Face::Portal).then(|| PlaceClient { id: ClientId(Uuid::nil()), name: "Boulangerie Diallo".into() });
    let role = if face == Face::Portal { "client" } else { "owner" };
    Place { company, face, role: role.into(), client, permissions: Permission::ALL.to_vec(), time_zone: "Europe/Paris".into() }
}

/// Somebody is signed in, for what is below.
fn sign_in(name: &str, face: Face) -> Place {
    let place = place(face);
    let user = User {
        id: UserId(Uuid::nil()),
        email: "someone@example.com".into(),
        name: name.into(),
        locale: here().language.get_untracked(),
        time_zone: None,
    };
    let me = Me { user, places: vec![place.clone()], current_company: None };
    provide_context(Here { session: ArcRwSignal::new(Session::In(me)), ..here() });
    place
}

#[component]
fn Switches(place: Place) -> impl IntoView {
    let (home, shown) = (pages::home(place.face, place.company.id), place.clone());
    view! {
        <div class="surface flex flex-wrap items-center gap-3 p-6">
            <div class="w-64"><CompanySwitcher place=Signal::stored(Some(place)) /></div>
            <CompanyMark company=shown.company large=true />
            <LanguageSwitch />
            <ThemeSwitch />
            <PersonMenu profile=Signal::stored(home) />
        </div>
    }
}

/// As the owner of a company.
#[component]
pub fn Owner() -> impl IntoView {
    let place = sign_in("Claire Fontaine", Face::Admin);
    view! { <Switches place /> }
}

/// As the contact of a client.
#[component]
pub fn Contact() -> impl IntoView {
    let place = sign_in("Issa Bakayoko", Face::Portal);
    view! { <Switches place /> }
}

/// The other language, whatever the page speaks.
#[component]
pub fn Abroad() -> impl IntoView {
    let page = here().language;
    let other = ArcRwSignal::new(Locale::En);
    let follow = other.clone();
    Effect::new(move || follow.set(if page.get() == Locale::En { Locale::Fr } else { Locale::En }));
    let lang = other.clone();
    provide_context(Here { language: other, ..here() });
    view! {
        <div lang=move || lang.get().code()>
            <EmptyState title=crate::t!(invoices_none) detail=crate::t!(invoices_none_detail) icon=glyph::FILE_TEXT />
        </div>
    }
}

/// A refusal because the record changed meanwhile.
#[component]
pub fn Conflict() -> impl IntoView {
    let problem = Problem { status: 412, current: Some(serde_json::json!("theirs")), ..crate::api::offline() };
    let chosen = RwSignal::new(String::new());
    let choose = Callback::new(move |theirs: String| chosen.set(theirs));
    view! {
        <div class="surface max-w-xl p-6">
            <StaleNote problem=Signal::stored(Some(problem)) on_take=choose on_keep=choose />
            <p class="mt-3 text-sm text-muted" role="status">{chosen}</p>
        </div>
    }
}

/// The frame of the pages before log-in.
#[component]
pub fn Frame() -> impl IntoView {
    view! { <AuthLayout title="A title" subtitle="What it is for">"…"</AuthLayout> }
}
