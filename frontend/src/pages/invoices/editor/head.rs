//! Who is billed, for what, and when they are to pay.

use chrono::TimeDelta;
use contract::clients::{Client, ClientFilter, ListClients};
use contract::money::Currency;
use contract::projects::{ListProjects, ProjectFilter};
use leptos::prelude::*;

use super::draft::Draft;
use crate::api::call;
use crate::form::Form;
use crate::session::use_company;
use crate::ui::*;

/// The fields above the lines.
#[component]
pub fn Head(
    /// The invoice.
    form: Form<Draft>,
) -> impl IntoView {
    let due = move || {
        let days = form.draft.with(Draft::days).ok().flatten().filter(|days| (0..=365).contains(days))?;
        Some(crate::text!(inv_due_if_issued, date = day(today() + TimeDelta::days(days.into()))))
    };
    let currency = form.field_of(
        "currency",
        "currency",
        |draft| draft.currency.code().to_owned(),
        |draft, code: String| draft.convert(Currency::from_code(&code).unwrap_or(draft.currency)),
    );
    view! {
        <section class="surface grid grid-cols-1 gap-x-4 gap-y-5 p-4 sm:grid-cols-2 sm:p-6 lg:grid-cols-4" aria-label=crate::t!(inv_head)>
            <div class="lg:col-span-2"><Payer form /></div>
            <div class="lg:col-span-2"><Project form /></div>
            <CurrencyField field=currency />
            <TextField field=field!(form, payment_terms_days) label=crate::t!(inv_terms_days) inputmode="numeric" figures=true hint=Signal::derive(due) />
            <div class="lg:col-span-2">
                <TextField field=field!(form, reference) label=crate::t!(inv_reference) optional=true hint=crate::t!(inv_reference_hint) />
            </div>
            <div class="sm:col-span-2 lg:col-span-4">
                <Switch field=field!(form, prices_include_tax) label=crate::t!(inv_with_tax) hint=crate::t!(inv_with_tax_hint) />
            </div>
        </section>
    }
}

/// The client, searched on the server. Their currency becomes the invoice's.
#[component]
fn Payer(form: Form<Draft>) -> impl IntoView {
    let company = use_company();
    let found = StoredValue::new(Vec::<Client>::new());
    let search = Search::new(move |q| {
        let filter = ClientFilter { q: Some(q).filter(|q| !q.is_empty()), limit: Some(20), ..ClientFilter::default() };
        let asked = call(ListClients { company: company.get_untracked(), filter });
        async move {
            let clients = asked.await.map(|page| page.data).unwrap_or_default();
            found.try_set_value(clients.clone());
            clients.into_iter().map(entry).collect()
        }
    });
    let choose = form.write(move |draft: &mut Draft, chosen: Found| {
        let Ok(id) = chosen.value.parse() else { return };
        let currency = found.with_value(|clients| clients.iter().find(|client| client.id == id).map(|client| client.currency));
        draft.bill((id, chosen.label), currency);
    });
    let shown = form.read(|draft| draft.client.as_ref().map(|(_, name)| name.clone()).unwrap_or_default());
    view! {
        <Combobox label=crate::t!(list_client) name="client" shown search on_choose=choose placeholder=crate::t!(inv_find_client)
            error=form.error("client_id") />
    }
}

fn entry(client: Client) -> Found {
    let detail = client.email.or(client.address.map(|address| address.city)).unwrap_or_default();
    Found { value: client.id.to_string(), label: client.name, detail }
}

/// One of the client's projects, or none.
#[component]
fn Project(form: Form<Draft>) -> impl IntoView {
    let company = use_company();
    let client = Memo::new(move |_| form.draft.with(|draft| draft.client.as_ref().map(|(id, _)| *id)));
    let projects = LocalResource::new(move || {
        let asked = client.get().map(|client_id| {
            let filter =
                ProjectFilter { client_id: Some(client_id), sort: Some("name".into()), limit: Some(200), ..ProjectFilter::default() };
            call(ListProjects { company: company.get(), filter })
        });
        async move {
            match asked {
                Some(asked) => asked.await.map(|page| page.data).unwrap_or_default(),
                None => Vec::new(),
            }
        }
    });
    let choices = Signal::derive(move || {
        let projects = projects.get().unwrap_or_default();
        let none = (String::new(), crate::text!(inv_no_project));
        std::iter::once(none).chain(projects.into_iter().map(|project| (project.id.to_string(), project.name))).collect::<Vec<_>>()
    });
    view! {
        <SelectField field=field!(form, project_id) label=crate::t!(inv_project) optional=true choices />
    }
}
