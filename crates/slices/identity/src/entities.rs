//! The tables of the slice. None belongs to a company.

/// People.
pub mod app_user {
    use chrono::{DateTime, Utc};
    use contract::words::Locale;
    use contract::{CompanyId, UserId};
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described where they travel, in the contract")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "app_user")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: UserId,
        pub email: String,
        pub name: String,
        pub locale: Locale,
        pub time_zone: Option<String>,
        pub password_hash: String,
        pub current_company_id: Option<CompanyId>,
        pub disabled_at: Option<DateTime<Utc>>,
        pub created_at: DateTime<Utc>,
        pub version: i64,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Tokens that renew a program's access.
pub mod refresh_token {
    use chrono::{DateTime, Utc};
    use contract::UserId;
    use sea_orm::entity::prelude::*;

    #[expect(missing_docs, reason = "the columns are described in `tokens`")]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "refresh_token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: Vec<u8>,
        pub user_id: UserId,
        pub family_id: Uuid,
        pub family_started_at: DateTime<Utc>,
        pub issued_at: DateTime<Utc>,
        pub expires_at: DateTime<Utc>,
        pub used_at: Option<DateTime<Utc>>,
    }

    /// None.
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
