//! The fields of a client, the same for a new one and for one that is edited.

use contract::access::Company;
use contract::clients::{Client, ClientInput};
use contract::places::Address;
use contract::{Check, Checker};
use leptos::prelude::*;

use crate::form::Form;
use crate::pages::parts::languages;
use crate::ui::*;

/// A client as it is being written. The address is kept apart: it is whole or absent.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    input: ClientInput,
    address: Address,
}

impl Draft {
    /// A new client, billed as the company bills.
    pub fn new(company: &Company) -> Self {
        let input = ClientInput { currency: Some(company.currency), locale: Some(company.locale), ..ClientInput::default() };
        Self { input, address: Address { country: company.country.clone(), ..Address::default() } }
    }

    /// A client that is there.
    pub fn of(client: Client, company: &Company) -> Self {
        let input = ClientInput {
            name: client.name,
            legal_name: client.legal_name,
            email: client.email,
            phone: client.phone,
            registration_number: client.registration_number,
            tax_number: client.tax_number,
            address: None,
            currency: Some(client.currency),
            locale: Some(client.locale),
            note: client.note,
        };
        let address = client.address.unwrap_or_else(|| Address { country: company.country.clone(), ..Address::default() });
        Self { input, address }
    }

    /// What is sent.
    pub fn finished(mut self) -> ClientInput {
        let Address { line1, line2, postal_code, city, .. } = &self.address;
        let begun =
            [Some(line1), line2.as_ref(), postal_code.as_ref(), Some(city)].into_iter().flatten().any(|text| !text.trim().is_empty());
        self.input.address = begun.then_some(self.address);
        self.input
    }
}

impl Check for Draft {
    fn check(&self, c: &mut Checker) {
        self.clone().finished().check(c);
    }
}

/// All fields, in groups.
#[component]
pub fn ClientFields(form: Form<Draft>) -> impl IntoView {
    view! {
        <FieldGroup title=crate::t!(client_identity)>
            <TextField field=field!(form, input.name) label=crate::t!(client_name) autofocus=true autocomplete="off" />
            <TextField field=field!(form, input.legal_name) label=crate::t!(client_legal_name) optional=true />
            <TextField field=field!(form, input.registration_number) label=crate::t!(client_registration) optional=true />
            <TextField field=field!(form, input.tax_number) label=crate::t!(client_tax) optional=true />
        </FieldGroup>
        <Divider />
        <FieldGroup title=crate::t!(client_reach)>
            <TextField field=field!(form, input.email) label=crate::t!(client_email) kind="email" hint=crate::t!(client_email_hint) optional=true />
            <TextField field=field!(form, input.phone) label=crate::t!(client_phone) kind="tel" optional=true />
        </FieldGroup>
        <Divider />
        <AddressFields form />
        <Divider />
        <FieldGroup title=crate::t!(client_documents) detail=crate::t!(client_documents_detail)>
            <CurrencyField field=field!(form, input.currency) />
            <SelectField field=field!(form, input.locale) label=crate::t!(client_language) choices=languages() />
        </FieldGroup>
        <Divider />
        <TextArea field=field!(form, input.note) label=crate::t!(client_note) hint=crate::t!(client_note_hint) optional=true rows=4 />
    }
}

#[component]
fn Divider() -> impl IntoView {
    view! { <hr class="my-1 border-line" /> }
}

#[component]
fn AddressFields(form: Form<Draft>) -> impl IntoView {
    view! {
        <FieldGroup title=crate::t!(client_address) detail=crate::t!(client_address_detail)>
            <TextField field=field!(form, address.line1) label=crate::t!(client_line1) optional=true />
            <TextField field=field!(form, address.line2) label=crate::t!(client_line2) optional=true />
            <TextField field=field!(form, address.postal_code) label=crate::t!(client_postal_code) optional=true />
            <TextField field=field!(form, address.city) label=crate::t!(client_city) optional=true />
            <CountryField field=field!(form, address.country) />
        </FieldGroup>
    }
}
