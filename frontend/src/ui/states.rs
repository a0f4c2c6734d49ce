//! What a page shows when it cannot show its content: nothing yet, nothing at all, an error, no
//! permission, no connection.

use contract::Problem;
use leptos::{ev::MouseEvent, prelude::*};

use super::{
    button::Button,
    icon::{Glyph, Icon, glyph},
};
use crate::{api, browser};

/// A line of the shape of text that will come.
#[component]
pub fn Bone(
    /// Size and place: `"h-4 w-32"`.
    #[prop(default = "h-4 w-full")]
    class: &'static str,
) -> impl IntoView {
    view! { <span class=format!("bone {class}")></span> }
}

/// A list that is on its way.
#[component]
pub fn TableSkeleton(
    /// How many rows.
    #[prop(default = 8)]
    rows: usize,
) -> impl IntoView {
    view! {
        <div class="surface" aria-busy="true" aria-label=crate::t!(loading) role="status">
            {(0..rows).map(|_| view! {
                <div class="flex items-center gap-6 border-b border-line px-4 py-4 last:border-0">
                    <Bone class="h-3.5 w-24" /><Bone class="h-3.5 grow" /><Bone class="hidden h-3.5 w-20 sm:block" /><Bone class="h-3.5 w-16" />
                </div>
            }).collect_view()}
        </div>
    }
}

/// A card or a form that is on its way.
#[component]
pub fn CardSkeleton(
    /// How many lines.
    #[prop(default = 4)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="surface flex flex-col gap-4 p-6" aria-busy="true" aria-label=crate::t!(loading) role="status">
            <Bone class="h-6 w-1/3" />
            {(0..lines).map(|_| view! { <Bone class="h-4 w-full" /> }).collect_view()}
        </div>
    }
}

/// Key figures that are on their way.
#[component]
pub fn StatSkeleton(
    /// How many figures.
    #[prop(default = 4)]
    count: usize,
) -> impl IntoView {
    view! {
        <div class="grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-4" aria-busy="true" aria-label=crate::t!(loading) role="status">
            {(0..count).map(|_| view! {
                <div class="surface flex flex-col gap-3 p-5"><Bone class="h-3.5 w-24" /><Bone class="h-7 w-40" /><Bone class="h-3.5 w-16" /></div>
            }).collect_view()}
        </div>
    }
}

/// The frame of the states below: an icon, a sentence, what one can do.
#[component]
fn Notice(
    icon: Glyph,
    title: Signal<String>,
    detail: Signal<String>,
    children: Children,
    #[prop(optional)] problem: bool,
) -> impl IntoView {
    view! {
        <div class="surface flex flex-col items-center gap-2 px-6 py-12 text-center" role=problem.then_some("alert")>
            <span class="mb-2 flex size-11 items-center justify-center rounded-full bg-pressed text-muted"><Icon of=icon class="size-5" /></span>
            <h2 class="text-base">{title}</h2>
            <p class="max-w-md text-sm text-muted text-pretty">{detail}</p>
            <div class="mt-3 flex flex-wrap justify-center gap-2">{children()}</div>
        </div>
    }
}

/// There is nothing yet: says what this is for, and offers the first step as children.
#[component]
pub fn EmptyState(
    /// "No invoices yet"
    #[prop(into)]
    title: Signal<String>,
    /// What this is for.
    #[prop(into)]
    detail: Signal<String>,
    /// Its icon.
    #[prop(default = glyph::INBOX)]
    icon: Glyph,
    /// The first step.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! { <Notice icon title detail>{children.map(|children| children())}</Notice> }
}

/// What could not be shown, chosen by what the server said: forbidden, not found, offline, or an
/// error with what happened, a retry and the id of the request.
#[component]
pub fn ErrorState(
    /// What the server said.
    problem: Problem,
    /// Tries again.
    #[prop(optional, into)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    let (icon, title) = match (problem.status, problem.code.as_str()) {
        (403, _) => (glyph::LOCK, crate::t!(forbidden_title)),
        (404, _) => (glyph::CIRCLE_HELP, crate::t!(missing_title)),
        (_, api::OFFLINE) => (glyph::WIFI_OFF, crate::t!(offline_title)),
        _ => (glyph::TRIANGLE_ALERT, Signal::stored(problem.title.clone())),
    };
    let detail = match problem.status {
        403 => crate::t!(forbidden_detail),
        404 => crate::t!(missing_detail),
        _ => Signal::stored(problem.detail.clone()),
    };
    let helps = !matches!(problem.status, 403 | 404);
    let again = retry.filter(|_| helps).map(|retry| {
        view! {
            <Button label=crate::t!(retry) icon=glyph::ROTATE_CW on_click=move |_: MouseEvent| retry.run(()) />
        }
    });
    view! {
        <Notice icon title detail problem=true>
            {again}
            {helps.then(|| view! { <RequestId id=problem.request_id.clone() /> })}
        </Notice>
    }
}

/// The id under which the server's log knows the request.
#[component]
fn RequestId(id: String) -> impl IntoView {
    (!id.is_empty()).then(|| {
        view! {
            <p class="w-full text-xs text-muted">{crate::t!(request_id)} " " <code class="figures select-all">{id}</code></p>
        }
    })
}

/// What the server said, in a few lines above a form or in a dialog.
#[component]
pub fn ProblemNote(
    /// The refusal, if there is one.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
) -> impl IntoView {
    move || {
        problem.get().map(|problem| {
            view! {
                <div class="toned tone-error my-3 flex gap-3 rounded-field px-4 py-3 text-sm" role="alert" tabindex="-1" data-problem="">
                    <Icon of=glyph::CIRCLE_ALERT class="mt-0.5" />
                    <div class="min-w-0">
                        <p class="font-medium">{problem.title}</p>
                        <p>{problem.detail}</p>
                        {(problem.status >= 500).then(|| view! { <RequestId id=problem.request_id /> })}
                    </div>
                </div>
            }
        })
    }
}

/// The caller may not see this page.
#[component]
pub fn Forbidden() -> impl IntoView {
    view! { <Notice icon=glyph::LOCK title=crate::t!(forbidden_title) detail=crate::t!(forbidden_detail)>""</Notice> }
}

/// Says that the connection is gone, for as long as it is.
#[component]
pub fn OfflineBanner() -> impl IntoView {
    let online = RwSignal::new(browser::online());
    browser::listen("online", move |_| online.set(true));
    browser::listen("offline", move |_| online.set(false));
    view! {
        <div role="status">
            {move || (!online.get()).then(|| view! {
                <p class="flex items-center justify-center gap-2 bg-neutral px-4 py-2 text-sm text-neutral-content">
                    <Icon of=glyph::WIFI_OFF />
                    {crate::t!(offline_banner)}
                </p>
            })}
        </div>
    }
}
