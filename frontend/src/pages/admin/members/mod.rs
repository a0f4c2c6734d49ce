//! Who works in the company: the team, the invitations that wait, what each role may do.

mod invitations;
mod invite;
mod roles;
mod team;

use contract::PageQuery;
use contract::access::{ListInvitations, ListMembers, ListRoles, Role};
use contract::identity::Face;
use contract::permissions::Permission;
use contract::roles::BuiltInRole;
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use self::{invitations::Invitations, invite::Invite, roles::Matrix, team::Team};
use crate::api::load;
use crate::codes;
use crate::router::Arrived;
use crate::session::{Can, use_company, use_place};
use crate::ui::*;

/// The page, a chunk.
#[wasm_split(members, fallible)]
pub fn open() -> Arrived {
    Ok(view! { <Members /> }.into_any())
}

/// The people of the company.
#[component]
fn Members() -> impl IntoView {
    let (company, filters) = (use_company(), use_filters());
    let members = load(move || ListMembers { company: company.get(), page: PageQuery { cursor: filters.get("cursor"), limit: Some(100) } });
    let invitations = load(move || ListInvitations { company: company.get(), page: PageQuery { cursor: None, limit: Some(200) } });
    let roles = load(move || ListRoles { company: company.get() });
    let choices = use_choices(roles);
    let inviting = RwSignal::new(false);
    // The palette leads here with the dialog open.
    Effect::new(move || {
        if filters.get("invite").is_some() {
            inviting.set(true);
            filters.set("invite", "");
        }
    });
    view! {
        <PageHeader title=crate::t!(nav_members) subtitle=crate::t!(members_subtitle)>
            <Can permission=Permission::MemberInvite>
                <Button label=crate::t!(action_invite) tone=Tone::Primary icon=glyph::USER_PLUS on_click=move |_| inviting.set(true) />
            </Can>
        </PageHeader>
        <div class="flex flex-col gap-8">
            <Loaded from=members skeleton=|| view! { <TableSkeleton rows=4 /> } view=move |page| {
                view! { <Team page filters choices changed=Callback::new(move |()| members.refetch()) /> }.into_any()
            } />
            <Loaded from=invitations view=move |page| {
                view! { <Invitations page changed=Callback::new(move |()| invitations.refetch()) /> }.into_any()
            } />
            <Loaded from=roles skeleton=|| view! { <TableSkeleton /> } view=|page| view! { <Matrix roles=page.data /> }.into_any() />
        </div>
        <Invite open=inviting choices done=Callback::new(move |()| invitations.refetch()) />
    }
}

/// The staff roles that this person may give: only owners make owners.
fn use_choices(roles: LocalResource<Result<contract::Page<Role>, contract::Problem>>) -> Signal<Vec<Choice>> {
    let place = use_place(Face::Admin);
    Signal::derive(move || {
        let owner = place.with(|place| place.as_ref().is_some_and(|place| place.role == BuiltInRole::Owner.code()));
        let Some(Ok(page)) = roles.get() else { return Vec::new() };
        let may_give = |role: &Role| match role.code.parse::<BuiltInRole>() {
            Ok(BuiltInRole::Owner) => owner,
            Ok(built_in) => built_in.is_staff(),
            Err(_) => true,
        };
        page.data.iter().filter(|role| may_give(role)).map(|role| (role.code.clone(), codes::role(&role.code))).collect()
    })
}
