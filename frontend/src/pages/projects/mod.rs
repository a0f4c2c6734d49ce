//! Projects in both faces: listed and read; written by staff.

mod detail;
mod edit;
mod form;
mod list;

use contract::{ProjectId, identity::Face, pages};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use self::{
    detail::ProjectPage,
    edit::{EditProject, NewProject},
    list::Projects,
};
use crate::router::Arrived;

/// The pages of staff, a chunk.
#[wasm_split(projects, fallible)]
pub fn open(page: pages::Projects) -> Arrived {
    Ok(match page {
        pages::Projects::List => view! { <Projects face=Face::Admin /> }.into_any(),
        pages::Projects::New => view! { <NewProject /> }.into_any(),
        pages::Projects::One(id) => view! { <ProjectPage id face=Face::Admin /> }.into_any(),
        pages::Projects::Edit(id) => view! { <EditProject id /> }.into_any(),
    })
}

/// The portal's list, or one of them: a chunk of their own, so that its home is there first.
#[wasm_split(portal_projects, fallible)]
pub fn open_in_portal(one: Option<ProjectId>) -> Arrived {
    Ok(match one {
        None => view! { <Projects face=Face::Portal /> }.into_any(),
        Some(id) => view! { <ProjectPage id face=Face::Portal /> }.into_any(),
    })
}
