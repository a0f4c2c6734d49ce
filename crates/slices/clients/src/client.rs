//! What a client is: its row, who sees it, how it is shown, what is said of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contract::clients::Client;
use contract::money::Currency;
use contract::places::Address;
use contract::words::Locale;
use contract::{ClientId, CompanyId};
use platform::{CompanyOwned, Reach, Result, Tx, nothing};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QuerySelect as _};

/// A row of the table.
#[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "client")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClientId,
    pub company_id: CompanyId,
    pub name: String,
    pub legal_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub registration_number: Option<String>,
    pub tax_number: Option<String>,
    /// An address as JSON.
    pub address: Option<String>,
    pub currency: Currency,
    pub locale: Locale,
    pub note: Option<String>,
    pub archived_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i64,
}

/// What a client refers to: nothing.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl CompanyOwned for Entity {
    const NOUN: &'static str = "client";

    fn company() -> Column {
        Column::CompanyId
    }

    fn id() -> Column {
        Column::Id
    }

    /// A contact sees the clients for which they speak.
    fn visible_to(reach: &Reach) -> Condition {
        match reach {
            Reach::Company => Condition::all(),
            Reach::Client(clients) => Condition::all().add(Column::Id.is_in(clients.iter().copied())),
            Reach::Own(_) | Reach::Object(_) => nothing(),
        }
    }
}

/// One client that the caller may see.
pub async fn get(tx: &Tx, id: ClientId) -> Result<Client> {
    view(tx.get::<Entity>(id).await?, tx.reach())
}

/// What these clients are called, in one statement; those that the caller may not see are left out.
pub async fn names(tx: &Tx, ids: &[ClientId]) -> Result<HashMap<ClientId, String>> {
    let select = tx.find::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    let rows: Vec<(ClientId, String)> = select.select_only().columns([Column::Id, Column::Name]).into_tuple().all(tx.conn()).await?;
    Ok(rows.into_iter().collect())
}

/// A client as this caller sees it: the note is for staff.
pub fn view(row: Model, reach: &Reach) -> Result<Client> {
    let address: Option<Address> = row.address.as_deref().map(serde_json::from_str).transpose().map_err(anyhow::Error::from)?;
    Ok(Client {
        id: row.id,
        name: row.name,
        legal_name: row.legal_name,
        email: row.email,
        phone: row.phone,
        registration_number: row.registration_number,
        tax_number: row.tax_number,
        address,
        currency: row.currency,
        locale: row.locale,
        note: row.note.filter(|_| reach.is_company()),
        archived_at: row.archived_at,
        created_at: row.created_at,
        version: row.version,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Model {
        Model {
            id: ClientId(Uuid::from_u128(1)),
            company_id: CompanyId(Uuid::from_u128(2)),
            name: "Boulangerie Diallo".into(),
            legal_name: None,
            email: None,
            phone: None,
            registration_number: None,
            tax_number: None,
            address: Some(r#"{"line1":"Rue des Jardins","city":"Abidjan","country":"CI"}"#.into()),
            currency: Currency::XOF,
            locale: Locale::Fr,
            note: Some("Pays late.".into()),
            archived_at: None,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
            version: 1,
        }
    }

    #[test]
    fn the_note_is_for_staff() {
        let (staff, portal) = (Reach::Company, Reach::Client(vec![ClientId(Uuid::from_u128(1))]));
        assert_eq!(view(row(), &staff).unwrap().note.as_deref(), Some("Pays late."));
        assert_eq!(view(row(), &portal).unwrap().note, None);
    }

    #[test]
    fn an_address_comes_back_whole() {
        assert_eq!(view(row(), &Reach::Company).unwrap().address.unwrap().city, "Abidjan");
    }
}
