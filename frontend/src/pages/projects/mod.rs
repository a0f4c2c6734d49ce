//! Projects in both faces: listed and read; written by staff.

mod detail;
mod edit;
mod form;
mod list;

pub use detail::ProjectPage;
pub use edit::{EditProject, NewProject};
pub use list::Projects;
