//! A figure people look at, with where it is going.

use contract::money::BasisPoints;
use leptos::prelude::*;

use super::{
    badge::Mood,
    icon::{Icon, glyph},
};
use crate::words::language;

/// A change against the period before, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trend {
    /// Hundredths of the whole, rounded: 12 is +12 %.
    pub percent: i64,
    /// Whether more is better.
    pub up_is_good: bool,
}

impl Trend {
    /// From two amounts; nothing when there was nothing to compare with.
    pub fn between(before: i64, now: i64, up_is_good: bool) -> Option<Self> {
        let change = i128::from(now) - i128::from(before);
        let percent = (before != 0).then(|| change * 100 / i128::from(before.abs()))?;
        Some(Self { percent: i64::try_from(percent).ok()?, up_is_good })
    }

    /// With its sign, as the language writes it.
    fn said(self) -> String {
        let sign = if self.percent < 0 { "-" } else { "+" };
        let percent = i32::try_from(self.percent.unsigned_abs()).unwrap_or(i32::MAX);
        format!("{sign}{}", BasisPoints::percent(percent).format(language()))
    }

    fn mood(self) -> Mood {
        match (self.percent.signum(), self.up_is_good) {
            (1, true) | (-1, false) => Mood::Success,
            (0, _) => Mood::Neutral,
            _ => Mood::Error,
        }
    }
}

/// A key figure: name, value, trend, and a line that explains it.
#[component]
pub fn Stat(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// The value, already formatted.
    #[prop(into)]
    value: Signal<String>,
    /// Against the period before.
    #[prop(optional, into)]
    trend: MaybeProp<Trend>,
    /// A line below: "3 invoices".
    #[prop(optional, into)]
    detail: MaybeProp<String>,
    /// Asks for attention.
    #[prop(optional)]
    mood: Mood,
) -> impl IntoView {
    let value_class = if mood == Mood::Error { "text-error" } else { "" };
    let shown_trend = move || {
        trend.get().map(|trend| {
            let icon = match trend.percent.signum() {
                1 => glyph::TRENDING_UP,
                -1 => glyph::TRENDING_DOWN,
                _ => glyph::MINUS,
            };
            let words = crate::text!(stat_trend, percent = trend.said());
            let title = words.clone();
            view! {
                <span class=format!("tag toned {}", trend.mood().class()) title=title>
                    <Icon of=icon />
                    <span aria-hidden="true">{trend.said()}</span>
                    <span class="sr-only">{words}</span>
                </span>
            }
        })
    };
    view! {
        <div class="surface flex min-w-0 flex-col gap-1 p-4 sm:p-5">
            <span class="text-[0.8125rem] font-medium text-muted">{label}</span>
            <span class=format!("figures text-[1.625rem] leading-9 font-semibold tracking-tight wrap-anywhere {value_class}")>{value}</span>
            <span class="flex flex-wrap items-center gap-2 text-[0.8125rem] text-muted">{shown_trend} {move || detail.get()}</span>
        </div>
    }
}
