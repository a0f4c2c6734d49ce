//! How an invoice can be paid: online where a gateway takes it, by transfer where the company has
//! named an account, and neither for what is not owed.

use std::net::TcpListener;
use std::sync::Arc;

use adapters::closed::NoGateway;
use contract::Patch;
use contract::access::CompanyPatch;
use contract::billing::{CreditInput, CreditInvoice, Invoice};
use contract::payments::{PayInvoice, PaymentInput, PaymentMethod, PaymentOptions, ReadPaymentOptions, RecordPayment, TransferDetails};
use contract::roles::BuiltInRole;

use crate::support::{Person, Shop, TestApp};

on_both_engines!(
    an_open_invoice_is_paid_online_or_by_transfer,
    without_a_gateway_there_is_the_transfer,
    only_what_is_owed_can_be_paid,
    nobody_learns_how_another_client_pays
);

const IBAN: &str = "FR1420041010050500013M02606";
const NONE: PaymentOptions = PaymentOptions { online: false, transfer: None };

async fn options(shop: &Shop, who: &Person, invoice: &Invoice) -> PaymentOptions {
    who.call(ReadPaymentOptions { company: shop.company.id, invoice: invoice.id }).await.unwrap()
}

async fn change(app: &TestApp, shop: &Shop, patch: CompanyPatch) {
    let tx = shop.begin(app).await;
    access::change_company(&tx, None, patch).await.unwrap();
    tx.commit().await.unwrap();
}

/// The company names its account, as people write it.
async fn name_account(app: &TestApp, shop: &Shop) {
    change(app, shop, CompanyPatch { iban: Patch::Set("fr14 2004 1010 0505 0001 3m02 606".into()), ..CompanyPatch::default() }).await;
}

fn transfer(invoice: &Invoice) -> TransferDetails {
    TransferDetails { holder: "Atelier SAS".into(), iban: IBAN.into(), reference: invoice.number.clone().unwrap() }
}

async fn an_open_invoice_is_paid_online_or_by_transfer(app: TestApp) {
    let shop = app.shop("lyon").await;
    let invoice = shop.issued(10_000).await;
    assert_eq!(options(&shop, &shop.contact, &invoice).await, PaymentOptions { online: true, transfer: None });
    name_account(&app, &shop).await;
    // The invoice goes on saying who sold, whatever the company is called since.
    change(&app, &shop, CompanyPatch { legal_name: Patch::Set("Atelier du Quai SA".into()), ..CompanyPatch::default() }).await;
    for who in [&shop.contact, &shop.owner] {
        assert_eq!(options(&shop, who, &invoice).await, PaymentOptions { online: true, transfer: Some(transfer(&invoice)) });
    }
    let path = format!("/api/v1/companies/{}/invoices/{}/payment_options", shop.company.id, invoice.id);
    let answer = shop.contact.send("GET", &path, &[], None).await;
    assert!(answer.statements() <= 4, "{} statements", answer.statements());
}

async fn without_a_gateway_there_is_the_transfer(app: TestApp) {
    let shop = app.shop("lyon").await;
    let (company, invoice) = (shop.company.id, shop.issued(10_000).await);
    let mut closed = app.program.clone();
    closed.deps.ports.gateway = Arc::new(NoGateway);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let serving = closed.serve(listener).unwrap();
    let server = serving.handle();
    actix_web::rt::spawn(serving);
    let (_, secret) = shop.contact.cookie.split_once('=').unwrap();
    let contact = Person::new(&base, shop.contact.user.clone(), secret);
    assert_eq!(options(&shop, &contact, &invoice).await, NONE);
    name_account(&app, &shop).await;
    assert_eq!(options(&shop, &contact, &invoice).await, PaymentOptions { online: false, transfer: Some(transfer(&invoice)) });
    assert_eq!(contact.call(PayInvoice { company, invoice: invoice.id }).await.unwrap_err().code, "unsupported_amount");
    server.stop(false).await;
}

async fn only_what_is_owed_can_be_paid(app: TestApp) {
    let shop = app.shop("lyon").await;
    let company = shop.company.id;
    name_account(&app, &shop).await;
    let draft = shop.drafted(10_000).await;
    assert_eq!(options(&shop, &shop.owner, &draft).await, NONE);
    assert_eq!(shop.contact.call(ReadPaymentOptions { company, invoice: draft.id }).await.unwrap_err().status, 404);
    let paid = shop.issued(10_000).await;
    let received_on = paid.issued_on.unwrap();
    let input = PaymentInput { amount: paid.due, method: PaymentMethod::Cash, received_on, reference: None };
    shop.owner.call(RecordPayment { company, invoice: paid.id, version: paid.version, input }).await.unwrap();
    assert_eq!(options(&shop, &shop.contact, &paid).await, NONE);
    let credited = shop.issued(10_000).await;
    let input = CreditInput { reason: "Not delivered".into(), items: None };
    let note = shop.owner.call(CreditInvoice { company, id: credited.id, version: credited.version, input }).await.unwrap();
    for document in [&credited, &note] {
        assert_eq!(options(&shop, &shop.contact, document).await, NONE);
    }
}

async fn nobody_learns_how_another_client_pays(app: TestApp) {
    let (lyon, abidjan) = (app.shop("lyon").await, app.shop("abidjan").await);
    let invoice = lyon.issued(10_000).await;
    let other = lyon.clients(&app, &["Librairie"]).await[0];
    let neighbour = app.person("neighbour@example.com").await;
    let tx = lyon.begin(&app).await;
    access::add_client_member(&tx, &neighbour.user, other, BuiltInRole::Client).await.unwrap();
    tx.commit().await.unwrap();
    for (who, company) in [(&neighbour, &lyon), (&abidjan.contact, &lyon), (&abidjan.contact, &abidjan), (&abidjan.owner, &abidjan)] {
        let refused = who.call(ReadPaymentOptions { company: company.company.id, invoice: invoice.id }).await.unwrap_err();
        assert_eq!((refused.status, refused.code.as_str()), (404, "not_found"));
    }
    let path = format!("/api/v1/companies/{}/invoices/nothing/payment_options", lyon.company.id);
    assert_eq!(lyon.contact.send("GET", &path, &[], None).await.status, 404);
}
