//! What is pressed, and what opens then.

use contract::pages::PublicPage;
use leptos::prelude::*;

use crate::ui::*;

/// Every button.
#[component]
pub fn Buttons() -> impl IntoView {
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

/// What opens above the page.
#[component]
pub fn Overlays() -> impl IntoView {
    let (dialog, confirm, drawer, palette) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    shortcut(palette);
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
    }
}

/// A card with facts.
#[component]
pub fn Cards() -> impl IntoView {
    view! {
        <Card title="A card" detail="With a line below its heading" action=|| view! { <Button label=crate::t!(edit) small=true on_click=|_| {} /> }>
            <Facts>
                <Fact label="Address">"12 rue de la République, 69002 Lyon"</Fact>
                <Fact label="VAT">"FR44 732 829 320"</Fact>
            </Facts>
        </Card>
    }
}
