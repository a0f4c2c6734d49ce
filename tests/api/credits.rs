//! Credit notes of any shape, one after the other: together they take back what was billed, rate by
//! rate, and never a unit more.

use contract::billing::{
    CreditInput, CreditInvoice, DraftInvoice, Invoice, InvoiceInput, InvoiceItemInput, InvoiceStatus, IssueInvoice, ReadInvoice,
};
use contract::money::{BasisPoints, Currency, Money, Thousandths};

use crate::support::{Dice, Shop, TestApp};

on_both_engines!(any_credits_take_back_what_was_billed_and_no_more, more_than_a_rate_was_billed_is_refused);

/// From one to so many.
fn up_to(dice: &Dice, most: i64) -> i64 {
    1 + i64::try_from(dice.below(usize::try_from(most).unwrap())).unwrap()
}

fn line(dice: &Dice, currency: Currency) -> InvoiceItemInput {
    InvoiceItemInput {
        description: "Conception".into(),
        unit: None,
        quantity: Thousandths(up_to(dice, 5_000)),
        unit_price: Money::new(up_to(dice, 100_000), currency),
        discount: BasisPoints(*dice.pick(&[0, 0, 0, 1, 333, 1000, 4999]).unwrap()),
        tax_rate: BasisPoints(*dice.pick(&[0, 550, 1000, 1800, 2000]).unwrap()),
    }
}

async fn issued(shop: &Shop, dice: &Dice) -> Invoice {
    let company = shop.company.id;
    let currency = *dice.pick(&[Currency::EUR, Currency::XOF]).unwrap();
    let items = (0..=dice.below(5)).map(|_| line(dice, currency)).collect();
    let input = InvoiceInput { currency, prices_include_tax: dice.below(2) == 0, items, ..shop.draft(None) };
    let draft = shop.owner.call(DraftInvoice { company, input }).await.unwrap();
    shop.owner.call(IssueInvoice { company, id: draft.id, version: draft.version }).await.unwrap()
}

async fn credit(shop: &Shop, invoice: &Invoice, items: Option<Vec<InvoiceItemInput>>) -> Result<Invoice, contract::Problem> {
    let company = shop.company.id;
    let version = shop.owner.call(ReadInvoice { company, id: invoice.id }).await.unwrap().version;
    let input = CreditInput { reason: "Not delivered".into(), items };
    shop.owner.call(CreditInvoice { company, id: invoice.id, version, input }).await
}

/// A part of one of the invoice's lines: less of it, or at a lower price.
fn part(invoice: &Invoice, dice: &Dice) -> InvoiceItemInput {
    let line = dice.pick(&invoice.items).unwrap();
    InvoiceItemInput {
        description: line.description.clone(),
        unit: None,
        quantity: Thousandths(up_to(dice, line.quantity.0)),
        unit_price: Money::new(up_to(dice, line.unit_price.amount), invoice.currency),
        discount: line.discount,
        tax_rate: line.tax_rate,
    }
}

/// Base and tax of a rate.
fn of_rate(document: &Invoice, rate: BasisPoints) -> (i64, i64) {
    document.taxes.iter().find(|tax| tax.rate == rate).map_or((0, 0), |tax| (tax.base.amount, tax.tax.amount))
}

async fn any_credits_take_back_what_was_billed_and_no_more(app: TestApp) {
    let shop = app.shop("lyon").await;
    for seed in 0..12 {
        let dice = Dice::new(seed);
        let invoice = issued(&shop, &dice).await;
        let mut notes = Vec::new();
        for _ in 0..6 {
            let lines = (0..=dice.below(2)).map(|_| part(&invoice, &dice)).collect();
            match credit(&shop, &invoice, Some(lines)).await {
                Ok(note) => notes.push(note),
                Err(problem) => {
                    let codes = ["more_than_billed", "nothing_to_credit"];
                    let known = problem.code == "not_creditable" || problem.errors.iter().any(|error| codes.contains(&error.code.as_str()));
                    assert!(known, "seed {seed}: {problem:?}");
                }
            }
        }
        match credit(&shop, &invoice, None).await {
            Ok(note) => notes.push(note),
            Err(problem) => assert_eq!(problem.code, "not_creditable", "seed {seed}"),
        }
        let taken: i64 = notes.iter().map(|note| note.total.amount).sum();
        assert_eq!(taken, invoice.total.amount, "seed {seed}");
        for tax in &invoice.taxes {
            let (base, taxed) = notes.iter().map(|note| of_rate(note, tax.rate)).fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
            assert_eq!((base, taxed), (tax.base.amount, tax.tax.amount), "seed {seed}, {:?}", tax.rate);
        }
        assert!(
            notes.iter().all(|note| note.total.amount > 0 && note.net.amount + note.tax.amount + note.rounding.amount == note.total.amount)
        );
        let after = shop.owner.call(ReadInvoice { company: shop.company.id, id: invoice.id }).await.unwrap();
        assert_eq!((after.status, after.due.amount), (InvoiceStatus::Void, 0), "seed {seed}");
        assert_eq!(credit(&shop, &invoice, None).await.unwrap_err().code, "not_creditable");
    }
    app.audit().await;
}

async fn more_than_a_rate_was_billed_is_refused(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    let line = |price, rate| InvoiceItemInput {
        description: "Conception".into(),
        unit: None,
        quantity: Thousandths::ONE,
        unit_price: Money::new(price, Currency::EUR),
        discount: BasisPoints(0),
        tax_rate: BasisPoints(rate),
    };
    for lines in [
        vec![line(10_001, 2000)],
        vec![line(100, 1000)],
        vec![line(9_000, 2000), line(1_001, 2000)],
        vec![line(20_000, 2000), line(-15_000, 1000)],
    ] {
        assert_eq!(credit(&shop, &invoice, Some(lines)).await.unwrap_err().errors[0].code, "more_than_billed");
    }
    for lines in [vec![line(-100, 2000)], vec![line(0, 2000)]] {
        assert_eq!(credit(&shop, &invoice, Some(lines)).await.unwrap_err().errors[0].code, "nothing_to_credit");
    }
    assert_eq!(credit(&shop, &invoice, Some(vec![line(6_000, 2000)])).await.unwrap().total.amount, 7_200);
    assert_eq!(credit(&shop, &invoice, Some(vec![line(4_001, 2000)])).await.unwrap_err().errors[0].code, "more_than_billed");
    app.audit().await;
}
