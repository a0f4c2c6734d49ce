//! What new invoices start with: currency, terms, account, rounding, foot, and the day they bear.

use contract::access::{Company, CompanyPatch};
use contract::money::{Currency, Money};
use contract::words::Locale;
use contract::{Check, Checker, Patch};
use leptos::prelude::*;

use super::parts::{Editable, part_form, set, text};
use crate::form::Form;
use crate::pages::parts::languages;
use crate::ui::*;
use crate::words::language;

/// The defaults as they are typed.
#[derive(Clone, PartialEq)]
struct Draft {
    currency: Currency,
    locale: Locale,
    time_zone: String,
    terms: String,
    iban: String,
    step: Option<i32>,
    footer: String,
}

impl Draft {
    fn of(company: &Company) -> Self {
        Self {
            currency: company.currency,
            locale: company.locale,
            time_zone: company.time_zone.clone(),
            terms: company.payment_terms_days.to_string(),
            iban: text(company.iban.as_ref()),
            step: company.rounding_step,
            footer: text(company.invoice_footer.as_ref()),
        }
    }

    fn patch(&self) -> CompanyPatch {
        CompanyPatch {
            currency: Some(self.currency),
            locale: Some(self.locale),
            time_zone: Some(self.time_zone.clone()),
            payment_terms_days: self.terms.trim().parse().ok(),
            iban: set(&self.iban),
            rounding_step: self.step.map_or(Patch::Clear, Patch::Set),
            invoice_footer: set(&self.footer),
            ..CompanyPatch::default()
        }
    }
}

impl Check for Draft {
    fn check(&self, c: &mut Checker) {
        c.ensure("payment_terms_days", self.terms.trim().parse::<i32>().is_ok(), "number");
        self.patch().check(c);
    }
}

/// The form of the defaults.
#[component]
pub fn Invoicing(
    /// The company as it was read last.
    company: RwSignal<Company>,
) -> impl IntoView {
    let form = part_form(company, Draft::of, Draft::patch);
    view! {
        <div class="max-w-3xl">
            <Card title=crate::t!(settings_invoicing) detail=crate::t!(settings_invoicing_detail)>
                <Editable form company read=Draft::of>
                    <Coins form />
                    <Papers form />
                </Editable>
            </Card>
        </div>
    }
}

#[component]
fn Coins(form: Form<Draft>) -> impl IntoView {
    let currency = form.read(|d| d.currency.code().to_owned());
    let choose = form.write(|d, code: String| d.currency = Currency::from_code(&code).unwrap_or(d.currency));
    let steps = Signal::derive(move || form.draft.with(|draft| steps(draft.currency, draft.step)));
    view! {
        <FieldGroup title=crate::t!(settings_money)>
            <CurrencyField value=currency on_input=choose error=form.error("currency") />
            <SelectField label=crate::t!(part_rounding_step) name="rounding_step" hint=crate::t!(settings_rounding_hint) choices=steps
                value=form.read(|d| d.step.map(|step| step.to_string()).unwrap_or_default())
                on_input=form.write(|d, step: String| d.step = step.parse().ok()) error=form.error("rounding_step") />
            <TextField label=crate::t!(part_payment_terms_days) name="payment_terms_days" inputmode="numeric" figures=true hint=crate::t!(settings_terms_hint)
                value=form.read(|d| d.terms.clone()) on_input=form.write(|d, terms| d.terms = terms) error=form.error("payment_terms_days")>
                <span class="text-sm text-muted">{crate::t!(settings_days)}</span>
            </TextField>
            <TextField label=crate::t!(part_iban) name="iban" figures=true optional=true hint=crate::t!(settings_iban_hint)
                value=form.read(|d| d.iban.clone()) on_input=form.write(|d, iban| d.iban = iban) error=form.error("iban") />
        </FieldGroup>
    }
}

#[component]
fn Papers(form: Form<Draft>) -> impl IntoView {
    view! {
        <FieldGroup title=crate::t!(settings_documents)>
            <SelectField label=crate::t!(part_locale) name="locale" hint=crate::t!(settings_language_hint) choices=languages()
                value=form.read(|d| d.locale.code().to_owned()) on_input=form.write(|d, code: String| d.locale = code.parse().unwrap_or(d.locale))
                error=form.error("locale") />
            <ZoneField label=crate::t!(part_time_zone) hint=crate::t!(settings_time_zone_hint)
                value=form.read(|d| d.time_zone.clone()) on_input=form.write(|d, zone| d.time_zone = zone) error=form.error("time_zone") />
            <div class="sm:col-span-2">
                <TextArea label=crate::t!(part_invoice_footer) name="invoice_footer" hint=crate::t!(settings_footer_hint) optional=true
                    value=form.read(|d| d.footer.clone()) on_input=form.write(|d, footer| d.footer = footer) error=form.error("invoice_footer") />
            </div>
        </FieldGroup>
    }
}

/// To what totals can be rounded: what people pay with, and what was chosen before.
fn steps(currency: Currency, chosen: Option<i32>) -> Vec<Choice> {
    let words = |step: i32| crate::text!(settings_rounding_step, amount = Money::new(step.into(), currency).format(language()));
    let mut steps = vec![5, 10, 25, 50, 100];
    steps.extend(chosen);
    steps.sort_unstable();
    steps.dedup();
    let offered = steps.into_iter().map(|step| (step.to_string(), words(step)));
    std::iter::once((String::new(), crate::text!(settings_rounding_none))).chain(offered).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_always_offered() {
        assert_eq!(steps(Currency::XOF, Some(20)).len(), 7);
    }
}
