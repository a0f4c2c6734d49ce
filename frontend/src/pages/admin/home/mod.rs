//! The home of the back office: the company's money, what keeps it from invoicing, what happened
//! lately. A new company sees its first steps instead.

mod figures;
mod start;

use contract::events::Event;
use contract::identity::Face;
use contract::overview::{Dashboard, ReadDashboard};
use contract::pages::{self, CompanyPage};
use contract::permissions::Permission;
use leptos::prelude::*;
use leptos_router::components::A;
use wasm_split_helpers::wasm_split;

use self::{figures::Figures, start::FirstSteps};
use super::audit::{ActorMark, Sentence, part};
use crate::api::load;
use crate::router::{Arrived, later};
use crate::session::{Can, Links, use_company, use_links};
use crate::ui::*;

/// The page, a chunk.
#[wasm_split(home, fallible)]
pub fn open() -> Arrived {
    Ok(view! { <Home /> }.into_any())
}

/// What happens in the company, at a glance.
#[component]
fn Home() -> impl IntoView {
    let (company, links) = (use_company(), use_links(Face::Admin));
    let dashboard = load(move || ReadDashboard { company: company.get() });
    view! {
        <PageHeader title=crate::t!(nav_home)>
            <Can permission=Permission::InvoiceCreate>
                <ButtonLink label=crate::t!(action_new_invoice) href=links.signal(pages::Invoices::New) tone=Tone::Primary icon=glyph::PLUS />
            </Can>
        </PageHeader>
        <Loaded from=dashboard skeleton=|| view! { <Waiting /> } view=move |dashboard| view! { <Overview dashboard links /> }.into_any() />
    }
}

#[component]
fn Waiting() -> impl IntoView {
    view! {
        <div class="flex flex-col gap-6">
            <StatSkeleton />
            <div class="grid grid-cols-1 gap-4 lg:grid-cols-[2fr_1fr]"><CardSkeleton lines=6 /><CardSkeleton lines=6 /></div>
        </div>
    }
}

/// Nothing was invoiced and nobody is there to invoice.
fn is_new(dashboard: &Dashboard) -> bool {
    let quiet = |figures: &contract::overview::CurrencyFigures| {
        figures.outstanding.amount == 0 && figures.months.iter().all(|month| month.invoiced.amount == 0 && month.received.amount == 0)
    };
    dashboard.draft_invoices == 0 && dashboard.active_projects == 0 && dashboard.currencies.iter().all(quiet)
}

#[component]
fn Overview(dashboard: Dashboard, links: Links) -> impl IntoView {
    let new = is_new(&dashboard);
    let Dashboard { currencies, clients, active_projects, draft_invoices, recent, missing_for_invoicing } = dashboard;
    let several = currencies.len() > 1;
    let top = if new {
        view! { <FirstSteps identified=missing_for_invoicing.is_empty() has_clients={clients > 0} links /> }.into_any()
    } else {
        let missing = (!missing_for_invoicing.is_empty()).then(|| view! { <Missing fields=missing_for_invoicing links /> });
        let figures = currencies.into_iter().map(|figures| view! { <Figures figures named=several /> }).collect_view();
        view! { {missing} {figures} }.into_any()
    };
    view! {
        <div class="flex flex-col gap-6">
            {top}
            <div class="grid grid-cols-1 items-start gap-4 lg:grid-cols-[2fr_1fr]">
                <Recent events=recent links />
                <Card title=crate::t!(home_work) flush=true>
                    <ul class="pb-2">
                        <Counter label=crate::t!(home_drafts) count=draft_invoices href=links.signal_with(pages::Invoices::List, "status", "draft") icon=glyph::FILE_TEXT />
                        <Counter label=crate::t!(home_active_projects) count=active_projects href=links.signal_with(pages::Projects::List, "status", "active") icon=glyph::FOLDER_KANBAN />
                        <Counter label=crate::t!(nav_clients) count=clients href=links.signal(pages::Clients::List) icon=glyph::USERS />
                    </ul>
                </Card>
            </div>
        </div>
    }
}

/// What the law wants and the company has not said.
#[component]
fn Missing(fields: Vec<String>, links: Links) -> impl IntoView {
    let fields = move || fields.iter().map(|field| part(field)).collect::<Vec<_>>().join(", ");
    view! {
        <section class="toned tone-warning flex flex-wrap items-center gap-x-4 gap-y-3 rounded-box px-4 py-3 sm:px-5">
            <Icon of=glyph::TRIANGLE_ALERT class="size-5" />
            <div class="min-w-0 grow basis-64">
                <h2 class="text-[0.9375rem]">{crate::t!(home_missing)}</h2>
                <p class="text-sm">{move || crate::text!(home_missing_detail, fields = fields())}</p>
            </div>
            <Can permission=Permission::CompanyEdit>
                <ButtonLink label=crate::t!(home_missing_action) href=links.signal(pages::Settings::Identity) small=true />
            </Can>
        </section>
    }
}

#[component]
fn Recent(events: Vec<Event>, links: Links) -> impl IntoView {
    let all = move || {
        view! {
            <Can permission=Permission::AuditView>
                <A href=move || links.to(CompanyPage::Audit) attr:class="link text-sm whitespace-nowrap">{crate::t!(home_recent_all)}</A>
            </Can>
        }
    };
    let list = if events.is_empty() {
        view! { <p class="px-4 pb-5 text-sm text-muted sm:px-6">{crate::t!(home_recent_none)}</p> }.into_any()
    } else {
        later(latest(events, links))
    };
    view! { <Card title=crate::t!(home_recent) action=all flush=true>{list}</Card> }
}

/// Sentences about all that can happen: a chunk, so that the figures are there first.
#[wasm_split(latest, fallible)]
fn latest(events: Vec<Event>, links: Links) -> Arrived {
    let rows = events.into_iter().map(|event| view! { <RecentEvent event links /> }).collect_view();
    Ok(view! { <ul class="pb-2">{rows}</ul> }.into_any())
}

#[component]
fn RecentEvent(event: Event, links: Links) -> impl IntoView {
    let at = event.at;
    view! {
        <li class="flex items-start gap-3 px-4 py-2 sm:px-6">
            <ActorMark event=event.clone() />
            <p class="min-w-0 grow pt-0.5 text-sm wrap-anywhere"><Sentence event links /></p>
            <time class="pt-0.5 text-[0.8125rem] whitespace-nowrap text-muted" datetime=at.to_rfc3339() title=move || moment(at)>{move || ago(at)}</time>
        </li>
    }
}

#[component]
fn Counter(label: Signal<String>, count: i64, href: Signal<String>, icon: Glyph) -> impl IntoView {
    view! {
        <li>
            <A href=move || href.get() attr:class="flex min-h-11 items-center gap-3 px-4 hover:bg-hover sm:px-6">
                <Icon of=icon class="text-muted" />
                <span class="grow text-sm">{label}</span>
                <span class="figures font-semibold">{count}</span>
                <Icon of=glyph::CHEVRON_RIGHT class="size-4 text-muted" />
            </A>
        </li>
    }
}
