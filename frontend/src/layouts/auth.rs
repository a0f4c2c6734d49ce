//! The frame of log-in, invitation and first set-up: the mark, one card, the two switches.

use leptos::prelude::*;

use super::SkipLink;
use crate::ui::{Mark, OfflineBanner, QuickSwitches};

/// One card in the middle of a calm page.
#[component]
pub fn AuthLayout(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Below the heading.
    #[prop(optional, into)]
    subtitle: MaybeProp<String>,
    /// In place of our mark: a company's.
    #[prop(optional, into)]
    mark: Option<ViewFn>,
    /// What the card holds.
    children: Children,
) -> impl IntoView {
    Effect::new(move || crate::browser::set_title(&format!("{} · Parvis", title.get())));
    view! {
        <div class="flex min-h-dvh flex-col">
            <SkipLink />
            <OfflineBanner />
            <header class="flex items-center justify-between px-4 py-3 sm:px-6">
                <span class="flex items-center gap-2.5 font-semibold tracking-tight"><Mark class="size-7" /> "Parvis"</span>
                <QuickSwitches />
            </header>
            <main id="main" tabindex="-1" class="mx-auto flex w-full max-w-md grow flex-col justify-center px-4 pb-24 pt-6">
                {mark.map(|mark| view! { <div class="mb-5">{mark.run()}</div> })}
                <h1 class="text-[1.625rem] leading-9">{title}</h1>
                {move || subtitle.get().map(|subtitle| view! { <p class="mt-1 text-muted text-pretty">{subtitle}</p> })}
                <div class="mt-7">{children()}</div>
            </main>
        </div>
    }
}
