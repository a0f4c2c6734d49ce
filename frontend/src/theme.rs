//! Light, dark, or as the system says; remembered in this browser.
//!
//! `theme.js`, loaded before the first paint, applies the same rule, so that nothing flashes.

use std::sync::LazyLock;

use leptos::prelude::*;

use crate::browser;

/// What a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Follow the system.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

const STORED: &str = "parvis.theme";

static THEME: LazyLock<ArcRwSignal<Theme>> = LazyLock::new(|| {
    ArcRwSignal::new(match browser::stored(STORED).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    })
});

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name under which it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The theme that was chosen.
pub fn theme() -> Theme {
    THEME.get()
}

/// Chooses a theme and paints it.
pub fn choose(theme: Theme) {
    browser::store(STORED, theme.code());
    THEME.set(theme);
    paint();
}

/// Paints the theme, now and whenever the system changes its mind. Call once, at start.
pub fn start() {
    paint();
    let Some(query) = browser::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten()) else {
        return;
    };
    let repaint = wasm_bindgen::closure::Closure::<dyn Fn()>::new(paint);
    query.set_onchange(Some(wasm_bindgen::JsCast::unchecked_ref(repaint.as_ref())));
    repaint.forget(); // lives as long as the page
}

fn paint() {
    let dark = match THEME.get_untracked() {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::System => browser::window()
            .and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok().flatten())
            .is_some_and(|query| query.matches()),
    };
    browser::set_root_attribute("data-theme", if dark { "parvis-night" } else { "parvis" });
}
