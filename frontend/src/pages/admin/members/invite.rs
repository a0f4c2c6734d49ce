//! The dialog that invites somebody to work in the company.

use contract::access::{Invitation, InvitationInput, InviteMember};
use contract::roles::BuiltInRole;
use leptos::prelude::*;

use crate::form::Form;
use crate::pages::parts::languages;
use crate::session::use_company;
use crate::ui::*;
use crate::words::language_untracked;

/// The dialog, shown while `open`.
#[component]
pub fn Invite(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// The roles to choose from.
    choices: Signal<Vec<Choice>>,
    /// An invitation was sent.
    done: Callback<()>,
) -> impl IntoView {
    view! { <Dialog open title=crate::t!(invite_title)><InviteForm open choices done /></Dialog> }
}

#[component]
fn InviteForm(open: RwSignal<bool>, choices: Signal<Vec<Choice>>, done: Callback<()>) -> impl IntoView {
    let company = use_company();
    let start = InvitationInput {
        role: Some(BuiltInRole::Manager.code().to_owned()),
        locale: Some(language_untracked()),
        ..InvitationInput::default()
    };
    let sent = move |invitation: Invitation| {
        toast(crate::text!(invite_sent, email = invitation.email));
        open.set(false);
        done.run(());
    };
    let form = Form::new(start, move |input| InviteMember { company: company.get_untracked(), input }, sent);
    view! {
        <FormView form submit=crate::t!(invite_send) on_cancel=move |()| open.set(false)>
            <TextField field=field!(form, email) label=crate::t!(invite_email) kind="email" inputmode="email" autofocus=true />
            <SelectField field=field!(form, role) label=crate::t!(members_role) choices hint=crate::t!(invite_role_hint) />
            <SelectField field=field!(form, locale) label=crate::t!(invite_language) choices=languages() />
            <TextArea field=field!(form, message) label=crate::t!(invite_message) hint=crate::t!(invite_message_hint) optional=true />
        </FormView>
    }
}
