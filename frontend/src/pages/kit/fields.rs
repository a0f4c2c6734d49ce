//! Fields in every state, and a form that shows how errors appear.

use contract::{
    Call, Check, Checker,
    money::{BasisPoints, Currency, Thousandths},
};
use leptos::prelude::*;

use crate::{
    form::{Field, FieldState, Form},
    ui::*,
};

/// A field whose value is refused.
fn wrong(value: &'static str) -> Field<String> {
    let state = FieldState::from(Signal::derive(|| Some(crate::text!(field_required))));
    Field { state, ..Field::shown("", value) }
}

/// Every field: plain, with a hint, wrong, disabled.
#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <div class="surface grid grid-cols-1 gap-6 p-6 sm:grid-cols-2">
            <Words />
            <Amounts />
            <Choices />
        </div>
    }
}

#[component]
fn Words() -> impl IntoView {
    let (text, long, password) =
        (RwSignal::new("Boulangerie Diallo".to_owned()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    view! {
        <TextField label="Text" field=text.into() hint="A hint below the field" />
        <TextField label="Optional" field=Field::shown("", "") optional=true placeholder="An example" />
        <TextField label="Wrong" field=wrong("") />
        <TextField label="Disabled" field=Field::shown("", "claire@atelier.example") disabled=true />
        <TextArea label="Several lines" field=long.into() />
        <PasswordField label="Password" field=password.into() />
    }
}

#[component]
fn Amounts() -> impl IntoView {
    let (eur, xof) = (RwSignal::new(Some(125_000)), RwSignal::new(Some(1_250_000)));
    let (quantity, rate) = (RwSignal::new(Some(Thousandths(1500))), RwSignal::new(Some(BasisPoints(2000))));
    view! {
        <MoneyField label="Money, EUR" field=eur.into() currency=Currency::EUR />
        <MoneyField label="Money, XOF" field=xof.into() currency=Currency::XOF />
        <QuantityField label="Quantity" field=quantity.into() unit="h" />
        <PercentField label="Rate" field=rate.into() />
        <p class="text-sm text-muted sm:col-span-2">{move || format!("{:?} · {:?} · {:?} · {:?}", eur.get(), xof.get(), quantity.get(), rate.get())}</p>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let (country, currency) = (RwSignal::new("CI".to_owned()), RwSignal::new("XOF".to_owned()));
    let (ticked, on, day) = (RwSignal::new(true), RwSignal::new(false), RwSignal::new(None));
    let client = RwSignal::new(String::new());
    let clients = ["Boulangerie Diallo", "Atelier Lumière", "Maison Koné"]
        .map(|name| Found { value: name.to_owned(), label: name.to_owned(), detail: "Abidjan".to_owned() })
        .to_vec();
    view! {
        <CountryField field=country.into() />
        <CurrencyField field=currency.into() />
        <SelectField label="Choice, wrong" field=wrong("a") choices=vec![("a".to_owned(), "One".to_owned())] />
        <Combobox label="Client" shown=client on_choose=move |found: Found| client.set(found.label) search=Search::among(Signal::stored(clients))
            placeholder="Search a client" />
        <DateField label="Date" field=day.into() optional=true />
        <div class="flex flex-col gap-4">
            <Checkbox label="Visible to the client" hint="They see it in their portal." field=ticked.into() />
            <Switch label="Send reminders" field=on.into() />
        </div>
        <FileField label="File" accept=".csv" hint="CSV, at most 10 MB" on_file=|_| {} />
    }
}

/// A form of the kit's own, whose sending is always refused by the network.
#[derive(Clone, Default, PartialEq)]
struct Sample {
    name: String,
    email: String,
}

impl Check for Sample {
    fn check(&self, c: &mut Checker) {
        c.text("name", &self.name, 2..=20);
        c.email("email", &self.email);
    }
}

struct SendSample;

impl Call for SendSample {
    type Reply = ();
    const METHOD: &'static str = "POST";
    fn path(&self) -> String {
        "/api/v1/nowhere".into()
    }
}

/// A form: leave a field empty, then send.
#[component]
pub fn FormSample() -> impl IntoView {
    let form = Form::new(Sample::default(), |_| SendSample, |()| toast(crate::text!(saved))).unguarded();
    view! {
        <div class="surface max-w-xl p-6">
            <FormView form submit=crate::t!(save) on_cancel=|()| {}>
                <FieldGroup title="A group" detail="Fields that belong together">
                    <TextField field=field!(form, name) label="Name" />
                    <TextField field=field!(form, email) label="E-mail" kind="email" />
                </FieldGroup>
            </FormView>
        </div>
    }
}
