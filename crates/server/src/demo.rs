//! The demo: a consultancy in Lyon that bills in euros, an agency in Abidjan that bills in francs,
//! with people of every role, one of whom belongs to both. Nobody of them has a password: a click
//! logs in.

use access::Founded;
use anyhow::Context as _;
use chrono::TimeDelta;
use contract::access::{CompanyInput, CompanyPatch};
use contract::billing::{InvoiceInput, InvoiceItemInput, TaxRateInput};
use contract::clients::ClientInput;
use contract::money::{BasisPoints, Currency, Money, Thousandths};
use contract::places::Address;
use contract::projects::{ProjectInput, ProjectStatus};
use contract::words::Locale;
use contract::{ClientId, CompanyId, Patch};
use identity::entities::app_user;
use identity::users::{NewUser, by_email};
use platform::{Actor, SystemScope, SystemTx, Tx};

/// A company of the demo.
struct Sketch {
    name: &'static str,
    legal_name: &'static str,
    registration: &'static str,
    tax: &'static str,
    street: &'static str,
    postal_code: Option<&'static str>,
    city: &'static str,
    country: &'static str,
    currency: &'static str,
    accent: &'static str,
    staff: &'static [(&'static str, &'static str, &'static str)],
    clients: &'static [(&'static str, &'static str, &'static str)],
    projects: &'static [(usize, &'static str, ProjectStatus, i32, i64, bool)],
}

const COMPANIES: [Sketch; 2] = [
    Sketch {
        name: "Atelier Lumière",
        legal_name: "Atelier Lumière SAS",
        registration: "732829320",
        tax: "FR44732829320",
        street: "12 rue de la République",
        postal_code: Some("69002"),
        city: "Lyon",
        country: "FR",
        currency: "EUR",
        accent: "#3730a3",
        staff: &[
            ("claire@atelier.example", "Claire Fontaine", "owner"),
            ("hugo@atelier.example", "Hugo Marchand", "admin"),
            ("ines@atelier.example", "Inès Caron", "manager"),
            ("paul@atelier.example", "Paul Girard", "viewer"),
        ],
        clients: &[
            ("Boulangerie Diallo", "moussa@diallo.example", "Moussa Diallo"),
            ("Librairie du Quai", "jeanne@quai.example", "Jeanne Roux"),
            ("Cabinet Verdier", "luc@verdier.example", "Luc Verdier"),
            ("Musée des Confluents", "sonia@musee.example", "Sonia Petit"),
        ],
        projects: &[
            (0, "Nouvelle vitrine", ProjectStatus::Active, 60, 25, true),
            (0, "Étude d’éclairage", ProjectStatus::Draft, 0, 60, true),
            (1, "Refonte du site", ProjectStatus::Active, 35, -4, true),
            (2, "Audit énergétique", ProjectStatus::OnHold, 20, 40, true),
            (3, "Scénographie permanente", ProjectStatus::Completed, 100, -30, true),
            (3, "Chiffrage interne", ProjectStatus::Active, 50, 12, false),
        ],
    },
    Sketch {
        name: "Baobab Studio",
        legal_name: "Baobab Studio SARL",
        registration: "CI-ABJ-2019-B-12345",
        tax: "1912345A",
        street: "Rue des Jardins, Cocody",
        postal_code: None,
        city: "Abidjan",
        country: "CI",
        currency: "XOF",
        accent: "#9a3412",
        staff: &[
            ("awa@baobab.example", "Awa Koné", "owner"),
            ("claire@atelier.example", "Claire Fontaine", "manager"),
            ("yao@baobab.example", "Yao Kouassi", "viewer"),
        ],
        clients: &[
            ("Pharmacie du Plateau", "aya@pharmacie.example", "Aya Touré"),
            ("Transports Bakayoko", "issa@bakayoko.example", "Issa Bakayoko"),
            ("École Les Manguiers", "fatou@manguiers.example", "Fatou Bamba"),
        ],
        projects: &[
            (0, "Application de commande", ProjectStatus::Active, 45, 30, true),
            (1, "Suivi de flotte", ProjectStatus::Active, 10, 75, true),
            (2, "Portail des parents", ProjectStatus::Completed, 100, -15, true),
        ],
    },
];

/// Lays the demo, once: nothing happens when a company exists.
pub async fn seed(scope: &SystemScope) -> anyhow::Result<bool> {
    const ANY: &str = "SELECT 1 FROM company LIMIT 1";
    let tx = scope.read().await?;
    let empty = tx.query(tx.statement(ANY, ANY, [])).await?.is_empty();
    tx.commit().await?;
    if !empty {
        return Ok(false);
    }
    for sketch in &COMPANIES {
        company(scope, sketch).await.with_context(|| format!("the demo's {} cannot be laid", sketch.name))?;
    }
    Ok(true)
}

async fn company(scope: &SystemScope, sketch: &Sketch) -> anyhow::Result<()> {
    let (email, name, _) = sketch.staff[0];
    let tx = scope.begin().await?;
    let owner = person(&tx, email, name).await?;
    let input = CompanyInput { name: sketch.name.into(), country: sketch.country.into(), currency: sketch.currency.into() };
    let Founded { tx, company } = access::found(tx, &owner, &input).await?;
    access::change_company(&tx, identity_of(sketch)).await?;
    let clients = clients(&tx, sketch).await?;
    projects(&tx, sketch, &clients).await?;
    invoices(&tx, sketch, &clients).await?;
    tx.commit().await?;
    people(scope, sketch, company.id, &owner, &clients).await
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
        address: Patch::Set(address),
        accent: Patch::Set(sketch.accent.into()),
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

async fn projects(tx: &Tx, sketch: &Sketch, clients: &[ClientId]) -> anyhow::Result<()> {
    let today = tx.today().await?;
    for (client, name, status, progress, days, visible) in sketch.projects {
        let input = ProjectInput {
            client_id: clients[*client],
            name: (*name).into(),
            description: None,
            status: Some(*status),
            progress: *progress,
            starts_on: Some(today - TimeDelta::days(45)),
            due_on: Some(today + TimeDelta::days(*days)),
            visible_to_client: Some(*visible),
        };
        projects::add(tx, input).await?;
    }
    Ok(())
}

/// An issued invoice for each client, and a draft for the first.
async fn invoices(tx: &Tx, sketch: &Sketch, clients: &[ClientId]) -> anyhow::Result<()> {
    let rate = BasisPoints(if sketch.country == "FR" { 2000 } else { 1800 });
    let name = if sketch.country == "FR" { "TVA 20 %" } else { "TVA 18 %" };
    billing::offer_tax_rate(tx, TaxRateInput { name: name.into(), rate, is_default: true }).await?;
    billing::offer_tax_rate(tx, TaxRateInput { name: "Sans TVA".into(), rate: BasisPoints(0), is_default: false }).await?;
    let currency = Currency::from_code(sketch.currency).context("a currency of the demo")?;
    for (client, days) in clients.iter().zip([3000, 4500, 1500, 8000]) {
        let draft = billing::draft(tx, invoice(*client, currency, rate, days)).await?;
        billing::issue(tx, draft.id).await?;
    }
    billing::draft(tx, invoice(clients[0], currency, rate, 2500)).await?;
    Ok(())
}

fn invoice(client_id: ClientId, currency: Currency, tax_rate: BasisPoints, days: i64) -> InvoiceInput {
    let line = |description: &str, quantity, units: i64| InvoiceItemInput {
        description: description.into(),
        unit: Some("jour".into()),
        quantity: Thousandths(quantity),
        // A day's work: 480 euros, or 150,000 francs.
        unit_price: Money::new(if currency == Currency::XOF { 150_000 * units } else { 48_000 * units }, currency),
        discount: BasisPoints(0),
        tax_rate,
    };
    InvoiceInput {
        client_id,
        project_id: None,
        currency,
        prices_include_tax: false,
        payment_terms_days: None,
        reference: None,
        note: None,
        items: vec![line("Conception et suivi", days, 1), line("Réunion de cadrage", 500, 1)],
    }
}

/// The other staff, and a contact for each client.
async fn people(
    scope: &SystemScope,
    sketch: &Sketch,
    company: CompanyId,
    owner: &app_user::Model,
    clients: &[ClientId],
) -> anyhow::Result<()> {
    for (email, name, role) in &sketch.staff[1..] {
        let tx = scope.begin().await?;
        let user = person(&tx, email, name).await?;
        let tx = tx.enter(company, Actor::user(owner.id)).await?;
        access::add_member(&tx, &user, role).await?;
        tx.commit().await?;
    }
    for ((_, email, name), client) in sketch.clients.iter().zip(clients) {
        let tx = scope.begin().await?;
        let user = person(&tx, email, name).await?;
        let tx = tx.enter(company, Actor::user(owner.id)).await?;
        access::add_client_member(&tx, &user, *client).await?;
        tx.commit().await?;
    }
    Ok(())
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
