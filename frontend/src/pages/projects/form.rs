//! The fields of a project, the same for a new one and for one that is edited.

use contract::clients::{Client, ClientFilter, ListClients};
use contract::projects::{Project, ProjectInput, ProjectStatus};
use contract::{Check, Checker, ClientId, CompanyId};
use leptos::prelude::*;

use crate::api;
use crate::codes::State;
use crate::form::Form;
use crate::ui::*;

/// A project as it is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The client is nil until one is chosen.
    input: ProjectInput,
    client_name: String,
    /// As typed, so that it may be wrong for a while.
    progress: String,
}

impl Draft {
    /// A new project, for this client if it is known.
    pub fn new(client: Option<Client>) -> Self {
        let (id, client_name) = client.map_or((ClientId(uuid::Uuid::nil()), String::new()), |client| (client.id, client.name));
        let input = ProjectInput {
            client_id: id,
            name: String::new(),
            description: None,
            status: Some(ProjectStatus::Draft),
            progress: 0,
            starts_on: None,
            due_on: None,
            visible_to_client: Some(true),
        };
        Self { input, client_name, progress: "0".to_owned() }
    }

    /// A project that is there.
    pub fn of(project: Project) -> Self {
        let input = ProjectInput {
            client_id: project.client_id,
            name: project.name,
            description: project.description,
            status: Some(project.status),
            progress: project.progress,
            starts_on: project.starts_on,
            due_on: project.due_on,
            visible_to_client: Some(project.visible_to_client),
        };
        Self { input, client_name: project.client_name, progress: project.progress.to_string() }
    }

    /// What is sent.
    pub fn finished(self) -> ProjectInput {
        ProjectInput { progress: self.progress.trim().parse().unwrap_or_default(), ..self.input }
    }

    fn stand(&mut self, status: ProjectStatus) {
        self.input.status = Some(status);
        if status == ProjectStatus::Completed {
            "100".clone_into(&mut self.progress);
        }
    }
}

impl Check for Draft {
    fn check(&self, c: &mut Checker) {
        c.ensure("client_id", !self.input.client_id.0.is_nil(), "required");
        c.ensure("progress", self.progress.trim().parse::<i32>().is_ok(), "number");
        self.clone().finished().check(c);
    }
}

/// The word for a status.
pub fn status_word(status: ProjectStatus) -> String {
    State::from(status).say()
}

/// Progress as the kit takes it.
pub fn percent(progress: i32) -> u8 {
    u8::try_from(progress.clamp(0, 100)).unwrap_or(0)
}

/// All fields, in groups.
#[component]
pub fn ProjectFields(form: Form<Draft>, company: CompanyId) -> impl IntoView {
    let choose = form.write(|d, found: Found| {
        if let Ok(id) = found.value.parse() {
            d.input.client_id = id;
            d.client_name = found.label;
        }
    });
    let visible = form.field_of(
        "visible_to_client",
        "visible_to_client",
        |d| d.input.visible_to_client.unwrap_or(true),
        |d, visible| d.input.visible_to_client = Some(visible),
    );
    view! {
        <FieldGroup title=crate::t!(project_what)>
            <Combobox label=crate::t!(list_client) name="client" shown=form.read(|d| d.client_name.clone()) on_choose=choose search=clients(company)
                placeholder=crate::t!(project_client_placeholder) error=form.error("client_id") />
            <TextField field=field!(form, input.name) label=crate::t!(project_name) />
            <div class="sm:col-span-2">
                <TextArea field=field!(form, input.description) label=crate::t!(project_description) optional=true rows=5 />
            </div>
        </FieldGroup>
        <hr class="my-1 border-line" />
        <Standing form />
        <hr class="my-1 border-line" />
        <Checkbox field=visible label=crate::t!(project_visible) hint=crate::t!(project_visible_hint) />
    }
}

/// Where it stands and when it is due.
#[component]
fn Standing(form: Form<Draft>) -> impl IntoView {
    let statuses =
        Signal::derive(|| ProjectStatus::ALL.iter().map(|status| (status.code().to_owned(), status_word(*status))).collect::<Vec<_>>());
    let status = form.field_of(
        "status",
        "status",
        |d| d.input.status.map(|status| status.to_string()).unwrap_or_default(),
        |d, code: String| {
            if let Ok(status) = code.parse() {
                d.stand(status);
            }
        },
    );
    let done = form.read(|d| d.input.status == Some(ProjectStatus::Completed));
    view! {
        <FieldGroup title=crate::t!(project_standing)>
            <SelectField field=status label=crate::t!(list_status) choices=statuses />
            <TextField field=field!(form, progress) label=crate::t!(list_progress) inputmode="numeric" figures=true disabled=done>
                <span class="text-muted">"%"</span>
            </TextField>
            <DateField field=field!(form, input.starts_on) label=crate::t!(project_starts) optional=true />
            <DateField field=field!(form, input.due_on) label=crate::t!(list_due) optional=true />
        </FieldGroup>
    }
}

/// Clients by part of their name, searched on the server.
fn clients(company: CompanyId) -> Search {
    Search::new(move |q| {
        let filter = ClientFilter { q: Some(q).filter(|q| !q.trim().is_empty()), limit: Some(20), ..ClientFilter::default() };
        let asked = api::call(ListClients { company, filter });
        async move { asked.await.map(|page| page.data.into_iter().map(found).collect()).unwrap_or_default() }
    })
}

fn found(client: Client) -> Found {
    let detail = client.address.map(|address| address.city).or(client.email).unwrap_or_default();
    Found { value: client.id.to_string(), label: client.name, detail }
}
