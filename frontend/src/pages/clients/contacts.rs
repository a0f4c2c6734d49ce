//! Who speaks for a client in the portal: those who do, those who are invited, inviting another.

use contract::access::{Invitation, InvitationInput, InvitationStatus, ResendClientInvitation, RevokeClientInvitation};
use contract::clients::{Client, ClientMember, InviteClientMember, ListClientInvitations, ListClientMembers, RemoveClientMember};
use contract::words::Locale;
use contract::{ClientId, ClientMemberId, CompanyId, InvitationId, Permission, Problem};
use leptos::prelude::*;

use crate::api;
use crate::form::Form;
use crate::pages::parts::{Doing, languages};
use crate::session::{Can, use_company};
use crate::ui::*;

/// What all parts of the card share.
#[derive(Clone, Copy)]
struct Shared {
    company: Signal<CompanyId>,
    client: ClientId,
    /// Reads the people again.
    again: Callback<()>,
    /// Whose access is about to end.
    ending: RwSignal<Option<Ending>>,
    /// Whether the question is shown.
    asked: RwSignal<bool>,
}

/// An access that somebody is asked about before it ends.
#[derive(Clone)]
enum Ending {
    Contact(ClientMemberId, String),
    Invitation(InvitationId, String),
}

impl Shared {
    fn ask(self, ending: Ending) {
        self.ending.set(Some(ending));
        self.asked.set(true);
    }
}

/// The contacts of a client.
#[component]
pub fn Contacts(client: Client) -> impl IntoView {
    let (company, id, locale) = (use_company(), client.id, client.locale);
    let inviting = RwSignal::new(false);
    let people = LocalResource::new(move || {
        let members = api::call(ListClientMembers { company: company.get(), id });
        let invitations = api::call(ListClientInvitations { company: company.get(), id });
        async move { Ok::<_, Problem>((members.await?.data, invitations.await?.data)) }
    });
    let again = Callback::new(move |()| people.refetch());
    let shared = Shared { company, client: id, again, ending: RwSignal::new(None), asked: RwSignal::new(false) };
    let invite = move || {
        view! {
            <Can permission=Permission::ClientInvite>
                <Button label=crate::t!(contacts_invite) icon=glyph::USER_PLUS small=true on_click=move |_| inviting.set(true) />
            </Can>
        }
    };
    view! {
        <Card title=crate::t!(contacts_title) detail=crate::t!(contacts_detail) flush=true action=invite>
            <Loaded from=people skeleton=|| view! { <PeopleSkeleton /> } view=move |(members, invitations)| everybody(members, invitations, shared) />
        </Card>
        <Dialog open=inviting title=crate::t!(contacts_invite_title)><Invite shared locale open=inviting /></Dialog>
        <EndingDialog shared />
    }
}

#[component]
fn PeopleSkeleton() -> impl IntoView {
    view! {
        <div class="flex flex-col gap-4 px-4 pb-5 sm:px-6" aria-busy="true" aria-label=crate::t!(loading) role="status">
            <Bone class="h-5 w-2/3" /><Bone class="h-5 w-1/2" />
        </div>
    }
}

fn everybody(members: Vec<ClientMember>, invitations: Vec<Invitation>, shared: Shared) -> AnyView {
    let open = |invitation: &Invitation| matches!(invitation.status, InvitationStatus::Pending | InvitationStatus::Expired);
    let invited: Vec<Invitation> = invitations.into_iter().filter(open).collect();
    if members.is_empty() && invited.is_empty() {
        return view! { <p class="px-4 pb-5 text-sm text-muted sm:px-6">{crate::t!(contacts_none)}</p> }.into_any();
    }
    view! {
        <ul class="divide-y divide-line border-t border-line">
            {members.into_iter().map(|member| view! { <Contact member shared /> }).collect_view()}
            {invited.into_iter().map(|invitation| view! { <Invited invitation shared /> }).collect_view()}
        </ul>
    }
    .into_any()
}

/// Somebody who has access.
#[component]
fn Contact(member: ClientMember, shared: Shared) -> impl IntoView {
    let ClientMember { id, name, email, joined_at, .. } = member;
    let (asked, initials) = (StoredValue::new(name.clone()), name.clone());
    let label = crate::t!(contacts_remove, name = asked.get_value());
    view! {
        <li class="flex items-center gap-3 px-4 py-3 sm:px-6">
            <Avatar name=initials />
            <div class="min-w-0 grow text-sm">
                <p class="font-medium wrap-anywhere">{name}</p>
                <p class="text-muted wrap-anywhere">{email}</p>
                <p class="text-[0.8125rem] text-muted">{move || crate::text!(contacts_since, date = day_of(joined_at))}</p>
            </div>
            <Can permission=Permission::ClientInvite>
                <IconButton label icon=glyph::X on_click=move |_| shared.ask(Ending::Contact(id, asked.get_value())) />
            </Can>
        </li>
    }
}

/// Somebody who was invited and has not come yet.
#[component]
fn Invited(invitation: Invitation, shared: Shared) -> impl IntoView {
    let (doing, id) = (Doing::default(), invitation.id);
    let Invitation { email, status, invited_at, expires_at, .. } = invitation;
    let asked = StoredValue::new(email.clone());
    let resend = move |_| {
        doing.run(ResendClientInvitation { company: shared.company.get_untracked(), client: shared.client, id }, move |_| {
            toast(crate::text!(contacts_resent, email = asked.get_value()));
            shared.again.run(());
        });
    };
    let when = move || crate::text!(contacts_invited, ago = ago(invited_at), date = day_of(expires_at));
    view! {
        <li class="flex flex-col gap-2 px-4 py-3 text-sm sm:px-6">
            <div class="flex flex-wrap items-center justify-between gap-2">
                <span class="min-w-0 font-medium wrap-anywhere">{email}</span>
                <StateBadge of=status />
            </div>
            <p class="text-[0.8125rem] text-muted">{when}</p>
            <Can permission=Permission::ClientInvite>
                <div class="-ms-3 flex flex-wrap gap-1">
                    <Button label=crate::t!(contacts_resend) icon=glyph::SEND tone=Tone::Quiet small=true busy=doing.busy() on_click=resend />
                    <Button label=crate::t!(contacts_revoke) icon=glyph::X tone=Tone::Quiet small=true
                        on_click=move |_| shared.ask(Ending::Invitation(id, asked.get_value())) />
                </div>
            </Can>
            <ProblemNote problem=doing.problem() />
        </li>
    }
}

/// The question before an access ends.
#[component]
fn EndingDialog(shared: Shared) -> impl IntoView {
    let doing = Doing::default();
    let title = Signal::derive(move || match shared.ending.get() {
        Some(Ending::Contact(_, name)) => crate::text!(contacts_remove_title, name = name),
        Some(Ending::Invitation(_, email)) => crate::text!(contacts_revoke_title, email = email),
        None => String::new(),
    });
    let detail = Signal::derive(move || match shared.ending.get() {
        Some(Ending::Contact(..)) => crate::text!(contacts_remove_detail),
        _ => crate::text!(contacts_revoke_detail),
    });
    let action = Signal::derive(move || match shared.ending.get() {
        Some(Ending::Contact(..)) => crate::text!(contacts_remove_action),
        _ => crate::text!(contacts_revoke),
    });
    let end = Callback::new(move |()| {
        let (company, client) = (shared.company.get_untracked(), shared.client);
        let done = move |()| {
            shared.asked.set(false);
            toast(crate::text!(contacts_ended));
            shared.again.run(());
        };
        match shared.ending.get_untracked() {
            Some(Ending::Contact(member, _)) => doing.run(RemoveClientMember { company, id: client, member }, done),
            Some(Ending::Invitation(id, _)) => doing.run(RevokeClientInvitation { company, client, id }, done),
            None => {}
        }
    });
    Effect::new(move || {
        if shared.asked.get() {
            doing.forget();
        }
    });
    view! { <Confirm open=shared.asked title detail action on_confirm=end busy=doing.busy() problem=doing.problem() /> }
}

/// Whom to invite, in which language, with which words.
#[component]
fn Invite(shared: Shared, locale: Locale, open: RwSignal<bool>) -> impl IntoView {
    let form = Form::new(
        InvitationInput { locale: Some(locale), ..InvitationInput::default() },
        move |input| InviteClientMember { company: shared.company.get_untracked(), id: shared.client, input },
        move |invitation| {
            open.set(false);
            toast(crate::text!(contacts_sent, email = invitation.email));
            shared.again.run(());
        },
    );
    view! {
        <p class="mb-4 text-sm text-muted">{crate::t!(contacts_invite_detail)}</p>
        <FormView form submit=crate::t!(contacts_send) on_cancel=move |()| open.set(false)>
            <TextField field=field!(form, email) label=crate::t!(client_email) kind="email" inputmode="email" autofocus=true />
            <SelectField field=field!(form, locale) label=crate::t!(contacts_language) choices=languages() />
            <TextArea field=field!(form, message) label=crate::t!(contacts_message) hint=crate::t!(contacts_message_hint) optional=true />
        </FormView>
    }
}
