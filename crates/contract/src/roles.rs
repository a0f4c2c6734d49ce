//! The built-in roles and what they permit.

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
    }
}

impl BuiltInRole {
    /// Whether the role is for staff, as opposed to the contacts of a client.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Client)
    }

    /// What the role permits in a new company.
    pub fn permissions(self) -> Vec<Permission> {
        Permission::ALL.iter().copied().filter(|p| self.permits(*p)).collect()
    }

    fn permits(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Owner | Self::Admin => permission != P::PortalView && permission != P::PaymentPay,
            Self::Manager => !matches!(
                permission,
                P::CompanyEdit
                    | P::MemberInvite
                    | P::MemberEdit
                    | P::MemberDelete
                    | P::AuditView
                    | P::PaymentRefund
                    | P::PortalView
                    | P::PaymentPay
            ),
            Self::Viewer => matches!(
                permission,
                P::CompanyView
                    | P::MemberView
                    | P::RoleView
                    | P::ClientView
                    | P::ProjectView
                    | P::InvoiceView
                    | P::PaymentView
                    | P::DashboardView
                    | P::SearchView
            ),
            Self::Client => {
                matches!(permission, P::PortalView | P::ProjectView | P::InvoiceView | P::PaymentView | P::PaymentPay | P::SearchView)
            }
        }
    }
}
