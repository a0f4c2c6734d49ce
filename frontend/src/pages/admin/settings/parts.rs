//! What the sections share: a form over a part of the company, which sends only its own fields, is
//! read-only for those who may not change it, and says so when somebody else was faster.

use contract::access::{Company, CompanyPatch, EditCompany};
use contract::permissions::Permission;
use contract::{Check, Patch};
use leptos::prelude::*;

use crate::form::Form;
use crate::pages::admin::audit::{differences, part};
use crate::pages::parts::StaleNote;
use crate::session::{self, can};
use crate::ui::*;

/// A form over a part of the company: the draft says what changes.
pub fn part_form<T>(company: RwSignal<Company>, read: fn(&Company) -> T, patch: fn(&T) -> CompanyPatch) -> Form<T>
where
    T: Check + Clone + PartialEq + Send + Sync + 'static,
{
    let send = move |draft: T| {
        let (id, version) = company.with_untracked(|company| (company.id, company.version));
        EditCompany { company: id, version, patch: patch(&draft) }
    };
    let saved = move |now: Company| {
        company.set(now);
        session::renew();
        toast(crate::text!(saved));
    };
    Form::new(company.with_untracked(read), send, saved)
}

/// A text as the draft of a field that may be empty.
pub fn text(of: Option<&String>) -> String {
    of.cloned().unwrap_or_default()
}

/// What a field that may be empty becomes.
pub fn set(text: &str) -> Patch<String> {
    let text = text.trim();
    if text.is_empty() { Patch::Clear } else { Patch::Set(text.to_owned()) }
}

/// The form of a section; the bare fields, locked, for those who may only read.
#[component]
pub fn Editable<T>(
    /// The form of the section.
    form: Form<T>,
    /// The company as it was read last.
    company: RwSignal<Company>,
    /// What the form starts with.
    read: fn(&Company) -> T,
    /// Its fields.
    children: Children,
) -> impl IntoView
where
    T: Check + Clone + PartialEq + Send + Sync + 'static,
{
    let take = Callback::new(move |theirs: Company| {
        form.reset(read(&theirs));
        company.set(theirs);
    });
    // The next sending names their version.
    let keep = Callback::new(move |theirs: Company| {
        company.set(theirs);
        form.submit();
    });
    let changed = Callback::new(move |theirs: Company| company.with_untracked(|known| differences(known, &theirs)));
    if can(Permission::CompanyEdit).get_untracked() {
        view! {
            <FormView form submit=crate::t!(save)>
                <StaleNote problem=form.core().problem() on_take=take on_keep=keep changed />
                {children()}
            </FormView>
        }
        .into_any()
    } else {
        view! {
            <p class="mb-5 flex items-center gap-2 text-sm text-muted"><Icon of=glyph::LOCK class="size-4" />{crate::t!(settings_read_only)}</p>
            <fieldset disabled class="flex min-w-0 flex-col gap-5">{children()}</fieldset>
        }
        .into_any()
    }
}

/// What is still missing before invoices can be issued.
#[component]
pub fn MissingNote(
    /// The company as it was read last.
    company: RwSignal<Company>,
) -> impl IntoView {
    let fields =
        move || company.with(|company| company.missing_for_invoicing.iter().map(|field| part(field)).collect::<Vec<_>>().join(", "));
    move || {
        (!fields().is_empty()).then(|| {
            view! {
                <p class="toned tone-warning flex gap-3 rounded-box px-4 py-3 text-sm" role="status">
                    <Icon of=glyph::TRIANGLE_ALERT class="mt-0.5" />
                    <span><span class="font-medium">{crate::t!(home_missing)}"."</span>" "{move || crate::text!(home_missing_detail, fields = fields())}</span>
                </p>
            }
        })
    }
}

/// The hint of a field without which no invoice can be issued: that it is needed, while it is.
pub fn needed(company: RwSignal<Company>, field: &'static str, hint: Signal<String>) -> Signal<String> {
    let missing = move || company.with(|company| company.missing_for_invoicing.iter().any(|missing| missing == field));
    Signal::derive(move || match (missing(), hint.get()) {
        (false, hint) => hint,
        (true, hint) if hint.is_empty() => crate::text!(settings_needed),
        (true, hint) => format!("{} · {hint}", crate::text!(settings_needed)),
    })
}
