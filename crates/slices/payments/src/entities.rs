//! The tables of the slice, and what a client in the portal sees of each.

use platform::{CompanyOwned, Reach, nothing};
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

/// Tries to pay through a gateway.
pub mod payment_attempt {
    use chrono::{DateTime, Utc};
    use contract::money::Currency;
    use contract::payments::AttemptStatus;
    use contract::{ClientId, CompanyId, InvoiceId, PaymentAttemptId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "payment_attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PaymentAttemptId,
        pub company_id: CompanyId,
        pub client_id: ClientId,
        pub invoice_id: InvoiceId,
        pub provider: String,
        pub reference: String,
        pub provider_reference: Option<String>,
        pub status: AttemptStatus,
        pub amount: i64,
        pub currency: Currency,
        pub redirect_url: Option<String>,
        pub failure: Option<String>,
        pub notifications: i32,
        /// When the gateway is asked next by the clock.
        pub next_check_at: Option<DateTime<Utc>>,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Money given back.
pub mod refund {
    use chrono::{DateTime, Utc};
    use contract::money::Currency;
    use contract::payments::RefundStatus;
    use contract::{CompanyId, InvoiceId, PaymentId, RefundId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "refund")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RefundId,
        pub company_id: CompanyId,
        pub payment_id: PaymentId,
        pub invoice_id: InvoiceId,
        pub status: RefundStatus,
        pub currency: Currency,
        pub amount: i64,
        /// What of it was the client's credit.
        pub from_excess: i64,
        pub reason: String,
        pub failure: Option<String>,
        /// When the gateway is asked next by the clock.
        pub next_check_at: Option<DateTime<Utc>>,
        pub created_at: DateTime<Utc>,
        pub updated_at: DateTime<Utc>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
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
            Reach::Own(_) | Reach::Object(_) => nothing(),
        }
    }
}

impl CompanyOwned for payment_attempt::Entity {
    const NOUN: &'static str = "payment_attempt";
    fn company() -> payment_attempt::Column {
        payment_attempt::Column::CompanyId
    }
    fn id() -> payment_attempt::Column {
        payment_attempt::Column::Id
    }
    fn visible_to(reach: &Reach) -> Condition {
        match reach {
            Reach::Company => Condition::all(),
            Reach::Client(clients) => Condition::all().add(payment_attempt::Column::ClientId.is_in(clients.iter().copied())),
            Reach::Own(_) | Reach::Object(_) => nothing(),
        }
    }
}

impl CompanyOwned for refund::Entity {
    const NOUN: &'static str = "refund";
    fn company() -> refund::Column {
        refund::Column::CompanyId
    }
    fn id() -> refund::Column {
        refund::Column::Id
    }
    /// Clients see what went back on the payment itself; the reasons are the company's.
    fn visible_to(reach: &Reach) -> Condition {
        if reach.is_company() { Condition::all() } else { nothing() }
    }
}
