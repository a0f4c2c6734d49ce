//! The state of something: a word and an icon on a tinted ground, never colour alone.

use leptos::prelude::*;

use super::icon::{Glyph, Icon, glyph};
use crate::codes::State;

/// What a state means to the person who reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    /// Nothing to say: a draft, an archive.
    #[default]
    Neutral,
    /// On its way.
    Info,
    /// Done.
    Success,
    /// Look at it.
    Warning,
    /// Something is wrong or late.
    Error,
    /// The accent.
    Primary,
}

impl Mood {
    /// The CSS class that sets the tone.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Info => "tone-info",
            Self::Success => "tone-success",
            Self::Warning => "tone-warning",
            Self::Error => "tone-error",
            Self::Primary => "tone-primary",
        }
    }

    /// The icon that says the same without colour.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Neutral => glyph::CIRCLE_DASHED,
            Self::Info | Self::Primary => glyph::INFO,
            Self::Success => glyph::CIRCLE_CHECK,
            Self::Warning => glyph::CLOCK,
            Self::Error => glyph::CIRCLE_ALERT,
        }
    }
}

/// A state in one word: `<Badge label=t!(status_paid) mood=Mood::Success />`.
#[component]
pub fn Badge(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// What it means.
    #[prop(optional)]
    mood: Mood,
    /// Another icon than the mood's.
    #[prop(optional, into)]
    icon: Option<Glyph>,
) -> impl IntoView {
    view! {
        <span class=format!("tag toned {}", mood.class())>
            <Icon of=icon.unwrap_or(mood.glyph()) />
            {label}
        </span>
    }
}

/// The state of something: `<StateBadge of=project.status />`.
#[component]
pub fn StateBadge(
    /// A status of the contract, or another state that people see.
    #[prop(into)]
    of: State,
) -> impl IntoView {
    view! { <Badge label=of.words.signal() mood=of.mood icon=of.icon /> }
}
