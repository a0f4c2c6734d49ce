//! A new client, and a client that is edited.

use contract::access::{Company, ReadCompany};
use contract::clients::{AddClient, Client, EditClient as Edit, ReadClient};
use contract::identity::Face;
use contract::pages;
use contract::{ClientId, Permission, Problem};
use leptos::prelude::*;

use super::form::{ClientFields, Draft};
use crate::api::{self, load};
use crate::form::Form;
use crate::pages::parts::{Allowed, StaleNote, answers, ready};
use crate::session::{use_company, use_go, use_links};
use crate::ui::*;

/// The page of a new client.
#[component]
pub fn NewClient() -> impl IntoView {
    let (company, links) = (use_company(), use_links(Face::Admin));
    let own = load(move || ReadCompany { company: company.get() });
    view! {
        <PageHeader title=crate::t!(action_new_client) crumbs=vec![(crate::t!(nav_clients), links.signal(pages::Clients::List))] />
        <Allowed permission=Permission::ClientCreate>
            <Loaded from=own skeleton=|| view! { <CardSkeleton lines=8 /> } view=|own| view! { <Adding own /> }.into_any() />
        </Allowed>
    }
}

#[component]
fn Adding(own: Company) -> impl IntoView {
    let (company, go) = (own.id, use_go());
    let list = pages::path(Face::Admin, company, pages::Clients::List);
    let form = Form::new(
        Draft::new(&own),
        move |draft| AddClient { company, input: draft.finished() },
        move |client| {
            toast(crate::text!(client_added, name = client.name));
            go.run(pages::path(Face::Admin, company, pages::Clients::One(client.id)));
        },
    );
    view! {
        <div class="surface max-w-3xl p-4 sm:p-6">
            <FormView form submit=crate::t!(client_add) on_cancel=move |()| go.run(list.clone())>
                <ClientFields form />
            </FormView>
        </div>
    }
}

/// The page where a client is edited.
#[component]
pub fn EditClient(
    /// Which one.
    id: ClientId,
) -> impl IntoView {
    let (company, links) = (use_company(), use_links(Face::Admin));
    let both = LocalResource::new(move || {
        let own = api::call(ReadCompany { company: company.get() });
        let client = api::call(ReadClient { company: company.get(), id });
        async move { Ok::<_, Problem>((own.await?, client.await?)) }
    });
    let name = Signal::derive(move || ready(both).map_or_else(|| crate::text!(client_title), |(_, client)| client.name));
    let back = links.signal(pages::Clients::One(id));
    view! {
        <PageHeader title=crate::t!(client_edit_title) crumbs=vec![(crate::t!(nav_clients), links.signal(pages::Clients::List)), (name, back)] />
        <Allowed permission=Permission::ClientEdit>
            <Loaded from=both skeleton=|| view! { <CardSkeleton lines=8 /> } view=|(own, client)| view! { <Editing own client /> }.into_any() />
        </Allowed>
    }
}

#[component]
fn Editing(own: Company, client: Client) -> impl IntoView {
    let (company, id, go) = (own.id, client.id, use_go());
    let version = StoredValue::new(client.version);
    let back = pages::path(Face::Admin, company, pages::Clients::One(id));
    let page = back.clone();
    let form = Form::new(
        Draft::of(client, &own),
        move |draft| Edit { company, id, version: version.get_value(), input: draft.finished() },
        move |_| {
            toast(crate::text!(saved));
            go.run(page.clone());
        },
    );
    let (take, keep) = answers(form, version, move |current| Draft::of(current, &own));
    view! {
        <div class="surface max-w-3xl p-4 sm:p-6">
            <FormView form submit=crate::t!(save) on_cancel=move |()| go.run(back.clone())>
                <StaleNote problem=form.core().problem() on_take=take on_keep=keep />
                <ClientFields form />
            </FormView>
        </div>
    }
}
