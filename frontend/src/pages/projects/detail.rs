//! One project in both faces: where it stands, when it is due, what is to be done.

use chrono::NaiveDate;
use contract::identity::Face;
use contract::pages;
use contract::projects::{ArchiveProject, Project, ProjectStatus, ReadProject, RestoreProject};
use contract::{Permission, ProjectId};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::load;
use crate::codes::State;
use crate::pages::clients::InvoicesCard;
use crate::pages::parts::{self, Archiving, Doing, ready};
use crate::session::{Can, use_company, use_links};
use crate::ui::*;

/// The page of a project.
#[component]
pub fn ProjectPage(
    /// Which one.
    id: ProjectId,
    /// Staff also see whose it is and who sees it, and change it.
    face: Face,
) -> impl IntoView {
    let (company, links) = (use_company(), use_links(face));
    let project = load(move || ReadProject { company: company.get(), id });
    let again = Callback::new(move |()| project.refetch());
    let title = Signal::derive(move || ready(project).map_or_else(|| crate::text!(project_title), |project| project.name));
    let standing = move || ready(project).map(|project| view! { <Standing project /> });
    let badge = move || view! { {standing} };
    let actions = move || ready(project).filter(|_| face == Face::Admin).map(|project| view! { <Actions project on_change=again /> });
    view! {
        <PageHeader title badge crumbs=vec![(crate::t!(nav_projects), links.signal(pages::Projects::List))]>{actions}</PageHeader>
        <Loaded from=project skeleton=|| view! { <CardSkeleton lines=5 /> } view=move |project| view! { <Detail project face /> }.into_any() />
    }
}

/// Its status, and whether it is late or archived.
#[component]
fn Standing(project: Project) -> impl IntoView {
    view! {
        <StateBadge of=project.status />
        {project.late.then(|| view! { <Badge label=crate::t!(project_late) mood=Mood::Error /> })}
        {project.archived_at.map(|_| view! { <StateBadge of=State::ARCHIVED /> })}
    }
}

/// Edit, archive, restore.
#[component]
fn Actions(project: Project, on_change: Callback<()>) -> impl IntoView {
    let (company, links, doing) = (use_company(), use_links(Face::Admin), Doing::default());
    let (id, archived, name) = (project.id, project.archived_at.is_some(), project.name);
    let done = move |project: Project| {
        parts::archived(project.name, project.archived_at.is_some());
        on_change.run(());
    };
    let confirm = Callback::new(move |()| {
        let company = company.get_untracked();
        if archived { doing.run(RestoreProject { company, id }, done) } else { doing.run(ArchiveProject { company, id }, done) }
    });
    let detail = if archived { crate::t!(project_restore_detail) } else { crate::t!(project_archive_detail) };
    view! {
        <Can permission=Permission::ProjectDelete><Archiving name=name.clone() archived detail doing on_confirm=confirm /></Can>
        <Can permission=Permission::ProjectEdit>
            <ButtonLink label=crate::t!(edit) icon=glyph::PENCIL href=links.signal(pages::Projects::Edit(id)) />
        </Can>
    }
}

#[component]
fn Detail(project: Project, face: Face) -> impl IntoView {
    let id = project.id;
    let staff = face == Face::Admin;
    let text = project.description.clone();
    let described = (staff || text.is_some()).then(|| view! { <Description text /> });
    view! {
        <div class="flex flex-col gap-6">
            {staff.then(|| view! { <Audience visible=project.visible_to_client /> })}
            <HowFar project staff />
            {described}
            <Can permission=Permission::InvoiceView><InvoicesCard face project=id /></Can>
        </div>
    }
}

/// What is to be done, in the team's words.
#[component]
fn Description(text: Option<String>) -> impl IntoView {
    let words = match text {
        Some(text) => view! { <p class="max-w-prose whitespace-pre-line wrap-anywhere">{text}</p> }.into_any(),
        None => view! { <p class="text-sm text-muted">{crate::t!(project_no_description)}</p> }.into_any(),
    };
    view! { <Card title=crate::t!(project_description)>{words}</Card> }
}

/// For staff: whether the client sees this.
#[component]
fn Audience(visible: bool) -> impl IntoView {
    let (icon, words) = if visible { (glyph::EYE, crate::t!(project_seen)) } else { (glyph::EYE_OFF, crate::t!(project_unseen)) };
    view! { <p class="-mt-3 flex items-center gap-2 text-sm text-muted"><Icon of=icon /> {words}</p> }
}

/// How much is done, and by when the rest will be.
#[component]
fn HowFar(project: Project, staff: bool) -> impl IntoView {
    let links = use_links(Face::Admin);
    let (status, over) = (project.status, project.status.is_over());
    let (client, starts) = (project.client_id, project.starts_on);
    let whose = staff.then(|| {
        view! {
            <Fact label=crate::t!(list_client)><A href=move || links.to(pages::Clients::One(client)) attr:class="link">{project.client_name}</A></Fact>
        }
    });
    view! {
        <Card>
            <p class="mb-3 text-base font-medium">{move || standing(status)}</p>
            <div class="mb-6"><Progress percent=super::form::percent(project.progress) label=crate::t!(list_progress) /></div>
            <Facts>
                {whose}
                {starts.map(|starts| view! { <Fact label=crate::t!(project_starts)>{move || day(starts)}</Fact> })}
                {project.due_on.map(|due| view! { <Fact label=crate::t!(list_due)>{move || day(due)} <Remaining due over late=project.late /></Fact> })}
            </Facts>
        </Card>
    }
}

/// Where it stands, in a sentence.
fn standing(status: ProjectStatus) -> String {
    match status {
        ProjectStatus::Draft => crate::text!(project_says_draft),
        ProjectStatus::Active => crate::text!(project_says_active),
        ProjectStatus::OnHold => crate::text!(project_says_on_hold),
        ProjectStatus::Completed => crate::text!(project_says_completed),
        ProjectStatus::Cancelled => crate::text!(project_says_cancelled),
    }
}

/// How many days remain, or how many it is late.
#[component]
fn Remaining(due: NaiveDate, over: bool, late: bool) -> impl IntoView {
    let words = move || match days_until(due) {
        0 => crate::text!(project_due_today),
        days @ 1.. => crate::text!(project_due_in, count = days),
        days => crate::text!(project_late_by, count = -days),
    };
    (!over).then(|| view! { <span class=if late { "block text-sm text-error" } else { "block text-sm text-muted" }>{words}</span> })
}
