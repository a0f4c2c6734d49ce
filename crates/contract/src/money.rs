//! Money: whole minor units with their ISO 4217 currency. No floats, no `+` operator: adding may
//! overflow or mix currencies, and says so.

use std::fmt::Write as _;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::words::Locale;

/// An ISO 4217 currency that has minor units or none, such as EUR (2) and XOF (0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "db", sea_orm(value_type = "String"))]
pub struct Currency(iso_currency::Currency);

#[cfg(feature = "openapi")]
mod schema {
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, schema::Type};

    impl utoipa::PartialSchema for super::Currency {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .description(Some("ISO 4217 code."))
                .min_length(Some(3))
                .max_length(Some(3))
                .examples([serde_json::json!("EUR")])
                .into()
        }
    }

    impl utoipa::ToSchema for super::Currency {}
}

impl Currency {
    /// Euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);
    /// CFA franc of West Africa: no minor unit.
    pub const XOF: Self = Self(iso_currency::Currency::XOF);

    /// The currency of this code, unless it is unknown, a fund or a metal.
    pub fn from_code(code: &str) -> Option<Self> {
        let currency = iso_currency::Currency::from_code(code)?;
        (currency.exponent().is_some() && !currency.is_fund() && !currency.is_special()).then_some(Self(currency))
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of the minor unit: 2 for EUR, 0 for XOF.
    pub fn exponent(self) -> u32 {
        self.0.exponent().map_or(0, u32::from)
    }

    /// Minor units in one unit: 100 for EUR, 1 for XOF.
    pub fn scale(self) -> i64 {
        10_i64.pow(self.exponent())
    }

    /// The sign people write, where the code is not what they write.
    fn sign(self) -> Option<&'static str> {
        match self.code() {
            "EUR" => Some("€"),
            "USD" => Some("$"),
            "GBP" => Some("£"),
            "XOF" => Some("F\u{a0}CFA"),
            "XAF" => Some("FCFA"),
            _ => None,
        }
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for Currency {
    #[cfg(feature = "db")]
    type Err = sea_orm::sea_query::ValueTypeErr;
    #[cfg(not(feature = "db"))]
    type Err = crate::words::UnknownWord;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::from_code(code).ok_or(
            #[cfg(feature = "db")]
            sea_orm::sea_query::ValueTypeErr,
            #[cfg(not(feature = "db"))]
            crate::words::UnknownWord,
        )
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        Self::from_code(&code).ok_or_else(|| serde::de::Error::custom("not an ISO 4217 currency"))
    }
}

/// An amount in minor units of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"amount": 125_000, "currency": "EUR"})))]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units: cents for EUR, francs for XOF.
    pub amount: i64,
    /// ISO 4217 code.
    pub currency: Currency,
}

/// Why two amounts could not become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// They are in different currencies.
    Currencies,
    /// The result does not fit.
    Overflow,
}

impl std::fmt::Display for MoneyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Currencies => "amounts in different currencies",
            Self::Overflow => "amount out of range",
        })
    }
}

impl std::error::Error for MoneyError {}

/// A rate in hundredths of a percent: 2000 is 20 %.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i32, minimum = 0, maximum = 10_000, example = 2000))]
#[serde(transparent)]
pub struct BasisPoints(pub i32);

impl BasisPoints {
    /// The whole: 100 %.
    pub const WHOLE: i64 = 10_000;

    /// Of whole per cent: 12 is 12 %.
    pub const fn percent(percent: i32) -> Self {
        Self(percent.saturating_mul(100))
    }

    /// As a percentage people read: `20 %`, `5,5 %`.
    pub fn format(self, locale: Locale) -> String {
        let decimals = format!("{:02}", self.0 % 100);
        let decimals = decimals.trim_end_matches('0');
        let whole = self.0 / 100;
        match (decimals, locale) {
            ("", Locale::Fr) => format!("{whole}\u{a0}%"),
            ("", Locale::En) => format!("{whole}%"),
            (rest, Locale::Fr) => format!("{whole},{rest}\u{a0}%"),
            (rest, Locale::En) => format!("{whole}.{rest}%"),
        }
    }
}

/// A quantity in thousandths: 1500 is 1.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = i64, example = 1500))]
#[serde(transparent)]
pub struct Thousandths(pub i64);

impl Thousandths {
    /// One whole unit.
    pub const ONE: Self = Self(1000);

    /// As people read it: `1,5`, `12`.
    pub fn format(self, locale: Locale) -> String {
        let (whole, rest) = (self.0 / 1000, (self.0 % 1000).abs());
        let sign = if self.0 < 0 && whole == 0 { "-" } else { "" };
        let decimals = format!("{rest:03}");
        let decimals = decimals.trim_end_matches('0');
        let point = if decimals.is_empty() { "" } else { decimal_point(locale) };
        format!("{sign}{}{point}{decimals}", grouped(whole, locale))
    }
}

impl Money {
    /// So many minor units.
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Nothing, in this currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The sum, unless currencies differ or it does not fit.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        self.amount.checked_add(other.amount).map(|amount| Self { amount, ..self }).ok_or(MoneyError::Overflow)
    }

    /// The difference, unless currencies differ or it does not fit.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        self.amount.checked_sub(other.amount).map(|amount| Self { amount, ..self }).ok_or(MoneyError::Overflow)
    }

    /// `amount × numerator ÷ denominator`, rounded half away from zero.
    pub fn ratio(self, numerator: i64, denominator: i64) -> Result<Self, MoneyError> {
        let amount = divide(i128::from(self.amount) * i128::from(numerator), i128::from(denominator))?;
        Ok(Self { amount, ..self })
    }

    /// A share of this amount, rounded half away from zero.
    pub fn share(self, rate: BasisPoints) -> Result<Self, MoneyError> {
        self.ratio(i64::from(rate.0), BasisPoints::WHOLE)
    }

    /// This unit price for a quantity, rounded half away from zero.
    pub fn times(self, quantity: Thousandths) -> Result<Self, MoneyError> {
        self.ratio(quantity.0, 1000)
    }

    /// Splits the amount in proportion to the weights, by largest remainders: the parts sum to
    /// the whole. Weights of nothing but zeros give everything to the first.
    pub fn split(self, weights: &[i64]) -> Result<Vec<Self>, MoneyError> {
        let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        if weights.is_empty() {
            return Ok(Vec::new());
        }
        if total == 0 {
            let mut parts = vec![Self { amount: 0, ..self }; weights.len()];
            parts[0] = self;
            return Ok(parts);
        }
        // With weights that are negative in all the proportions are those of their opposites, and
        // each part is first rounded down, so that what is missing is never less than nothing.
        let (sign, total) = (total.signum(), total.abs());
        let exact: Vec<i128> = weights.iter().map(|w| i128::from(self.amount) * i128::from(*w) * sign).collect();
        let mut amounts: Vec<i128> = exact.iter().map(|e| e.div_euclid(total)).collect();
        let missing = i128::from(self.amount) - amounts.iter().sum::<i128>();
        let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
        by_remainder.sort_by_key(|&i| std::cmp::Reverse(exact[i].rem_euclid(total)));
        for &index in by_remainder.iter().take(usize::try_from(missing).unwrap_or(0)) {
            amounts[index] += 1;
        }
        amounts.into_iter().map(|a| i64::try_from(a).map(|amount| Self { amount, ..self }).map_err(|_| MoneyError::Overflow)).collect()
    }

    /// As people of this language write it: `1 250,00 €`, `€1,250.00`, `1 250 000 F CFA`.
    pub fn format(self, locale: Locale) -> String {
        let number = self.number(locale);
        let (minus, digits) = number.strip_prefix('-').map_or(("", number.as_str()), |rest| ("-", rest));
        match (locale, self.currency.sign()) {
            (Locale::Fr, Some(sign)) => format!("{number}\u{a0}{sign}"),
            (Locale::Fr, None) => format!("{number}\u{a0}{}", self.currency),
            (Locale::En, Some(sign)) if sign.chars().count() == 1 => format!("{minus}{sign}{digits}"),
            (Locale::En, Some(sign)) => format!("{minus}{sign}\u{a0}{digits}"),
            (Locale::En, None) => format!("{minus}{}\u{a0}{digits}", self.currency),
        }
    }

    /// The number alone, with all decimals of the currency: `1 250,00`.
    pub fn number(self, locale: Locale) -> String {
        let scale = self.currency.scale().unsigned_abs();
        let amount = self.amount.unsigned_abs();
        let mut out = String::new();
        if self.amount < 0 {
            out.push('-');
        }
        out.push_str(&group(amount / scale, locale));
        if scale > 1 {
            let width = self.currency.exponent() as usize;
            let _ = write!(out, "{}{:0width$}", decimal_point(locale), amount % scale);
        }
        out
    }

    fn same(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::Currencies) }
    }
}

/// Rounds half away from zero, the rule of every amount in Parvis.
fn divide(numerator: i128, denominator: i128) -> Result<i64, MoneyError> {
    if denominator == 0 {
        return Err(MoneyError::Overflow);
    }
    let half = denominator.abs() / 2;
    let rounded = (numerator.abs() + half) / denominator.abs();
    i64::try_from(rounded * numerator.signum() * denominator.signum()).map_err(|_| MoneyError::Overflow)
}

const fn decimal_point(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => ",",
        Locale::En => ".",
    }
}

/// Digits in groups of three: a narrow no-break space in French, a comma in English.
pub fn grouped(number: i64, locale: Locale) -> String {
    format!("{}{}", if number < 0 { "-" } else { "" }, group(number.unsigned_abs(), locale))
}

fn group(number: u64, locale: Locale) -> String {
    let separator = match locale {
        Locale::Fr => '\u{202f}',
        Locale::En => ',',
    };
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(amount: i64) -> Money {
        Money::new(amount, Currency::EUR)
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(eur(250).share(BasisPoints(1000)), Ok(eur(25)));
        assert_eq!(eur(5).share(BasisPoints(5000)), Ok(eur(3)));
        assert_eq!(eur(-5).share(BasisPoints(5000)), Ok(eur(-3)));
        assert_eq!(eur(10).times(Thousandths(333)), Ok(eur(3)));
    }

    #[test]
    fn what_does_not_fit_is_said() {
        assert_eq!(eur(i64::MAX).plus(eur(1)), Err(MoneyError::Overflow));
        assert_eq!(eur(1).plus(Money::zero(Currency::XOF)), Err(MoneyError::Currencies));
        assert_eq!(eur(i64::MAX).times(Thousandths(2000)), Err(MoneyError::Overflow));
    }

    #[test]
    fn parts_sum_to_the_whole() {
        for amount in [-100, -1, 0, 1, 100, 101] {
            for weights in [&[1, 1, 1][..], &[0, 0], &[3, 0, 7], &[1]] {
                let parts = eur(amount).split(weights).unwrap();
                assert_eq!(parts.iter().map(|p| p.amount).sum::<i64>(), amount, "{amount} by {weights:?}");
            }
        }
    }

    #[test]
    fn money_reads_as_people_write_it() {
        assert_eq!(eur(125_000).format(Locale::En), "€1,250.00");
        assert_eq!(eur(-125_005).format(Locale::Fr), "-1\u{202f}250,05\u{a0}€");
        assert_eq!(Money::new(1_250_000, Currency::XOF).format(Locale::Fr), "1\u{202f}250\u{202f}000\u{a0}F\u{a0}CFA");
        assert_eq!(Money::new(-1250, Currency::XOF).format(Locale::En), "-F\u{a0}CFA\u{a0}1,250");
        assert_eq!(Money::new(i64::MIN, Currency::XOF).number(Locale::En), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn quantities_and_rates_read_as_people_write_them() {
        assert_eq!(Thousandths(1500).format(Locale::Fr), "1,5");
        assert_eq!(Thousandths(-500).format(Locale::En), "-0.5");
        assert_eq!(Thousandths(12_000_000).format(Locale::En), "12,000");
        assert_eq!(BasisPoints(2000).format(Locale::Fr), "20\u{a0}%");
        assert_eq!(BasisPoints(550).format(Locale::En), "5.5%");
    }

    #[test]
    fn metals_and_funds_are_no_currencies() {
        assert!(Currency::from_code("XAU").is_none());
        assert!(Currency::from_code("eur").is_none());
        assert_eq!(Currency::from_code("JPY").map(Currency::exponent), Some(0));
    }
}
