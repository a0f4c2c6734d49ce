//! The permissions: one list for guards, roles, the contract and the app.

permissions! {
    /// Read the company's settings and identity.
    CompanyView = "company:view",
    /// Change the company's identity, branding and settings.
    CompanyEdit = "company:edit",
    /// See who works in the company and who is invited.
    MemberView = "member:view",
    /// Invite people to the company.
    MemberInvite = "member:invite",
    /// Change people's roles.
    MemberEdit = "member:edit",
    /// Remove people from the company.
    MemberDelete = "member:delete",
    /// Read the roles and what they permit.
    RoleView = "role:view",
    /// Read the audit log.
    AuditView = "audit:view",
    /// Read clients.
    ClientView = "client:view",
    /// Add clients.
    ClientCreate = "client:create",
    /// Change clients.
    ClientEdit = "client:edit",
    /// Archive clients.
    ClientDelete = "client:delete",
    /// Invite contacts of a client to its portal, and end their access.
    ClientInvite = "client:invite",
    /// Import clients from a file.
    ClientImport = "client:import",
    /// Read projects.
    ProjectView = "project:view",
    /// Add projects.
    ProjectCreate = "project:create",
    /// Change projects.
    ProjectEdit = "project:edit",
    /// Archive projects.
    ProjectDelete = "project:delete",
    /// Read invoices and credit notes.
    InvoiceView = "invoice:view",
    /// Draft invoices.
    InvoiceCreate = "invoice:create",
    /// Change drafts.
    InvoiceEdit = "invoice:edit",
    /// Delete drafts.
    InvoiceDelete = "invoice:delete",
    /// Issue invoices: give the number and close the document.
    InvoiceIssue = "invoice:issue",
    /// Send issued documents by mail.
    InvoiceSend = "invoice:send",
    /// Credit issued invoices, wholly or in part.
    InvoiceCredit = "invoice:credit",
    /// Read payments and attempts.
    PaymentView = "payment:view",
    /// Record money received outside a gateway.
    PaymentRecord = "payment:record",
    /// Pay an invoice through a gateway.
    PaymentPay = "payment:pay",
    /// Give money back.
    PaymentRefund = "payment:refund",
    /// Read the figures of the company.
    DashboardView = "dashboard:view",
    /// Search by name and number; of each kind only what one may read.
    SearchView = "search:view",
    /// Read the portal's home.
    PortalView = "portal:view",
}
