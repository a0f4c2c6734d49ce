//! The frame of a page: its heading with the way back and its actions, cards, lists of facts.

use std::sync::atomic::{AtomicBool, Ordering};

use contract::money::BasisPoints;
use leptos::{html, prelude::*};
use leptos_router::components::A;

use super::icon::{Icon, glyph};
use crate::{browser, words::language};

/// Where a page stands: `(words, address)`, outermost first.
pub type Crumb = (Signal<String>, Signal<String>);

/// The heading of a page. Sets the title of the tab, and takes the focus after a change of page so
/// that a screen reader starts there.
#[component]
pub fn PageHeader(
    /// What the page is.
    #[prop(into)]
    title: Signal<String>,
    /// Below the title.
    #[prop(optional, into)]
    subtitle: MaybeProp<String>,
    /// The way back.
    #[prop(optional)]
    crumbs: Vec<Crumb>,
    /// Beside the title: a `StateBadge`.
    #[prop(optional, into)]
    badge: Option<ViewFn>,
    /// The actions, at the end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    static ARRIVED: AtomicBool = AtomicBool::new(false);
    let heading = NodeRef::<html::H1>::new();
    Effect::new(move || browser::set_title(&format!("{} · Parvis", title.get())));
    Effect::new(move || {
        if let Some(heading) = heading.get()
            && ARRIVED.swap(true, Ordering::Relaxed)
        {
            let _ = heading.focus();
        }
    });
    view! {
        <header class="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <div class="min-w-0">
                <Breadcrumbs crumbs />
                <div class="flex flex-wrap items-center gap-3">
                    <h1 node_ref=heading tabindex="-1" class="text-2xl leading-8 wrap-anywhere">{title}</h1>
                    {badge.map(|badge| badge.run())}
                </div>
                {move || subtitle.get().map(|subtitle| view! { <p class="mt-1 text-muted text-pretty">{subtitle}</p> })}
            </div>
            {children.map(|children| view! { <div class="flex flex-wrap gap-2">{children()}</div> })}
        </header>
    }
}

/// The way back to the pages above.
#[component]
pub fn Breadcrumbs(
    /// Outermost first.
    crumbs: Vec<Crumb>,
) -> impl IntoView {
    (!crumbs.is_empty()).then(|| {
        view! {
            <nav aria-label=crate::t!(breadcrumbs) class="mb-1">
                <ol class="flex flex-wrap items-center gap-1 text-sm text-muted">
                    {crumbs.into_iter().map(|(label, href)| view! {
                        <li class="flex items-center gap-1">
                            <A href=move || href.get() exact=true attr:class="py-0.5 hover:text-base-content hover:underline">{label}</A>
                            <Icon of=glyph::CHEVRON_RIGHT class="size-3.5" />
                        </li>
                    }).collect_view()}
                </ol>
            </nav>
        }
    })
}

/// A surface with a heading.
#[component]
pub fn Card(
    /// Its heading; none when the page's heading says it.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// Below the heading.
    #[prop(optional, into)]
    detail: MaybeProp<String>,
    /// At the end of the heading: a link, a button.
    #[prop(optional, into)]
    action: Option<ViewFn>,
    /// No space around the content: for tables and lists.
    #[prop(optional)]
    flush: bool,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let heading = move || {
        title.get().map(|title| {
            view! {
                <div class="min-w-0">
                    <h2 class="text-[0.9375rem]">{title}</h2>
                    {move || detail.get().map(|detail| view! { <p class="text-sm text-muted">{detail}</p> })}
                </div>
            }
        })
    };
    view! {
        <section class="surface min-w-0">
            <header class="flex items-center justify-between gap-4 px-4 pt-4 empty:hidden sm:px-6 sm:pt-5">{heading}{action.map(|a| a.run())}</header>
            <div class=if flush { "mt-3" } else { "px-4 py-4 sm:px-6 sm:py-5" }>{children()}</div>
        </section>
    }
}

/// Facts, name by name. `children` are `Fact`s.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="grid grid-cols-1 gap-x-8 gap-y-4 sm:grid-cols-2">{children()}</dl> }
}

/// One fact.
#[component]
pub fn Fact(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What it is.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="min-w-0">
            <dt class="text-[0.8125rem] text-muted">{label}</dt>
            <dd class="wrap-anywhere">{children()}</dd>
        </div>
    }
}

/// How much is done, in percent.
#[component]
pub fn Progress(
    /// 0 to 100.
    #[prop(into)]
    percent: Signal<u8>,
    /// What progresses, for screen readers.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="flex items-center gap-3">
            <div class="h-1.5 min-w-16 grow overflow-hidden rounded-full bg-pressed" role="progressbar" aria-label=label
                aria-valuemin="0" aria-valuemax="100" aria-valuenow=move || percent.get().to_string()>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" class="block h-full w-full" aria-hidden="true">
                    <rect width=move || percent.get().to_string() height="6" fill="var(--color-primary)" />
                </svg>
            </div>
            <span class="figures min-w-11 text-end text-[0.8125rem] whitespace-nowrap text-muted">{move || BasisPoints::percent(percent.get().into()).format(language())}</span>
        </div>
    }
}
