//! Adding, updating, archiving and restoring clients.

use contract::clients::{Client, ClientInput};
use contract::events::{ClientAdded, ClientArchived, ClientChanged, ClientRestored};
use contract::money::Currency;
use contract::permissions::permit;
use contract::places::Address;
use contract::words::Locale;
use contract::{ClientId, Version};
use platform::{Body, Created, Current, Grant, Id, IfMatch, Result, Tx, changes, operation, same_version};
use sea_orm::ActiveValue::Set;
use sea_orm::IntoActiveModel as _;

use crate::client::{ActiveModel, Entity, Model, view};

/// Add a client.
///
/// Currency and language are the company's when the request is silent. Nobody is invited yet:
/// that is done with an invitation.
#[operation(post = "/companies/{company_id}/clients", tag = "clients", body = "The client.", answer = "The new client.")]
pub async fn add_client(
    Grant { scope, input: Body(input), .. }: Grant<permit::ClientCreate, Body<ClientInput>>,
) -> Result<Created<Client>> {
    let tx = scope.begin().await?;
    let client = add(&tx, input).await?;
    tx.created(&client).await
}

/// Update a client.
///
/// What the body leaves out is emptied; currency and language stay as they are. With `If-Match`, a
/// change that somebody else made meanwhile is answered with 412 and the current client. Documents
/// that were issued keep the identity that they were issued with.
#[operation(
    put = "/companies/{company_id}/clients/{id}",
    tag = "clients",
    id = "The client.",
    body = "The client as it is to be.",
    answer = "The client as it is now."
)]
pub async fn edit_client(
    Grant { scope, input: (Id(id), seen, Body(input)), .. }: Grant<permit::ClientEdit, (Id<ClientId>, Option<IfMatch>, Body<ClientInput>)>,
) -> Result<Current<Client>> {
    let tx = scope.begin().await?;
    let client = edit(&tx, id, seen.map(Into::into), input).await?;
    tx.done(&client).await
}

/// Archive a client.
///
/// It leaves the lists and takes no new projects and invoices; its documents stay, and its
/// contacts still reach the portal. Doing it twice changes nothing more.
#[operation(post = "/companies/{company_id}/clients/{id}/archive", tag = "clients", id = "The client.", answer = "The archived client.")]
pub async fn archive_client(
    Grant { scope, input: (Id(id), seen), .. }: Grant<permit::ClientDelete, (Id<ClientId>, Option<IfMatch>)>,
) -> Result<Current<Client>> {
    let tx = scope.begin().await?;
    let client = archive(&tx, id, seen.map(Into::into)).await?;
    tx.done(&client).await
}

/// Restore a client.
///
/// It stands in the lists again. Doing it twice changes nothing more.
#[operation(
    post = "/companies/{company_id}/clients/{id}/restore",
    tag = "clients",
    id = "The client.",
    answer = "The client, in use again."
)]
pub async fn restore_client(
    Grant { scope, input: (Id(id), seen), .. }: Grant<permit::ClientDelete, (Id<ClientId>, Option<IfMatch>)>,
) -> Result<Current<Client>> {
    let tx = scope.begin().await?;
    let client = restore(&tx, id, seen.map(Into::into)).await?;
    tx.done(&client).await
}

/// Adds a client.
pub async fn add(tx: &Tx, input: ClientInput) -> Result<Client> {
    let (currency, locale) = match (input.currency, input.locale) {
        (Some(currency), Some(locale)) => (currency, locale),
        (currency, locale) => {
            let company = Defaults::of(tx).await?;
            (currency.unwrap_or(company.currency), locale.unwrap_or(company.locale))
        }
    };
    let row = tx.insert(new(tx, input, currency, locale)?).await?;
    let client = view(row, tx.reach())?;
    tx.emit(&client, ClientAdded {}).await?;
    Ok(client)
}

/// Updates a client.
pub async fn edit(tx: &Tx, id: ClientId, seen: Option<Version>, input: ClientInput) -> Result<Client> {
    let row = locked(tx, id, seen).await?;
    let before = view(row.clone(), tx.reach())?;
    let (currency, locale) = (input.currency.unwrap_or(row.currency), input.locale.unwrap_or(row.locale));
    let mut changed = written(input, currency, locale)?;
    changed.id = Set(id);
    changed.updated_at = Set(tx.now());
    changed.version = Set(row.version + 1);
    let after = view(tx.update(changed).await?, tx.reach())?;
    if let Some((old, new)) = changes(&before, &after) {
        tx.emit_change(&after, ClientChanged { changed: new }, &old).await?;
    }
    Ok(after)
}

/// Archives a client.
pub async fn archive(tx: &Tx, id: ClientId, seen: Option<Version>) -> Result<Client> {
    let row = locked(tx, id, seen).await?;
    if row.archived_at.is_some() {
        return view(row, tx.reach());
    }
    let client = store(tx, row, Some(tx.now())).await?;
    tx.emit(&client, ClientArchived {}).await?;
    Ok(client)
}

/// Restores a client from the archive.
pub async fn restore(tx: &Tx, id: ClientId, seen: Option<Version>) -> Result<Client> {
    let row = locked(tx, id, seen).await?;
    if row.archived_at.is_none() {
        return view(row, tx.reach());
    }
    let client = store(tx, row, None).await?;
    tx.emit(&client, ClientRestored {}).await?;
    Ok(client)
}

async fn locked(tx: &Tx, id: ClientId, seen: Option<Version>) -> Result<Model> {
    let row = tx.lock::<Entity>(id).await?;
    same_version(seen, row.version, async { view(row.clone(), tx.reach()) }).await?;
    Ok(row)
}

async fn store(tx: &Tx, row: Model, archived_at: Option<chrono::DateTime<chrono::Utc>>) -> Result<Client> {
    let version = row.version + 1;
    let mut changed = row.into_active_model();
    changed.archived_at = Set(archived_at);
    changed.updated_at = Set(tx.now());
    changed.version = Set(version);
    view(tx.update(changed).await?, tx.reach())
}

/// What a new client has from its company.
pub(crate) struct Defaults {
    pub currency: Currency,
    pub locale: Locale,
    pub country: String,
}

impl Defaults {
    pub async fn of(tx: &Tx) -> Result<Self> {
        Self::read(tx, "").await
    }

    /// The same, and nobody else imports into this company until we are done: two imports of one
    /// file at a time would both find nothing there.
    pub async fn locked(tx: &Tx) -> Result<Self> {
        Self::read(tx, " FOR NO KEY UPDATE").await
    }

    async fn read(tx: &Tx, lock: &str) -> Result<Self> {
        const SQL: &str = "SELECT currency, locale, country FROM company WHERE id = $1";
        let rows = tx.query(tx.statement(SQL, &format!("{SQL}{lock}"), [tx.company().0.into()])).await?;
        let row = rows.first().ok_or(platform::AppError::NotFound("company"))?;
        Ok(Self { currency: row.try_get("", "currency")?, locale: row.try_get("", "locale")?, country: row.try_get("", "country")? })
    }
}

/// The row of a new client.
pub(crate) fn new(tx: &Tx, input: ClientInput, currency: Currency, locale: Locale) -> Result<ActiveModel> {
    let mut row = written(input, currency, locale)?;
    row.id = Set(tx.id());
    row.company_id = Set(tx.company());
    row.archived_at = Set(None);
    row.created_at = Set(tx.now());
    row.updated_at = Set(tx.now());
    row.version = Set(1);
    Ok(row)
}

fn written(input: ClientInput, currency: Currency, locale: Locale) -> Result<ActiveModel> {
    Ok(ActiveModel {
        name: Set(input.name.trim().to_owned()),
        legal_name: Set(trimmed(input.legal_name)),
        email: Set(trimmed(input.email)),
        phone: Set(trimmed(input.phone)),
        registration_number: Set(trimmed(input.registration_number)),
        tax_number: Set(trimmed(input.tax_number)),
        address: Set(input.address.as_ref().map(stored).transpose()?),
        currency: Set(currency),
        locale: Set(locale),
        note: Set(trimmed(input.note)),
        ..Default::default()
    })
}

fn stored(address: &Address) -> Result<String> {
    let address = Address {
        line1: address.line1.trim().to_owned(),
        line2: trimmed(address.line2.clone()),
        postal_code: trimmed(address.postal_code.clone()),
        city: address.city.trim().to_owned(),
        country: address.country.clone(),
    };
    Ok(serde_json::to_string(&address).map_err(anyhow::Error::from)?)
}

/// What is blank is nothing.
fn trimmed(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
