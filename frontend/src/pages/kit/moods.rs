//! States: of things, of figures, of pages.

use contract::{
    Problem,
    access::InvitationStatus,
    billing::InvoiceStatus,
    money::{Currency, Money},
    projects::ProjectStatus,
};
use leptos::prelude::*;

use crate::{codes::State, ui::*, words::language};

/// Each state of each noun.
#[component]
pub fn Badges() -> impl IntoView {
    let states: Vec<State> = [
        InvoiceStatus::ALL.iter().map(|status| State::from(*status)).collect::<Vec<_>>(),
        ProjectStatus::ALL.iter().map(|status| State::from(*status)).collect(),
        InvitationStatus::ALL.iter().map(|status| State::from(*status)).collect(),
        vec![State::OVERDUE, State::ARCHIVED],
    ]
    .concat();
    view! {
        <div class="surface flex flex-wrap gap-3 p-6">
            {states.into_iter().map(|of| view! { <StateBadge of /> }).collect_view()}
            <Badge label="Primary" mood=Mood::Primary />
            <Badge label="Info" mood=Mood::Info />
            <Avatar name="Awa Koné" />
        </div>
    }
}

/// Key figures and charts.
#[component]
pub fn Figures() -> impl IntoView {
    let euros = |amount| Signal::derive(move || Money::new(amount, Currency::EUR).format(language()));
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let bars = months
        .into_iter()
        .zip([12_i64, 18, 9, 22, 27, 31, 14, 3, 28, 33, 37, 16])
        .map(|(label, value)| Bar { label: label.to_owned(), value, words: format!("{value} 000 €") })
        .collect::<Vec<_>>();
    let ages: Vec<Bar> = bars.iter().take(4).cloned().collect();
    view! {
        <div class="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-4">
            <Stat label="Revenue" value=euros(3_742_000) trend=Trend { percent: 12, up_is_good: true } />
            <Stat label="Outstanding" value=euros(1_210_050) detail="8 invoices" />
            <Stat label="Overdue" value=euros(184_000) mood=Mood::Error trend=Trend { percent: 4, up_is_good: false } />
            <Stat label="Paid" value=euros(0) trend=Trend { percent: 0, up_is_good: true } />
        </div>
        <div class="grid grid-cols-1 gap-4 lg:grid-cols-[2fr_1fr]">
            <Card title="Revenue by month"><BarChart title="Revenue by month" bars=bars label_heading="Month" value_heading="Revenue" last_is_open=true /></Card>
            <Card title="What is owed, by age"><ShareBars title="What is owed, by age" bars=ages /></Card>
        </div>
        <div class="surface max-w-sm p-6"><Progress percent=64_u8 label="Progress" /></div>
    }
}

/// Skeletons.
#[component]
pub fn Waiting() -> impl IntoView {
    view! {
        <StatSkeleton />
        <TableSkeleton rows=3 />
        <CardSkeleton />
    }
}

/// Empty, forbidden, missing, broken, offline.
#[component]
pub fn Nothing() -> impl IntoView {
    let problem = |status, code: &str| Problem {
        kind: "about:blank".into(),
        title: "The server could not answer".into(),
        status,
        detail: "It was told to the people who run it. Try again in a moment.".into(),
        instance: "/api/v1/nowhere".into(),
        code: code.into(),
        errors: Vec::new(),
        request_id: "01968f5e-7a00-7000-8000-0000000000ff".into(),
        current: None,
    };
    let retry = Callback::new(|()| {});
    view! {
        <div class="grid grid-cols-1 gap-4 lg:grid-cols-2">
            <EmptyState title="No invoices yet" detail="Write one, issue it, and your client can pay it from their portal." icon=glyph::FILE_TEXT>
                <Button label=crate::t!(action_new_invoice) tone=Tone::Primary icon=glyph::PLUS on_click=|_| {} />
            </EmptyState>
            <ErrorState problem=problem(500, "internal") retry />
            <ErrorState problem=problem(404, "not_found") />
            <ErrorState problem=problem(0, "offline") retry />
            <Forbidden />
            <div class="surface p-6"><ProblemNote problem=Some(problem(409, "refused")) /></div>
        </div>
    }
}
