//! A company that can bill, a client of it with a contact, and a look into the books.

use contract::access::{Company, CompanyPatch};
use contract::billing::{DraftInvoice, Invoice, InvoiceInput, InvoiceItemInput, IssueInvoice};
use contract::clients::{AddClient, ClientInput};
use contract::money::{BasisPoints, Currency, Money, Thousandths};
use contract::places::Address;
use contract::{ClientId, Patch};
use platform::Actor;

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
        let company = access::change_company(&tx, identity()).await.unwrap();
        tx.commit().await.unwrap();
        let input = ClientInput { name: "Boulangerie".into(), email: Some(format!("contact@{name}.example")), ..ClientInput::default() };
        let client = owner.call(AddClient { company: company.id, input }).await.unwrap().id;
        let tx = self.program.scope().begin().await.unwrap().enter(company.id, Actor::user(owner.user.id)).await.unwrap();
        access::add_client_member(&tx, &contact.user, client).await.unwrap();
        tx.commit().await.unwrap();
        Shop { company, owner, client, contact }
    }

    /// Holds the books against one another, as an auditor would: by SQL of its own.
    pub async fn audit(&self) {
        const LEDGER: &str = "SELECT count(*) FROM (SELECT company_id, currency FROM ledger_entry GROUP BY company_id, currency HAVING sum(debit) <> sum(credit)) AS uneven";
        const PAID: &str = "SELECT count(*) FROM invoice i WHERE kind = 'invoice' AND paid <> \
                            COALESCE((SELECT sum(applied) FROM payment p WHERE p.invoice_id = i.id), 0) - \
                            COALESCE((SELECT sum(amount - from_excess) FROM refund r WHERE r.invoice_id = i.id AND r.status = 'succeeded'), 0)";
        const OWED: &str = "SELECT count(*) FROM invoice i WHERE kind = 'invoice' AND status <> 'draft' AND total - paid - credited <> \
                            (SELECT COALESCE(sum(debit - credit), 0) FROM ledger_entry l WHERE l.invoice_id = i.id AND l.account = 'receivable')";
        const OPEN: &str = "SELECT CAST(COALESCE((SELECT sum(amount) FROM billing_total WHERE kind = 'open'), 0) - \
                            COALESCE((SELECT sum(CASE WHEN total > paid + credited THEN total - paid - credited ELSE 0 END) FROM invoice WHERE kind = 'invoice' AND status <> 'draft'), 0) AS BIGINT)";
        for (what, sql) in [
            ("debits equal credits", LEDGER),
            ("paid is what came", PAID),
            ("the books owe what the invoice owes", OWED),
            ("the figure of what is open", OPEN),
        ] {
            assert_eq!(self.number(sql).await, 0, "{what}");
        }
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
