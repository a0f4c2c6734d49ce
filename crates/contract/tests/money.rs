//! What holds of every sum, whatever the prices: nothing drifts by rounding.

use parvis_contract::billing::{AMOUNT_LIMIT, CreditInput, InvoiceInput, InvoiceItemInput, LineInput, Stage, Totals, totals};
use parvis_contract::money::{BasisPoints, Currency, Money, MoneyError, Thousandths};
use parvis_contract::{Check as _, ClientId};
use proptest::collection::vec;
use proptest::prelude::*;

const RATES: [i32; 6] = [0, 210, 550, 1000, 1800, 2000];

fn currency() -> impl Strategy<Value = Currency> {
    prop_oneof![Just(Currency::EUR), Just(Currency::XOF), Just(Currency::from_code("TND").expect("three decimals"))]
}

fn rate() -> impl Strategy<Value = BasisPoints> {
    prop_oneof![proptest::sample::select(RATES.to_vec()), 0..=10_000].prop_map(BasisPoints)
}

/// Prices as they are met, and some that are not; a few take something off.
fn price() -> impl Strategy<Value = i64> {
    prop_oneof![4 => 0..1_000_000_i64, 1 => 0..=1_000_000_000_000_i64, 1 => -100_000..0_i64]
}

fn line() -> impl Strategy<Value = LineInput> {
    let quantity = prop_oneof![Just(1000), 1..=100_000_i64, (1..=40_i64).prop_map(|n| n * 250)].prop_map(Thousandths);
    let discount = prop_oneof![3 => Just(0), 1 => 0..=10_000].prop_map(BasisPoints);
    (quantity, price(), discount, rate()).prop_map(|(quantity, unit_price, discount, tax_rate)| LineInput {
        quantity,
        unit_price,
        discount,
        tax_rate,
    })
}

fn lines() -> impl Strategy<Value = Vec<LineInput>> {
    vec(line(), 0..12)
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> i64 {
    amounts.into_iter().map(|money| money.amount).sum()
}

/// What is true of the sums of any invoice.
fn add_up(sums: &Totals, lines: &[LineInput]) -> Result<(), TestCaseError> {
    prop_assert_eq!(sums.lines.len(), lines.len());
    prop_assert_eq!(sum(sums.lines.iter().copied()), sums.net.amount);
    prop_assert_eq!(sum(sums.taxes.iter().map(|tax| tax.base)), sums.net.amount);
    prop_assert_eq!(sum(sums.taxes.iter().map(|tax| tax.tax)), sums.tax.amount);
    prop_assert_eq!(sums.net.amount + sums.tax.amount + sums.rounding.amount, sums.total.amount);
    prop_assert!(sums.taxes.windows(2).all(|pair| pair[0].rate < pair[1].rate), "each rate once, lowest first");
    for tax in &sums.taxes {
        let of_rate = sums.lines.iter().zip(lines).filter(|(_, line)| line.tax_rate == tax.rate).map(|(net, _)| *net);
        prop_assert_eq!(sum(of_rate), tax.base.amount);
    }
    Ok(())
}

/// The price of a line by exact fractions: quantity × price × (1 − discount), in millionths of ten.
fn exact(line: &LineInput) -> i128 {
    i128::from(line.unit_price) * i128::from(line.quantity.0) * i128::from(10_000 - line.discount.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_sum_to_the_whole(lines in lines(), currency in currency(), gross in any::<bool>()) {
        let sums = totals(&lines, currency, gross, None).expect("these fit");
        add_up(&sums, &lines)?;
        prop_assert_eq!(sums.rounding.amount, 0);
    }

    #[test]
    fn a_price_with_tax_returns_unchanged(lines in lines(), currency in currency()) {
        let sums = totals(&lines, currency, true, None).expect("these fit");
        let asked: i128 = lines.iter().map(|line| round(exact(line), 10_000_000)).sum();
        prop_assert_eq!(i128::from(sums.total.amount), asked);
    }

    #[test]
    fn one_price_with_tax_is_the_total(price in 0..=1_000_000_000_i64, rate in rate(), currency in currency()) {
        let line = LineInput { quantity: Thousandths::ONE, unit_price: price, discount: BasisPoints(0), tax_rate: rate };
        let sums = totals(&[line], currency, true, None).expect("it fits");
        prop_assert_eq!(sums.total.amount, price);
        // And the tax is the tax of its own base, to half a unit.
        let tax = i128::from(sums.net.amount) * i128::from(rate.0);
        prop_assert!((tax - i128::from(sums.tax.amount) * 10_000).abs() <= 10_000, "{:?}", sums);
    }

    #[test]
    fn a_net_line_and_the_tax_of_a_rate_are_off_by_half_a_unit_at_most(lines in lines(), currency in currency()) {
        let sums = totals(&lines, currency, false, None).expect("these fit");
        for (line, net) in lines.iter().zip(&sums.lines) {
            prop_assert!((i128::from(net.amount) * 10_000_000 - exact(line)).abs() * 2 <= 10_000_000);
        }
        for tax in &sums.taxes {
            let exact = i128::from(tax.base.amount) * i128::from(tax.rate.0);
            prop_assert!((i128::from(tax.tax.amount) * 10_000 - exact).abs() * 2 <= 10_000);
        }
    }

    #[test]
    fn the_order_of_the_lines_changes_no_sum(lines in lines(), currency in currency(), gross in any::<bool>(), turn in 0..12_usize) {
        let sums = totals(&lines, currency, gross, None).expect("these fit");
        let mut turned = lines.clone();
        turned.rotate_left(if lines.is_empty() { 0 } else { turn % lines.len() });
        let again = totals(&turned, currency, gross, None).expect("these fit");
        prop_assert_eq!((again.net, again.tax, again.total, again.taxes), (sums.net, sums.tax, sums.total, sums.taxes));
    }

    #[test]
    fn a_whole_discount_leaves_nothing(mut lines in lines(), currency in currency(), gross in any::<bool>()) {
        for line in &mut lines {
            line.discount = BasisPoints(10_000);
        }
        prop_assert_eq!(totals(&lines, currency, gross, None).expect("these fit").total.amount, 0);
    }

    #[test]
    fn a_larger_discount_never_costs_more(mut line in line(), other in 0..=10_000_i32, currency in currency(), gross in any::<bool>()) {
        line.unit_price = line.unit_price.abs();
        let (less, more) = (line.discount.0.min(other), line.discount.0.max(other));
        let total = |discount| {
            let line = LineInput { discount: BasisPoints(discount), ..line };
            totals(&[line], currency, gross, None).expect("it fits").total.amount
        };
        prop_assert!(total(more) <= total(less));
        prop_assert!(total(less) >= 0);
    }

    #[test]
    fn francs_have_no_centimes(lines in lines(), gross in any::<bool>()) {
        let sums = totals(&lines, Currency::XOF, gross, Some(5)).expect("these fit");
        add_up(&sums, &lines)?;
        prop_assert_eq!(sums.total.amount % 5, 0);
        prop_assert!(sums.rounding.amount.abs() <= 2, "{:?}", sums.rounding);
        for locale in [parvis_contract::words::Locale::En, parvis_contract::words::Locale::Fr] {
            prop_assert!(!sums.total.number(locale).contains('.'));
        }
    }

    #[test]
    fn a_split_gives_everything_away_and_nobody_a_unit_too_much(amount in -1_000_000_000..=1_000_000_000_i64, weights in vec(0..=1_000_000_i64, 1..20), currency in currency()) {
        let parts = Money::new(amount, currency).split(&weights).expect("it fits");
        prop_assert_eq!(sum(parts.iter().copied()), amount);
        let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        for (part, weight) in parts.iter().zip(&weights).filter(|_| whole > 0) {
            let off = i128::from(part.amount) * whole - i128::from(amount) * i128::from(*weight);
            prop_assert!(off.abs() < whole, "{} of {amount} for {weight} of {whole}", part.amount);
        }
    }

    #[test]
    fn what_comes_off_puts_back(a in any::<i64>(), b in any::<i64>(), currency in currency()) {
        let (a, b) = (Money::new(a, currency), Money::new(b, currency));
        match a.plus(b) {
            Ok(sum) => prop_assert_eq!(sum.minus(b), Ok(a)),
            Err(error) => prop_assert_eq!((error, a.amount.checked_add(b.amount)), (MoneyError::Overflow, None)),
        }
    }

    #[test]
    fn sums_of_any_numbers_fit_or_say_that_they_do_not(
        numbers in vec((any::<i64>(), any::<i64>(), 0..=10_000_i32, 0..=10_000_i32), 0..6), currency in currency(), gross in any::<bool>(), step in proptest::option::of(any::<i32>())
    ) {
        let lines: Vec<LineInput> = numbers
            .into_iter()
            .map(|(quantity, unit_price, discount, rate)| LineInput { quantity: Thousandths(quantity), unit_price, discount: BasisPoints(discount), tax_rate: BasisPoints(rate) })
            .collect();
        if let Ok(sums) = totals(&lines, currency, gross, step) {
            prop_assert_eq!(sums.lines.iter().map(|net| i128::from(net.amount)).sum::<i128>(), i128::from(sums.net.amount));
            let (net, tax, rounding) = (sums.net.amount, sums.tax.amount, sums.rounding.amount);
            prop_assert_eq!(i128::from(net) + i128::from(tax) + i128::from(rounding), i128::from(sums.total.amount));
        }
    }

    #[test]
    fn what_the_rules_let_through_can_be_summed(lines in vec(input(), 0..8), gross in any::<bool>()) {
        let input = invoice(lines, gross);
        if input.errors().is_empty() {
            let lines: Vec<LineInput> = input.items.iter().map(InvoiceItemInput::line).collect();
            let sums = totals(&lines, input.currency, gross, None).expect("the rules let it through");
            prop_assert!((0..=AMOUNT_LIMIT).contains(&sums.total.amount));
        }
    }

    #[test]
    fn credits_never_take_back_more_than_was_billed(total in 1..=1_000_000_i64, steps in vec((0..4_u8, 1..=1_200_000_i64), 0..40)) {
        let mut stage = Stage::Draft.issue(total).expect("a draft can be issued");
        for (kind, amount) in steps {
            let next = match kind {
                0 | 1 => stage.credit(amount),
                2 => stage.pay(amount),
                _ => stage.refund(amount),
            };
            let Stage::Closed(before) = stage else { unreachable!("it was issued") };
            match next {
                Ok(Stage::Closed(after)) => {
                    prop_assert!(after.credited <= after.total && after.paid >= 0 && after.total == total);
                    prop_assert_eq!(after.total - after.paid - after.credited, after.due());
                    prop_assert!(after.credited >= before.credited, "what was credited stays credited");
                    stage = Stage::Closed(after);
                }
                Ok(Stage::Draft) => prop_assert!(false, "nothing issued becomes a draft again"),
                Err(refused) => prop_assert_eq!(refused.from, stage.status()),
            }
        }
    }

    #[test]
    fn a_credit_note_asks_for_at_least_one_line(count in 0..3_usize) {
        let items: Vec<InvoiceItemInput> = vec![InvoiceItemInput {
            description: "Conception".into(), unit: None, quantity: Thousandths::ONE, unit_price: Money::new(100, Currency::EUR), discount: BasisPoints(0), tax_rate: BasisPoints(2000),
        }; count];
        prop_assert_eq!(CreditInput { reason: "Twice".into(), items: Some(items) }.errors().is_empty(), count > 0);
    }
}

/// Half away from zero, by its definition.
fn round(numerator: i128, denominator: i128) -> i128 {
    (numerator.abs() * 2 + denominator) / (denominator * 2) * numerator.signum()
}

prop_compose! {
    fn input()(
        quantity in prop_oneof![1..=10_000_i64, any::<i64>()], unit_price in prop_oneof![-10_000..=1_000_000_i64, any::<i64>()],
        discount in prop_oneof![0..=10_000_i32, any::<i32>()], rate in prop_oneof![0..=10_000_i32, any::<i32>()],
    ) -> InvoiceItemInput {
        InvoiceItemInput {
            description: "Conception".into(),
            unit: None,
            quantity: Thousandths(quantity),
            unit_price: Money::new(unit_price, Currency::EUR),
            discount: BasisPoints(discount),
            tax_rate: BasisPoints(rate),
        }
    }
}

fn invoice(items: Vec<InvoiceItemInput>, prices_include_tax: bool) -> InvoiceInput {
    InvoiceInput {
        client_id: ClientId(uuid::Uuid::nil()),
        project_id: None,
        currency: Currency::EUR,
        prices_include_tax,
        payment_terms_days: None,
        reference: None,
        note: None,
        items,
    }
}
