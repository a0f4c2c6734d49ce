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
    /// As typed, so that it may be wrong for a while.
    payment_terms_days: String,
    iban: String,
    rounding_step: Option<i32>,
    invoice_footer: String,
}

impl Draft {
    fn of(company: &Company) -> Self {
        Self {
            currency: company.currency,
            locale: company.locale,
            time_zone: company.time_zone.clone(),
            payment_terms_days: company.payment_terms_days.to_string(),
            iban: text(company.iban.as_ref()),
            rounding_step: company.rounding_step,
            invoice_footer: text(company.invoice_footer.as_ref()),
        }
    }

    fn patch(&self) -> CompanyPatch {
        CompanyPatch {
            currency: Some(self.currency),
            locale: Some(self.locale),
            time_zone: Some(self.time_zone.clone()),
            payment_terms_days: self.payment_terms_days.trim().parse().ok(),
            iban: set(&self.iban),
            rounding_step: self.rounding_step.map_or(Patch::Clear, Patch::Set),
            invoice_footer: set(&self.invoice_footer),
            ..CompanyPatch::default()
        }
    }
}

impl Check for Draft {
    fn check(&self, c: &mut Checker) {
        c.ensure("payment_terms_days", self.payment_terms_days.trim().parse::<i32>().is_ok(), "number");
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
    let steps = Signal::derive(move || form.draft.with(|draft| steps(draft.currency, draft.rounding_step)));
    view! {
        <FieldGroup title=crate::t!(settings_money)>
            <CurrencyField field=field!(form, currency) />
            <SelectField field=field!(form, rounding_step) label=crate::t!(part_rounding_step) hint=crate::t!(settings_rounding_hint) choices=steps />
            <TextField field=field!(form, payment_terms_days) label=crate::t!(part_payment_terms_days) inputmode="numeric" figures=true
                hint=crate::t!(settings_terms_hint)>
                <span class="text-sm text-muted">{crate::t!(settings_days)}</span>
            </TextField>
            <TextField field=field!(form, iban) label=crate::t!(part_iban) figures=true optional=true hint=crate::t!(settings_iban_hint) />
        </FieldGroup>
    }
}

#[component]
fn Papers(form: Form<Draft>) -> impl IntoView {
    view! {
        <FieldGroup title=crate::t!(settings_documents)>
            <SelectField field=field!(form, locale) label=crate::t!(part_locale) hint=crate::t!(settings_language_hint) choices=languages() />
            <ZoneField field=field!(form, time_zone) label=crate::t!(part_time_zone) hint=crate::t!(settings_time_zone_hint) />
            <div class="sm:col-span-2">
                <TextArea field=field!(form, invoice_footer) label=crate::t!(part_invoice_footer) hint=crate::t!(settings_footer_hint) optional=true />
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
