//! Tabs: links, so that each has its address and the back button works.

use leptos::prelude::*;
use leptos_router::components::A;

/// One tab.
#[derive(Clone, Copy)]
pub struct Tab {
    label: Signal<String>,
    href: Signal<String>,
    exact: bool,
}

impl Tab {
    /// A tab that is current on its address and below it.
    pub fn new(label: Signal<String>, href: Signal<String>) -> Self {
        Self { label, href, exact: false }
    }

    /// A tab that is current on its very address only.
    pub fn exact(label: Signal<String>, href: Signal<String>) -> Self {
        Self { exact: true, ..Self::new(label, href) }
    }
}

/// A row of tabs, scrolled sideways where there is no room.
#[component]
pub fn Tabs(
    /// What they divide, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    tabs: Vec<Tab>,
) -> impl IntoView {
    view! {
        <nav class="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0" aria-label=label>
            <ul class="flex min-w-max gap-6 border-b border-line">
                {tabs.into_iter().map(|tab| view! {
                    <li class="flex"><A href=move || tab.href.get() exact=tab.exact attr:class="tab">{tab.label}</A></li>
                }).collect_view()}
            </ul>
        </nav>
    }
}
