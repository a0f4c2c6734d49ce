//! The tables of the slice, and what a client in the portal sees of each.

use platform::{CompanyOwned, Reach, nothing, visible_through};
use sea_orm::{ColumnTrait, Condition};

/// Invoices and credit notes.
pub mod invoice {
    use chrono::{DateTime, NaiveDate, Utc};
    use contract::billing::{InvoiceKind, InvoiceStatus};
    use contract::money::Currency;
    use contract::{ClientId, CompanyId, InvoiceId, ProjectId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "invoice")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvoiceId,
        pub company_id: CompanyId,
        pub kind: InvoiceKind,
        pub status: InvoiceStatus,
        pub series: Option<String>,
        pub sequence: Option<i64>,
        pub number: Option<String>,
        pub client_id: ClientId,
        pub project_id: Option<ProjectId>,
        pub credited_invoice_id: Option<InvoiceId>,
        pub currency: Currency,
        pub prices_include_tax: bool,
        pub payment_terms_days: i32,
        pub reference: Option<String>,
        pub note: Option<String>,
        pub net: i64,
        pub tax: i64,
        pub rounding: i64,
        pub total: i64,
        pub paid: i64,
        pub credited: i64,
        pub taxes: String,
        pub seller: Option<String>,
        pub buyer: Option<String>,
        pub issued_on: Option<NaiveDate>,
        pub due_on: Option<NaiveDate>,
        pub sent_at: Option<DateTime<Utc>>,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub version: i64,
    }

    /// What an invoice refers to.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        /// Who pays.
        #[sea_orm(belongs_to = "super::client::Entity", from = "Column::ClientId", to = "super::client::Column::Id")]
        Client,
    }

    impl Related<super::client::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Client.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Lines.
pub mod invoice_item {
    use contract::money::{BasisPoints, Thousandths};
    use contract::{CompanyId, InvoiceId, InvoiceItemId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "invoice_item")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvoiceItemId,
        pub company_id: CompanyId,
        pub invoice_id: InvoiceId,
        pub position: i32,
        pub description: String,
        pub unit: Option<String>,
        pub quantity: Thousandths,
        pub unit_price: i64,
        pub discount: BasisPoints,
        pub tax_rate: BasisPoints,
        pub net: i64,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Clients, as far as a bill needs them; the clients slice owns the table.
pub mod client {
    use chrono::{DateTime, Utc};
    use contract::words::Locale;
    use contract::{ClientId, CompanyId};
    use sea_orm::entity::prelude::*;

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
        pub address: Option<String>,
        pub locale: Locale,
        pub archived_at: Option<DateTime<Utc>>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Tax rates on offer.
pub mod tax_rate {
    use chrono::{DateTime, Utc};
    use contract::money::BasisPoints;
    use contract::{CompanyId, TaxRateId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "tax_rate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TaxRateId,
        pub company_id: CompanyId,
        pub name: String,
        pub rate: BasisPoints,
        pub is_default: bool,
        pub created_at: DateTime<Utc>,
        pub version: i64,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The books.
pub mod ledger_entry {
    use chrono::{DateTime, NaiveDate, Utc};
    use contract::money::Currency;
    use contract::{CompanyId, InvoiceId, LedgerEntryId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described in `books`")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ledger_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LedgerEntryId,
        pub company_id: CompanyId,
        pub entry_group: Uuid,
        pub account: String,
        pub debit: i64,
        pub credit: i64,
        pub currency: Currency,
        pub invoice_id: InvoiceId,
        pub source: String,
        pub source_id: Uuid,
        pub booked_on: NaiveDate,
        pub created_at: DateTime<Utc>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Rows of a client's portal: its own documents, once they are issued.
fn issued_to(reach: &Reach, client: invoice::Column, status: invoice::Column) -> Condition {
    match reach {
        Reach::Company => Condition::all(),
        Reach::Client(clients) => {
            Condition::all().add(client.is_in(clients.iter().copied())).add(status.ne(contract::billing::InvoiceStatus::Draft))
        }
        Reach::Object(shared) => shared.shows::<invoice::Entity>(),
        Reach::Own(_) => nothing(),
    }
}

impl CompanyOwned for invoice::Entity {
    const NOUN: &'static str = "invoice";
    fn company() -> invoice::Column {
        invoice::Column::CompanyId
    }
    fn id() -> invoice::Column {
        invoice::Column::Id
    }
    fn visible_to(reach: &Reach) -> Condition {
        issued_to(reach, invoice::Column::ClientId, invoice::Column::Status)
    }
}

impl CompanyOwned for invoice_item::Entity {
    const NOUN: &'static str = "invoice_item";
    fn company() -> invoice_item::Column {
        invoice_item::Column::CompanyId
    }
    fn id() -> invoice_item::Column {
        invoice_item::Column::Id
    }
    /// Lines show with their invoice.
    fn visible_to(reach: &Reach) -> Condition {
        visible_through::<invoice::Entity>(reach, invoice_item::Column::InvoiceId)
    }
}

impl CompanyOwned for client::Entity {
    const NOUN: &'static str = "client";
    fn company() -> client::Column {
        client::Column::CompanyId
    }
    fn id() -> client::Column {
        client::Column::Id
    }
    fn visible_to(reach: &Reach) -> Condition {
        match reach {
            Reach::Company => Condition::all(),
            Reach::Client(clients) => Condition::all().add(client::Column::Id.is_in(clients.iter().copied())),
            Reach::Own(_) | Reach::Object(_) => nothing(),
        }
    }
}

impl CompanyOwned for tax_rate::Entity {
    const NOUN: &'static str = "tax_rate";
    fn company() -> tax_rate::Column {
        tax_rate::Column::CompanyId
    }
    fn id() -> tax_rate::Column {
        tax_rate::Column::Id
    }
    fn visible_to(reach: &Reach) -> Condition {
        if reach.is_company() { Condition::all() } else { nothing() }
    }
}

impl CompanyOwned for ledger_entry::Entity {
    const NOUN: &'static str = "ledger_entry";
    fn company() -> ledger_entry::Column {
        ledger_entry::Column::CompanyId
    }
    fn id() -> ledger_entry::Column {
        ledger_entry::Column::Id
    }
    fn visible_to(reach: &Reach) -> Condition {
        if reach.is_company() { Condition::all() } else { nothing() }
    }
}
