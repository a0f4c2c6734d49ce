//! The answer to an invitation: a name and a new password, or the password one has.

use contract::access::{AcceptInput, AcceptInvitation as Accept, InspectInvitation, InvitationToken, InvitationView};
use contract::pages::{self, PublicPage};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

use crate::{
    api::load,
    codes,
    form::{Field, Form},
    layouts::AuthLayout,
    pages::password::NewPassword,
    session,
    ui::{ButtonLink, CardSkeleton, CompanyMark, ErrorState, FormView, PasswordField, TextField, day_of},
    words,
};

/// The page behind the link of an invitation.
#[component]
pub fn AcceptInvitation() -> impl IntoView {
    let token = match use_location().pathname.with_untracked(|path| PublicPage::of(path)) {
        Some(PublicPage::Invitation(token)) => token,
        _ => String::new(),
    };
    let asked = token.clone();
    let invitation = load(move || InspectInvitation { input: InvitationToken { token: asked.clone() } });
    move || match invitation.get() {
        None => view! { <AuthLayout title=crate::t!(invitation_loading)><CardSkeleton /></AuthLayout> }.into_any(),
        Some(Ok(invitation)) => view! { <Answer invitation token=token.clone() /> }.into_any(),
        Some(Err(problem)) if matches!(problem.status, 404 | 409 | 410 | 422) => view! {
            <AuthLayout title=crate::t!(invitation_gone) subtitle=crate::t!(invitation_gone_detail)>
                <ButtonLink label=crate::t!(login_title) href=PublicPage::Login.to_string() />
            </AuthLayout>
        }
        .into_any(),
        Some(Err(problem)) => {
            let retry = Callback::new(move |()| invitation.refetch());
            view! { <AuthLayout title=crate::t!(invitation_loading)><ErrorState problem retry /></AuthLayout> }.into_any()
        }
    }
}

#[component]
fn Answer(invitation: InvitationView, token: String) -> impl IntoView {
    let navigate = use_navigate();
    let InvitationView { company, email, role, face, client, registered, expires_at } = invitation;
    let home = pages::home(face, company.id);
    let start =
        AcceptInput { token, name: (!registered).then(String::new), locale: Some(words::language_untracked()), ..AcceptInput::default() };
    let form = Form::new(
        start,
        |input| Accept { input },
        move |me| {
            session::entered(me);
            navigate(&home, NavigateOptions { replace: true, ..NavigateOptions::default() });
        },
    );
    let name = company.name.clone();
    let whom = client.clone();
    let subtitle = Signal::derive(move || match &whom {
        Some(client) => crate::text!(invitation_to_portal, client = client),
        None => crate::text!(invitation_to_company, role = codes::role(&role)),
    });
    let until = move || crate::text!(invitation_until, date = day_of(expires_at));
    view! {
        <AuthLayout title=crate::t!(invitation_title, company = name) subtitle
            mark=move || view! { <CompanyMark company=company.clone() large=true /> }>
            <FormView form submit=crate::t!(invitation_accept) wide=true>
                <TextField field=Field::shown("email", Signal::stored(email.clone())) label=crate::t!(email) disabled=true autocomplete="username" />
                {if registered {
                    view! {
                        <PasswordField field=field!(form, password) label=crate::t!(password) hint=crate::t!(invitation_registered) />
                    }.into_any()
                } else {
                    view! {
                        <TextField field=field!(form, name) label=crate::t!(your_name) autocomplete="name" autofocus=true />
                        <NewPassword field=field!(form, password) />
                    }.into_any()
                }}
            </FormView>
            <p class="mt-6 text-sm text-muted">{until}</p>
        </AuthLayout>
    }
}
