//! Fields of figures: typed as people write them, held as the contract's whole numbers.

use contract::{
    money::{BasisPoints, Currency, Money, Thousandths},
    words::Locale,
};
use leptos::prelude::*;

use super::field::TextField;
use crate::{
    form::{Field, FieldState},
    words::language,
};

/// Reads a decimal typed with a comma or a point into units of `10^-decimals`. Spaces group.
/// Nothing when it is no number, has more decimals, or does not fit.
pub fn parse_decimal(text: &str, decimals: u32) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !"\u{202f}\u{a0}'".contains(*c)).collect();
    let (negative, digits) = text.strip_prefix(['-', '−']).map_or((false, text.as_str()), |rest| (true, rest));
    let (whole, part) = split_decimals(digits, decimals);
    if (whole.is_empty() && part.is_empty()) || !whole.chars().chain(part.chars()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let part = part.trim_end_matches('0');
    let missing = decimals.checked_sub(u32::try_from(part.len()).ok()?)?;
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let part: i64 = if part.is_empty() { 0 } else { part.parse().ok()? };
    let units = whole.checked_mul(10_i64.checked_pow(decimals)?)?.checked_add(part.checked_mul(10_i64.pow(missing))?)?;
    Some(if negative { -units } else { units })
}

/// Splits at the last comma or point, unless it groups thousands: more than one separator of the
/// same kind, or three digits after it where that many decimals cannot be meant.
fn split_decimals(digits: &str, decimals: u32) -> (String, String) {
    let strip = |text: &str| text.replace([',', '.'], "");
    let Some(at) = digits.rfind([',', '.']) else { return (digits.to_owned(), String::new()) };
    let (whole, part) = (&digits[..at], &digits[at + 1..]);
    let separator = &digits[at..=at];
    let groups = whole.contains(separator) || (part.len() == 3 && decimals < 3 && !whole.is_empty());
    if groups { (strip(digits), String::new()) } else { (strip(whole), part.to_owned()) }
}

/// Writes units of `10^-decimals` without grouping, as a person would type them.
pub fn write_decimal(units: i64, decimals: u32, all: bool, locale: Locale) -> String {
    let scale = 10_u64.pow(decimals);
    let (whole, part) = (units.unsigned_abs() / scale, units.unsigned_abs() % scale);
    let sign = if units < 0 { "-" } else { "" };
    let width = decimals as usize;
    let digits = if decimals == 0 { String::new() } else { format!("{part:0width$}") };
    let digits = if all { digits.as_str() } else { digits.trim_end_matches('0') };
    let point = match locale {
        Locale::Fr => ",",
        Locale::En => ".",
    };
    if digits.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{point}{digits}") }
}

/// What the three fields share: the text stays as typed while it is typed and is set in order
/// when the field is left.
#[component]
fn NumberField(
    field: Field<Option<i64>>,
    label: Signal<String>,
    decimals: Signal<u32>,
    /// All decimals are written, as for money.
    all: bool,
    hint: MaybeProp<String>,
    optional: bool,
    hide_label: bool,
    suffix: Signal<String>,
) -> impl IntoView {
    let write = move || field.value.get().map(|units| write_decimal(units, decimals.get(), all, language())).unwrap_or_default();
    let typed = RwSignal::new(None::<String>);
    let unreadable = Memo::new(move |_| {
        typed.with(|typed| typed.as_ref().is_some_and(|t| !t.trim().is_empty() && parse_decimal(t, decimals.get()).is_none()))
    });
    let message = Signal::derive(move || if unreadable.get() { Some(crate::text!(field_number)) } else { field.state.message() });
    let text = Field {
        name: field.name,
        value: Signal::derive(move || typed.get().unwrap_or_else(write)),
        on_input: Callback::new(move |text: String| {
            field.input(parse_decimal(&text, decimals.get_untracked()));
            typed.set(Some(text));
        }),
        state: FieldState::from(message),
    };
    let on_leave = move |()| {
        field.state.left();
        if !unreadable.get_untracked() {
            typed.set(None);
        }
    };
    view! {
        <TextField field=text label on_leave hint=hint optional hide_label figures=true inputmode="decimal">
            <span class="text-sm text-muted whitespace-nowrap">{suffix}</span>
        </TextField>
    }
}

/// An amount, typed in units of its currency and held in minor units. Empty is `None`.
#[component]
pub fn MoneyField(
    /// What it holds: `field!(form, name)`.
    field: Field<Option<i64>>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// Decides the decimals and is shown inside.
    #[prop(into)]
    currency: Signal<Currency>,
    /// Below the field.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Says "optional".
    #[prop(optional)]
    optional: bool,
    /// The label is said but not shown.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let decimals = Signal::derive(move || currency.get().exponent());
    let suffix = Signal::derive(move || currency_sign(currency.get()));
    view! { <NumberField field label decimals all=true hint optional hide_label suffix /> }
}

/// A quantity, typed as a decimal and held in thousandths.
#[component]
pub fn QuantityField(
    /// What it holds: `field!(form, name)`.
    field: Field<Option<Thousandths>>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// Shown inside: "hours".
    #[prop(optional, into)]
    unit: Signal<String>,
    /// The label is said but not shown.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let units = field.map(|quantity| quantity.map(|quantity| quantity.0), |units: Option<i64>| units.map(Thousandths));
    view! { <NumberField field=units label decimals=Signal::stored(3) all=false hint=MaybeProp::default() optional=false hide_label suffix=unit /> }
}

/// A rate in percent, held in hundredths of a percent.
#[component]
pub fn PercentField(
    /// What it holds: `field!(form, name)`.
    field: Field<Option<BasisPoints>>,
    /// Above the field.
    #[prop(into)]
    label: Signal<String>,
    /// Says "optional".
    #[prop(optional)]
    optional: bool,
    /// The label is said but not shown.
    #[prop(optional)]
    hide_label: bool,
) -> impl IntoView {
    let rate = |units: i64| i32::try_from(units).ok().map(BasisPoints);
    let units = field.map(|rate| rate.map(|rate| i64::from(rate.0)), move |units: Option<i64>| units.and_then(rate));
    view! { <NumberField field=units label decimals=Signal::stored(2) all=false hint=MaybeProp::default() optional hide_label suffix=Signal::stored("%".to_owned()) /> }
}

/// What people write for a currency: the sign that its formatter uses, or its code.
fn currency_sign(currency: Currency) -> String {
    Money::zero(currency).format(Locale::Fr).trim_start_matches(['0', ',', '\u{a0}']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_amounts_in_many_ways() {
        for (typed, cents) in [
            ("12", 1200),
            ("12,5", 1250),
            ("12.50", 1250),
            ("1 250,00", 125_000),
            ("1,250.00", 125_000),
            ("1.250,00", 125_000),
            ("1,250", 125_000),
            ("1.250.000", 125_000_000),
            (",5", 50),
            ("-3,05", -305),
        ] {
            assert_eq!(parse_decimal(typed, 2), Some(cents), "{typed}");
        }
        for wrong in ["", " ", "abc", "1,2345", "12,5€", "99999999999999999999"] {
            assert_eq!(parse_decimal(wrong, 2), None, "{wrong}");
        }
    }

    #[test]
    fn francs_have_no_decimals() {
        assert_eq!(parse_decimal("1 250 000", 0), Some(1_250_000));
        assert_eq!(parse_decimal("1250,5", 0), None);
    }

    #[test]
    fn quantities_keep_three_decimals() {
        assert_eq!(parse_decimal("1,125", 3), Some(1125));
        assert_eq!(write_decimal(1500, 3, false, Locale::Fr), "1,5");
        assert_eq!(write_decimal(-50, 2, true, Locale::En), "-0.50");
        assert_eq!(write_decimal(1_250_000, 0, true, Locale::Fr), "1250000");
    }

    #[test]
    fn the_sign_is_what_people_write() {
        assert_eq!(currency_sign(Currency::EUR), "€");
        assert_eq!(currency_sign(Currency::XOF), "F\u{a0}CFA");
    }
}
