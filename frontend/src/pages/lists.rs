//! The list of projects in both faces. The server decides which rows each person sees.

use contract::Page;
use contract::identity::Face;
use contract::projects::{ListProjects, Project, ProjectFilter};
use leptos::prelude::*;

use crate::api::load;
use crate::session::use_company;
use crate::ui::*;

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
