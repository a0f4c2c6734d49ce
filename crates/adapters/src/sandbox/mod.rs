//! An honest stand-in for a payment provider: books of its own, signed notifications, a page
//! where people pay, refuse, wait, and play the tricks that real providers play.

mod books;
mod choice;
mod notify;
mod page;
mod words;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use contract::money::Money;
use platform::ports::{
    AttemptReference, BadNotification, Charge, Clock, Entropy, GatewayError, IncomingNotification, Notification, PaymentGateway,
    ProviderRecord, RecordState, RefundOrder, Started,
};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

pub use books::{Entry, Outcome, Refunded};
pub use choice::{Choice, Played};
pub use notify::{Outgoing, Pace, SIGNATURE};
pub use page::routes;

use crate::signatures::{Unsigned, check_stripe_header};
use books::{Books, is_reference, refused};
use notify::Sender;

/// How long the merchant may take to answer a notification.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the sandbox needs.
pub struct Settings {
    /// Where its books lie, such as `{data}/sandbox`.
    pub directory: PathBuf,
    /// Where browsers find this server, without a slash at the end.
    pub public_url: String,
    /// Signs the notifications.
    pub secret: SecretString,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness, for its references.
    pub entropy: Arc<dyn Entropy>,
    /// How patiently notifications are sent.
    pub pace: Pace,
}

/// The provider.
pub struct SandboxGateway {
    books: Books,
    public_url: String,
    sender: Sender,
    entropy: Arc<dyn Entropy>,
}

impl SandboxGateway {
    /// Opens its books, made if need be.
    pub fn open(settings: Settings) -> anyhow::Result<Self> {
        // Notifications go to the merchant's address and nowhere else.
        let http =
            reqwest::Client::builder().timeout(PATIENCE).redirect(reqwest::redirect::Policy::none()).pool_max_idle_per_host(0).build()?;
        Ok(Self {
            books: Books::open(&settings.directory)?,
            public_url: settings.public_url.trim_end_matches('/').to_owned(),
            sender: Sender { http, secret: Arc::new(settings.secret), clock: settings.clock, pace: settings.pace },
            entropy: settings.entropy,
        })
    }

    /// The charge with this reference.
    pub async fn entry(&self, reference: &str) -> Result<Option<Entry>, GatewayError> {
        self.books.find(reference).await
    }

    /// Every charge, for whoever compares our books with the provider's.
    pub async fn entries(&self) -> Result<Vec<Entry>, GatewayError> {
        self.books.all().await
    }

    /// The notification as it arrives when it is sent now.
    pub fn signed(&self, outgoing: &Outgoing) -> IncomingNotification {
        IncomingNotification { headers: vec![(SIGNATURE.to_owned(), self.sender.sign(outgoing))], body: outgoing.body.clone() }
    }

    /// Sends notifications from a task of their own.
    pub fn send_all(&self, outgoing: Vec<Outgoing>) {
        self.sender.send_all(outgoing);
    }

    fn name(&self, prefix: &str) -> String {
        format!("{prefix}_{}", self.random())
    }

    fn random(&self) -> String {
        let mut bytes = [0_u8; 12];
        self.entropy.fill(&mut bytes);
        hex::encode(bytes)
    }
}

#[async_trait]
impl PaymentGateway for SandboxGateway {
    fn provider(&self) -> &'static str {
        "sandbox"
    }

    fn accepts(&self, amount: Money) -> Result<(), &'static str> {
        if amount.amount > 0 { Ok(()) } else { Err("amount_too_small") }
    }

    async fn start(&self, charge: &Charge) -> Result<Started, GatewayError> {
        self.accepts(charge.amount).map_err(|code| refused(code, "the amount must be above zero"))?;
        if !is_reference(&charge.reference) {
            return Err(refused("reference_invalid", "a reference is 20 to 25 of A-Z and 0-9"));
        }
        if ![&charge.return_url, &charge.notify_url].iter().all(|url| is_web_address(url)) {
            return Err(refused("address_invalid", "return_url and notify_url must be whole web addresses"));
        }
        let entry = self.open_entry(charge);
        let started = Started {
            provider_reference: Some(entry.provider_reference.clone()),
            redirect_url: format!("{}/sandbox/pay/{}", self.public_url, entry.reference),
            raw: json!({"reference": entry.reference, "provider_reference": entry.provider_reference, "amount": entry.amount}),
        };
        self.books.add(entry).await?;
        Ok(started)
    }

    fn read_notification(&self, incoming: &IncomingNotification) -> Result<Notification, BadNotification> {
        let header = incoming.headers.iter().find(|(name, _)| name == SIGNATURE).map(|(_, value)| value.as_str());
        let header = header.ok_or(BadNotification("no signature"))?;
        let now = self.sender.clock.now().timestamp();
        check_stripe_header(self.sender.secret.expose_secret(), header, &incoming.body, now).map_err(|unsigned| {
            BadNotification(match unsigned {
                Unsigned::Unreadable => "the signature cannot be read",
                Unsigned::Stale => "the signature is too old",
                Unsigned::Different => "the signature does not match",
            })
        })?;
        let raw: serde_json::Value = serde_json::from_slice(&incoming.body).map_err(|_| BadNotification("the content is no JSON"))?;
        let text = |pointer: &str| raw.pointer(pointer).and_then(serde_json::Value::as_str).map(str::to_owned);
        let reference =
            text("/data/reference").filter(|reference| is_reference(reference)).ok_or(BadNotification("it names no payment"))?;
        Ok(Notification { reference, event_id: text("/id"), raw })
    }

    async fn check(&self, attempt: &AttemptReference) -> Result<ProviderRecord, GatewayError> {
        let entry = self.books.find(&attempt.reference).await?;
        // Another reference of ours than the one given out would be somebody else's payment.
        let known = entry.filter(|entry| attempt.provider_reference.as_ref().is_none_or(|given| *given == entry.provider_reference));
        Ok(known.map_or_else(unknown, |entry| entry.record()))
    }

    async fn refund(&self, order: &RefundOrder) -> Result<ProviderRecord, GatewayError> {
        let refund =
            Refunded { key: order.key.clone(), provider_reference: self.name("sbr"), amount: order.amount, at: self.sender.clock.now() };
        self.books.change(&order.attempt.reference, move |entry| entry.give_back(refund)).await
    }
}

impl SandboxGateway {
    fn open_entry(&self, charge: &Charge) -> Entry {
        Entry {
            reference: charge.reference.clone(),
            provider_reference: self.name("sbx"),
            amount: charge.amount,
            description: charge.description.clone(),
            return_url: charge.return_url.clone(),
            notify_url: charge.notify_url.clone(),
            payer: charge.payer.name.clone(),
            locale: charge.locale,
            created_at: self.sender.clock.now(),
            outcome: Outcome::Pending,
            refunds: Vec::new(),
        }
    }
}

impl Entry {
    /// The entry as the merchant sees it.
    pub fn record(&self) -> ProviderRecord {
        let (state, amount, method) = match &self.outcome {
            Outcome::Pending => (RecordState::Pending, None, None),
            Outcome::Succeeded { amount, method } => (RecordState::Succeeded, Some(*amount), Some(*method)),
            Outcome::Failed { reason } => (RecordState::Failed(reason.clone()), None, None),
        };
        let raw = json!({
            "reference": self.reference, "provider_reference": self.provider_reference, "status": self.outcome.word(),
            "amount": amount, "method": method, "refunds": self.refunds,
        });
        ProviderRecord { state, amount, method, provider_reference: Some(self.provider_reference.clone()), raw }
    }

    /// Gives money back, once per key and never more than came. Answers with the refund's own record.
    fn give_back(&mut self, refund: Refunded) -> Result<ProviderRecord, GatewayError> {
        let Outcome::Succeeded { amount: paid, method } = self.outcome else {
            return Err(refused("not_paid", "this charge was not paid"));
        };
        if let Some(earlier) = self.refunds.iter().find(|earlier| earlier.key == refund.key) {
            return if earlier.amount == refund.amount {
                Ok(refund_record(earlier, method))
            } else {
                Err(refused("key_reused", "the key was used for another amount"))
            };
        }
        if refund.amount.currency != paid.currency || refund.amount.amount <= 0 {
            return Err(refused("amount_invalid", "a refund is above zero and in the currency of the payment"));
        }
        let given = self.refunds.iter().try_fold(refund.amount, |sum, earlier| sum.plus(earlier.amount));
        if !given.is_ok_and(|given| given.amount <= paid.amount) {
            return Err(refused("refund_exceeds_payment", "more than what is left of the payment"));
        }
        let record = refund_record(&refund, method);
        self.refunds.push(refund);
        Ok(record)
    }
}

fn is_web_address(text: &str) -> bool {
    reqwest::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn refund_record(refund: &Refunded, method: contract::payments::PaymentMethod) -> ProviderRecord {
    ProviderRecord {
        state: RecordState::Succeeded,
        amount: Some(refund.amount),
        method: Some(method),
        provider_reference: Some(refund.provider_reference.clone()),
        raw: json!(refund),
    }
}

fn unknown() -> ProviderRecord {
    ProviderRecord { state: RecordState::Unknown, amount: None, method: None, provider_reference: None, raw: serde_json::Value::Null }
}
