//! The living page of the kit: every component in every state, in the language and theme of the
//! reader. What is not here is not in the kit.

mod fields;
mod lists;
mod moods;

use contract::pages::PublicPage;
use leptos::prelude::*;

use crate::{
    layouts::AuthLayout,
    ui::{Card, LanguageSwitch, Mark, PageHeader, ThemeSwitch, glyph, *},
};

/// `/dev/ui`
#[component]
pub fn Kit() -> impl IntoView {
    let frame = RwSignal::new(false);
    view! {
        <header class="sticky top-0 z-30 flex items-center gap-3 border-b border-line bg-base-100 px-4 py-2 sm:px-8">
            <Mark class="size-7" />
            <span class="grow font-semibold">"Parvis UI"</span>
            <LanguageSwitch />
            <ThemeSwitch />
        </header>
        <main id="main" class="mx-auto flex max-w-6xl flex-col gap-12 px-4 py-8 sm:px-8">
            <PageHeader title="Parvis UI" subtitle="Every component in every state. Switch language, theme and width above." />
            <Section title="Buttons"><Buttons /></Section>
            <Section title="States of things"><moods::Badges /></Section>
            <Section title="Fields"><fields::Fields /></Section>
            <Section title="A form"><fields::FormSample /></Section>
            <Section title="Tables and filters"><lists::Lists /></Section>
            <Section title="Figures"><moods::Figures /></Section>
            <Section title="Waiting"><moods::Waiting /></Section>
            <Section title="When there is nothing to show"><moods::Nothing /></Section>
            <Section title="Dialogs, menus, toasts"><Overlays /></Section>
            <Section title="Frame before log-in">
                <Button label="Show" on_click=move |_| frame.update(|f| *f = !*f) />
                {move || frame.get().then(|| view! { <AuthLayout title="A title" subtitle="What it is for">"…"</AuthLayout> })}
            </Section>
        </main>
    }
}

#[component]
fn Section(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="flex min-w-0 flex-col gap-4" aria-label=title>
            <h2 class="text-lg">{title}</h2>
            {children()}
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    view! {
        <div class="surface flex flex-wrap items-center gap-3 p-6">
            <Button label=crate::t!(save) tone=Tone::Primary on_click=|_| {} />
            <Button label=crate::t!(edit) icon=glyph::PENCIL on_click=|_| {} />
            <Button label=crate::t!(cancel) tone=Tone::Quiet on_click=|_| {} />
            <Button label=crate::t!(delete) tone=Tone::Danger icon=glyph::TRASH_2 on_click=|_| {} />
            <Button label=crate::t!(save) tone=Tone::Primary busy=true on_click=|_| {} />
            <Button label=crate::t!(save) disabled=true on_click=|_| {} />
            <Button label=crate::t!(add) small=true icon=glyph::PLUS on_click=|_| {} />
            <ButtonLink label=crate::t!(go_home) href=PublicPage::Start.to_string() />
            <ButtonLink label="PDF" href="/health" icon=glyph::DOWNLOAD external=true />
            <IconButton label=crate::t!(edit) icon=glyph::PENCIL on_click=|_| {} />
            <IconButton label=crate::t!(delete) icon=glyph::TRASH_2 disabled=true on_click=|_| {} />
            <CopyButton label="Copy" text="FR14 2004" said="Copied" />
        </div>
    }
}

#[component]
fn Overlays() -> impl IntoView {
    let (dialog, confirm, drawer, palette) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let commands = Signal::derive(|| {
        [(crate::text!(nav_clients), glyph::USERS), (crate::text!(nav_invoices), glyph::FILE_TEXT)]
            .map(|(label, icon)| Command { label, detail: String::new(), href: PublicPage::Kit.to_string(), icon })
            .to_vec()
    });
    view! {
        <div class="surface flex flex-wrap items-center gap-3 p-6">
            <Button label="Dialog" on_click=move |_| dialog.set(true) />
            <Button label="Confirm" on_click=move |_| confirm.set(true) />
            <Button label="Drawer" on_click=move |_| drawer.set(true) />
            <Button label="Palette" on_click=move |_| palette.set(true) />
            <Button label="Toast" on_click=|_| toast(crate::text!(saved)) />
            <Menu label="Menu" trigger=|| view! { <Icon of=glyph::ELLIPSIS /> }>
                <MenuItem label=crate::t!(edit) icon=glyph::PENCIL on_click=|()| {} />
                <MenuLink label=crate::t!(go_home) href=PublicPage::Start.to_string() icon=glyph::HOUSE />
                <MenuItem label=crate::t!(delete) icon=glyph::TRASH_2 danger=true on_click=|()| {} />
            </Menu>
        </div>
        <Dialog open=dialog title="A dialog"><p>"The focus stays inside and goes back when it closes."</p></Dialog>
        <Confirm open=confirm title="Delete this client?" detail="Its 3 contacts lose their access. Issued invoices stay."
            action=crate::t!(delete) on_confirm=move |()| confirm.set(false) />
        <drawer::Drawer open=drawer label="Drawer"><p class="p-6">"The sidebar of a phone."</p></drawer::Drawer>
        <CommandPalette open=palette commands finder=Finder::new(|_| async { Ok(Vec::new()) }) />
        <Card title="A card" detail="With a line below its heading" action=|| view! { <Button label=crate::t!(edit) small=true on_click=|_| {} /> }>
            <Facts>
                <Fact label="Address">"12 rue de la République, 69002 Lyon"</Fact>
                <Fact label="VAT">"FR44 732 829 320"</Fact>
            </Facts>
        </Card>
    }
}
