//! The small controls of every layout: language, theme, company, person; and the marks of people
//! and companies.

use contract::pages;
use contract::{
    access::CompanyCard,
    identity::{Face, Place},
    words::Locale,
};
use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon, glyph},
    menu::{Menu, MenuItem, MenuLink},
};
use crate::{
    session,
    theme::{self, Theme},
    words,
};

/// Français or English.
#[component]
pub fn LanguageSwitch(
    /// The menu opens above.
    #[prop(optional)]
    above: bool,
    /// What else happens, such as telling the server.
    #[prop(optional, into)]
    on_choose: Option<Callback<Locale>>,
) -> impl IntoView {
    let choose = move |language: Locale| {
        words::speak(language);
        if let Some(on_choose) = on_choose {
            on_choose.run(language);
        }
    };
    view! {
        <Menu label=crate::t!(language_switch) end=true above trigger=move || view! { <Icon of=glyph::LANGUAGES /> <span class="uppercase">{move || words::language().code()}</span> }>
            {Locale::ALL.iter().map(|&language| view! {
                <MenuItem label=words::name_of(language) checked=Signal::derive(move || words::language() == language)
                    on_click=move |()| choose(language) />
            }).collect_view()}
        </Menu>
    }
}

fn theme_look(theme: Theme) -> (Glyph, Signal<String>) {
    match theme {
        Theme::System => (glyph::MONITOR, crate::t!(theme_system)),
        Theme::Light => (glyph::SUN, crate::t!(theme_light)),
        Theme::Dark => (glyph::MOON, crate::t!(theme_dark)),
    }
}

/// Light, dark, or as the system says.
#[component]
pub fn ThemeSwitch(
    /// The menu opens above.
    #[prop(optional)]
    above: bool,
) -> impl IntoView {
    view! {
        <Menu label=crate::t!(theme_switch) end=true above class="btn btn-ghost btn-sm btn-square" trigger=move || view! { {move || view! { <Icon of=theme_look(theme::theme()).0 /> }} }>
            {Theme::ALL.map(|theme| {
                let (icon, label) = theme_look(theme);
                view! { <MenuItem label icon checked=Signal::derive(move || theme::theme() == theme) on_click=move |()| theme::choose(theme) /> }
            })}
        </Menu>
    }
}

/// Both switches without menus, for the pages before log-in: the other language by its name, and a
/// button that goes round the themes. They weigh a tenth of the menus.
#[component]
pub fn QuickSwitches() -> impl IntoView {
    let other = move || Locale::ALL.iter().copied().find(|l| *l != words::language()).unwrap_or(Locale::En);
    let next = move || {
        let at = Theme::ALL.iter().position(|t| *t == theme::theme()).unwrap_or(0);
        theme::choose(Theme::ALL[(at + 1) % Theme::ALL.len()]);
    };
    let theme_label = move || format!("{} ({})", crate::text!(theme_switch), theme_look(theme::theme()).1.get());
    view! {
        <div class="flex items-center gap-1">
            <button type="button" class="btn btn-ghost btn-sm" lang=move || other().code() on:click=move |_| words::speak(other())>
                <Icon of=glyph::LANGUAGES />
                {move || words::name_of(other())}
            </button>
            <button type="button" class="btn btn-ghost btn-sm btn-square" aria-label=theme_label title=theme_label on:click=move |_| next()>
                {move || view! { <Icon of=theme_look(theme::theme()).0 /> }}
            </button>
        </div>
    }
}

/// What a place is called: the company, and for a contact the client.
fn place_label(place: &Place) -> String {
    match &place.client {
        Some(client) => format!("{} · {}", place.company.name, client.name),
        None => place.company.name.clone(),
    }
}

/// The company one is in, and the others one belongs to.
#[component]
pub fn CompanySwitcher(
    /// Where one is.
    #[prop(into)]
    place: Signal<Option<Place>>,
) -> impl IntoView {
    let others = move || session::me().map(|me| me.places).unwrap_or_default();
    let trigger = move || {
        view! {
            {move || place.get().map(|place| view! {
                <CompanyMark company=place.company.clone() />
                <span class="min-w-0 grow truncate text-start">{place.company.name}</span>
            })}
            <Icon of=glyph::CHEVRONS_UP_DOWN class="text-muted size-4" />
        }
    };
    view! {
        <Menu label=crate::t!(company_switch) class="btn btn-ghost h-11 w-full justify-start gap-3 px-2 font-semibold" trigger>
            {move || others().into_iter().map(|other| {
                let href = pages::home(other.face, other.company.id);
                let here = place.with(|place| place.as_ref().is_some_and(|place| place.company.id == other.company.id && place.face == other.face));
                let icon = match other.face {
                    _ if here => glyph::CHECK,
                    Face::Admin => glyph::BRIEFCASE,
                    Face::Portal => glyph::BUILDING_2,
                };
                view! { <MenuLink label=place_label(&other) href=href icon /> }
            }).collect_view()}
        </Menu>
    }
}

/// The person, their profile, the way out.
#[component]
pub fn PersonMenu(
    /// The address of the profile page.
    #[prop(into)]
    profile: Signal<String>,
    /// The menu opens above.
    #[prop(optional)]
    above: bool,
) -> impl IntoView {
    let name = move || session::me().map(|me| me.user.name).unwrap_or_default();
    let email = move || session::me().map(|me| me.user.email).unwrap_or_default();
    view! {
        <Menu label=crate::t!(person_menu) end=!above above class="btn btn-ghost btn-sm h-9 px-1.5" trigger=move || view! { {move || view! { <Avatar name=name() /> }} }>
            <p class="border-b border-line px-2.5 pb-2 pt-1 text-sm"><span class="block truncate font-medium">{name}</span><span class="block truncate text-muted">{email}</span></p>
            <MenuLink label=crate::t!(profile) href=profile icon=glyph::USER />
            <MenuItem label=crate::t!(log_out) icon=glyph::LOG_OUT on_click=move |()| session::leave() />
        </Menu>
    }
}

/// Up to two initials.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// A person, by their initials.
#[component]
pub fn Avatar(
    /// Their name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <span class="toned tone-primary flex size-7 flex-none items-center justify-center rounded-full text-[0.6875rem] font-semibold" aria-hidden="true">
            {initials(&name)}
        </span>
    }
}

/// A company, by its logo or its initial on its colour.
#[component]
pub fn CompanyMark(
    /// The company.
    company: CompanyCard,
    /// Larger, at the top of a portal.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let size = if large { "size-10 rounded-lg text-lg" } else { "size-7 rounded-md text-sm" };
    if let Some(logo) = company.logo {
        return view! { <img src=logo alt="" class=format!("{size} flex-none object-contain") /> }.into_any();
    }
    let brand = crate::brand::Brand::of(company.accent.as_deref());
    view! {
        <span class=format!("{size} flex flex-none items-center justify-center font-semibold") style=brand.style() aria-hidden="true">
            {company.name.chars().next().map(|c| c.to_uppercase().to_string())}
        </span>
    }
    .into_any()
}

/// The mark of Parvis: a door and the open place before it.
#[component]
pub fn Mark(
    /// Size and colour.
    #[prop(default = "size-8")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=class viewBox="0 0 32 32" aria-hidden="true">
            <rect width="32" height="32" rx="8" fill="var(--color-primary)" />
            <path d="M10 20v-5a6 6 0 0 1 12 0v5M7 24h18" fill="none" stroke="var(--color-primary-content)" stroke-width="2.25" stroke-linecap="round" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_the_first_and_the_last_name() {
        assert_eq!(initials("Awa Koné"), "AK");
        assert_eq!(initials("jean marie de la tour"), "JT");
        assert_eq!(initials("Zoé"), "Z");
        assert_eq!(initials(""), "");
    }
}
