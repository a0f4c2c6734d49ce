//! A new project, and a project that is edited.

use contract::clients::{Client, ReadClient};
use contract::identity::Face;
use contract::pages;
use contract::projects::{AddProject, EditProject as Edit, Project, ReadProject};
use contract::{ClientId, Permission, Problem, ProjectId};
use leptos::prelude::*;

use super::form::{Draft, ProjectFields};
use crate::api::{self, load};
use crate::form::Form;
use crate::pages::parts::{Allowed, StaleNote, answers, ready};
use crate::session::{use_company, use_go, use_links};
use crate::ui::*;

/// The page of a new project; the address may name its client.
#[component]
pub fn NewProject() -> impl IntoView {
    let (company, filters, links) = (use_company(), use_filters(), use_links(Face::Admin));
    let client = LocalResource::new(move || {
        let asked = filters.word::<ClientId>("client").map(|id| api::call(ReadClient { company: company.get(), id }));
        async move {
            // A client that cannot be read is chosen by hand.
            Ok::<_, Problem>(match asked {
                Some(asked) => asked.await.ok(),
                None => None,
            })
        }
    });
    view! {
        <PageHeader title=crate::t!(action_new_project) crumbs=vec![(crate::t!(nav_projects), links.signal(pages::Projects::List))] />
        <Allowed permission=Permission::ProjectCreate>
            <Loaded from=client skeleton=|| view! { <CardSkeleton lines=6 /> } view=|client| view! { <Adding client /> }.into_any() />
        </Allowed>
    }
}

#[component]
fn Adding(client: Option<Client>) -> impl IntoView {
    let (company, go) = (use_company().get_untracked(), use_go());
    let back = match &client {
        Some(client) => pages::path(Face::Admin, company, pages::Clients::One(client.id)),
        None => pages::path(Face::Admin, company, pages::Projects::List),
    };
    let form = Form::new(
        Draft::new(client),
        move |draft| AddProject { company, input: draft.finished() },
        move |project| {
            toast(crate::text!(project_added, name = project.name));
            go.run(pages::path(Face::Admin, company, pages::Projects::One(project.id)));
        },
    );
    view! {
        <div class="surface max-w-3xl p-4 sm:p-6">
            <FormView form submit=crate::t!(project_add) on_cancel=move |()| go.run(back.clone())>
                <ProjectFields form company />
            </FormView>
        </div>
    }
}

/// The page where a project is edited.
#[component]
pub fn EditProject(
    /// Which one.
    id: ProjectId,
) -> impl IntoView {
    let (company, links) = (use_company(), use_links(Face::Admin));
    let project = load(move || ReadProject { company: company.get(), id });
    let name = Signal::derive(move || ready(project).map_or_else(|| crate::text!(project_title), |project| project.name));
    let back = links.signal(pages::Projects::One(id));
    view! {
        <PageHeader title=crate::t!(project_edit_title) crumbs=vec![(crate::t!(nav_projects), links.signal(pages::Projects::List)), (name, back)] />
        <Allowed permission=Permission::ProjectEdit>
            <Loaded from=project skeleton=|| view! { <CardSkeleton lines=6 /> } view=|project| view! { <Editing project /> }.into_any() />
        </Allowed>
    }
}

#[component]
fn Editing(project: Project) -> impl IntoView {
    let (company, id, go) = (use_company().get_untracked(), project.id, use_go());
    let version = StoredValue::new(project.version);
    let back = pages::path(Face::Admin, company, pages::Projects::One(id));
    let page = back.clone();
    let form = Form::new(
        Draft::of(project),
        move |draft| Edit { company, id, version: version.get_value(), input: draft.finished() },
        move |_| {
            toast(crate::text!(saved));
            go.run(page.clone());
        },
    );
    let (take, keep) = answers(form, version, Draft::of);
    view! {
        <div class="surface max-w-3xl p-4 sm:p-6">
            <FormView form submit=crate::t!(save) on_cancel=move |()| go.run(back.clone())>
                <StaleNote problem=form.core().problem() on_take=take on_keep=keep />
                <ProjectFields form company />
            </FormView>
        </div>
    }
}
