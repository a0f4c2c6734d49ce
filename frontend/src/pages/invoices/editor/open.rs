//! The two pages of the editor: a new invoice, and a draft that is there already.

use contract::access::ReadCompany;
use contract::billing::{DraftInvoice, EditInvoice, Invoice, InvoiceStatus, ListTaxRates, ReadInvoice, TaxRate};
use contract::clients::{Client, ReadClient};
use contract::identity::Face;
use contract::money::BasisPoints;
use contract::pages;
use contract::{ClientId, InvoiceId, Permission, Problem};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::reading::TitleIfLost;
use super::super::sheet::title_of;
use super::super::staff::InvoiceSkeleton;
use super::draft::Draft;
use super::{Conflict, Editor, House};
use crate::api::{call, load};
use crate::form::Form;
use crate::pages::parts::answers;
use crate::session::{can, use_company, use_go, use_links};
use crate::ui::*;

/// A new invoice, perhaps for the client that the address names.
#[component]
pub fn InvoiceNew() -> impl IntoView {
    let allowed = can(Permission::InvoiceCreate);
    let company = use_company();
    let named = use_query_map().with_untracked(|query| query.get("client")).and_then(|id| id.parse::<ClientId>().ok());
    let client = LocalResource::new(move || {
        let asked = named.map(|id| call(ReadClient { company: company.get(), id }));
        async move {
            Ok::<Option<Client>, Problem>(match asked {
                Some(asked) => asked.await.ok(),
                None => None,
            })
        }
    });
    let open = move |house: House| {
        view! { <Loaded from=client skeleton=|| view! { <InvoiceSkeleton /> } view=move |client| view! { <Fresh house client /> }.into_any() /> }.into_any()
    };
    move || if allowed.get() { view! { <WithHouse open=Callback::new(open) /> }.into_any() } else { refused() }
}

/// Who may not write invoices is told so.
fn refused() -> AnyView {
    view! {
        <PageHeader title=crate::t!(nav_invoices) />
        <Forbidden />
    }
    .into_any()
}

/// Reads what each invoice needs of the company, then opens the page.
#[component]
fn WithHouse(open: Callback<House, AnyView>) -> impl IntoView {
    let company = use_company();
    let rates = load(move || ListTaxRates { company: company.get() });
    let identity = load(move || ReadCompany { company: company.get() });
    let with_rates = move |rates: contract::Page<TaxRate>| {
        let rates = StoredValue::new(rates.data);
        let with_both = move |company| open.run(House { company: StoredValue::new(company), rates });
        view! { <Loaded from=identity skeleton=|| view! { <InvoiceSkeleton /> } view=with_both /> }.into_any()
    };
    view! { <Loaded from=rates skeleton=|| view! { <InvoiceSkeleton /> } view=with_rates /> }
}

impl House {
    /// The rate that new lines propose.
    fn usual_rate(self) -> BasisPoints {
        self.rates.with_value(|rates| rates.iter().find(|rate| rate.is_default).or(rates.first()).map(|rate| rate.rate).unwrap_or_default())
    }
}

/// Where a saved draft leads: to its page, and there to issuing if that was asked.
fn saved(then_issue: RwSignal<bool>) -> impl Fn(Invoice) + Clone + Send + Sync + 'static {
    let (links, go) = (use_links(Face::Admin), use_go());
    move |invoice| {
        let Some(issue) = then_issue.try_get_untracked() else { return };
        toast(crate::text!(inv_saved));
        let page = pages::Invoices::One(invoice.id);
        go.run(if issue { links.with(page, "issue", "yes") } else { links.to(page) });
    }
}

#[component]
fn Fresh(house: House, client: Option<Client>) -> impl IntoView {
    let (company, links, then_issue) = (use_company(), use_links(Face::Admin), RwSignal::new(false));
    let (currency, terms) = house.company.with_value(|company| (company.currency, company.payment_terms_days));
    let mut start = Draft::new(currency, terms, house.usual_rate());
    if let Some(client) = client {
        start.bill((client.id, client.name), Some(client.currency));
    }
    let form =
        Form::new(start, move |draft: Draft| DraftInvoice { company: company.get_untracked(), input: draft.input() }, saved(then_issue));
    view! {
        <PageHeader title=crate::t!(action_new_invoice) crumbs=vec![(crate::t!(nav_invoices), links.signal(pages::Invoices::List))] />
        <Editor form house then_issue />
    }
}

/// A draft that is there already.
#[component]
pub fn InvoiceEdit(
    /// Which one.
    id: InvoiceId,
) -> impl IntoView {
    let allowed = can(Permission::InvoiceEdit);
    let company = use_company();
    let invoice = load(move || ReadInvoice { company: company.get(), id });
    let open = move |house: House| {
        let page = move |invoice: Invoice| {
            if invoice.status == InvoiceStatus::Draft {
                view! { <Again house invoice /> }.into_any()
            } else {
                view! { <Closed invoice /> }.into_any()
            }
        };
        view! {
            <TitleIfLost from=invoice />
            <Loaded from=invoice skeleton=|| view! { <InvoiceSkeleton /> } view=page />
        }
        .into_any()
    };
    move || if allowed.get() { view! { <WithHouse open=Callback::new(open) /> }.into_any() } else { refused() }
}

/// It was issued: there is nothing to write any more.
#[component]
fn Closed(invoice: Invoice) -> impl IntoView {
    let (links, id) = (use_links(Face::Admin), invoice.id);
    let href = links.signal(pages::Invoices::One(id));
    view! {
        <PageHeader title=title_of(&invoice) crumbs=vec![(crate::t!(nav_invoices), links.signal(pages::Invoices::List))] />
        <EmptyState title=crate::t!(inv_closed) detail=crate::t!(inv_closed_detail) icon=glyph::LOCK>
            <ButtonLink label=crate::t!(inv_open_invoice) href />
        </EmptyState>
    }
}

#[component]
fn Again(house: House, invoice: Invoice) -> impl IntoView {
    let (company, links, then_issue) = (use_company(), use_links(Face::Admin), RwSignal::new(false));
    let (id, version) = (invoice.id, StoredValue::new(invoice.version));
    let send = move |draft: Draft| EditInvoice { company: company.get_untracked(), id, version: version.get_value(), input: draft.input() };
    let form = Form::new(Draft::of(&invoice, house.usual_rate()), send, saved(then_issue));
    let (take, keep) = answers(form, version, move |theirs| Draft::of(&theirs, house.usual_rate()));
    let this = links.signal(pages::Invoices::One(id));
    view! {
        <PageHeader title=crate::t!(inv_edit_title) subtitle=invoice.client_name.clone()
            crumbs=vec![(crate::t!(nav_invoices), links.signal(pages::Invoices::List)), (title_of(&invoice), this)] />
        <Editor form house then_issue conflict=Conflict { take, keep } />
    }
}
