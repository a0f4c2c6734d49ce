//! The tax rates that are offered on the lines of invoices.

use contract::Page;
use contract::billing::{AddTaxRate, EditTaxRate, ListTaxRates, RemoveTaxRate, TaxRate, TaxRateInput, TaxRatePatch};
use contract::permissions::Permission;
use leptos::prelude::*;

use crate::api::load;
use crate::form::Form;
use crate::pages::parts::{Doing, StaleNote};
use crate::session::{Can, can, use_company};
use crate::ui::*;
use crate::words::language;

/// What the rows and dialogs share.
#[derive(Clone, Copy)]
struct Desk {
    adding: RwSignal<bool>,
    /// The rate that is to be changed or removed.
    chosen: RwSignal<Option<TaxRate>>,
    editing: RwSignal<bool>,
    removing: RwSignal<bool>,
    changed: Callback<()>,
}

impl Desk {
    fn name(self) -> String {
        self.chosen.with(|rate| rate.as_ref().map(|rate| rate.name.clone())).unwrap_or_default()
    }

    fn open(self, rate: TaxRate, dialog: RwSignal<bool>) {
        self.chosen.set(Some(rate));
        dialog.set(true);
    }
}

/// The rates: one to add, each to change or to remove.
#[component]
pub fn Taxes() -> impl IntoView {
    let company = use_company();
    let rates = load(move || ListTaxRates { company: company.get() });
    let changed = Callback::new(move |()| rates.refetch());
    let shut = || RwSignal::new(false);
    let desk = Desk { adding: shut(), chosen: RwSignal::new(None), editing: shut(), removing: shut(), changed };
    let add = move || {
        view! {
            <Can permission=Permission::CompanyEdit>
                <Button label=crate::t!(add) icon=glyph::PLUS small=true on_click=move |_| desk.adding.set(true) />
            </Can>
        }
    };
    view! {
        <div class="max-w-3xl">
            <Card title=crate::t!(settings_taxes) detail=crate::t!(settings_taxes_detail) action=add flush=true>
                <Loaded from=rates skeleton=|| view! { <div class="px-4 pb-5 sm:px-6"><Bone /></div> } view=move |page| list(page, desk) />
            </Card>
        </div>
        <Dialog open=desk.adding title=crate::t!(settings_tax_add)><Addition desk /></Dialog>
        <Dialog open=desk.editing title=Signal::derive(move || crate::text!(settings_tax_edit, name = desk.name()))>
            {desk.chosen.get_untracked().map(|rate| view! { <Edition rate desk /> })}
        </Dialog>
        <Removal desk />
    }
}

fn list(page: Page<TaxRate>, desk: Desk) -> AnyView {
    if page.data.is_empty() {
        return view! { <p class="px-4 pb-5 text-sm text-muted sm:px-6">{crate::t!(settings_taxes_none)}</p> }.into_any();
    }
    view! { <ul class="pb-2">{page.data.into_iter().map(|rate| view! { <Line rate desk /> }).collect_view()}</ul> }.into_any()
}

#[component]
fn Line(rate: TaxRate, desk: Desk) -> impl IntoView {
    let may = can(Permission::CompanyEdit);
    let kept = StoredValue::new(rate.clone());
    let TaxRate { name, rate, is_default, .. } = rate;
    let (edited, removed) = (name.clone(), name.clone());
    let edit = Signal::derive(move || crate::text!(settings_tax_edit, name = edited));
    let remove = Signal::derive(move || crate::text!(settings_tax_remove, name = removed));
    view! {
        <li class="flex min-h-12 items-center gap-4 px-4 py-1.5 sm:px-6">
            <span class="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
                <span class="font-medium wrap-anywhere">{name}</span>
                {is_default.then(|| view! { <Badge label=crate::t!(settings_tax_default_badge) mood=Mood::Primary icon=glyph::CHECK /> })}
            </span>
            <span class="figures">{move || rate.format(language())}</span>
            {move || may.get().then(|| view! {
                <span class="flex flex-none">
                    <IconButton label=edit icon=glyph::PENCIL on_click=move |_| desk.open(kept.get_value(), desk.editing) />
                    <IconButton label=remove icon=glyph::TRASH_2 on_click=move |_| desk.open(kept.get_value(), desk.removing) />
                </span>
            })}
        </li>
    }
}

#[component]
fn Addition(desk: Desk) -> impl IntoView {
    let company = use_company();
    let done = move |rate: TaxRate| {
        toast(crate::text!(settings_tax_added, name = rate.name));
        desk.adding.set(false);
        desk.changed.run(());
    };
    let form = Form::new(TaxRateInput::default(), move |input| AddTaxRate { company: company.get_untracked(), input }, done).unguarded();
    view! {
        <FormView form submit=crate::t!(add) on_cancel=move |()| desk.adding.set(false)><RateFields form /></FormView>
    }
}

/// The form of a rate that is offered already; it says so when somebody else was faster.
#[component]
fn Edition(rate: TaxRate, desk: Desk) -> impl IntoView {
    let company = use_company();
    let start = draft(&rate);
    // As it was read last.
    let rate = RwSignal::new(rate);
    let done = move |rate: TaxRate| {
        toast(crate::text!(settings_tax_changed, name = rate.name));
        desk.editing.set(false);
        desk.changed.run(());
    };
    let send = move |input: TaxRateInput| {
        let (id, version) = rate.with_untracked(|rate| (rate.id, rate.version));
        let TaxRateInput { name, rate, is_default } = input;
        let patch = TaxRatePatch { name: Some(name), rate: Some(rate), is_default: Some(is_default) };
        EditTaxRate { company: company.get_untracked(), id, version, patch }
    };
    let form = Form::new(start, send, done).unguarded();
    let take = move |theirs: TaxRate| {
        form.reset(draft(&theirs));
        rate.set(theirs);
    };
    let keep = move |theirs: TaxRate| {
        rate.set(theirs);
        form.submit();
    };
    view! {
        <p class="mb-4 text-sm text-muted">{crate::t!(settings_tax_edit_detail)}</p>
        <FormView form submit=crate::t!(save) on_cancel=move |()| desk.editing.set(false)>
            <StaleNote problem=form.core().problem() on_take=Callback::new(take) on_keep=Callback::new(keep) />
            <RateFields form />
        </FormView>
    }
}

/// What the form starts with.
fn draft(rate: &TaxRate) -> TaxRateInput {
    TaxRateInput { name: rate.name.clone(), rate: rate.rate, is_default: rate.is_default }
}

#[component]
fn RateFields(form: Form<TaxRateInput>) -> impl IntoView {
    view! {
        <TextField field=field!(form, name) label=crate::t!(settings_tax_name) autofocus=true hint=crate::t!(settings_tax_name_hint) />
        <PercentField field=field!(form, rate) label=crate::t!(settings_tax_rate) />
        <Checkbox field=field!(form, is_default) label=crate::t!(settings_tax_default) />
    }
}

#[component]
fn Removal(desk: Desk) -> impl IntoView {
    let company = use_company();
    let act = Doing::default();
    Effect::new(move || {
        if desk.removing.get() {
            act.forget();
        }
    });
    let remove = move |()| {
        let Some(rate) = desk.chosen.get_untracked() else { return };
        act.run(RemoveTaxRate { company: company.get_untracked(), id: rate.id }, move |()| {
            toast(crate::text!(settings_tax_removed, name = rate.name));
            desk.removing.set(false);
            desk.changed.run(());
        });
    };
    view! {
        <Confirm open=desk.removing title=Signal::derive(move || crate::text!(settings_tax_remove_title, name = desk.name()))
            detail=crate::t!(settings_tax_remove_detail) action=Signal::derive(move || crate::text!(settings_tax_remove, name = desk.name()))
            on_confirm=remove busy=act.busy() problem=act.problem() />
    }
}
