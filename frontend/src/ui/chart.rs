//! Bars, drawn as SVG, with a table behind them for those who cannot see them.

use leptos::prelude::*;

/// One bar, perhaps of two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Below the bar, short: "Jan".
    pub label: String,
    /// The height, in any unit; negative counts as nothing.
    pub value: i64,
    /// The value as it is read: "1 250,00 €".
    pub words: String,
}

const WIDTH: i64 = 720;
const HEIGHT: i64 = 200;
const FOOT: i64 = 28;
const HEAD: i64 = 12;

/// Upright bars over time.
#[component]
pub fn BarChart(
    /// What is shown; the caption of the table.
    #[prop(into)]
    title: Signal<String>,
    /// The bars, in order.
    #[prop(into)]
    bars: Signal<Vec<Bar>>,
    /// The heading of the labels in the table: "Month".
    #[prop(into)]
    label_heading: Signal<String>,
    /// The heading of the values: "Revenue".
    #[prop(into)]
    value_heading: Signal<String>,
    /// The last bar is not complete yet, and looks so.
    #[prop(optional)]
    last_is_open: bool,
) -> impl IntoView {
    let drawing = move || bars.with(|bars| draw(bars, last_is_open));
    let rows =
        move || bars.get().into_iter().map(|bar| view! { <tr><th scope="row">{bar.label}</th><td>{bar.words}</td></tr> }).collect_view();
    view! {
        <figure class="m-0">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") class="h-auto w-full overflow-visible" aria-hidden="true">{drawing}</svg>
            <table class="sr-only">
                <caption>{title}</caption>
                <thead><tr><th scope="col">{label_heading}</th><th scope="col">{value_heading}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </figure>
    }
}

/// The bars and the lines behind them.
fn draw(bars: &[Bar], last_is_open: bool) -> impl IntoView + use<> {
    let most = bars.iter().map(|b| b.value).max().unwrap_or(0).max(1);
    let room = HEIGHT - FOOT - HEAD;
    let count = i64::try_from(bars.len()).unwrap_or(1).max(1);
    let slot = WIDTH / count;
    let width = (slot * 6 / 10).min(56);
    let lines = [0, 1, 2].map(|n| {
        let y = HEAD + room * n / 2;
        view! { <line x1="0" x2=WIDTH y1=y y2=y stroke="var(--color-line)" stroke-width="1" /> }
    });
    let drawn = bars
        .iter()
        .zip(0_i64..)
        .map(|(bar, index)| {
            let height = height_of(bar.value, most, room);
            let (x, y) = (slot * index + (slot - width) / 2, HEAD + room - height);
            let faint = last_is_open && index == count - 1;
            view! {
                <g>
                    <title>{format!("{}: {}", bar.label, bar.words)}</title>
                    <rect x=slot * index y=HEAD width=slot height=room fill="transparent" />
                    <rect x=x y=y width=width height=height rx="4" fill="var(--color-primary)" opacity=if faint { "0.45" } else { "1" } />
                    <text x=slot * index + slot / 2 y=HEIGHT - 8 text-anchor="middle" font-size="13" fill="var(--color-muted, currentColor)" class="fill-muted">
                        {bar.label.clone()}
                    </text>
                </g>
            }
        })
        .collect_view();
    view! { {lines} {drawn} }
}

/// A bar that is not nothing is never invisible.
fn height_of(value: i64, most: i64, room: i64) -> i64 {
    let exact = i128::from(value.max(0)) * i128::from(room) / i128::from(most);
    let height = i64::try_from(exact).unwrap_or(room);
    if value > 0 { height.max(2) } else { 0 }
}

/// Lying bars with their values: ageing of receivables, shares of a whole.
#[component]
pub fn ShareBars(
    /// What is shown.
    #[prop(into)]
    title: Signal<String>,
    /// The bars, in order.
    #[prop(into)]
    bars: Signal<Vec<Bar>>,
) -> impl IntoView {
    let rows = move || {
        let most = bars.with(|bars| bars.iter().map(|b| b.value).max().unwrap_or(0).max(1));
        bars.get()
            .into_iter()
            .map(|bar| {
                let width = height_of(bar.value, most, 100);
                view! {
                    <li class="flex flex-col gap-1">
                        <span class="flex justify-between gap-4 text-sm">
                            <span>{bar.label}</span>
                            <span class="figures font-medium">{bar.words}</span>
                        </span>
                        <span class="h-2 overflow-hidden rounded-full bg-pressed" aria-hidden="true">
                            <svg viewBox="0 0 100 8" preserveAspectRatio="none" class="block h-2 w-full">
                                <rect width=width height="8" fill="var(--color-primary)" />
                            </svg>
                        </span>
                    </li>
                }
            })
            .collect_view()
    };
    view! { <ul class="flex flex-col gap-4" aria-label=title>{rows}</ul> }
}

#[cfg(test)]
mod tests {
    use super::height_of;

    #[test]
    fn a_small_amount_is_still_seen() {
        assert_eq!(height_of(1, 1_000_000, 160), 2);
        assert_eq!(height_of(0, 10, 160), 0);
        assert_eq!(height_of(-5, 10, 160), 0);
        assert_eq!(height_of(i64::MAX, i64::MAX, 160), 160);
    }
}
