//! Short lists beside a client or a project: its latest projects, its latest invoices.

use contract::billing::{InvoiceFilter, InvoiceSummary, ListInvoices};
use contract::identity::Face;
use contract::pages;
use contract::projects::{ListProjects, Project, ProjectFilter};
use contract::{ClientId, Permission, ProjectId};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::load;
use crate::codes::State;
use crate::pages::parts::ready;
use crate::session::{Can, Links, use_company, use_links};
use crate::ui::*;
use crate::words::language;

/// How many rows a short list holds.
const FEW: u16 = 5;

/// A row: name and state, the figure below on a phone and between them elsewhere.
const ROW: &str = "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_auto_9rem] sm:px-6";

/// The latest projects of a client.
#[component]
pub fn ProjectsCard(
    /// Whose.
    client: ClientId,
    /// Nothing new is begun for an archived client.
    archived: bool,
) -> impl IntoView {
    let (company, links) = (use_company(), use_links(Face::Admin));
    let found = load(move || {
        let filter = ProjectFilter { client_id: Some(client), limit: Some(FEW), ..ProjectFilter::default() };
        ListProjects { company: company.get(), filter }
    });
    let new = move || {
        (!archived).then(|| {
            let href = links.signal_with(pages::Projects::New, "client", client);
            view! {
                <Can permission=Permission::ProjectCreate>
                    <ButtonLink label=crate::t!(action_new_project) href icon=glyph::PLUS small=true />
                </Can>
            }
        })
    };
    let all = links.signal_with(pages::Projects::List, "client", client);
    view! {
        <Card title=crate::t!(nav_projects) flush=true action=new>
            <Loaded from=found skeleton=|| view! { <ShortSkeleton /> } view=move |page| {
                let more = page.page.has_more;
                let rows = page.data.into_iter().map(|project| project_row(project, links)).collect::<Vec<_>>();
                short(rows, crate::t!(client_no_projects), more.then_some((crate::t!(client_all_projects), all)))
            } />
        </Card>
    }
}

fn project_row(project: Project, links: Links) -> AnyView {
    let (href, due) = (links.to(pages::Projects::One(project.id)), project.due_on);
    view! {
        <A href attr:class=ROW>
            <span class="font-medium wrap-anywhere">{project.name}</span>
            <span class="order-last text-sm text-muted sm:order-none">{move || due.map(short_day)}</span>
            <span class="flex justify-end"><StateBadge of=project.status /></span>
        </A>
    }
    .into_any()
}

/// The latest invoices of a client, or those of a project.
#[component]
pub fn InvoicesCard(
    /// Where its links lead.
    face: Face,
    /// Whose.
    #[prop(optional, into)]
    client: Option<ClientId>,
    /// For which work.
    #[prop(optional, into)]
    project: Option<ProjectId>,
    /// New ones can be written for the client.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let (company, links) = (use_company(), use_links(face));
    let found = load(move || {
        let filter = InvoiceFilter { client_id: client, project_id: project, limit: Some(FEW), ..InvoiceFilter::default() };
        ListInvoices { company: company.get(), filter }
    });
    let all = move |client| (crate::t!(client_all_invoices), links.signal_with(pages::Invoices::List, "client", client));
    let none = if client.is_some() { crate::t!(client_no_invoices) } else { crate::t!(project_no_invoices) };
    let new = move || client.filter(|_| open).map(|client| view! { <NewInvoice client links /> });
    // The portal does not speak of what is not there.
    let shown = Memo::new(move |_| face == Face::Admin || ready(found).is_some_and(|page| !page.data.is_empty()));
    move || {
        shown.get().then(|| {
            view! {
                <Card title=crate::t!(nav_invoices) flush=true action=new>
                    <Loaded from=found skeleton=|| view! { <ShortSkeleton /> } view=move |page| {
                        let more = client.filter(|_| page.page.has_more).map(all);
                        let rows = page.data.into_iter().map(|invoice| invoice_row(invoice, links)).collect::<Vec<_>>();
                        short(rows, none, more)
                    } />
                </Card>
            }
        })
    }
}

/// An invoice that begins with this client.
#[component]
fn NewInvoice(client: ClientId, links: Links) -> impl IntoView {
    let href = links.signal_with(pages::Invoices::New, "client", client);
    view! {
        <Can permission=Permission::InvoiceCreate>
            <ButtonLink label=crate::t!(action_new_invoice) href icon=glyph::PLUS small=true />
        </Can>
    }
}

fn invoice_row(invoice: InvoiceSummary, links: Links) -> AnyView {
    let href = links.to(pages::Invoices::One(invoice.id));
    let state = State::from(&invoice);
    let (number, total) = (invoice.number, invoice.total);
    view! {
        <A href attr:class=ROW>
            <span class="figures font-medium">{move || number.clone().unwrap_or_else(|| crate::text!(list_draft))}</span>
            <span class="figures order-last text-sm sm:order-none">{move || total.format(language())}</span>
            <span class="flex justify-end"><StateBadge of=state /></span>
        </A>
    }
    .into_any()
}

/// The rows, or a sentence, and the way to the whole list where there is more.
fn short(rows: Vec<AnyView>, none: Signal<String>, all: Option<(Signal<String>, Signal<String>)>) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="px-4 pb-5 text-sm text-muted sm:px-6">{none}</p> }.into_any();
    }
    let rows = rows.into_iter().map(|row| view! { <li>{row}</li> }).collect_view();
    let more = all.map(|(label, href)| {
        view! {
            <p class="border-t border-line px-4 py-3 text-sm sm:px-6"><A href=move || href.get() attr:class="link py-0.5">{label}</A></p>
        }
    });
    view! {
        <ul class="divide-y divide-line border-t border-line">{rows}</ul>
        {more}
    }
    .into_any()
}

#[component]
fn ShortSkeleton() -> impl IntoView {
    view! {
        <div class="flex flex-col gap-4 px-4 pb-5 sm:px-6" aria-busy="true" aria-label=crate::t!(loading) role="status">
            <Bone class="h-4 w-full" /><Bone class="h-4 w-full" /><Bone class="h-4 w-2/3" />
        </div>
    }
}
