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
            <TextField label=crate::t!(invite_email) name="email" kind="email" inputmode="email" autofocus=true
                value=form.read(|i| i.email.clone()) on_input=form.write(|i, email| i.email = email) error=form.error("email") />
            <SelectField label=crate::t!(members_role) name="role" choices hint=crate::t!(invite_role_hint)
                value=form.read(|i| i.role.clone().unwrap_or_default()) on_input=form.write(|i, role| i.role = Some(role)) error=form.error("role") />
            <SelectField label=crate::t!(invite_language) name="locale" choices=languages()
                value=form.read(|i| i.locale.map(|l| l.code().to_owned()).unwrap_or_default())
                on_input=form.write(|i, code: String| i.locale = code.parse().ok()) error=form.error("locale") />
            <TextArea label=crate::t!(invite_message) name="message" hint=crate::t!(invite_message_hint) optional=true
                value=form.read(|i| i.message.clone().unwrap_or_default())
                on_input=form.write(|i, text: String| i.message = Some(text).filter(|text| !text.trim().is_empty())) error=form.error("message") />
        </FormView>
    }
}
