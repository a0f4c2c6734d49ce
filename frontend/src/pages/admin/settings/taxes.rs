//! The tax rates that are offered on the lines of invoices.

use contract::Page;
use contract::billing::{AddTaxRate, ListTaxRates, RemoveTaxRate, TaxRate, TaxRateInput};
use contract::permissions::Permission;
use leptos::prelude::*;

use crate::api::load;
use crate::form::Form;
use crate::pages::parts::Doing;
use crate::session::{Can, can, use_company};
use crate::ui::*;
use crate::words::language;

/// What the rows and dialogs share.
#[derive(Clone, Copy)]
struct Desk {
    adding: RwSignal<bool>,
    /// The rate that is to be removed.
    removed: RwSignal<Option<TaxRate>>,
    removing: RwSignal<bool>,
    changed: Callback<()>,
}

impl Desk {
    fn name(self) -> String {
        self.removed.with(|rate| rate.as_ref().map(|rate| rate.name.clone())).unwrap_or_default()
    }
}

/// The rates, one to add, one to remove.
#[component]
pub fn Taxes() -> impl IntoView {
    let company = use_company();
    let rates = load(move || ListTaxRates { company: company.get() });
    let changed = Callback::new(move |()| rates.refetch());
    let desk = Desk { adding: RwSignal::new(false), removed: RwSignal::new(None), removing: RwSignal::new(false), changed };
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
        <Dialog open=desk.adding title=crate::t!(settings_tax_add)><RateForm desk /></Dialog>
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
    let named = name.clone();
    let label = Signal::derive(move || crate::text!(settings_tax_remove, name = named));
    let remove = move |_| {
        desk.removed.set(Some(kept.get_value()));
        desk.removing.set(true);
    };
    view! {
        <li class="flex min-h-12 items-center gap-4 px-4 py-1.5 sm:px-6">
            <span class="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
                <span class="font-medium wrap-anywhere">{name}</span>
                {is_default.then(|| view! { <Badge label=crate::t!(settings_tax_default_badge) mood=Mood::Primary icon=glyph::CHECK /> })}
            </span>
            <span class="figures">{move || rate.format(language())}</span>
            {move || may.get().then(|| view! { <IconButton label icon=glyph::TRASH_2 on_click=remove /> })}
        </li>
    }
}

#[component]
fn RateForm(desk: Desk) -> impl IntoView {
    let company = use_company();
    let done = move |rate: TaxRate| {
        toast(crate::text!(settings_tax_added, name = rate.name));
        desk.adding.set(false);
        desk.changed.run(());
    };
    let form = Form::new(TaxRateInput::default(), move |input| AddTaxRate { company: company.get_untracked(), input }, done).unguarded();
    view! {
        <FormView form submit=crate::t!(add) on_cancel=move |()| desk.adding.set(false)>
            <TextField label=crate::t!(settings_tax_name) name="name" autofocus=true hint=crate::t!(settings_tax_name_hint)
                value=form.read(|r| r.name.clone()) on_input=form.write(|r, name| r.name = name) error=form.error("name") />
            <PercentField label=crate::t!(settings_tax_rate) name="rate"
                value=form.read(|r| Some(r.rate)) on_input=form.write(|r, rate: Option<_>| r.rate = rate.unwrap_or_default()) error=form.error("rate") />
            <Checkbox label=crate::t!(settings_tax_default) checked=form.read(|r| r.is_default) on_change=form.write(|r, yes| r.is_default = yes) />
        </FormView>
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
        let Some(rate) = desk.removed.get_untracked() else { return };
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
