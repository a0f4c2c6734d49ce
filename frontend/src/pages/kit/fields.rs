//! Fields in every state, and a form that shows how errors appear.

use contract::{
    Call, Check, Checker,
    money::{BasisPoints, Currency, Thousandths},
};
use leptos::prelude::*;

use crate::{
    form::{FieldState, Form},
    ui::*,
};

fn wrong() -> FieldState {
    FieldState::from(Signal::derive(|| Some(crate::text!(field_required))))
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
        <TextField label="Text" value=text on_input=move |t| text.set(t) hint="A hint below the field" />
        <TextField label="Optional" value="" on_input=|_: String| {} optional=true placeholder="An example" />
        <TextField label="Wrong" value="" on_input=|_: String| {} error=wrong() />
        <TextField label="Disabled" value="claire@atelier.example" on_input=|_: String| {} disabled=true />
        <TextArea label="Several lines" value=long on_input=move |t| long.set(t) />
        <PasswordField label="Password" value=password on_input=move |t| password.set(t) />
    }
}

#[component]
fn Amounts() -> impl IntoView {
    let (eur, xof) = (RwSignal::new(Some(125_000)), RwSignal::new(Some(1_250_000)));
    let (quantity, rate) = (RwSignal::new(Some(Thousandths(1500))), RwSignal::new(Some(BasisPoints(2000))));
    view! {
        <MoneyField label="Money, EUR" value=eur on_input=move |v| eur.set(v) currency=Currency::EUR />
        <MoneyField label="Money, XOF" value=xof on_input=move |v| xof.set(v) currency=Currency::XOF />
        <QuantityField label="Quantity" value=quantity on_input=move |v| quantity.set(v) unit="h" />
        <PercentField label="Rate" value=rate on_input=move |v| rate.set(v) />
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
        <CountryField value=country on_input=move |v| country.set(v) />
        <CurrencyField value=currency on_input=move |v| currency.set(v) />
        <SelectField label="Choice, wrong" value="a" choices=vec![("a".to_owned(), "One".to_owned())] on_input=|_: String| {} error=wrong() />
        <Combobox label="Client" shown=client on_choose=move |found: Found| client.set(found.label) search=Search::among(Signal::stored(clients))
            placeholder="Search a client" />
        <DateField label="Date" value=day on_input=move |v| day.set(v) optional=true />
        <div class="flex flex-col gap-4">
            <Checkbox label="Visible to the client" hint="They see it in their portal." checked=ticked on_change=move |v| ticked.set(v) />
            <Switch label="Send reminders" checked=on on_change=move |v| on.set(v) />
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
                    <TextField label="Name" value=form.read(|s| s.name.clone()) on_input=form.write(|s, v| s.name = v) error=form.error("name") />
                    <TextField label="E-mail" kind="email" value=form.read(|s| s.email.clone()) on_input=form.write(|s, v| s.email = v) error=form.error("email") />
                </FieldGroup>
            </FormView>
        </div>
    }
}
