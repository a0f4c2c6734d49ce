//! The sums of an invoice, as EN 16931 wants them: net amounts are rounded at the line, tax is
//! computed once per rate on the sum of its lines. With tax-inclusive prices the sum of the prices
//! is the total, to the last unit, and the net amounts are what is left.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::money::{BasisPoints, Currency, Money, MoneyError, Thousandths};

/// What the sums need to know of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineInput {
    /// How many, in thousandths.
    pub quantity: Thousandths,
    /// Price of one, in minor units.
    pub unit_price: i64,
    /// Taken off the line.
    pub discount: BasisPoints,
    /// Tax on the line.
    pub tax_rate: BasisPoints,
}

/// Tax of one rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({"rate": 2000, "base": {"amount": 100_000, "currency": "EUR"}, "tax": {"amount": 20_000, "currency": "EUR"}})))]
pub struct TaxTotal {
    /// The rate, in hundredths of a percent.
    pub rate: BasisPoints,
    /// The net amount it is computed on.
    pub base: Money,
    /// The tax.
    pub tax: Money,
}

/// The sums of an invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Totals {
    /// Net amount of each line, in the order of the lines.
    pub lines: Vec<Money>,
    /// Tax, rate by rate, lowest first.
    pub taxes: Vec<TaxTotal>,
    /// Sum of the net lines.
    pub net: Money,
    /// Sum of the taxes.
    pub tax: Money,
    /// Added so that the total is a multiple of the smallest coin.
    pub rounding: Money,
    /// What is asked: net + tax + rounding.
    pub total: Money,
}

/// The sums of these lines. `step` rounds the total to a multiple of so many minor units, half away from zero.
pub fn totals(lines: &[LineInput], currency: Currency, prices_include_tax: bool, step: Option<i32>) -> Result<Totals, MoneyError> {
    let prices = lines.iter().map(|line| price(line, currency)).collect::<Result<Vec<_>, _>>()?;
    let (net_lines, taxes) = if prices_include_tax { from_gross(lines, &prices, currency)? } else { from_net(lines, &prices, currency)? };
    let net = sum(net_lines.iter().copied(), currency)?;
    let tax = sum(taxes.iter().map(|t| t.tax), currency)?;
    let exact = net.plus(tax)?;
    let total = round_to(exact, step)?;
    Ok(Totals { lines: net_lines, taxes, net, tax, rounding: total.minus(exact)?, total })
}

/// Quantity × price − discount, rounded once at the end.
fn price(line: &LineInput, currency: Currency) -> Result<Money, MoneyError> {
    let kept = BasisPoints::WHOLE - i64::from(line.discount.0);
    let factor = line.quantity.0.checked_mul(kept).ok_or(MoneyError::Overflow)?;
    Money::new(line.unit_price, currency).ratio(factor, 1000 * BasisPoints::WHOLE)
}

fn from_net(lines: &[LineInput], prices: &[Money], currency: Currency) -> Result<(Vec<Money>, Vec<TaxTotal>), MoneyError> {
    let taxes = by_rate(lines, prices, currency)?
        .into_iter()
        .map(|(rate, (base, _))| Ok(TaxTotal { rate, base, tax: base.share(rate)? }))
        .collect::<Result<_, _>>()?;
    Ok((prices.to_vec(), taxes))
}

fn from_gross(lines: &[LineInput], prices: &[Money], currency: Currency) -> Result<(Vec<Money>, Vec<TaxTotal>), MoneyError> {
    let mut net_lines = prices.to_vec();
    let mut taxes = Vec::new();
    for (rate, (gross, members)) in by_rate(lines, prices, currency)? {
        let tax = gross.ratio(i64::from(rate.0), BasisPoints::WHOLE + i64::from(rate.0))?;
        let base = gross.minus(tax)?;
        let weights: Vec<i64> = members.iter().map(|&index| prices[index].amount).collect();
        for (&index, part) in members.iter().zip(base.split(&weights)?) {
            net_lines[index] = part;
        }
        taxes.push(TaxTotal { rate, base, tax });
    }
    Ok((net_lines, taxes))
}

type Group = (Money, Vec<usize>);

fn by_rate(lines: &[LineInput], prices: &[Money], currency: Currency) -> Result<BTreeMap<BasisPoints, Group>, MoneyError> {
    let mut groups: BTreeMap<BasisPoints, Group> = BTreeMap::new();
    for (index, (line, price)) in lines.iter().zip(prices).enumerate() {
        let (amount, members) = groups.entry(line.tax_rate).or_insert_with(|| (Money::zero(currency), Vec::new()));
        *amount = amount.plus(*price)?;
        members.push(index);
    }
    Ok(groups)
}

fn sum(amounts: impl Iterator<Item = Money>, currency: Currency) -> Result<Money, MoneyError> {
    amounts.into_iter().try_fold(Money::zero(currency), Money::plus)
}

fn round_to(amount: Money, step: Option<i32>) -> Result<Money, MoneyError> {
    let Some(step) = step.map(i64::from).filter(|s| *s > 1) else { return Ok(amount) };
    let steps = amount.ratio(1, step)?.amount;
    steps.checked_mul(step).map(|amount_| Money::new(amount_, amount.currency)).ok_or(MoneyError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: i64, unit_price: i64, discount: i32, tax_rate: i32) -> LineInput {
        LineInput { quantity: Thousandths(quantity), unit_price, discount: BasisPoints(discount), tax_rate: BasisPoints(tax_rate) }
    }

    fn amounts(t: &Totals) -> (i64, i64, i64, i64) {
        (t.net.amount, t.tax.amount, t.rounding.amount, t.total.amount)
    }

    #[test]
    fn tax_is_computed_once_per_rate() {
        // Three lines of 0.33 at 20 %: 0.20 on 0.99, not 3 × 0.07.
        let t = totals(&[line(1000, 33, 0, 2000); 3], Currency::EUR, false, None).unwrap();
        assert_eq!(amounts(&t), (99, 20, 0, 119));
        let mixed =
            totals(&[line(2000, 1000, 0, 2000), line(1000, 500, 0, 550), line(1500, 100, 1000, 0)], Currency::EUR, false, None).unwrap();
        assert_eq!(
            mixed.taxes.iter().map(|t| (t.rate.0, t.base.amount, t.tax.amount)).collect::<Vec<_>>(),
            [(0, 135, 0), (550, 500, 28), (2000, 2000, 400)]
        );
        assert_eq!(amounts(&mixed), (2635, 428, 0, 3063));
    }

    #[test]
    fn a_tax_inclusive_price_returns_unchanged() {
        for price in [1, 99, 100, 9999, 12_345] {
            let t = totals(&[line(1000, price, 0, 2000), line(3000, price, 0, 2000)], Currency::EUR, true, None).unwrap();
            assert_eq!(t.total.amount, price * 4);
            assert_eq!(t.lines.iter().map(|l| l.amount).sum::<i64>(), t.net.amount);
        }
    }

    #[test]
    fn francs_round_to_five_as_a_visible_line() {
        let t = totals(&[line(1000, 12_346, 0, 1800)], Currency::XOF, false, Some(5)).unwrap();
        assert_eq!(amounts(&t), (12_346, 2222, 2, 14_570));
    }

    #[test]
    fn nothing_overflows_silently() {
        assert_eq!(totals(&[line(i64::MAX, 2, 0, 0)], Currency::EUR, false, None), Err(MoneyError::Overflow));
        assert_eq!(totals(&[line(1000, i64::MAX, 0, 2000); 2], Currency::EUR, false, None), Err(MoneyError::Overflow));
        assert_eq!(amounts(&totals(&[], Currency::EUR, false, None).unwrap()), (0, 0, 0, 0));
    }
}
