//! Buttons, and links that look like them.

use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::components::A;

use super::icon::{Glyph, Icon, glyph};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The one thing to do on the page.
    Primary,
    /// Everything else.
    #[default]
    Plain,
    /// As quiet as text.
    Quiet,
    /// Something will be lost.
    Danger,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn-primary",
            Self::Plain => "btn btn-plain",
            Self::Quiet => "btn btn-ghost",
            Self::Danger => "btn btn-error",
        }
    }
}

/// A button. While `busy` it keeps its width, says so to screen readers, and cannot be pressed.
#[component]
pub fn Button(
    /// The words on it.
    #[prop(into)]
    label: Signal<String>,
    /// What happens; a button that submits its form needs nothing here.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// How much it asks for attention.
    #[prop(optional)]
    tone: Tone,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// Something is on its way.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Submits the form in which it stands.
    #[prop(optional)]
    submit: bool,
    /// Smaller, for rows and toolbars.
    #[prop(optional)]
    small: bool,
    /// As wide as what holds it.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let class = format!("{}{}{}", tone.class(), if small { " btn-sm" } else { "" }, if wide { " w-full" } else { "" });
    let click = move |ev| {
        if let Some(on_click) = on_click {
            on_click.run(ev);
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            aria-busy=move || busy.get().then_some("true")
            disabled=move || busy.get() || disabled.get()
            on:click=click
        >
            {move || if busy.get() {
                view! { <Icon of=glyph::ROTATE_CW class="motion-safe:animate-spin" /> }.into_any()
            } else {
                icon.map(|of| view! { <Icon of /> }).into_any()
            }}
            {label}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn ButtonLink(
    /// The words on it.
    #[prop(into)]
    label: Signal<String>,
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    tone: Tone,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// Smaller, for rows and toolbars.
    #[prop(optional)]
    small: bool,
    /// As wide as what holds it.
    #[prop(optional)]
    wide: bool,
    /// Leaves the app: a file of the API, a page of a payment provider.
    #[prop(optional)]
    external: bool,
) -> impl IntoView {
    let class = format!("{}{}{}", tone.class(), if small { " btn-sm" } else { "" }, if wide { " w-full" } else { "" });
    let inside = move || view! { {icon.map(|of| view! { <Icon of /> })} {label} };
    if external {
        view! { <a class=class href=move || href.get() rel="external" target="_blank">{inside()}</a> }.into_any()
    } else {
        view! { <A attr:class=class href=move || href.get()>{inside()}</A> }.into_any()
    }
}

/// A button of one icon; the label is said and shown as a tooltip.
#[component]
pub fn IconButton(
    /// What it does, for screen readers and as a tooltip.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    icon: Glyph,
    /// What happens.
    #[prop(into)]
    on_click: Callback<MouseEvent>,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// More classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=format!("btn btn-ghost btn-square btn-sm {class}")
            aria-label=label
            title=label
            disabled=disabled
            on:click=move |ev| on_click.run(ev)
        >
            <Icon of=icon />
        </button>
    }
}
