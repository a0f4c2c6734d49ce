//! The lists that both faces show: invoices and projects. The server decides which rows each
//! person sees.

use contract::Page;
use contract::billing::{InvoiceFilter, InvoiceSummary, ListInvoices, pdf_path};
use contract::identity::Face;
use contract::projects::{ListProjects, Project, ProjectFilter};
use leptos::prelude::*;

use crate::api::load;
use crate::session::use_company;
use crate::ui::*;
use crate::words::language;

/// Invoices and credit notes; each opens as its PDF.
#[component]
pub fn Invoices() -> impl IntoView {
    let (company, filters) = (use_company(), use_filters());
    let asked = move || ListInvoices {
        company: company.get(),
        filter: InvoiceFilter {
            q: filters.get("q"),
            status: filters.get("status"),
            sort: filters.get("sort"),
            cursor: filters.get("cursor"),
            limit: Some(100),
            ..InvoiceFilter::default()
        },
    };
    let states = ["draft", "issued", "partially_paid", "paid", "overdue"].map(named_state).to_vec();
    let found = load(asked);
    view! {
        <PageHeader title=crate::t!(nav_invoices) />
        <FilterBar filters search=crate::t!(nav_invoices)>
            <FilterSelect filters name="status" label=crate::t!(list_status) choices=states />
        </FilterBar>
        <Loaded from=found skeleton=|| view! { <TableSkeleton /> } view=move |page| invoice_rows(page, filters) />
    }
}

fn named_state(code: &str) -> (String, String) {
    let name = crate::words::by_name(&format!("state_{code}")).map_or_else(|| code.to_owned(), |words| words.say(&[]));
    (code.to_owned(), name)
}

fn invoice_rows(page: Page<InvoiceSummary>, filters: Filters) -> AnyView {
    if page.data.is_empty() {
        return view! { <EmptyState title=crate::t!(nothing_here) detail=crate::t!(nothing_here_detail) /> }.into_any();
    }
    let columns = vec![
        Column::text(crate::t!(list_number)).sort("number"),
        Column::text(crate::t!(list_client)),
        Column::text(crate::t!(list_status)),
        Column::text(crate::t!(list_due)).sort("due_on"),
        Column::figures(crate::t!(list_total)).sort("total"),
    ];
    let rows = page.data.into_iter().map(invoice_row).collect_view();
    view! {
        <Table caption=crate::t!(nav_invoices) columns filters>{rows}</Table>
        <Pager page=page.page filters />
    }
    .into_any()
}

fn invoice_row(invoice: InvoiceSummary) -> impl IntoView {
    let company = use_company().get_untracked();
    let state = if invoice.overdue { "overdue" } else { invoice.status.code() };
    let number = invoice.number.clone();
    let pdf = pdf_path(company, invoice.id);
    view! {
        <Row>
            <Cell><a class="row-link" href=pdf target="_blank" rel="noopener">
                {move || number.clone().unwrap_or_else(|| crate::text!(list_draft))}
            </a></Cell>
            <Cell label=crate::t!(list_client)>{invoice.client_name}</Cell>
            <Cell label=crate::t!(list_status)><StateBadge code=state /></Cell>
            <Cell label=crate::t!(list_due)>{move || invoice.due_on.map(crate::ui::day)}</Cell>
            <Cell label=crate::t!(list_total) figures=true>{move || invoice.total.format(language())}</Cell>
        </Row>
    }
}

/// Projects and how far they are.
#[component]
pub fn Projects(
    /// Staff also see whose they are.
    face: Face,
) -> impl IntoView {
    let (company, filters) = (use_company(), use_filters());
    let asked = move || ListProjects {
        company: company.get(),
        filter: ProjectFilter {
            q: filters.get("q"),
            sort: filters.get("sort"),
            cursor: filters.get("cursor"),
            limit: Some(100),
            ..ProjectFilter::default()
        },
    };
    let found = load(asked);
    view! {
        <PageHeader title=crate::t!(nav_projects) />
        <FilterBar filters search=crate::t!(nav_projects) />
        <Loaded from=found skeleton=|| view! { <TableSkeleton /> } view=move |page| project_rows(page, filters, face) />
    }
}

fn project_rows(page: Page<Project>, filters: Filters, face: Face) -> AnyView {
    if page.data.is_empty() {
        return view! { <EmptyState title=crate::t!(nothing_here) detail=crate::t!(nothing_here_detail) /> }.into_any();
    }
    let mut columns = vec![Column::text(crate::t!(list_name)).sort("name")];
    columns.extend((face == Face::Admin).then(|| Column::text(crate::t!(list_client))));
    columns.extend([Column::text(crate::t!(list_status)), Column::text(crate::t!(list_due)), Column::figures(crate::t!(list_progress))]);
    let rows = page.data.into_iter().map(|project| project_row(project, face)).collect_view();
    view! {
        <Table caption=crate::t!(nav_projects) columns filters>{rows}</Table>
        <Pager page=page.page filters />
    }
    .into_any()
}

fn project_row(project: Project, face: Face) -> impl IntoView {
    let whose = (face == Face::Admin).then(|| view! { <Cell label=crate::t!(list_client)>{project.client_name}</Cell> });
    view! {
        <Row>
            <Cell>{project.name}</Cell>
            {whose}
            <Cell label=crate::t!(list_status)><StateBadge code=project.status.code() /></Cell>
            <Cell label=crate::t!(list_due)>{move || project.due_on.map(crate::ui::day)}</Cell>
            <Cell label=crate::t!(list_progress) figures=true>{format!("{} %", project.progress)}</Cell>
        </Row>
    }
}
