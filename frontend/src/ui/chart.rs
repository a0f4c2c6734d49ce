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

/// The drawing is stretched to the width of the page; its height stays.
const WIDTH: i64 = 720;
const HEIGHT: i64 = 160;

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
    let most = move || bars.with(|bars| bars.iter().max_by_key(|bar| bar.value).filter(|bar| bar.value > 0).map(|bar| bar.words.clone()));
    let labels = move || bars.with(|bars| axis(bars));
    let rows =
        move || bars.get().into_iter().map(|bar| view! { <tr><th scope="row">{bar.label}</th><td>{bar.words}</td></tr> }).collect_view();
    view! {
        <figure class="m-0">
            <p class="figures pb-1 text-end text-xs text-muted" aria-hidden="true">{most}</p>
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" class="h-40 w-full" aria-hidden="true">{drawing}</svg>
            <p class="flex pt-2 text-xs text-muted" aria-hidden="true">{labels}</p>
            <table class="sr-only">
                <caption>{title}</caption>
                <thead><tr><th scope="col">{label_heading}</th><th scope="col">{value_heading}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </figure>
    }
}

/// The names below the bars. A phone has room for every second one, the last included.
fn axis(bars: &[Bar]) -> impl IntoView + use<> {
    let count = bars.len();
    let name = |(index, bar): (usize, &Bar)| {
        let spare = (count - index).is_multiple_of(2);
        let class = if spare && count > 6 { "max-sm:invisible" } else { "" };
        view! { <span class="flex w-0 grow justify-center whitespace-nowrap"><span class=class>{bar.label.clone()}</span></span> }
    };
    bars.iter().enumerate().map(name).collect_view()
}

/// The bars and the lines behind them; the highest bar reaches the top line.
fn draw(bars: &[Bar], last_is_open: bool) -> impl IntoView + use<> {
    let most = bars.iter().map(|b| b.value).max().unwrap_or(0).max(1);
    let count = i64::try_from(bars.len()).unwrap_or(1).max(1);
    let slot = WIDTH / count;
    let width = (slot * 6 / 10).min(56);
    let lines = [0, 1, 2].map(|n| {
        let y = HEIGHT * n / 2;
        view! { <line x1="0" x2=WIDTH y1=y y2=y stroke="var(--color-line)" vector-effect="non-scaling-stroke" /> }
    });
    let drawn = bars
        .iter()
        .zip(0_i64..)
        .map(|(bar, index)| {
            let height = height_of(bar.value, most, HEIGHT);
            let (x, y) = (slot * index + (slot - width) / 2, HEIGHT - height);
            let faint = last_is_open && index == count - 1;
            view! {
                <g>
                    <title>{format!("{}: {}", bar.label, bar.words)}</title>
                    <rect x=slot * index y="0" width=slot height=HEIGHT fill="transparent" />
                    <rect x=x y=y width=width height=height rx="4" fill="var(--color-primary)" opacity=if faint { "0.45" } else { "1" } />
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
