//! The state of something: a word and an icon on a tinted ground, never colour alone.

use leptos::prelude::*;

use super::icon::{Glyph, Icon, glyph};

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

/// A state by its code: the word `state_<code>` of `codes.ftl` and its usual mood. For the states
/// of invoices, projects, payments, invitations.
#[component]
pub fn StateBadge(
    /// The contract's code, such as `partially_paid`.
    code: &'static str,
) -> impl IntoView {
    let words = crate::words::by_name(&format!("state_{code}"));
    let label = Signal::derive(move || words.map_or_else(|| code.to_owned(), |words| words.say(&[])));
    let (mood, icon) = look_of(code);
    view! { <Badge label mood icon=icon.unwrap_or(mood.glyph()) /> }
}

/// The usual look of each state.
fn look_of(code: &str) -> (Mood, Option<Glyph>) {
    match code {
        "paid" | "accepted" | "completed" | "succeeded" | "done" | "added" => (Mood::Success, None),
        "issued" | "sent" | "created" | "redirected" => (Mood::Info, Some(glyph::SEND)),
        "active" | "in_progress" | "planned" | "processing" => (Mood::Info, Some(glyph::TRENDING_UP)),
        "partially_paid" | "partially_refunded" => (Mood::Info, Some(glyph::CIRCLE_DASHED)),
        "duplicate" | "pending" | "paused" | "on_hold" | "waiting" => (Mood::Warning, None),
        "overdue" | "failed" | "refused" | "rejected" | "mismatched" => (Mood::Error, None),
        "void" | "cancelled" | "revoked" | "expired" | "archived" => (Mood::Neutral, Some(glyph::BAN)),
        "draft" => (Mood::Neutral, Some(glyph::PENCIL)),
        _ => (Mood::Neutral, None),
    }
}
