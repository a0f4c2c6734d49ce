//! Who the company is: what the law wants on invoices, where it is, how it is reached.

use contract::access::{Company, CompanyPatch};
use contract::places::Address;
use contract::{Check, Checker, Patch};
use leptos::prelude::*;

use super::parts::{Editable, needed, part_form, set, text};
use crate::form::Form;
use crate::ui::*;

/// The identity as it is typed.
#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    legal_name: String,
    registration_number: String,
    tax_number: String,
    email: String,
    phone: String,
    address: Address,
}

impl Draft {
    fn of(company: &Company) -> Self {
        let nowhere = || Address { country: company.country.clone(), ..Address::default() };
        Self {
            name: company.name.clone(),
            legal_name: text(company.legal_name.as_ref()),
            registration_number: text(company.registration_number.as_ref()),
            tax_number: text(company.tax_number.as_ref()),
            email: text(company.email.as_ref()),
            phone: text(company.phone.as_ref()),
            address: company.address.clone().unwrap_or_else(nowhere),
        }
    }

    /// Only a country is no address.
    fn has_address(&self) -> bool {
        let Address { line1, line2, postal_code, city, .. } = &self.address;
        [Some(line1), line2.as_ref(), postal_code.as_ref(), Some(city)].into_iter().flatten().any(|line| !line.trim().is_empty())
    }

    fn patch(&self) -> CompanyPatch {
        CompanyPatch {
            name: Some(self.name.clone()),
            legal_name: set(&self.legal_name),
            registration_number: set(&self.registration_number),
            tax_number: set(&self.tax_number),
            email: set(&self.email),
            phone: set(&self.phone),
            address: if self.has_address() { Patch::Set(self.address.clone()) } else { Patch::Clear },
            ..CompanyPatch::default()
        }
    }
}

impl Check for Draft {
    fn check(&self, c: &mut Checker) {
        self.patch().check(c);
    }
}

/// The form of the identity.
#[component]
pub fn Identity(
    /// The company as it was read last.
    company: RwSignal<Company>,
) -> impl IntoView {
    let form = part_form(company, Draft::of, Draft::patch);
    view! {
        <div class="max-w-3xl">
            <Card title=crate::t!(settings_identity) detail=crate::t!(settings_identity_detail)>
                <Editable form company read=Draft::of>
                    <Names form company />
                    <Place form company />
                    <Contact form />
                </Editable>
            </Card>
        </div>
    }
}

#[component]
fn Names(form: Form<Draft>, company: RwSignal<Company>) -> impl IntoView {
    view! {
        <div class="grid grid-cols-1 gap-x-4 gap-y-5 sm:grid-cols-2">
            <TextField field=field!(form, name) label=crate::t!(company_name) autocomplete="organization" hint=crate::t!(settings_name_hint) />
            <TextField field=field!(form, legal_name) label=crate::t!(part_legal_name) hint=needed(company, "legal_name", Signal::stored(String::new())) />
            <TextField field=field!(form, registration_number) label=crate::t!(part_registration_number) figures=true
                hint=needed(company, "registration_number", crate::t!(settings_registration_hint)) />
            <TextField field=field!(form, tax_number) label=crate::t!(part_tax_number) figures=true
                hint=needed(company, "tax_number", crate::t!(settings_tax_hint)) />
        </div>
    }
}

#[component]
fn Place(form: Form<Draft>, company: RwSignal<Company>) -> impl IntoView {
    view! {
        <FieldGroup title=crate::t!(settings_address) detail=needed(company, "address", Signal::stored(String::new()))>
            <div class="sm:col-span-2">
                <TextField field=field!(form, address.line1) label=crate::t!(settings_line1) autocomplete="address-line1" />
            </div>
            <div class="sm:col-span-2">
                <TextField field=field!(form, address.line2) label=crate::t!(settings_line2) autocomplete="address-line2" optional=true />
            </div>
            <TextField field=field!(form, address.postal_code) label=crate::t!(settings_postal_code) autocomplete="postal-code" optional=true figures=true />
            <TextField field=field!(form, address.city) label=crate::t!(settings_city) autocomplete="address-level2" />
            <CountryField field=field!(form, address.country) />
        </FieldGroup>
    }
}

#[component]
fn Contact(form: Form<Draft>) -> impl IntoView {
    view! {
        <FieldGroup title=crate::t!(settings_contact)>
            <TextField field=field!(form, email) label=crate::t!(email) kind="email" inputmode="email" optional=true />
            <TextField field=field!(form, phone) label=crate::t!(part_phone) kind="tel" inputmode="tel" autocomplete="tel" optional=true />
        </FieldGroup>
    }
}
