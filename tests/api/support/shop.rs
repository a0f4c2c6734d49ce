//! A company that can bill, a client of it with a contact, and a look into the books.

use contract::access::{Company, CompanyPatch};
use contract::billing::{DraftInvoice, Invoice, InvoiceInput, InvoiceItemInput, IssueInvoice};
use contract::clients::{AddClient, ClientInput};
use contract::money::{BasisPoints, Currency, Money, Thousandths};
use contract::places::Address;
use contract::roles::BuiltInRole;
use contract::{ClientId, Patch};
use platform::Actor;
use platform::ports::Clock as _;
use server::verify::{Report, Seal};

use super::{Person, TestApp};

/// A company, its owner, one client and the contact who pays.
pub struct Shop {
    pub company: Company,
    pub owner: Person,
    pub client: ClientId,
    pub contact: Person,
}

pub fn eur(amount: i64) -> Money {
    Money::new(amount, Currency::EUR)
}

impl TestApp {
    /// A company that has everything an invoice needs.
    pub async fn shop(&self, name: &str) -> Shop {
        let owner = self.person(&format!("owner@{name}.example")).await;
        let contact = self.person(&format!("contact@{name}.example")).await;
        let company = self.company(&owner, name).await;
        let tx = self.program.scope().begin().await.unwrap().enter(company.id, Actor::user(owner.user.id)).await.unwrap();
        let company = access::change_company(&tx, None, identity()).await.unwrap();
        tx.commit().await.unwrap();
        let input = ClientInput { name: "Boulangerie".into(), email: Some(format!("contact@{name}.example")), ..ClientInput::default() };
        let client = owner.call(AddClient { company: company.id, input }).await.unwrap().id;
        let tx = self.program.scope().begin().await.unwrap().enter(company.id, Actor::user(owner.user.id)).await.unwrap();
        access::add_client_member(&tx, &contact.user, client, BuiltInRole::Client).await.unwrap();
        tx.commit().await.unwrap();
        Shop { company, owner, client, contact }
    }

    /// Holds the data against its invariants, as an auditor would: by SQL of its own.
    pub async fn audit(&self) {
        let report = self.verified(None).await;
        assert!(report.broken().is_empty(), "{report}");
    }

    /// What an auditor finds, who may have kept the seal of an earlier look.
    pub async fn verified(&self, earlier: Option<&Seal>) -> Report {
        server::verify::verify(&self.program.deps.config, self.clock.now(), earlier).await.unwrap()
    }
}

fn identity() -> CompanyPatch {
    CompanyPatch {
        legal_name: Patch::Set("Atelier SAS".into()),
        registration_number: Patch::Set("732829320".into()),
        tax_number: Patch::Set("FR44732829320".into()),
        email: Patch::Set("office@atelier.example".into()),
        address: Patch::Set(Address {
            line1: "1 rue du Quai".into(),
            postal_code: Some("69002".into()),
            city: "Lyon".into(),
            country: "FR".into(),
            ..Address::default()
        }),
        ..CompanyPatch::default()
    }
}

impl Shop {
    /// A draft of one line at 20 % over this price without tax.
    pub async fn drafted(&self, price: i64) -> Invoice {
        let line = InvoiceItemInput {
            description: "Conception".into(),
            unit: None,
            quantity: Thousandths(1000),
            unit_price: eur(price),
            discount: BasisPoints(0),
            tax_rate: BasisPoints(2000),
        };
        self.drafted_with(vec![line]).await
    }

    /// A draft of these lines.
    pub async fn drafted_with(&self, items: Vec<InvoiceItemInput>) -> Invoice {
        let input = InvoiceInput {
            client_id: self.client,
            project_id: None,
            currency: Currency::EUR,
            prices_include_tax: false,
            payment_terms_days: None,
            reference: None,
            note: None,
            items,
        };
        self.owner.call(DraftInvoice { company: self.company.id, input }).await.unwrap()
    }

    /// An issued invoice over 1.2 × this price.
    pub async fn issued(&self, price: i64) -> Invoice {
        let draft = self.drafted(price).await;
        self.owner.call(IssueInvoice { company: self.company.id, id: draft.id, version: draft.version }).await.unwrap()
    }
}
