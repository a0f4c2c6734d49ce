//! Identifiers: `UUIDv7`, one type per noun.

ids! {
    /// A person with a log-in.
    UserId,
    /// A signed-in browser.
    SessionId,
    /// A tenant.
    CompanyId,
    /// A person's place in a company.
    MembershipId,
    /// A named set of permissions in a company.
    RoleId,
    /// An invitation sent by mail.
    InvitationId,
    /// A customer of a company.
    ClientId,
    /// A person's place at a client.
    ClientMemberId,
    /// A project.
    ProjectId,
    /// An invoice or a credit note.
    InvoiceId,
    /// A line of an invoice.
    InvoiceItemId,
    /// A row of the double-entry books.
    LedgerEntryId,
    /// A tax rate that a company offers on its lines.
    TaxRateId,
    /// Money received.
    PaymentId,
    /// One try to pay through a gateway.
    PaymentAttemptId,
    /// Money given back.
    RefundId,
    /// Something that happened.
    EventId,
    /// A mail that left or will leave.
    MailMessageId,
    /// A key with which a program acts in a company.
    ApiKeyId,
    /// A list of clients read from a file.
    ImportId,
}
