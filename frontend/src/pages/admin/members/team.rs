//! The team: each with a role, which can be changed, and a way out.

use contract::Page;
use contract::access::{EditMember, Member, MemberPatch, RemoveMember};
use contract::permissions::Permission;
use leptos::prelude::*;

use crate::codes;
use crate::form::Form;
use crate::pages::parts::Doing;
use crate::session::{can, me, use_company};
use crate::ui::*;

/// What a row asks of the page: whom it concerns, and which dialog is open.
#[derive(Clone, Copy)]
struct Asked {
    whom: RwSignal<Option<Member>>,
    role: RwSignal<bool>,
    removal: RwSignal<bool>,
}

impl Asked {
    fn name(self) -> String {
        self.whom.with(|whom| whom.as_ref().map(|member| member.name.clone())).unwrap_or_default()
    }
}

/// The members, and the dialogs of their rows.
#[component]
pub fn Team(
    /// The members.
    page: Page<Member>,
    /// The address, for the pages.
    filters: Filters,
    /// The roles to choose from.
    choices: Signal<Vec<Choice>>,
    /// Something changed: read again.
    changed: Callback<()>,
) -> impl IntoView {
    let asked = Asked { whom: RwSignal::new(None), role: RwSignal::new(false), removal: RwSignal::new(false) };
    let (edit, delete) = (can(Permission::MemberEdit), can(Permission::MemberDelete));
    let acts = edit.get_untracked() || delete.get_untracked();
    let mut columns = vec![
        Column::text(crate::t!(list_name)),
        Column::text(crate::t!(list_email)),
        Column::text(crate::t!(members_role)),
        Column::text(crate::t!(members_since)),
    ];
    columns.extend(acts.then(|| Column::figures(crate::t!(members_actions))));
    let rows = page.data.into_iter().map(|member| view! { <MemberRow member asked acts /> }).collect_view();
    view! {
        <section>
            <Table caption=crate::t!(members_team) columns>{rows}</Table>
            <Pager page=page.page filters />
            <Dialog open=asked.role title=Signal::derive(move || crate::text!(members_edit_title, name = asked.name()))>
                <RoleForm asked choices changed />
            </Dialog>
            <Removal asked changed />
        </section>
    }
}

#[component]
fn MemberRow(member: Member, asked: Asked, acts: bool) -> impl IntoView {
    let (edit, delete) = (can(Permission::MemberEdit), can(Permission::MemberDelete));
    let mine = untrack(me).is_some_and(|me| me.user.id == member.user_id);
    let (role, since, name) = (member.role.clone(), member.joined_at, member.name.clone());
    let kept = StoredValue::new(member.clone());
    let ask = move |dialog: RwSignal<bool>| {
        asked.whom.set(Some(kept.get_value()));
        dialog.set(true);
    };
    let (for_role, for_removal) = (name.clone(), name);
    let edit_label = Signal::derive(move || crate::text!(members_edit, name = for_role));
    let remove_label = Signal::derive(move || crate::text!(members_remove, name = for_removal));
    let actions = move || {
        view! {
            <span class="inline-flex gap-1">
                {edit.get().then(|| view! { <IconButton label=edit_label icon=glyph::SHIELD on_click=move |_| ask(asked.role) /> })}
                {(delete.get() && !mine).then(|| view! { <IconButton label=remove_label icon=glyph::TRASH_2 on_click=move |_| ask(asked.removal) /> })}
            </span>
        }
    };
    view! {
        <Row>
            <Cell>
                <span class="flex items-center gap-3">
                    <Avatar name=member.name.clone() />
                    <span class="font-medium">{member.name}</span>
                    {mine.then(|| view! { <span class="text-[0.8125rem] text-muted">"("{crate::t!(members_you)}")"</span> })}
                </span>
            </Cell>
            <Cell label=crate::t!(list_email)>{member.email}</Cell>
            <Cell label=crate::t!(members_role)>{move || codes::role(&role)}</Cell>
            <Cell label=crate::t!(members_since)>{move || day_of(since)}</Cell>
            {acts.then(|| view! { <Cell label=crate::t!(members_actions) figures=true>{actions}</Cell> })}
        </Row>
    }
}

#[component]
fn RoleForm(asked: Asked, choices: Signal<Vec<Choice>>, changed: Callback<()>) -> impl IntoView {
    let company = use_company();
    let Some(member) = asked.whom.get_untracked() else { return ().into_any() };
    let id = member.id;
    let send = move |patch| EditMember { company: company.get_untracked(), id, patch };
    let done = move |member: Member| {
        toast(crate::text!(members_edited, name = member.name));
        asked.role.set(false);
        changed.run(());
    };
    let form = Form::new(MemberPatch { role: member.role.clone() }, send, done).unguarded();
    // The role one has is offered even where one may not give it.
    let offered = Signal::derive(move || {
        let mut all = choices.get();
        if !all.iter().any(|(code, _)| *code == member.role) {
            all.insert(0, (member.role.clone(), codes::role(&member.role)));
        }
        all
    });
    view! {
        <FormView form submit=crate::t!(save) on_cancel=move |()| asked.role.set(false)>
            <SelectField field=field!(form, role) label=crate::t!(members_role) choices=offered hint=crate::t!(invite_role_hint) />
        </FormView>
    }
    .into_any()
}

#[component]
fn Removal(asked: Asked, changed: Callback<()>) -> impl IntoView {
    let company = use_company();
    let act = Doing::default();
    Effect::new(move || {
        if asked.removal.get() {
            act.forget();
        }
    });
    let remove = move |()| {
        let Some(member) = asked.whom.get_untracked() else { return };
        act.run(RemoveMember { company: company.get_untracked(), id: member.id }, move |()| {
            toast(crate::text!(members_removed, name = member.name));
            asked.removal.set(false);
            changed.run(());
        });
    };
    view! {
        <Confirm open=asked.removal title=Signal::derive(move || crate::text!(members_remove_title, name = asked.name()))
            detail=Signal::derive(move || crate::text!(members_remove_detail, name = asked.name())) action=crate::t!(members_remove_do)
            on_confirm=remove busy=act.busy() problem=act.problem() />
    }
}
