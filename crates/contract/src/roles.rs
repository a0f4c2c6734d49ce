//! The built-in roles and what they permit, and how a company's own rows change that.

use uuid::Uuid;

use crate::ids::RoleId;
use crate::permissions::Permission;

words! {
    /// A role that each company has from the start.
    pub enum BuiltInRole {
        /// Everything, and the company itself; there is always one.
        Owner = "owner",
        /// Everything but ending the owner.
        Admin = "admin",
        /// The daily work with clients, projects and invoices.
        Manager = "manager",
        /// Looks, changes nothing.
        Viewer = "viewer",
        /// A contact of a client, in the portal.
        Client = "client",
        /// A contact of a client who also invites colleagues and ends their access.
        ClientAdmin = "client_admin",
    }
}

/// Where the ids of built-in roles begin: the same in every company, because they have no rows.
const FIRST_ID: u128 = 0x7061_7276_6973_8000_8000_0000_0000_0001;

impl BuiltInRole {
    /// Whether the role is for staff, as opposed to the contacts of a client.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Client | Self::ClientAdmin)
    }

    /// The id under which it is listed, the same in every company.
    pub const fn id(self) -> RoleId {
        RoleId(Uuid::from_u128(FIRST_ID + self as u128))
    }

    /// What the role permits where the company changed nothing.
    pub fn permissions(self) -> Vec<Permission> {
        Permission::ALL.iter().copied().filter(|permission| permission.holders().contains(&self)).collect()
    }
}

/// What a role of this code permits in a company: what the program gives the built-in one, with what
/// the company's own row grants and withholds. A custom role has only what its row grants; a code
/// that is known to nobody permits nothing.
pub fn permitted(code: &str, granted: &[Permission], withheld: &[Permission]) -> Vec<Permission> {
    let built_in = code.parse::<BuiltInRole>().ok();
    let holds = |permission: &Permission| built_in.is_some_and(|role| permission.holders().contains(&role));
    let permits = |permission: &Permission| (holds(permission) || granted.contains(permission)) && !withheld.contains(permission);
    Permission::ALL.iter().copied().filter(permits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_and_admins_hold_what_staff_can_hold() {
        let staff: Vec<Permission> = Permission::ALL.iter().copied().filter(|p| p.holders().iter().any(|role| role.is_staff())).collect();
        assert_eq!(BuiltInRole::Owner.permissions(), staff);
        assert_eq!(BuiltInRole::Admin.permissions(), staff);
        assert!(!staff.contains(&Permission::PortalView));
    }

    #[test]
    fn a_company_changes_a_role_by_what_differs() {
        let (granted, withheld) = ([Permission::AuditView], [Permission::InvoiceIssue]);
        let manager = permitted("manager", &granted, &withheld);
        assert!(manager.contains(&Permission::AuditView) && manager.contains(&Permission::InvoiceEdit));
        assert!(!manager.contains(&Permission::InvoiceIssue));
    }

    #[test]
    fn a_role_of_the_company_s_own_has_what_its_row_grants() {
        assert_eq!(permitted("accountant", &[Permission::InvoiceView], &[]), [Permission::InvoiceView]);
        assert_eq!(permitted("accountant", &[], &[]), []);
    }

    #[test]
    fn ids_of_built_in_roles_differ() {
        let ids: std::collections::BTreeSet<RoleId> = BuiltInRole::ALL.iter().map(|role| role.id()).collect();
        assert_eq!(ids.len(), BuiltInRole::ALL.len());
    }
}
