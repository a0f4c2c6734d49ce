//! Everything about one client: who they are, who speaks for them, the work and the invoices.

use contract::clients::{ArchiveClient, Client, ReadClient, RestoreClient};
use contract::identity::Face;
use contract::pages;
use contract::places::Address;
use contract::{ClientId, Permission};
use leptos::prelude::*;

use super::contacts::Contacts;
use super::work::{InvoicesCard, ProjectsCard};
use crate::api::load;
use crate::codes::State;
use crate::pages::parts::{self, Archiving, Doing, ready};
use crate::session::{Can, use_company, use_links};
use crate::ui::*;
use crate::words;

/// The page of a client.
#[component]
pub fn ClientPage(
    /// Which one.
    id: ClientId,
) -> impl IntoView {
    let (company, links) = (use_company(), use_links(Face::Admin));
    let client = load(move || ReadClient { company: company.get(), id });
    let again = Callback::new(move |()| client.refetch());
    let title = Signal::derive(move || ready(client).map_or_else(|| crate::text!(client_title), |client| client.name));
    let archived = move || ready(client).and_then(|client| client.archived_at).map(|_| view! { <StateBadge of=State::ARCHIVED /> });
    let badge = move || view! { {archived} };
    view! {
        <PageHeader title badge crumbs=vec![(crate::t!(nav_clients), links.signal(pages::Clients::List))]>
            {move || ready(client).map(|client| view! { <Actions client on_change=again /> })}
        </PageHeader>
        <Loaded from=client skeleton=|| view! { <DetailSkeleton /> } view=|client| view! { <Detail client /> }.into_any() />
    }
}

#[component]
fn DetailSkeleton() -> impl IntoView {
    view! {
        <div class="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="flex flex-col gap-6"><CardSkeleton lines=5 /><CardSkeleton lines=3 /></div>
            <CardSkeleton lines=4 />
        </div>
    }
}

#[component]
fn Detail(client: Client) -> impl IntoView {
    let (id, archived) = (client.id, client.archived_at.is_some());
    view! {
        <div class="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="flex min-w-0 flex-col gap-6">
                <Identity client=client.clone() />
                <Can permission=Permission::ProjectView><ProjectsCard client=id archived /></Can>
                <Can permission=Permission::InvoiceView><InvoicesCard face=Face::Admin client=id open=!archived /></Can>
            </div>
            <Contacts client />
        </div>
    }
}

/// Edit, archive, restore.
#[component]
fn Actions(client: Client, on_change: Callback<()>) -> impl IntoView {
    let (company, links, doing) = (use_company(), use_links(Face::Admin), Doing::default());
    let (id, archived, name) = (client.id, client.archived_at.is_some(), client.name);
    let done = move |client: Client| {
        parts::archived(client.name, client.archived_at.is_some());
        on_change.run(());
    };
    let confirm = Callback::new(move |()| {
        let company = company.get_untracked();
        if archived { doing.run(RestoreClient { company, id }, done) } else { doing.run(ArchiveClient { company, id }, done) }
    });
    let detail = if archived { crate::t!(client_restore_detail) } else { crate::t!(client_archive_detail) };
    view! {
        <Can permission=Permission::ClientDelete><Archiving name=name.clone() archived detail doing on_confirm=confirm /></Can>
        <Can permission=Permission::ClientEdit>
            <ButtonLink label=crate::t!(edit) icon=glyph::PENCIL href=links.signal(pages::Clients::Edit(id)) />
        </Can>
    }
}

/// What is known of the client; what is not known is left out.
#[component]
fn Identity(client: Client) -> impl IntoView {
    let (currency, locale) = (client.currency, client.locale);
    let note = client.note.map(|note| view! { <Note note /> });
    view! {
        <Card title=crate::t!(client_identity)>
            <Facts>
                {client.legal_name.map(|name| view! { <Fact label=crate::t!(client_legal_name)>{name}</Fact> })}
                {client.email.map(|email| view! {
                    <Fact label=crate::t!(client_email)><a class="link" href=format!("mailto:{email}")>{email.clone()}</a></Fact>
                })}
                {client.phone.map(|phone| view! {
                    <Fact label=crate::t!(client_phone)><a class="link" href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a></Fact>
                })}
                {client.registration_number.map(|number| view! { <Fact label=crate::t!(client_registration)>{number}</Fact> })}
                {client.tax_number.map(|number| view! { <Fact label=crate::t!(client_tax)>{number}</Fact> })}
                {client.address.map(|address| view! { <Fact label=crate::t!(client_address)><Lines address /></Fact> })}
                <Fact label=crate::t!(client_billed_in)>{currency.code()} " · " {words::name_of(locale)}</Fact>
            </Facts>
            {note}
        </Card>
    }
}

/// An address, line by line.
#[component]
fn Lines(address: Address) -> impl IntoView {
    let place = match address.postal_code {
        Some(code) => format!("{code} {}", address.city),
        None => address.city,
    };
    let country = address.country;
    view! {
        <address class="not-italic">
            {[Some(address.line1), address.line2, Some(place)].into_iter().flatten().map(|line| view! { <span class="block">{line}</span> }).collect_view()}
            <span class="block">{move || country_name(&country)}</span>
        </address>
    }
}

/// What the team wrote for itself.
#[component]
fn Note(note: String) -> impl IntoView {
    view! {
        <div class="mt-5 border-t border-line pt-4">
            <h3 class="flex items-center gap-1.5 text-[0.8125rem] font-normal text-muted"><Icon of=glyph::LOCK class="size-3.5" /> {crate::t!(client_note)}</h3>
            <p class="whitespace-pre-line wrap-anywhere">{note}</p>
        </div>
    }
}
