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
    time_zone_offset_minutes: i32,
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
            time_zone_offset_minutes: company.time_zone_offset_minutes,
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
            time_zone_offset_minutes: Some(self.time_zone_offset_minutes),
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
    let zones = Signal::derive(move || form.draft.with(|draft| zones(draft.time_zone_offset_minutes)));
    view! {
        <FieldGroup title=crate::t!(settings_documents)>
            <SelectField field=field!(form, locale) label=crate::t!(part_locale) hint=crate::t!(settings_language_hint) choices=languages() />
            <SelectField field=field!(form, time_zone_offset_minutes) label=crate::t!(part_time_zone_offset_minutes)
                hint=crate::t!(settings_time_zone_hint) choices=zones />
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

/// Whole hours around the world, the half hours that countries use, and what was chosen before.
fn zones(chosen: i32) -> Vec<Choice> {
    let halves = [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765];
    let mut zones: Vec<i32> = (-12..=14).map(|hour| hour * 60).chain(halves).chain([chosen]).collect();
    zones.sort_unstable();
    zones.dedup();
    zones.into_iter().map(|minutes| (minutes.to_string(), zone(minutes))).collect()
}

/// "UTC+5:30"
fn zone(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    match (hours, rest) {
        (0, 0) => "UTC".to_owned(),
        (_, 0) => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_written_as_people_do() {
        assert_eq!([0, 60, 330, -210].map(zone), ["UTC", "UTC+1", "UTC+5:30", "UTC−3:30"]);
    }

    #[test]
    fn what_was_chosen_is_always_offered() {
        assert!(zones(7).iter().any(|(value, _)| value == "7"));
        assert_eq!(steps(Currency::XOF, Some(20)).len(), 7);
    }
}
