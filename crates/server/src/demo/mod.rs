//! The demo: a consultancy in Lyon that bills in euros, an agency in Abidjan that bills in francs,
//! with people of every role, one of whom belongs to both, and a year of invoices that went every
//! way an invoice can go. Nobody of them has a password: a click logs in.

mod bills;
mod sketch;

use std::sync::Arc;

use access::Founded;
use adapters::system::ManualClock;
use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};
use contract::access::{CompanyInput, CompanyPatch};
use contract::clients::ClientInput;
use contract::money::Currency;
use contract::places::Address;
use contract::projects::ProjectInput;
use contract::roles::BuiltInRole;
use contract::words::Locale;
use contract::{ClientId, CompanyId, Patch, ProjectId, UserId};
use identity::entities::app_user;
use identity::users::{NewUser, by_email};
use platform::ports::Ports;
use platform::scope::{RequestMeta, Scope};
use platform::{Actor, Deps, SystemScope, SystemTx, Tx};

use crate::Program;
use sketch::{COMPANIES, Sketch};

/// How long the companies have been here.
const AGE: TimeDelta = TimeDelta::days(330);

/// A company of the demo while it is laid.
struct Place<'a> {
    program: &'a Program,
    /// The program, at the time of the story.
    deps: Deps,
    clock: &'a ManualClock,
    /// The time it really is.
    now: DateTime<Utc>,
    sketch: &'a Sketch,
    company: CompanyId,
    owner: UserId,
    currency: Currency,
    clients: Vec<ClientId>,
    /// Who speaks for each client.
    contacts: Vec<UserId>,
    projects: Vec<ProjectId>,
}

impl Place<'_> {
    /// The company as this person sees it.
    fn scope(&self, person: UserId) -> Scope {
        SystemScope::new(self.deps.clone(), RequestMeta::internal("demo")).acting(Actor::user(person)).company(self.company)
    }

    /// A unit of the owner's work.
    async fn begin(&self) -> anyhow::Result<Tx> {
        Ok(self.scope(self.owner).begin().await?)
    }
}

/// Lays the demo, once: nothing happens when a company exists.
pub async fn seed(program: &Program) -> anyhow::Result<bool> {
    const ANY: &str = "SELECT 1 FROM company LIMIT 1";
    let tx = program.scope().read().await?;
    let empty = tx.query(tx.statement(ANY, ANY, [])).await?.is_empty();
    tx.commit().await?;
    if !empty {
        return Ok(false);
    }
    for sketch in &COMPANIES {
        company(program, sketch).await.with_context(|| format!("the demo's {} cannot be laid", sketch.name))?;
    }
    Ok(true)
}

async fn company(program: &Program, sketch: &Sketch) -> anyhow::Result<()> {
    let now = program.deps.ports.clock.now();
    let clock = Arc::new(ManualClock::at(now - AGE));
    let deps = Deps { ports: Ports { clock: clock.clone(), ..program.deps.ports.clone() }, ..program.deps.clone() };
    let scope = SystemScope::new(deps.clone(), RequestMeta::internal("demo"));
    let tx = scope.begin().await?;
    let (email, name, _) = sketch.staff[0];
    let owner = person(&tx, email, name).await?;
    let input = CompanyInput { name: sketch.name.into(), country: sketch.country.into(), currency: sketch.currency.into() };
    let Founded { tx, company } = access::found(tx, &owner, &input).await?;
    access::change_company(&tx, None, identity_of(sketch)).await?;
    let clients = clients(&tx, sketch).await?;
    let projects = projects(&tx, sketch, &clients, now).await?;
    tx.commit().await?;
    let (company, owner, currency) = (company.id, owner.id, company.currency);
    staff(&scope, &clock, sketch, company, owner).await?;
    let contacts = contacts(&scope, &clock, sketch, company, owner, &clients).await?;
    bills::tell(&Place { program, deps, clock: &clock, now, sketch, company, owner, currency, clients, contacts, projects }).await
}

fn identity_of(sketch: &Sketch) -> CompanyPatch {
    let address = Address {
        line1: sketch.street.into(),
        line2: None,
        postal_code: sketch.postal_code.map(Into::into),
        city: sketch.city.into(),
        country: sketch.country.into(),
    };
    CompanyPatch {
        legal_name: Patch::Set(sketch.legal_name.into()),
        registration_number: Patch::Set(sketch.registration.into()),
        tax_number: Patch::Set(sketch.tax.into()),
        email: Patch::Set(sketch.staff[0].0.into()),
        address: Patch::Set(address),
        accent: Patch::Set(sketch.accent.into()),
        iban: Patch::Set(sketch.iban.into()),
        locale: Some(Locale::Fr),
        ..CompanyPatch::default()
    }
}

async fn clients(tx: &Tx, sketch: &Sketch) -> anyhow::Result<Vec<ClientId>> {
    let mut ids = Vec::new();
    for (name, email, _) in sketch.clients {
        let address =
            Address { line1: "1 place du Marché".into(), city: sketch.city.into(), country: sketch.country.into(), ..Address::default() };
        let input = ClientInput { name: (*name).into(), email: Some((*email).into()), address: Some(address), ..ClientInput::default() };
        ids.push(clients::add(tx, input).await?.id);
    }
    Ok(ids)
}

async fn projects(tx: &Tx, sketch: &Sketch, clients: &[ClientId], now: DateTime<Utc>) -> anyhow::Result<Vec<ProjectId>> {
    let today = now.date_naive();
    let mut ids = Vec::new();
    for (client, name, status, progress, days, visible) in sketch.projects {
        let input = ProjectInput {
            client_id: clients[*client],
            name: (*name).into(),
            description: None,
            status: Some(*status),
            progress: *progress,
            starts_on: Some(today - if *progress == 100 { AGE } else { TimeDelta::days(90) }),
            due_on: Some(today + TimeDelta::days(*days)),
            visible_to_client: Some(*visible),
        };
        ids.push(projects::add(tx, input).await?.id);
    }
    Ok(ids)
}

/// Everybody but the owner, who was there first.
async fn staff(scope: &SystemScope, clock: &ManualClock, sketch: &Sketch, company: CompanyId, owner: UserId) -> anyhow::Result<()> {
    for (email, name, role) in &sketch.staff[1..] {
        clock.advance(TimeDelta::minutes(5));
        let tx = scope.begin().await?;
        let user = person(&tx, email, name).await?;
        let tx = tx.enter(company, Actor::user(owner)).await?;
        access::add_member(&tx, &user, role).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// A contact for each client.
async fn contacts(
    scope: &SystemScope,
    clock: &ManualClock,
    sketch: &Sketch,
    company: CompanyId,
    owner: UserId,
    clients: &[ClientId],
) -> anyhow::Result<Vec<UserId>> {
    let mut contacts = Vec::new();
    for ((_, email, name), client) in sketch.clients.iter().zip(clients) {
        clock.advance(TimeDelta::minutes(5));
        let tx = scope.begin().await?;
        let user = person(&tx, email, name).await?;
        let tx = tx.enter(company, Actor::user(owner)).await?;
        access::add_client_member(&tx, &user, *client, BuiltInRole::Client).await?;
        tx.commit().await?;
        contacts.push(user.id);
    }
    Ok(contacts)
}

/// The person of this address. Their password is one that nobody has.
async fn person(tx: &SystemTx, email: &str, name: &str) -> anyhow::Result<app_user::Model> {
    if let Some(user) = by_email(tx, email).await? {
        return Ok(user);
    }
    let new = NewUser { email: email.into(), name: name.into(), locale: Locale::Fr, password_hash: "!".into() };
    Ok(identity::register(tx, new).await?)
}

/// Who may be clicked, as lines to print.
pub async fn people_to_print(scope: &SystemScope) -> anyhow::Result<Vec<String>> {
    let people = access::demo::people(scope).await?;
    Ok(people.into_iter().map(|p| format!("{:<18} {:<10} {}", p.name, p.role, p.company)).collect())
}
