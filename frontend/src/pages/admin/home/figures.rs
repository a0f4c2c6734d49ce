//! The figures of one currency: four to look at, the months, the age of what is owed.

use chrono::NaiveDate;
use contract::money::Money;
use contract::overview::{AgeFigures, CurrencyFigures, MonthFigures};
use leptos::prelude::*;

use crate::ui::*;
use crate::words::language;

/// All figures of a currency.
#[component]
pub fn Figures(
    /// The figures.
    figures: CurrencyFigures,
    /// There are several currencies: each says its name.
    named: bool,
) -> impl IntoView {
    let currency = figures.outstanding.currency;
    let CurrencyFigures { months, ageing, outstanding, .. } = figures.clone();
    view! {
        <section class="flex flex-col gap-4" aria-label=currency.code()>
            {named.then(|| view! { <h2 class="text-[0.9375rem] text-muted">{currency.code()}</h2> })}
            <Tiles figures />
            <div class="grid grid-cols-1 gap-4 xl:grid-cols-[2fr_1fr]">
                <Card title=crate::t!(home_revenue) detail=crate::t!(home_revenue_detail)>
                    <BarChart title=crate::t!(home_revenue) bars=Signal::derive(move || bars(&months))
                        label_heading=crate::t!(home_month) value_heading=crate::t!(home_amount) last_is_open=true />
                </Card>
                <Card title=crate::t!(home_ageing)>
                    {if outstanding.amount == 0 {
                        view! { <p class="text-sm text-muted">{crate::t!(home_ageing_none)}</p> }.into_any()
                    } else {
                        view! { <ShareBars title=crate::t!(home_ageing) bars=Signal::derive(move || ages(&ageing)) /> }.into_any()
                    }}
                </Card>
            </div>
        </section>
    }
}

#[component]
fn Tiles(figures: CurrencyFigures) -> impl IntoView {
    let CurrencyFigures { invoiced_this_month: invoiced, received_this_month: received, outstanding, overdue, overdue_count, .. } = figures;
    let money = |amount: Money| Signal::derive(move || amount.format(language()));
    let late = if overdue_count > 0 { Mood::Error } else { Mood::Neutral };
    view! {
        <div class="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-4">
            <Stat label=crate::t!(home_invoiced) value=money(invoiced) detail=crate::t!(home_without_tax)
                trend=Trend::between(figures.invoiced_last_month.amount, invoiced.amount, true) />
            <Stat label=crate::t!(home_received) value=money(received) detail=crate::t!(home_less_refunds)
                trend=Trend::between(figures.received_last_month.amount, received.amount, true) />
            <Stat label=crate::t!(home_outstanding) value=money(outstanding) detail=crate::t!(home_outstanding_detail) />
            <Stat label=crate::t!(home_overdue) value=money(overdue) detail=crate::t!(home_overdue_count, count = overdue_count) mood=late />
        </div>
    }
}

fn bars(months: &[MonthFigures]) -> Vec<Bar> {
    let label = |name: &str| format!("{name}-01").parse::<NaiveDate>().map_or_else(|_| name.to_owned(), month);
    let bar = |figures: &MonthFigures| Bar {
        label: label(&figures.month),
        value: figures.invoiced.amount,
        words: figures.invoiced.format(language()),
    };
    months.iter().map(bar).collect()
}

fn ages(ageing: &[AgeFigures]) -> Vec<Bar> {
    use contract::overview::Age;
    let label = |age: Age| match age {
        Age::NotDue => crate::text!(age_not_due),
        Age::Days30 => crate::text!(age_days_1_30),
        Age::Days60 => crate::text!(age_days_31_60),
        Age::Days90 => crate::text!(age_days_61_90),
        Age::Older => crate::text!(age_older),
    };
    ageing.iter().map(|of| Bar { label: label(of.age), value: of.amount.amount, words: of.amount.format(language()) }).collect()
}
