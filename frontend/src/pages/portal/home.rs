//! The home of the portal: the one thing to do next, then the other invoices, the projects, and
//! whom one works with. On every first visit, so it is made of little.

use contract::billing::InvoiceSummary;
use contract::identity::Face;
use contract::money::Money;
use contract::overview::{PortalHome, ReadPortalHome};
use contract::pages;
use contract::projects::Project;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::load;
use crate::codes::State;
use crate::session::{Links, me, use_company, use_links, use_place};
use crate::ui::*;
use crate::words::language;

/// The one thing to do next, then the rest.
#[component]
pub fn Home() -> impl IntoView {
    let (company, links, place) = (use_company(), use_links(Face::Portal), use_place(Face::Portal));
    let home = load(move || ReadPortalHome { company: company.get() });
    let first_name = || me().and_then(|me| me.user.name.split_whitespace().next().map(str::to_owned)).unwrap_or_default();
    let company_name = move || place.get().map(|place| place.company.name).unwrap_or_default();
    view! {
        <PageHeader title=Signal::derive(move || crate::text!(hello, name = first_name()))
            subtitle=Signal::derive(move || crate::text!(portal_subtitle, company = company_name())) />
        <Loaded from=home view=move |home| view! { <Content home links /> }.into_any() />
    }
}

#[component]
fn Content(home: PortalHome, links: Links) -> impl IntoView {
    let PortalHome { company, email, phone, client_names, due, to_pay, projects } = home;
    let others = to_pay.get(1..).unwrap_or_default().to_vec();
    let clients = client_names.join(", ");
    view! {
        <div class="flex flex-col gap-6">
            {match to_pay.into_iter().next() {
                Some(invoice) => view! { <PayNext invoice links /> }.into_any(),
                None => view! { <Settled /> }.into_any(),
            }}
            {(!others.is_empty()).then(|| view! { <OtherInvoices invoices=others due links /> })}
            <Projects projects links />
            <Card title=crate::t!(portal_company)>
                <div class="flex items-center gap-4">
                    <CompanyMark company=company.clone() large=true />
                    <div class="min-w-0">
                        <p class="font-semibold">{company.name}</p>
                        {email.map(|email| view! { <p><a class="link wrap-anywhere" href=format!("mailto:{email}")>{email.clone()}</a></p> })}
                        {phone.map(|phone| view! { <p><a class="link" href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a></p> })}
                        {(!clients.is_empty()).then(|| view! { <p class="text-sm text-muted">{crate::t!(portal_speaks_for, clients = clients)}</p> })}
                    </div>
                </div>
            </Card>
        </div>
    }
}

/// "Pay 250 000 F CFA by 30 November", and the button that leads there.
#[component]
fn PayNext(invoice: InvoiceSummary, links: Links) -> impl IntoView {
    let InvoiceSummary { id, number, due, due_on, overdue, .. } = invoice;
    let amount = move || due.format(language());
    let title = move || match due_on {
        Some(date) if overdue => crate::text!(portal_pay_late, amount = amount(), date = day(date)),
        Some(date) => crate::text!(portal_pay_before, amount = amount(), date = day(date)),
        None => crate::text!(portal_pay, amount = amount()),
    };
    view! {
        <section class="surface flex flex-col gap-4 p-5 sm:p-8">
            <div>
                <p class="flex flex-wrap items-center gap-2 text-sm text-muted">
                    {number.map(|number| crate::t!(portal_invoice, number = number))}
                    {overdue.then(|| view! { <StateBadge of=State::OVERDUE /> })}
                </p>
                <h2 class="mt-1 text-xl leading-8 text-balance">{title}</h2>
            </div>
            <div class="flex flex-wrap gap-2">
                <ButtonLink label=crate::t!(portal_see_invoice) href=links.signal(pages::Invoices::One(id)) tone=Tone::Primary
                    icon=glyph::ARROW_RIGHT />
            </div>
        </section>
    }
}

#[component]
fn Settled() -> impl IntoView {
    view! {
        <section class="surface flex items-start gap-4 p-5 sm:p-8">
            <span class="toned tone-success flex size-10 flex-none items-center justify-center rounded-full"><Icon of=glyph::CHECK /></span>
            <div>
                <h2 class="text-lg">{crate::t!(portal_clear)}</h2>
                <p class="text-muted">{crate::t!(portal_clear_detail)}</p>
            </div>
        </section>
    }
}

#[component]
fn OtherInvoices(invoices: Vec<InvoiceSummary>, due: Vec<Money>, links: Links) -> impl IntoView {
    let sum = move || due.iter().map(|money| money.format(language())).collect::<Vec<_>>().join(" + ");
    let rows = invoices.into_iter().map(|invoice| view! { <InvoiceLine invoice links /> }).collect_view();
    view! {
        <Card title=crate::t!(portal_to_pay) detail=Signal::derive(move || crate::text!(portal_due, amount = sum())) flush=true><ul class="pb-2">{rows}</ul></Card>
    }
}

#[component]
fn InvoiceLine(invoice: InvoiceSummary, links: Links) -> impl IntoView {
    let InvoiceSummary { id, number, due, due_on, overdue, .. } = invoice;
    let when = move || {
        due_on.map(
            |date| if overdue { crate::text!(portal_late_since, date = day(date)) } else { crate::text!(portal_due_on, date = day(date)) },
        )
    };
    view! {
        <li>
            <A href=move || links.to(pages::Invoices::One(id)) attr:class="flex min-h-14 items-center gap-4 px-4 py-2 hover:bg-hover sm:px-6">
                <span class="min-w-0 grow">
                    <span class="block font-medium">{number}</span>
                    <span class=if overdue { "block text-sm text-error" } else { "block text-sm text-muted" }>{when}</span>
                </span>
                <span class="figures font-medium whitespace-nowrap">{move || due.format(language())}</span>
                <Icon of=glyph::CHEVRON_RIGHT class="size-4 text-muted" />
            </A>
        </li>
    }
}

#[component]
fn Projects(projects: Vec<Project>, links: Links) -> impl IntoView {
    let list = if projects.is_empty() {
        view! { <p class="px-4 pb-5 text-sm text-muted sm:px-6">{crate::t!(portal_projects_none)}</p> }.into_any()
    } else {
        let rows = projects.into_iter().map(|project| view! { <ProjectLine project links /> }).collect_view();
        view! { <ul class="pb-2">{rows}</ul> }.into_any()
    };
    view! { <Card title=crate::t!(portal_projects) flush=true>{list}</Card> }
}

#[component]
fn ProjectLine(project: Project, links: Links) -> impl IntoView {
    let Project { id, name, progress, due_on, .. } = project;
    let percent = u8::try_from(progress).unwrap_or(0);
    view! {
        <li>
            <A href=move || links.to(pages::Projects::One(id)) attr:class="flex flex-col gap-2 px-4 py-3 hover:bg-hover sm:px-6">
                <span class="flex flex-wrap items-baseline justify-between gap-x-4">
                    <span class="font-medium">{name.clone()}</span>
                    <span class="text-sm text-muted">{move || due_on.map(|date| crate::text!(portal_due_on, date = day(date)))}</span>
                </span>
                <Progress percent label=name />
            </A>
        </li>
    }
}
