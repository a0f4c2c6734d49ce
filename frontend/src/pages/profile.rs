//! One's own profile, the same in both faces: name, language, appearance, where one belongs, the
//! way out. A chunk of its own.

use contract::Patch;
use contract::identity::{ChangePassword, EditMe, Face, MePatch, PasswordChange, Place};
use contract::pages;
use leptos::prelude::*;
use leptos_router::components::A;
use wasm_split_helpers::wasm_split;

use crate::codes;
use crate::form::{Field, Form};
use crate::pages::parts::languages;
use crate::pages::password::NewPassword;
use crate::router::Arrived;
use crate::session::{self, me, use_company};
use crate::theme::{self, Theme};
use crate::ui::*;

/// The page, a chunk.
#[wasm_split(profile, fallible)]
pub fn open(face: Face) -> Arrived {
    Ok(view! { <Profile face /> }.into_any())
}

/// The profile page.
#[component]
fn Profile(
    /// The dashboard in which it is shown.
    face: Face,
) -> impl IntoView {
    view! {
        <PageHeader title=crate::t!(profile) subtitle=crate::t!(profile_subtitle) />
        <div class="flex max-w-2xl flex-col gap-6">
            <You />
            <Password />
            <Look />
            <Places face />
            <Card title=crate::t!(profile_session) detail=crate::t!(profile_session_detail)>
                <Button label=crate::t!(log_out) icon=glyph::LOG_OUT on_click=move |_| session::leave() />
            </Card>
        </div>
    }
}

/// Name and language, kept on the server.
#[component]
fn You() -> impl IntoView {
    let user = untrack(me).map(|me| me.user);
    let zone = user.as_ref().and_then(|user| user.time_zone.clone()).map_or(Patch::Clear, Patch::Set);
    let start = MePatch {
        name: user.as_ref().map(|user| user.name.clone()),
        locale: user.as_ref().map(|user| user.locale),
        time_zone: zone,
        ..MePatch::default()
    };
    let done = |me| {
        session::entered(me);
        toast(crate::text!(saved));
    };
    let form = Form::new(start, |patch| EditMe { patch }, done);
    let email = Signal::stored(user.map(|user| user.email).unwrap_or_default());
    view! {
        <Card title=crate::t!(profile_you)>
            <FormView form submit=crate::t!(save)>
                <TextField field=field!(form, name) label=crate::t!(your_name) autocomplete="name" />
                <TextField field=Field::shown("email", email) label=crate::t!(email) kind="email" disabled=true hint=crate::t!(profile_email_hint) />
                <SelectField field=field!(form, locale) label=crate::t!(language_switch) choices=languages() hint=crate::t!(profile_language_hint) />
                <ZoneField field=field!(form, time_zone) label=crate::t!(part_time_zone) hint=crate::t!(profile_time_zone_hint) none=crate::t!(profile_time_zone_none) />
            </FormView>
        </Card>
    }
}

/// Another password; asked for the one that holds.
#[component]
fn Password() -> impl IntoView {
    let written = StoredValue::new(None::<Form<PasswordChange>>);
    let done = move |()| {
        toast(crate::text!(profile_password_done));
        if let Some(form) = written.get_value() {
            form.reset(PasswordChange::default());
        }
    };
    let form = Form::new(PasswordChange::default(), |input| ChangePassword { input }, done);
    written.set_value(Some(form));
    view! {
        <Card title=crate::t!(profile_password) detail=crate::t!(profile_password_detail)>
            <FormView form submit=crate::t!(profile_password_save)>
                <PasswordField field=field!(form, current) label=crate::t!(profile_password_current) />
                <NewPassword field=field!(form, new) />
            </FormView>
        </Card>
    }
}

/// Light or dark, at once, in this browser.
#[component]
fn Look() -> impl IntoView {
    let label = |theme: Theme| match theme {
        Theme::System => crate::t!(theme_system),
        Theme::Light => crate::t!(theme_light),
        Theme::Dark => crate::t!(theme_dark),
    };
    let option = move |of: Theme| {
        view! {
            <label class="flex min-h-11 grow cursor-pointer items-center justify-center gap-2 rounded-field border border-edge px-3 text-sm font-medium has-checked:border-primary has-checked:bg-pressed has-focus-visible:outline-2 has-focus-visible:outline-primary">
                <input type="radio" name="theme" class="sr-only" prop:checked=move || theme::theme() == of on:change=move |_| theme::choose(of) />
                {move || (theme::theme() == of).then(|| view! { <Icon of=glyph::CHECK class="size-4" /> })}
                {label(of)}
            </label>
        }
    };
    view! {
        <Card title=crate::t!(profile_look) detail=crate::t!(profile_look_detail)>
            <fieldset class="grid grid-cols-1 gap-2 sm:grid-cols-3">
                <legend class="sr-only">{crate::t!(theme_switch)}</legend>
                {Theme::ALL.map(option)}
            </fieldset>
        </Card>
    }
}

/// The companies one belongs to, and as what.
#[component]
fn Places(face: Face) -> impl IntoView {
    let company = use_company();
    let places = move || me().map(|me| me.places).unwrap_or_default();
    let here = move |place: &Place| place.company.id == company.get() && place.face == face;
    let row = move |place: Place| {
        let href = pages::home(place.face, place.company.id);
        let role = place.role.clone();
        let role = move || codes::role(&role);
        let client = place.client.clone().map(|client| format!(" · {}", client.name));
        let current = here(&place).then(|| view! { <span class="text-[0.8125rem] text-muted">{crate::t!(profile_here)}</span> });
        view! {
            <li>
                <A href=href attr:class="flex min-h-14 items-center gap-4 px-4 py-2 hover:bg-hover sm:px-6">
                    <CompanyMark company=place.company.clone() />
                    <span class="min-w-0 grow">
                        <span class="block font-medium">{place.company.name}</span>
                        <span class="block text-sm text-muted">{role}{client}</span>
                    </span>
                    {current}
                    <Icon of=glyph::CHEVRON_RIGHT class="size-4 text-muted" />
                </A>
            </li>
        }
    };
    view! {
        <Card title=crate::t!(profile_places) detail=crate::t!(profile_places_detail) flush=true>
            <ul class="pb-2">{move || places().into_iter().map(row).collect_view()}</ul>
        </Card>
    }
}
