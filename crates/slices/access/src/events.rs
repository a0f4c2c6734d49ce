//! What the slice says.

use contract::{ClientId, ClientMemberId, CompanyId, InvitationId, MembershipId};
use platform::event;

event! {
    /// A company was created.
    CompanyCreated = "company.created" on "company" by id called name { id: CompanyId, name: String, country: String, currency: String }
}
event! {
    /// Identity, branding or settings changed.
    CompanyChanged = "company.changed" on "company" by id called name { id: CompanyId, name: String, before: serde_json::Value, after: serde_json::Value }
}
event! {
    /// Somebody works here from now on.
    MemberJoined = "member.joined" on "membership" by id called name { id: MembershipId, name: String, role: String }
}
event! {
    /// Somebody has another role.
    RoleChanged = "role.changed" on "membership" by id called name { id: MembershipId, name: String, before: String, after: String }
}
event! {
    /// Somebody works here no longer.
    MemberRemoved = "member.removed" on "membership" by id called name { id: MembershipId, name: String, role: String }
}
event! {
    /// Somebody speaks for a client from now on.
    ClientMemberJoined = "client_member.joined" on "client_member" by id called name { id: ClientMemberId, client_id: ClientId, name: String }
}
event! {
    /// Somebody speaks for a client no longer.
    ClientMemberRemoved = "client_member.removed" on "client_member" by id called name { id: ClientMemberId, client_id: ClientId, name: String }
}
event! {
    /// An invitation is to be sent; a job writes the mail.
    InvitationSent = "invitation.sent" on "invitation" by id called email { id: InvitationId, email: String, role: String, client_id: Option<ClientId>, generation: i32 }
}
event! {
    /// An invitation was taken back.
    InvitationRevoked = "invitation.revoked" on "invitation" by id called email { id: InvitationId, email: String }
}
event! {
    /// An invitation was accepted.
    InvitationAccepted = "invitation.accepted" on "invitation" by id called email { id: InvitationId, email: String }
}
