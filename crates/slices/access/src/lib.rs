//! Companies, who works in them and who speaks for their clients: roles, memberships, invitations,
//! and the answer to "may they?" that every door asks.

#![warn(missing_docs)]

mod accept;
mod authority;
mod card;
mod companies;
mod company_patch;
mod contacts;
pub mod demo;
pub mod entities;
mod invitations;
mod logo;
mod mailing;
mod members;
mod places;
mod roles;
mod session;
pub mod setup;

pub use authority::Access;
pub use card::card_of;
pub use companies::{Founded, company, found};
pub use company_patch::edit as change_company;
pub use logo::branding;
pub use members::{add_client_member, add_member, staff_address};

use platform::Listener;
use utoipa_actix_web::service_config::ServiceConfig;

/// The operations of the slice, and those of coming in, whose answer says where one may go.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(session::log_in)
        .service(session::log_out)
        .service(session::read_me)
        .service(session::edit_me)
        .service(session::change_password);
    cfg.service(session::create_tokens).service(session::refresh_tokens).service(session::revoke_tokens);
    cfg.service(setup::read_setup).service(setup::set_up).service(demo::list_demo_people).service(demo::log_in_demo);
    cfg.service(companies::create_company).service(companies::read_company).service(company_patch::edit_company);
    cfg.service(logo::write_logo).service(logo::remove_logo).service(logo::read_logo);
    cfg.service(members::list_members).service(members::edit_member).service(members::remove_member).service(roles::list_roles);
    cfg.service(invitations::list_invitations).service(invitations::invite_member);
    cfg.service(invitations::revoke_invitation).service(invitations::resend_invitation);
    cfg.service(contacts::list_client_members).service(contacts::remove_client_member);
    cfg.service(contacts::list_client_invitations).service(contacts::invite_client_member);
    cfg.service(contacts::revoke_client_invitation).service(contacts::resend_client_invitation);
    cfg.service(accept::inspect_invitation).service(accept::accept_invitation);
}

/// What the slice does about events.
pub fn listeners() -> Vec<Listener> {
    vec![mailing::MAIL_INVITATION]
}
