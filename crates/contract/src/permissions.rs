//! The permissions: one list for guards, roles, the contract and the app. Each entry names the built-in
//! roles that hold it: `for [..]` is held by owners and admins and by these, `only [..]` by these alone.
//! Nobody holds a new permission by omission.

permissions! {
    /// Read the company's settings and identity.
    CompanyView = "company:view" for [Manager, Viewer],
    /// Change the company's identity, branding and settings.
    CompanyEdit = "company:edit" for [],
    /// See who works in the company and who is invited.
    MemberView = "member:view" for [Manager, Viewer],
    /// Invite people to the company.
    MemberInvite = "member:invite" for [],
    /// Change people's roles.
    MemberEdit = "member:edit" for [],
    /// Remove people from the company.
    MemberDelete = "member:delete" for [],
    /// Read the roles and what they permit.
    RoleView = "role:view" for [Manager, Viewer],
    /// Read the audit log.
    AuditView = "audit:view" for [],
    /// Read clients.
    ClientView = "client:view" for [Manager, Viewer],
    /// Add clients.
    ClientCreate = "client:create" for [Manager],
    /// Change clients.
    ClientEdit = "client:edit" for [Manager],
    /// Archive clients.
    ClientDelete = "client:delete" for [Manager],
    /// See who speaks for a client and who is invited to.
    ClientMemberView = "client_member:view" for [Manager, Viewer, ClientAdmin],
    /// Invite contacts of a client to its portal, and end their access.
    ClientInvite = "client:invite" for [Manager, ClientAdmin],
    /// Import clients from a file.
    ClientImport = "client:import" for [Manager],
    /// Read projects.
    ProjectView = "project:view" for [Manager, Viewer, Client, ClientAdmin],
    /// Add projects.
    ProjectCreate = "project:create" for [Manager],
    /// Change projects.
    ProjectEdit = "project:edit" for [Manager],
    /// Archive projects.
    ProjectDelete = "project:delete" for [Manager],
    /// Read invoices and credit notes.
    InvoiceView = "invoice:view" for [Manager, Viewer, Client, ClientAdmin],
    /// Draft invoices.
    InvoiceCreate = "invoice:create" for [Manager],
    /// Change drafts.
    InvoiceEdit = "invoice:edit" for [Manager],
    /// Delete drafts.
    InvoiceDelete = "invoice:delete" for [Manager],
    /// Issue invoices: give the number and close the document.
    InvoiceIssue = "invoice:issue" for [Manager],
    /// Send issued documents by mail.
    InvoiceSend = "invoice:send" for [Manager],
    /// Credit issued invoices, wholly or in part.
    InvoiceCredit = "invoice:credit" for [Manager],
    /// Read payments and attempts.
    PaymentView = "payment:view" for [Manager, Viewer, Client, ClientAdmin],
    /// Record money received outside a gateway.
    PaymentRecord = "payment:record" for [Manager],
    /// Pay an invoice through a gateway.
    PaymentPay = "payment:pay" only [Client, ClientAdmin],
    /// Give money back.
    PaymentRefund = "payment:refund" for [],
    /// Read the figures of the company.
    DashboardView = "dashboard:view" for [Manager, Viewer],
    /// Search by name and number; of each kind only what one may read.
    SearchView = "search:view" for [Manager, Viewer, Client, ClientAdmin],
    /// Read the portal's home.
    PortalView = "portal:view" only [Client, ClientAdmin],
}
