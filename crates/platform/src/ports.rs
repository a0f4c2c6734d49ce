//! The outside world, in our words. Each port has its real adapter and an embedded one in
//! `adapters`, and one contract test that both must pass. No port is ever called inside a
//! transaction.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use contract::billing::{Invoice, Party};
use contract::money::Money;
use contract::payments::PaymentMethod;
use contract::words::Locale;

/// Tells the time. Injected, so that tests hold it still.
pub trait Clock: Send + Sync {
    /// This instant.
    fn now(&self) -> DateTime<Utc>;
}

/// Gives randomness fit for secrets. Injected, so that tests can repeat it.
pub trait Entropy: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// A mail, ready to leave.
#[derive(Clone, Debug)]
pub struct Mail {
    /// `Message-ID` without brackets; the same on each try, so that a doubled mail is recognised.
    pub message_id: String,
    /// Display name of the sender.
    pub from_name: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// The recipient.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
    /// Files.
    pub attachments: Vec<Attachment>,
}

/// A file of a mail.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Try again later: network, 4xx.
    #[error("mail not accepted for now: {0}")]
    Transient(String),
    /// Never again: a refused address, a malformed mail, 5xx.
    #[error("mail refused: {0}")]
    Permanent(String),
}

/// Sends mails.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands the mail to the next server; success means it took responsibility.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;
}

/// A mail as it stands in the embedded mailbox.
#[derive(Clone, Debug)]
pub struct ReceivedMail {
    /// `Message-ID` without brackets.
    pub message_id: String,
    /// Recipient.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
    /// Names of the files.
    pub attachments: Vec<String>,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

/// Reads the embedded mailbox; only in development, demo and tests.
#[async_trait]
pub trait Mailbox: Send + Sync {
    /// The latest mails, newest first, at most 200.
    async fn mails(&self) -> anyhow::Result<Vec<ReceivedMail>>;
}

/// What a payer is asked for.
#[derive(Clone, Debug)]
pub struct Charge {
    /// Our reference, unique for ever: 20 to 25 of `A-Z0-9`.
    pub reference: String,
    /// How much.
    pub amount: Money,
    /// For what, in a few plain words.
    pub description: String,
    /// Where the payer's browser comes back.
    pub return_url: String,
    /// Where the gateway sends its notifications.
    pub notify_url: String,
    /// Who pays.
    pub payer: Party,
    /// The payer's language.
    pub locale: Locale,
}

/// What the gateway answered to a charge.
#[derive(Clone, Debug)]
pub struct Started {
    /// The gateway's own reference, such as a session or a payment token.
    pub provider_reference: Option<String>,
    /// Where to send the payer.
    pub redirect_url: String,
    /// The answer as it came.
    pub raw: serde_json::Value,
}

/// A try to pay, by both references.
#[derive(Clone, Debug)]
pub struct AttemptReference {
    /// Ours.
    pub reference: String,
    /// The gateway's.
    pub provider_reference: Option<String>,
}

/// A notification as it came, nothing believed yet.
#[derive(Clone, Debug)]
pub struct IncomingNotification {
    /// Header names in lower case and their values.
    pub headers: Vec<(String, String)>,
    /// The raw body.
    pub body: Vec<u8>,
}

/// A notification whose signature matched. Which try it speaks of; never what became of it:
/// that is asked of the gateway.
#[derive(Clone, Debug)]
pub struct Notification {
    /// Our reference.
    pub reference: String,
    /// The gateway's id of this notification, where it gives one.
    pub event_id: Option<String>,
    /// The content as JSON.
    pub raw: serde_json::Value,
}

/// What the gateway's books say of a try.
#[derive(Clone, Debug)]
pub struct ProviderRecord {
    /// Where it stands.
    pub state: RecordState,
    /// What was paid, in the gateway's books.
    pub amount: Option<Money>,
    /// How.
    pub method: Option<PaymentMethod>,
    /// The gateway's reference of the payment, needed to refund it.
    pub provider_reference: Option<String>,
    /// The answer as it came.
    pub raw: serde_json::Value,
}

/// Where a try stands in the gateway's books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordState {
    /// Not decided.
    Pending,
    /// Money came.
    Succeeded,
    /// No money; why, for people.
    Failed(String),
    /// The gateway does not know it.
    Unknown,
}

/// Money to give back.
#[derive(Clone, Debug)]
pub struct RefundOrder {
    /// Which payment.
    pub attempt: AttemptReference,
    /// How much.
    pub amount: Money,
    /// The same on each try, so that nothing is given back twice.
    pub key: String,
}

/// Why a gateway did not do it.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// Try again later; nothing is known.
    #[error("gateway not available: {0}")]
    Unavailable(String),
    /// It said no.
    #[error("gateway refused: {code}: {message}")]
    Refused {
        /// The gateway's code.
        code: String,
        /// Its words.
        message: String,
    },
    /// This gateway cannot; staff does it by hand.
    #[error("gateway cannot do this")]
    Unsupported,
}

/// The signature did not match, or the notification cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("notification not believed: {0}")]
pub struct BadNotification(pub &'static str);

/// Takes money from payers.
#[async_trait]
pub trait PaymentGateway: Send + Sync {
    /// Its name in addresses and records: `sandbox`, `stripe`, `cinetpay`.
    fn provider(&self) -> &'static str;
    /// Whether it takes this amount; the code of the refusal.
    fn accepts(&self, amount: Money) -> Result<(), &'static str>;
    /// Opens a try to pay.
    async fn start(&self, charge: &Charge) -> Result<Started, GatewayError>;
    /// Checks the signature of a notification and says which try it is about.
    fn read_notification(&self, incoming: &IncomingNotification) -> Result<Notification, BadNotification>;
    /// What the gateway's books say: the only truth.
    async fn check(&self, attempt: &AttemptReference) -> Result<ProviderRecord, GatewayError>;
    /// Gives money back.
    async fn refund(&self, order: &RefundOrder) -> Result<ProviderRecord, GatewayError>;
}

/// How documents look.
#[derive(Clone, Debug)]
pub struct Branding {
    /// The name people use.
    pub name: String,
    /// Accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// PNG or JPEG.
    pub logo: Option<Vec<u8>>,
    /// Foot of each document.
    pub footer: Option<String>,
    /// Account for transfers.
    pub iban: Option<String>,
}

/// A document to set.
#[derive(Clone, Debug)]
pub enum Document {
    /// An invoice or a credit note, with the number of what it credits.
    Invoice {
        /// The content.
        invoice: Box<Invoice>,
        /// The number of the invoice that a credit note takes back.
        credits: Option<String>,
    },
    /// The receipt of a payment.
    Receipt(Box<Receipt>),
}

/// What a receipt says.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Who received.
    pub seller: Party,
    /// Who paid.
    pub buyer: Party,
    /// Number of the invoice.
    pub invoice_number: String,
    /// What came.
    pub amount: Money,
    /// What is still owed of the invoice.
    pub due: Money,
    /// How it came.
    pub method: PaymentMethod,
    /// When.
    pub received_on: NaiveDate,
    /// Reference of the bank or the gateway.
    pub reference: Option<String>,
}

/// Sets documents as PDF.
pub trait Typesetter: Send + Sync {
    /// The PDF. Takes milliseconds of CPU: call it from a blocking thread.
    fn pdf(&self, document: &Document, branding: &Branding, locale: Locale) -> anyhow::Result<Vec<u8>>;
}

/// Everything outside, chosen by configuration in `server`.
#[derive(Clone)]
pub struct Ports {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// Mails out.
    pub mailer: Arc<dyn Mailer>,
    /// The embedded mailbox, when it is the mailer.
    pub mailbox: Option<Arc<dyn Mailbox>>,
    /// The gateway that payers are sent to.
    pub gateway: Arc<dyn PaymentGateway>,
    /// Documents.
    pub typesetter: Arc<dyn Typesetter>,
}
