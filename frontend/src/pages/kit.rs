//! The living page of the kit: every component in every state, in the language and theme of the
//! reader, together and each alone under an address of its own. What is not here is not in the kit.

mod acts;
mod fields;
mod lists;
mod moods;
mod people;

use contract::pages::PublicPage;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};

use self::{
    acts::{Buttons, Cards, Overlays},
    fields::{Fields, FormSample},
    lists::Lists,
    moods::{Badges, Figures, Nothing, Waiting},
    people::{Conflict, Contact, Frame, Owner},
};
use crate::{
    here::{Here, here},
    pages::start::NotFound,
    ui::{LanguageSwitch, Mark, PageHeader, ThemeSwitch, Toasts},
};

/// A component on its own: its address, its name, itself.
struct Story(&'static str, &'static str, fn() -> AnyView);

/// All of them.
static STORIES: [Story; 15] = [
    Story("buttons", "Buttons", || view! { <Buttons /> }.into_any()),
    Story("states", "States of things", || view! { <Badges /> }.into_any()),
    Story("fields", "Fields", || view! { <Fields /> }.into_any()),
    Story("form", "A form", || view! { <FormSample /> }.into_any()),
    Story("conflict", "Somebody else was faster", || view! { <Conflict /> }.into_any()),
    Story("lists", "Tables and filters", || view! { <Lists /> }.into_any()),
    Story("figures", "Figures", || view! { <Figures /> }.into_any()),
    Story("cards", "Cards", || view! { <Cards /> }.into_any()),
    Story("waiting", "Waiting", || view! { <Waiting /> }.into_any()),
    Story("nothing", "When there is nothing to show", || view! { <Nothing /> }.into_any()),
    Story("overlays", "Dialogs, menus, toasts", || view! { <Overlays /> }.into_any()),
    Story("owner", "Switches of an owner", || view! { <Owner /> }.into_any()),
    Story("contact", "Switches of a client’s contact", || view! { <Contact /> }.into_any()),
    Story("languages", "Another language", || view! { <people::Abroad /> }.into_any()),
    Story("frame", "Frame before log-in", || view! { <Frame /> }.into_any()),
];

/// `/dev/ui`, and one of its components alone.
#[component]
pub fn Kit() -> impl IntoView {
    let path = use_location().pathname;
    let asked = Memo::new(move |_| path.with(|path| PublicPage::of(path)));
    move || match asked.get() {
        Some(PublicPage::Story(name)) => match STORIES.iter().find(|story| story.0 == name) {
            Some(story) => view! { <Alone story /> }.into_any(),
            None => view! { <NotFound /> }.into_any(),
        },
        _ => view! { <Together /> }.into_any(),
    }
}

#[component]
fn Together() -> impl IntoView {
    view! {
        <header class="sticky top-0 z-30 flex items-center gap-3 border-b border-line bg-base-100 px-4 py-2 sm:px-8">
            <Mark class="size-7" />
            <span class="grow font-semibold">"Parvis UI"</span>
            <LanguageSwitch />
            <ThemeSwitch />
        </header>
        <main id="main" class="mx-auto flex max-w-6xl flex-col gap-12 px-4 py-8 sm:px-8">
            <PageHeader title="Parvis UI" subtitle="Every component in every state. Switch language, theme and width above." />
            // The frame is a whole page.
            {STORIES.iter().filter(|story| story.0 != "frame").map(|story| view! { <Section story /> }).collect_view()}
            <p><A href=address("frame") attr:class="link">"Frame before log-in"</A></p>
        </main>
    }
}

fn address(name: &str) -> String {
    PublicPage::Story(name.to_owned()).to_string()
}

#[component]
fn Section(story: &'static Story) -> impl IntoView {
    let Story(name, title, show) = *story;
    view! {
        <section class="flex min-w-0 flex-col gap-4" aria-label=title>
            <h2 class="text-lg"><A href=address(name) attr:class="hover:underline">{title}</A></h2>
            // A closure has its own context: what one story says of it is not the next one's.
            {move || show()}
        </section>
    }
}

/// The component with nothing around it but what holds here for it alone.
#[component]
fn Alone(story: &'static Story) -> impl IntoView {
    let Story(name, title, show) = *story;
    provide_context(Here { language: here().language, ..Here::new() });
    let shown = if name == "frame" {
        show()
    } else {
        view! {
            <main id="main" class="mx-auto flex max-w-6xl flex-col gap-6 px-4 py-8 sm:px-8"><PageHeader title />{show()}</main>
        }
        .into_any()
    };
    view! {
        {shown}
        <Toasts />
    }
}
