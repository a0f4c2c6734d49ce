//! The tables of the slice, and what a client in the portal sees of each.

use platform::{CompanyOwned, Reach, nothing};
use sea_orm::{ColumnTrait, Condition};

macro_rules! no_relations {
    () => {
        /// None.
        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}
        impl ActiveModelBehavior for ActiveModel {}
    };
}

/// Tenants.
pub mod company {
    use chrono::{DateTime, Utc};
    use contract::CompanyId;
    use contract::money::Currency;
    use contract::words::Locale;
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "company")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CompanyId,
        pub name: String,
        pub slug: String,
        pub legal_name: Option<String>,
        pub registration_number: Option<String>,
        pub tax_number: Option<String>,
        pub email: Option<String>,
        pub phone: Option<String>,
        pub address: Option<String>,
        pub country: String,
        pub currency: Currency,
        pub locale: Locale,
        pub time_zone_offset_minutes: i32,
        pub accent: Option<String>,
        pub logo_digest: Option<String>,
        pub invoice_footer: Option<String>,
        pub payment_terms_days: i32,
        pub iban: Option<String>,
        pub rounding_step: Option<i32>,
        pub created_at: DateTime<Utc>,
        pub version: i64,
    }
    no_relations!();
}

/// Roles.
pub mod role {
    use chrono::{DateTime, Utc};
    use contract::{CompanyId, RoleId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "role")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RoleId,
        pub company_id: CompanyId,
        pub code: String,
        pub granted: String,
        pub withheld: String,
        pub created_at: DateTime<Utc>,
    }
    no_relations!();
}

/// Staff.
pub mod membership {
    use chrono::{DateTime, Utc};
    use contract::{CompanyId, MembershipId, UserId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MembershipId,
        pub company_id: CompanyId,
        pub user_id: UserId,
        pub role: String,
        pub created_at: DateTime<Utc>,
        pub version: i64,
    }

    /// What a membership refers to.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        /// The person.
        #[sea_orm(
            belongs_to = "identity::entities::app_user::Entity",
            from = "Column::UserId",
            to = "identity::entities::app_user::Column::Id"
        )]
        User,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Contacts of clients.
pub mod client_member {
    use chrono::{DateTime, Utc};
    use contract::{ClientId, ClientMemberId, CompanyId, UserId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ClientMemberId,
        pub company_id: CompanyId,
        pub client_id: ClientId,
        pub user_id: UserId,
        pub role: String,
        pub created_at: DateTime<Utc>,
    }
    no_relations!();
}

/// Invitations.
pub mod invitation {
    use chrono::{DateTime, Utc};
    use contract::words::Locale;
    use contract::{ClientId, CompanyId, InvitationId, UserId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: InvitationId,
        pub company_id: CompanyId,
        pub email: String,
        pub role: String,
        pub client_id: Option<ClientId>,
        pub token_digest: Vec<u8>,
        pub generation: i32,
        pub locale: Locale,
        pub message: Option<String>,
        pub invited_by: UserId,
        pub invited_at: DateTime<Utc>,
        pub expires_at: DateTime<Utc>,
        pub accepted_at: Option<DateTime<Utc>>,
        pub revoked_at: Option<DateTime<Utc>>,
    }
    no_relations!();
}

/// Clients, as far as invitations need them; the clients slice owns the table.
pub mod client {
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
        pub locale: Locale,
    }
    no_relations!();
}

/// Tables of which the portal sees nothing.
macro_rules! staff_only {
    ($($table:ident as $noun:literal),+) => { $(
        impl CompanyOwned for $table::Entity {
            const NOUN: &'static str = $noun;
            fn company() -> $table::Column {
                $table::Column::CompanyId
            }
            fn id() -> $table::Column {
                $table::Column::Id
            }
            fn visible_to(reach: &Reach) -> Condition {
                if reach.is_company() { Condition::all() } else { nothing() }
            }
        }
    )+ };
}

staff_only!(role as "role", membership as "member");

/// Tables whose rows are a client's own: its contacts see them, as far as their role permits.
macro_rules! of_client {
    ($($table:ident as $noun:literal),+) => { $(
        impl CompanyOwned for $table::Entity {
            const NOUN: &'static str = $noun;
            fn company() -> $table::Column {
                $table::Column::CompanyId
            }
            fn id() -> $table::Column {
                $table::Column::Id
            }
            fn visible_to(reach: &Reach) -> Condition {
                match reach {
                    Reach::Company => Condition::all(),
                    Reach::Client(clients) => Condition::all().add($table::Column::ClientId.is_in(clients.iter().copied())),
                    Reach::Own(_) | Reach::Object(_) => nothing(),
                }
            }
        }
    )+ };
}

of_client!(client_member as "client_member", invitation as "invitation");

impl CompanyOwned for company::Entity {
    const NOUN: &'static str = "company";
    fn company() -> company::Column {
        company::Column::Id
    }
    fn id() -> company::Column {
        company::Column::Id
    }
    /// Its clients know the company: its name, its identity, its colours.
    fn visible_to(_: &Reach) -> Condition {
        Condition::all()
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
