//! Invitations: which wait, which ended, and what can be done about those that wait.

use contract::Page;
use contract::access::{Invitation, InvitationStatus, ResendInvitation, RevokeInvitation};
use contract::permissions::Permission;
use leptos::prelude::*;

use crate::codes;
use crate::pages::parts::Doing;
use crate::session::{Can, can, use_company};
use crate::ui::*;

/// What the rows share.
#[derive(Clone, Copy)]
struct Desk {
    resend: Doing,
    /// The invitation that is to be revoked.
    revoked: RwSignal<Option<Invitation>>,
    revoking: RwSignal<bool>,
    changed: Callback<()>,
}

/// The invitations of staff, those that wait first.
#[component]
pub fn Invitations(
    /// The invitations.
    page: Page<Invitation>,
    /// Something changed: read again.
    changed: Callback<()>,
) -> impl IntoView {
    let desk = Desk { resend: Doing::default(), revoked: RwSignal::new(None), revoking: RwSignal::new(false), changed };
    // Who accepted is in the team; who was revoked is in the audit log.
    let open = |invitation: &Invitation| matches!(invitation.status, InvitationStatus::Pending | InvitationStatus::Expired);
    let shown: Vec<Invitation> = page.data.into_iter().filter(open).collect();
    let content = if shown.is_empty() {
        view! {
            <p class="px-4 pb-5 text-sm text-muted sm:px-6">
                {crate::t!(invitations_none)}
                <Can permission=Permission::MemberInvite>" "{crate::t!(invitations_none_yet)}</Can>
            </p>
        }
        .into_any()
    } else {
        view! { <ul class="pb-2">{shown.into_iter().map(|invitation| view! { <Waiting invitation desk /> }).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <Card title=crate::t!(invitations) detail=crate::t!(invitations_detail) flush=true>
            <div class="px-4 empty:hidden sm:px-6"><ProblemNote problem=desk.resend.problem() /></div>
            {content}
        </Card>
        <Revoke desk />
    }
}

#[component]
fn Waiting(invitation: Invitation, desk: Desk) -> impl IntoView {
    let may = can(Permission::MemberInvite);
    let kept = StoredValue::new(invitation.clone());
    let Invitation { email, role, status, expires_at, .. } = invitation;
    let until = move || format!("{} {}", crate::text!(invitations_until), day_of(expires_at));
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 sm:px-6">
            <Icon of=glyph::MAIL class="text-muted" />
            <span class="min-w-0 grow basis-48">
                <span class="block font-medium wrap-anywhere">{email}</span>
                <span class="block text-sm text-muted">{move || codes::role(&role)} " · " {until}</span>
            </span>
            <StateBadge of=status />
            {move || may.get().then(|| view! { <Answers invitation=kept.get_value() desk /> })}
        </li>
    }
}

#[component]
fn Answers(invitation: Invitation, desk: Desk) -> impl IntoView {
    let company = use_company();
    let kept = StoredValue::new(invitation);
    let resend = move |_| {
        let Invitation { id, email, .. } = kept.get_value();
        desk.resend.run(ResendInvitation { company: company.get_untracked(), id }, move |_| {
            toast(crate::text!(invitations_resent, email = email));
            desk.changed.run(());
        });
    };
    let revoke = move |_| {
        desk.revoked.set(Some(kept.get_value()));
        desk.revoking.set(true);
    };
    view! {
        <span class="flex flex-wrap gap-2">
            <Button label=crate::t!(invitations_resend) icon=glyph::SEND small=true disabled=desk.resend.busy() on_click=resend />
            <Button label=crate::t!(invitations_revoke) icon=glyph::X small=true tone=Tone::Quiet on_click=revoke />
        </span>
    }
}

#[component]
fn Revoke(desk: Desk) -> impl IntoView {
    let company = use_company();
    let act = Doing::default();
    Effect::new(move || {
        if desk.revoking.get() {
            act.forget();
        }
    });
    let email = move || desk.revoked.with(|invitation| invitation.as_ref().map(|i| i.email.clone())).unwrap_or_default();
    let revoke = move |()| {
        let Some(invitation) = desk.revoked.get_untracked() else { return };
        act.run(RevokeInvitation { company: company.get_untracked(), id: invitation.id }, move |()| {
            toast(crate::text!(invitations_revoked));
            desk.revoking.set(false);
            desk.changed.run(());
        });
    };
    view! {
        <Confirm open=desk.revoking title=Signal::derive(move || crate::text!(invitations_revoke_title, email = email()))
            detail=crate::t!(invitations_revoke_detail) action=crate::t!(invitations_revoke) on_confirm=revoke busy=act.busy() problem=act.problem() />
    }
}
