//! The list of projects in both faces. The server decides which rows each person sees.

use contract::clients::ReadClient;
use contract::identity::Face;
use contract::pages;
use contract::projects::{ListProjects, Project, ProjectFilter, ProjectStatus};
use contract::{ClientId, CompanyId, Page, Permission};
use leptos::prelude::*;

use crate::api::{self, load};
use crate::pages::parts::ArchiveFilter;
use crate::session::{Can, Links, use_company, use_links};
use crate::ui::*;

/// Projects and how far they are.
#[component]
pub fn Projects(
    /// Staff also see whose they are, and begin new ones.
    face: Face,
) -> impl IntoView {
    let (company, filters, links) = (use_company(), use_filters(), use_links(face));
    let staff = face == Face::Admin;
    let client = move || filters.word::<ClientId>("client");
    let asked = move || ListProjects {
        company: company.get(),
        filter: ProjectFilter {
            q: filters.get("q"),
            status: filters.get("status"),
            client_id: client(),
            archived: filters.word("archived"),
            sort: filters.get("sort"),
            cursor: filters.get("cursor"),
            limit: Some(100),
            count: Some(true),
        },
    };
    let found = load(asked);
    let subtitle = of_client(company, filters);
    view! {
        <PageHeader title=crate::t!(nav_projects) subtitle>{staff.then(|| view! { <Begin links filters /> })}</PageHeader>
        <FilterBar filters search=crate::t!(projects_search)>
            <FilterSelect filters name="status" label=crate::t!(list_status) choices=Signal::derive(statuses) />
            {staff.then(|| view! { <ArchiveFilter filters /> })}
        </FilterBar>
        <Loaded from=found skeleton=|| view! { <TableSkeleton /> } view=move |page| rows(page, filters, links, face) />
    }
}

/// The first step, for those who may take it.
#[component]
fn Begin(links: Links, filters: Filters) -> impl IntoView {
    let href = Signal::derive(move || match filters.get("client") {
        Some(client) => links.with(pages::Projects::New, "client", client),
        None => links.to(pages::Projects::New),
    });
    view! {
        <Can permission=Permission::ProjectCreate>
            <ButtonLink label=crate::t!(action_new_project) href tone=Tone::Primary icon=glyph::PLUS />
        </Can>
    }
}

/// Whose projects these are, when the address names a client.
fn of_client(company: Signal<CompanyId>, filters: Filters) -> MaybeProp<String> {
    let client = LocalResource::new(move || {
        let asked = filters.word::<ClientId>("client").map(|id| api::call(ReadClient { company: company.get(), id }));
        async move {
            match asked {
                Some(asked) => asked.await.ok(),
                None => None,
            }
        }
    });
    MaybeProp::derive(move || client.get().flatten().map(|client| crate::text!(projects_of, name = client.name)))
}

/// The statuses to choose from.
fn statuses() -> Vec<Choice> {
    ProjectStatus::ALL.iter().map(|status| (status.code().to_owned(), super::form::status_word(*status))).collect()
}

fn rows(page: Page<Project>, filters: Filters, links: Links, face: Face) -> AnyView {
    if page.data.is_empty() {
        return empty(filters, links, face);
    }
    let staff = face == Face::Admin;
    let mut columns = vec![Column::text(crate::t!(list_name)).sort("name")];
    columns.extend(staff.then(|| Column::text(crate::t!(list_client))));
    columns.extend([Column::text(crate::t!(list_status)), Column::text(crate::t!(list_due)), Column::text(crate::t!(list_progress))]);
    let rows = page.data.into_iter().map(|project| row(project, links, staff)).collect_view();
    view! {
        <Table caption=crate::t!(nav_projects) columns filters>{rows}</Table>
        <Pager page=page.page filters />
    }
    .into_any()
}

fn empty(filters: Filters, links: Links, face: Face) -> AnyView {
    if filters.any() {
        return view! { <EmptyState title=crate::t!(nothing_found) detail=crate::t!(projects_none_found) icon=glyph::SEARCH /> }.into_any();
    }
    match face {
        Face::Admin => view! {
            <EmptyState title=crate::t!(projects_none) detail=crate::t!(projects_none_detail) icon=glyph::FOLDER_KANBAN><Begin links filters /></EmptyState>
        }
        .into_any(),
        Face::Portal => {
            view! { <EmptyState title=crate::t!(projects_none) detail=crate::t!(projects_none_portal) icon=glyph::FOLDER_KANBAN /> }.into_any()
        }
    }
}

fn row(project: Project, links: Links, staff: bool) -> impl IntoView {
    let href = links.to(pages::Projects::One(project.id));
    let inside = (staff && !project.visible_to_client).then(|| {
        view! {
            <span class="ms-2 inline-flex items-center gap-1 align-middle text-[0.8125rem] text-muted">
                <Icon of=glyph::EYE_OFF class="size-3.5" /> {crate::t!(project_internal)}
            </span>
        }
    });
    let whose = staff.then(|| view! { <Cell label=crate::t!(list_client)>{project.client_name}</Cell> });
    let late =
        project.late.then(|| view! { <span class="ms-2 align-middle"><Badge label=crate::t!(project_late) mood=Mood::Error /></span> });
    let (percent, name) = (super::form::percent(project.progress), project.name.clone());
    view! {
        <Row href=href.clone()>
            <Cell><RowLink href>{project.name}</RowLink>{inside}</Cell>
            {whose}
            <Cell label=crate::t!(list_status)><StateBadge of=project.status /></Cell>
            <Cell label=crate::t!(list_due) class="whitespace-nowrap"><span>{move || project.due_on.map(short_day)} {late}</span></Cell>
            <Cell label=crate::t!(list_progress)><div class="w-32"><Progress percent label=crate::t!(project_progress_of, name = name) /></div></Cell>
        </Row>
    }
}
