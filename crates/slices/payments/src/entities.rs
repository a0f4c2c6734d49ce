//! The tables of the slice, and what a client in the portal sees of each.

use platform::{CompanyOwned, Reach};
use sea_orm::{ColumnTrait as _, Condition};

/// Money received.
pub mod payment {
    use chrono::{DateTime, NaiveDate, Utc};
    use contract::money::Currency;
    use contract::payments::PaymentMethod;
    use contract::{ClientId, CompanyId, InvoiceId, PaymentAttemptId, PaymentId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "payment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PaymentId,
        pub company_id: CompanyId,
        pub client_id: ClientId,
        pub invoice_id: InvoiceId,
        pub attempt_id: Option<PaymentAttemptId>,
        pub method: PaymentMethod,
        pub provider: Option<String>,
        pub provider_reference: Option<String>,
        pub currency: Currency,
        pub amount: i64,
        pub applied: i64,
        pub excess: i64,
        pub refunded: i64,
        pub received_on: NaiveDate,
        pub reference: Option<String>,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
        pub version: i64,
    }

    /// What a payment refers to.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        /// What it pays.
        #[sea_orm(
            belongs_to = "billing::entities::invoice::Entity",
            from = "Column::InvoiceId",
            to = "billing::entities::invoice::Column::Id"
        )]
        Invoice,
        /// Who paid.
        #[sea_orm(
            belongs_to = "billing::entities::client::Entity",
            from = "Column::ClientId",
            to = "billing::entities::client::Column::Id"
        )]
        Client,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

impl CompanyOwned for payment::Entity {
    const NOUN: &'static str = "payment";
    fn company() -> payment::Column {
        payment::Column::CompanyId
    }
    fn id() -> payment::Column {
        payment::Column::Id
    }
    fn visible_to(reach: &Reach) -> Condition {
        match reach {
            Reach::Company => Condition::all(),
            Reach::Client(clients) => Condition::all().add(payment::Column::ClientId.is_in(clients.iter().copied())),
        }
    }
}
