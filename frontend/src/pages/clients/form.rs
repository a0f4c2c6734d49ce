//! The fields of a client, the same for a new one and for one that is written anew.

use contract::access::Company;
use contract::clients::{Client, ClientInput};
use contract::money::Currency;
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

/// Nothing when nothing was written.
fn given(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}

/// All fields, in groups.
#[component]
pub fn ClientFields(form: Form<Draft>) -> impl IntoView {
    view! {
        <FieldGroup title=crate::t!(client_identity)>
            <TextField label=crate::t!(client_name) name="name" autofocus=true autocomplete="off"
                value=form.read(|d| d.input.name.clone()) on_input=form.write(|d, name| d.input.name = name) error=form.error("name") />
            <Optional form label=crate::t!(client_legal_name) name="legal_name" of=|input| &mut input.legal_name />
            <Optional form label=crate::t!(client_registration) name="registration_number" of=|input| &mut input.registration_number />
            <Optional form label=crate::t!(client_tax) name="tax_number" of=|input| &mut input.tax_number />
        </FieldGroup>
        <Divider />
        <FieldGroup title=crate::t!(client_reach)>
            <Optional form label=crate::t!(client_email) name="email" kind="email" hint=crate::t!(client_email_hint) of=|input| &mut input.email />
            <Optional form label=crate::t!(client_phone) name="phone" kind="tel" of=|input| &mut input.phone />
        </FieldGroup>
        <Divider />
        <AddressFields form />
        <Divider />
        <FieldGroup title=crate::t!(client_documents) detail=crate::t!(client_documents_detail)>
            <CurrencyField value=form.read(|d| d.input.currency.map(|c| c.code().to_owned()).unwrap_or_default())
                on_input=form.write(|d, code: String| d.input.currency = Currency::from_code(&code)) error=form.error("currency") />
            <SelectField label=crate::t!(client_language) name="locale" choices=languages()
                value=form.read(|d| d.input.locale.map(|l| l.code().to_owned()).unwrap_or_default())
                on_input=form.write(|d, code: String| d.input.locale = code.parse().ok()) error=form.error("locale") />
        </FieldGroup>
        <Divider />
        <TextArea label=crate::t!(client_note) name="note" hint=crate::t!(client_note_hint) optional=true rows=4
            value=form.read(|d| d.input.note.clone().unwrap_or_default()) on_input=form.write(|d, note| d.input.note = given(note)) error=form.error("note") />
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
            <TextField label=crate::t!(client_line1) name="line1" optional=true value=form.read(|d| d.address.line1.clone())
                on_input=form.write(|d, line| d.address.line1 = line) error=form.error("address/line1") />
            <TextField label=crate::t!(client_line2) name="line2" optional=true value=form.read(|d| d.address.line2.clone().unwrap_or_default())
                on_input=form.write(|d, line| d.address.line2 = given(line)) error=form.error("address/line2") />
            <TextField label=crate::t!(client_postal_code) name="postal_code" optional=true value=form.read(|d| d.address.postal_code.clone().unwrap_or_default())
                on_input=form.write(|d, code| d.address.postal_code = given(code)) error=form.error("address/postal_code") />
            <TextField label=crate::t!(client_city) name="city" optional=true value=form.read(|d| d.address.city.clone())
                on_input=form.write(|d, city| d.address.city = city) error=form.error("address/city") />
            <CountryField value=form.read(|d| d.address.country.clone())
                on_input=form.write(|d, country| d.address.country = country) error=form.error("address/country") />
        </FieldGroup>
    }
}

/// A field that may stay empty; its name is also its place in the input.
#[component]
fn Optional(
    form: Form<Draft>,
    label: Signal<String>,
    name: &'static str,
    of: fn(&mut ClientInput) -> &mut Option<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] hint: MaybeProp<String>,
) -> impl IntoView {
    let value = form.read(move |d| of(&mut d.input.clone()).take().unwrap_or_default());
    view! {
        <TextField label name kind hint=hint optional=true value
            on_input=form.write(move |d, text| *of(&mut d.input) = given(text)) error=form.error(name) />
    }
}
