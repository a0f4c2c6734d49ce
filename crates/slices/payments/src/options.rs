//! How an invoice can be paid at this moment: online, by transfer, or only as the company will say.

use billing::entities::invoice;
use billing::party;
use billing::settle::{open_for_payment, still_due};
use contract::InvoiceId;
use contract::access::Company;
use contract::payments::{PaymentOptions, TransferDetails};
use contract::permissions::permit;
use platform::{Answer, Grant, Id, Result, operation};

/// Read how an invoice can be paid.
///
/// Whether a gateway takes what is due now, and where a bank transfer goes. What is not open has neither: a draft, a credit note, a settled invoice.
#[operation(
    get = "/companies/{company_id}/invoices/{id}/payment_options",
    tag = "payments",
    id = "The invoice.",
    answer = "The ways that are open."
)]
pub async fn read_payment_options(
    Grant { scope, input: Id(id), .. }: Grant<permit::InvoiceView, Id<InvoiceId>>,
) -> Result<Answer<PaymentOptions>> {
    let tx = scope.read().await?;
    let row = tx.get::<invoice::Entity>(id.0).await?;
    let options = if open_for_payment(&row).is_ok() {
        let company = access::company(&tx).await?;
        PaymentOptions { online: scope.ports().gateway.accepts(still_due(&row)).is_ok(), transfer: transfer(&row, company)? }
    } else {
        PaymentOptions { online: false, transfer: None }
    };
    tx.answer(&options).await
}

/// The account of today: one that a company has left takes no money any more, whatever the invoice was sent with.
fn transfer(row: &invoice::Model, company: Company) -> Result<Option<TransferDetails>> {
    let iban: String = company.iban.unwrap_or_default().chars().filter(|sign| !sign.is_whitespace()).collect();
    let (false, Some(reference)) = (iban.is_empty(), row.number.clone()) else { return Ok(None) };
    let holder = party(row.seller.as_deref())?.map(|seller| seller.name).or(company.legal_name).unwrap_or(company.name);
    Ok(Some(TransferDetails { holder, iban: iban.to_uppercase(), reference }))
}
