//! The shapes that repeat through the contract: an identifier, a closed list of words, the list of
//! permissions, the list of events.

/// One newtype over a `UUIDv7` per noun, so that one noun's id is never given for another's.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid, example = "01968f5e-7a00-7000-8000-000000000001"))]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                uuid::Uuid::try_parse(text).map(Self)
            }
        }

        impl From<uuid::Uuid> for $name {
            fn from(id: uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        #[cfg(feature = "db")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(n: u64) -> Result<Self, sea_orm::DbErr> {
                uuid::Uuid::try_from_u64(n).map(Self)
            }
        }
    )+ };
}

/// A closed list of words: an enum that travels, is stored and is shown by its `snake_case` code.
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
        #[cfg_attr(feature = "db", sea_orm(value_type = "String"))]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every word of the list, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word as it travels and is stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .enum_values(Some(Self::ALL.iter().map(|word| word.code())))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $name {
            #[cfg(feature = "db")]
            type Err = sea_orm::sea_query::ValueTypeErr;
            #[cfg(not(feature = "db"))]
            type Err = $crate::words::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|word| word.code() == text).ok_or(
                    #[cfg(feature = "db")]
                    sea_orm::sea_query::ValueTypeErr,
                    #[cfg(not(feature = "db"))]
                    $crate::words::UnknownWord,
                )
            }
        }
    };
}

/// The permissions: an enum to store and show, and a marker type per entry for the guards. Each entry
/// names the built-in roles that hold it; see [`crate::permissions`].
macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $code:literal $whom:tt [$($role:ident),* $(,)?],)+) => {
        words! {
            /// What a role may allow, as `resource:action`.
            pub enum Permission { $($(#[$doc])* $name = $code,)+ }
        }

        impl Permission {
            /// The built-in roles that hold it.
            pub const fn holders(self) -> &'static [$crate::roles::BuiltInRole] {
                match self { $(Self::$name => holders!($whom [$($role),*]),)+ }
            }
        }

        /// A permission as a type, so that a guard can name it.
        pub trait Permit: 'static {
            /// The permission that is asked.
            const PERMISSION: Permission;
        }

        /// One marker type per permission: `Grant<permit::InvoiceIssue>`.
        pub mod permit {
            use super::{Permission, Permit};
            $(
                $(#[$doc])*
                #[derive(Clone, Copy, Debug)]
                pub struct $name;
                impl Permit for $name {
                    const PERMISSION: Permission = Permission::$name;
                }
            )+
        }
    };
}

/// Who holds a permission: owners, admins and these, or these alone.
macro_rules! holders {
    (for [$($role:ident),*]) => {
        &[$crate::roles::BuiltInRole::Owner, $crate::roles::BuiltInRole::Admin, $($crate::roles::BuiltInRole::$role),*]
    };
    (only [$($role:ident),*]) => {
        &[$($crate::roles::BuiltInRole::$role),*]
    };
}

/// The events: an enum of kinds, a payload type for each, and an enum of all payloads, so that what an
/// event says is written and read by its type. A field's type says how a person reads it.
macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $code:literal on $subject:ident($id:ty) { $($field:ident : $type:ty),* $(,)? })+) => {
        words! {
            /// What happened, as `noun.past`.
            pub enum EventKind { $($(#[$doc])* $name = $code,)+ }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
            pub struct $name {
                $(
                    #[doc = concat!("The `", stringify!($field), "` of the event.")]
                    pub $field: $type
                ),*
            }

            impl EventData for $name {
                type Subject = $id;
                const KIND: EventKind = EventKind::$name;
                const SUBJECT: SubjectKind = SubjectKind::$subject;
            }
        )+

        /// The content of any event.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Payload {
            $($(#[$doc])* $name($name),)+
        }

        impl Payload {
            /// The content of this kind of event.
            pub fn read(kind: EventKind, data: &serde_json::Value) -> Result<Self, serde_json::Error> {
                match kind { $(EventKind::$name => $name::deserialize(data).map(Self::$name),)+ }
            }

            /// What the fields say to a person, by name.
            pub fn facts(&self) -> Vec<(&'static str, Fact)> {
                match self {
                    $(Self::$name(_content) => {
                        let fields: Vec<(&'static str, Option<Fact>)> = vec![$((stringify!($field), _content.$field.tell())),*];
                        fields.into_iter().filter_map(|(name, fact)| Some((name, fact?))).collect()
                    })+
                }
            }
        }

        impl EventKind {
            /// The names of the fields of its content.
            pub const fn fields(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$(stringify!($field)),*],)+ }
            }
        }
    };
}
