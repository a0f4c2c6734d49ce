//! Every kind of event and its content. What it is about (id, name or number, client, version), who did
//! it and what was there before stand in the envelope and not in the content.

use serde::{Deserialize, Serialize};

use super::{EventData, Fact, Fields, SubjectKind, Tell};
use crate::ids::{
    ClientId, ClientMemberId, CompanyId, ImportId, InvitationId, InvoiceId, MailMessageId, MembershipId, PaymentAttemptId, PaymentId,
    ProjectId, RefundId, TaxRateId, UserId,
};
use crate::money::{BasisPoints, Money};
use crate::payments::PaymentMethod;

/// The code of a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoleCode(pub String);

/// The code of a country (ISO 3166-1 alpha-2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CountryCode(pub String);

events! {
    /// Somebody has an account.
    UserRegistered = "user.registered" on User(UserId) {}
    /// Somebody chose another password.
    PasswordChanged = "password.changed" on User(UserId) {}
    /// Somebody logged in.
    SessionOpened = "session.opened" on User(UserId) {}
    /// Somebody logged out.
    SessionClosed = "session.closed" on User(UserId) {}
    /// A refresh token was used twice: every token of its family ended.
    TokenReused = "token.reused" on User(UserId) {}

    /// A company was created.
    CompanyCreated = "company.created" on Company(CompanyId) { country: CountryCode, currency: String }
    /// Identity, branding or settings changed.
    CompanyChanged = "company.changed" on Company(CompanyId) { changed: Fields }
    /// Somebody works here from now on.
    MemberJoined = "member.joined" on Membership(MembershipId) { role: RoleCode }
    /// Somebody has another role.
    RoleChanged = "role.changed" on Membership(MembershipId) { role: RoleCode }
    /// Somebody works here no longer.
    MemberRemoved = "member.removed" on Membership(MembershipId) { role: RoleCode }
    /// Somebody speaks for a client from now on.
    ClientMemberJoined = "client_member.joined" on ClientMember(ClientMemberId) { role: Option<RoleCode> }
    /// Somebody speaks for a client no longer.
    ClientMemberRemoved = "client_member.removed" on ClientMember(ClientMemberId) {}
    /// An invitation was made or renewed and is to be mailed.
    InvitationDeliveryRequested = "invitation.delivery_requested" on Invitation(InvitationId) { role: RoleCode, generation: i32 }
    /// An invitation was revoked.
    InvitationRevoked = "invitation.revoked" on Invitation(InvitationId) {}
    /// An invitation was accepted.
    InvitationAccepted = "invitation.accepted" on Invitation(InvitationId) {}

    /// A client was added.
    ClientAdded = "client.added" on Client(ClientId) {}
    /// A client was changed.
    ClientChanged = "client.changed" on Client(ClientId) { changed: Fields }
    /// A client was archived.
    ClientArchived = "client.archived" on Client(ClientId) {}
    /// A client was restored from the archive.
    ClientRestored = "client.restored" on Client(ClientId) {}
    /// A list of clients was read from a file; each client of it was also added.
    ClientsImported = "clients.imported" on Import(ImportId) { encoding: String, added: u32, duplicates: u32, refused: u32 }

    /// A project was created.
    ProjectCreated = "project.created" on Project(ProjectId) {}
    /// A project was changed.
    ProjectChanged = "project.changed" on Project(ProjectId) { changed: Fields }
    /// A project was completed.
    ProjectCompleted = "project.completed" on Project(ProjectId) {}
    /// A project was archived.
    ProjectArchived = "project.archived" on Project(ProjectId) {}
    /// A project was restored from the archive.
    ProjectRestored = "project.restored" on Project(ProjectId) {}

    /// An invoice was drafted.
    InvoiceDrafted = "invoice.drafted" on Invoice(InvoiceId) { total: Money }
    /// A draft was changed; `previous` holds its total as it was.
    InvoiceChanged = "invoice.changed" on Invoice(InvoiceId) { total: Money }
    /// A draft was deleted.
    InvoiceDeleted = "invoice.deleted" on Invoice(InvoiceId) { total: Money }
    /// An invoice has its number and can no longer be changed.
    InvoiceIssued = "invoice.issued" on Invoice(InvoiceId) { total: Money }
    /// An issued document is to be mailed.
    InvoiceDeliveryRequested = "invoice.delivery_requested" on Invoice(InvoiceId) { to: Vec<String>, message: Option<String> }
    /// An invoice is settled by payments.
    InvoicePaid = "invoice.paid" on Invoice(InvoiceId) { total: Money }
    /// An invoice was credited, wholly or in part.
    InvoiceCredited = "invoice.credited" on Invoice(InvoiceId) { credit_note: String, amount: Money }
    /// A credit note was issued.
    CreditNoteIssued = "credit_note.issued" on Invoice(InvoiceId) { credited_invoice_id: InvoiceId, total: Money }
    /// A tax rate was added.
    TaxRateAdded = "tax_rate.added" on TaxRate(TaxRateId) { rate: BasisPoints }
    /// A tax rate was changed.
    TaxRateChanged = "tax_rate.changed" on TaxRate(TaxRateId) { changed: Fields }
    /// A tax rate was removed.
    TaxRateRemoved = "tax_rate.removed" on TaxRate(TaxRateId) {}

    /// Money received outside a gateway was recorded.
    PaymentRecorded = "payment.recorded" on Payment(PaymentId) { invoice_id: InvoiceId, amount: Money, method: PaymentMethod }
    /// Somebody began to pay through a gateway.
    PaymentAttempted = "payment.attempted" on PaymentAttempt(PaymentAttemptId) { invoice_id: InvoiceId, amount: Money, provider: String }
    /// A gateway sent news of an attempt.
    PaymentNotified = "payment.notified" on PaymentAttempt(PaymentAttemptId) { invoice_id: InvoiceId, provider: String }
    /// An attempt brought money. What was not needed is `excess`.
    PaymentSucceeded = "payment.succeeded" on Payment(PaymentId) { attempt_id: PaymentAttemptId, invoice_id: InvoiceId, amount: Money, excess: Money, method: PaymentMethod, provider: String }
    /// An attempt failed.
    PaymentFailed = "payment.failed" on PaymentAttempt(PaymentAttemptId) { invoice_id: InvoiceId, amount: Money, reason: String }
    /// An attempt was not completed in time.
    PaymentExpired = "payment.expired" on PaymentAttempt(PaymentAttemptId) { invoice_id: InvoiceId, amount: Money }
    /// The gateway recorded another sum than we asked for.
    PaymentMismatched = "payment.mismatched" on PaymentAttempt(PaymentAttemptId) { invoice_id: InvoiceId, expected: Money, recorded: Option<Money> }
    /// A refund was asked for.
    RefundRequested = "refund.requested" on Refund(RefundId) { payment_id: PaymentId, invoice_id: InvoiceId, amount: Money, reason: String }
    /// A refund reached the client.
    RefundSucceeded = "refund.succeeded" on Refund(RefundId) { payment_id: PaymentId, invoice_id: InvoiceId, amount: Money }
    /// A refund failed.
    RefundFailed = "refund.failed" on Refund(RefundId) { payment_id: PaymentId, invoice_id: InvoiceId, amount: Money, reason: String }
    /// The gateway has not answered for a month about a refund.
    RefundStuck = "refund.stuck" on Refund(RefundId) { payment_id: PaymentId, invoice_id: InvoiceId, amount: Money }

    /// A mail was taken by the mail server.
    MailSent = "mail.sent" on MailMessage(MailMessageId) { template: String }
    /// A mail was refused for good.
    MailRefused = "mail.refused" on MailMessage(MailMessageId) { template: String, reason: String }
}
