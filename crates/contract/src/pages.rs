//! The app's addresses. Each is a value that writes itself as a path and is read back from one, so
//! that a link to a page that does not exist does not compile, in the app and in the server's mails.
//! The app opens each by an exhaustive `match`: an address without a page does not compile either.
//!
//! ```
//! use parvis_contract::pages::{Clients, CompanyPage};
//!
//! let page: CompanyPage = Clients::New.into();
//! assert_eq!(page.to_string(), "clients/new");
//! assert_eq!(CompanyPage::of("clients/new"), Some(page));
//! ```

use std::fmt::{Display, Formatter, Result};

use crate::identity::Face;
use crate::ids::{ClientId, CompanyId, InvoiceId, ProjectId};

/// Defines pages: `pages! { pub enum Clients { List = "clients", One(id: ClientId) = "clients/{id}", } }`.
/// Below `groups` stand enums of pages that are pages of this enum as well.
macro_rules! pages {
    (@read $path:ident, $pattern:literal, $variant:ident) => {
        if fits($pattern, $path).is_some() {
            return Some(Self::$variant);
        }
    };
    (@read $path:ident, $pattern:literal, $variant:ident ($field:ident: $type:ty)) => {
        if let Some(Ok($field)) = fits($pattern, $path).map(str::parse::<$type>) {
            return Some(Self::$variant($field));
        }
    };
    (
        $(#[$doc:meta])*
        pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident $(($field:ident: $type:ty))? = $path:literal,)+ }
        $(groups { $($(#[$gdoc:meta])* $group:ident,)+ })?
    ) => {
        $(#[$doc])*
        pub enum $name {
            $($(#[$vdoc])* $variant $(($type))?,)+
            $($($(#[$gdoc])* $group($group),)+)?
        }

        impl $name {
            /// The page of a path, if there is one.
            pub fn of(path: &str) -> Option<Self> {
                $(pages!(@read path, $path, $variant $(($field: $type))?);)+
                $($(if let Some(page) = $group::of(path) {
                    return Some(Self::$group(page));
                })+)?
                None
            }
        }

        impl Display for $name {
            fn fmt(&self, f: &mut Formatter<'_>) -> Result {
                match self {
                    $(Self::$variant $(($field))? => write!(f, $path $(, $field = $field)?),)+
                    $($(Self::$group(page) => page.fmt(f),)+)?
                }
            }
        }

        $($(impl From<$group> for $name {
            fn from(page: $group) -> Self {
                Self::$group(page)
            }
        })+)?

        #[cfg(test)]
        impl $name {
            /// One of each, with an id of no one.
            fn samples() -> Vec<Self> {
                let all = vec![$(Self::$variant $(({ let $field: $type = tests::nobody().parse().unwrap(); $field }))?),+];
                $($(let all = all.into_iter().chain($group::samples().into_iter().map(Self::$group)).collect::<Vec<_>>();)+)?
                all
            }
        }
    };
}

/// What stands in the path where the pattern has `{..}`; empty where it has none.
fn fits<'a>(pattern: &str, path: &'a str) -> Option<&'a str> {
    let Some((before, rest)) = pattern.split_once('{') else {
        return (pattern == path).then_some("");
    };
    let (_, after) = rest.split_once('}')?;
    path.strip_prefix(before)?.strip_suffix(after).filter(|given| !given.is_empty() && !given.contains('/'))
}

pages! {
    /// A page outside of any company, by its whole path.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum PublicPage {
        /// Leads home, or to log-in.
        Start = "/",
        /// Log-in.
        Login = "/login",
        /// Signed in, but in no company.
        Welcome = "/welcome",
        /// The first company and its owner.
        Setup = "/setup",
        /// The answer to an invitation.
        Invitation(token: String) = "/invitation/{token}",
        /// The living page of the app's components; not in production.
        Kit = "/dev/ui",
        /// One of them alone.
        Story(name: String) = "/dev/ui/{name}",
    }
}

pages! {
    /// A page of a company: what follows `/admin/{company}/` or `/portal/{company}/`.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum CompanyPage {
        /// Where one begins.
        Home = "",
        /// Money that came.
        Payments = "payments",
        /// What happened.
        Audit = "audit",
        /// Who works here.
        Members = "members",
        /// The person's own profile.
        Profile = "profile",
    }
    groups {
        /// Of clients.
        Clients,
        /// Of projects.
        Projects,
        /// Of invoices.
        Invoices,
        /// Of the company's settings.
        Settings,
    }
}

pages! {
    /// Pages of clients.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Clients {
        /// All of them.
        List = "clients",
        /// A new one.
        New = "clients/new",
        /// Many, from a file.
        Import = "clients/import",
        /// One.
        One(id: ClientId) = "clients/{id}",
        /// One, to change.
        Edit(id: ClientId) = "clients/{id}/edit",
    }
}

pages! {
    /// Pages of projects.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Projects {
        /// All of them.
        List = "projects",
        /// A new one.
        New = "projects/new",
        /// One.
        One(id: ProjectId) = "projects/{id}",
        /// One, to change.
        Edit(id: ProjectId) = "projects/{id}/edit",
    }
}

pages! {
    /// Pages of invoices and credit notes.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Invoices {
        /// All of them.
        List = "invoices",
        /// A new one.
        New = "invoices/new",
        /// One.
        One(id: InvoiceId) = "invoices/{id}",
        /// A draft, to change.
        Edit(id: InvoiceId) = "invoices/{id}/edit",
    }
}

pages! {
    /// Pages of a company's settings.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Settings {
        /// Who the company is by law.
        Identity = "settings",
        /// How it invoices.
        Invoicing = "settings/invoicing",
        /// Its tax rates.
        Taxes = "settings/taxes",
        /// Its logo and colour.
        Branding = "settings/branding",
    }
}

/// The path of a company's page in one of its faces.
pub fn path(face: Face, company: CompanyId, page: impl Into<CompanyPage>) -> String {
    match page.into() {
        CompanyPage::Home => home(face, company),
        page => format!("/{face}/{company}/{page}"),
    }
}

/// The path of a company's first page.
pub fn home(face: Face, company: CompanyId) -> String {
    format!("/{face}/{company}")
}

/// The face and the company of a path, and what follows them.
pub fn within(path: &str) -> Option<(Face, CompanyId, &str)> {
    let (face, rest) = path.strip_prefix('/')?.split_once('/')?;
    let (company, page) = rest.split_once('/').unwrap_or((rest, ""));
    Some((face.parse().ok()?, company.parse().ok()?, page.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An id, and a token as well.
    pub(super) fn nobody() -> &'static str {
        "01968f5e-7a00-7000-8000-000000000001"
    }

    #[test]
    fn each_page_is_read_back_from_what_it_writes() {
        for page in PublicPage::samples() {
            assert_eq!(PublicPage::of(&page.to_string()), Some(page));
        }
        let company: CompanyId = nobody().parse().unwrap();
        for page in CompanyPage::samples() {
            let whole = path(Face::Admin, company, page);
            let (face, of, rest) = within(&whole).unwrap();
            assert_eq!((face, of, CompanyPage::of(rest)), (Face::Admin, company, Some(page)), "{whole}");
        }
    }

    #[test]
    fn what_is_no_page_is_none() {
        for path in ["clients/1", "clients//edit", "client", "clients/new/edit", "/clients"] {
            assert_eq!(CompanyPage::of(path), None, "{path}");
        }
        assert_eq!(PublicPage::of("/invitation/"), None);
        for path in ["/admin", "/admin/1", "/nowhere/01968f5e-7a00-7000-8000-000000000001"] {
            assert_eq!(within(path), None, "{path}");
        }
    }
}
