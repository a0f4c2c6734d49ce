//! The audit log: who did what, when, to what; filtered and paged by the server.

mod details;
mod words;

use contract::access::ListMembers;
use contract::audit::{EventFilter, ListEvents};
use contract::events::{ActorKind, Event};
use contract::identity::Face;
use contract::{Page, PageQuery};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

pub use details::differences;
pub use words::{Sentence, actor, part};

use crate::api::load;
use crate::router::Arrived;
use crate::session::{Links, use_company, use_links};
use crate::ui::*;
use crate::words::Message;
use details::Details;

/// The nouns by which the log is filtered, and their words.
static ABOUT: [(&str, &Message); 13] = {
    use crate::words::keys::*;
    [
        ("invoice", &about_invoice),
        ("credit_note", &about_credit_note),
        ("payment", &about_payment),
        ("refund", &about_refund),
        ("client", &about_client),
        ("client_member", &about_client_member),
        ("clients", &about_clients),
        ("project", &about_project),
        ("member", &about_member),
        ("role", &about_role),
        ("invitation", &about_invitation),
        ("company", &about_company),
        ("tax_rate", &about_tax_rate),
    ]
};

/// The page, a chunk.
#[wasm_split(audit, fallible)]
pub fn open() -> Arrived {
    Ok(view! { <Audit /> }.into_any())
}

/// What happened, latest first.
#[component]
fn Audit() -> impl IntoView {
    let (company, filters, links) = (use_company(), use_filters(), use_links(Face::Admin));
    let asked = move || ListEvents {
        company: company.get(),
        filter: EventFilter {
            kind: filters.get("kind"),
            actor_id: filters.get("actor").and_then(|id| id.parse().ok()),
            subject_id: filters.get("subject").and_then(|id| id.parse().ok()),
            cursor: filters.get("cursor"),
            limit: Some(100),
        },
    };
    let found = load(asked);
    view! {
        <PageHeader title=crate::t!(nav_audit) subtitle=crate::t!(audit_subtitle) />
        <AuditFilters filters />
        <Loaded from=found skeleton=|| view! { <TableSkeleton /> } view=move |page| days(page, filters, links) />
    }
}

#[component]
fn AuditFilters(filters: Filters) -> impl IntoView {
    let company = use_company();
    let members = load(move || ListMembers { company: company.get(), page: PageQuery { cursor: None, limit: Some(200) } });
    let people = move || match members.get() {
        Some(Ok(page)) => page.data.into_iter().map(|member| (member.user_id.to_string(), member.name)).collect(),
        _ => Vec::new(),
    };
    let about = || ABOUT.iter().map(|(noun, words)| ((*noun).to_owned(), words.say())).collect::<Vec<Choice>>();
    view! {
        <div class="mb-4 flex flex-wrap items-end gap-2" role="search" aria-label=crate::t!(nav_audit)>
            <FilterSelect filters name="kind" label=crate::t!(audit_kind) choices=Signal::derive(about) />
            <FilterSelect filters name="actor" label=crate::t!(audit_actor) choices=Signal::derive(people) />
            {move || filters.any().then(|| view! {
                <Button label=crate::t!(filters_clear) icon=glyph::X tone=Tone::Quiet small=true on_click=move |_| filters.clear() />
            })}
        </div>
    }
}

/// The events, day by day.
fn days(page: Page<Event>, filters: Filters, links: Links) -> AnyView {
    if page.data.is_empty() {
        return if filters.any() {
            view! { <EmptyState title=crate::t!(nothing_found) detail=crate::t!(audit_none_found) icon=glyph::SEARCH /> }.into_any()
        } else {
            view! { <EmptyState title=crate::t!(audit_none) detail=crate::t!(audit_none_detail) icon=glyph::HISTORY /> }.into_any()
        };
    }
    let mut days: Vec<(String, Vec<Event>)> = Vec::new();
    for event in page.data {
        let day = day_of(event.at);
        match days.last_mut() {
            Some((same, events)) if *same == day => events.push(event),
            _ => days.push((day, vec![event])),
        }
    }
    let days = days.into_iter().map(|(day, events)| view! { <Day day events links /> }).collect_view();
    view! {
        <div class="flex flex-col gap-5">{days}</div>
        <Pager page=page.page filters />
    }
    .into_any()
}

#[component]
fn Day(day: String, events: Vec<Event>, links: Links) -> impl IntoView {
    view! {
        <section>
            <h2 class="mb-2 text-[0.8125rem] font-medium text-muted">{day}</h2>
            <ol class="surface">{events.into_iter().map(|event| view! { <Happened event links /> }).collect_view()}</ol>
        </section>
    }
}

/// One event: who and what in a line, the details below when it is opened.
#[component]
fn Happened(event: Event, links: Links) -> impl IntoView {
    let open = RwSignal::new(false);
    let at = event.at;
    let id = format!("event-{}", event.id);
    let (controls, shown) = (id.clone(), StoredValue::new(event.clone()));
    view! {
        <li class="border-b border-line px-4 py-2.5 last:border-0">
            <div class="flex items-start gap-3">
                <ActorMark event=event.clone() />
                <p class="min-w-0 grow pt-0.5 text-sm wrap-anywhere"><Sentence event links /></p>
                <time class="figures pt-0.5 text-[0.8125rem] whitespace-nowrap text-muted" datetime=at.to_rfc3339()>{move || clock(at)}</time>
                <button type="button" class="btn btn-ghost btn-square btn-xs size-7" aria-label=crate::t!(audit_details) title=crate::t!(audit_details)
                    aria-expanded=move || open.get().to_string() aria-controls=controls on:click=move |_| open.update(|open| *open = !*open)>
                    {move || view! { <Icon of=if open.get() { glyph::CHEVRON_UP } else { glyph::CHEVRON_DOWN } /> }}
                </button>
            </div>
            <div id=id>{move || open.get().then(|| view! { <Details event=shown.get_value() /> })}</div>
        </li>
    }
}

/// A person by their initials, the program and the gateway by an icon.
#[component]
pub fn ActorMark(
    /// Whose deed it was.
    event: Event,
) -> impl IntoView {
    let icon = match event.actor_kind {
        ActorKind::User | ActorKind::Delegate => return view! { <Avatar name=actor(&event) /> }.into_any(),
        ActorKind::System | ActorKind::ApiKey => glyph::SETTINGS,
        ActorKind::Operator => glyph::SHIELD,
        ActorKind::Gateway => glyph::CREDIT_CARD,
    };
    view! {
        <span class="flex size-7 flex-none items-center justify-center rounded-full bg-pressed text-muted" aria-hidden="true"><Icon of=icon class="size-4" /></span>
    }
    .into_any()
}
