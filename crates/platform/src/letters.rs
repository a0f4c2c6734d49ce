//! The letters that Parvis sends: what each says, in both languages, as text and as HTML.
//!
//! One template per letter and language. It is rendered three times: within `layout.subject`, `layout.txt`
//! and `layout.html`, with the macros of `kit.txt` or `kit.html`, so that text and HTML never say different things.

mod words;
mod wrap;

use std::sync::LazyLock;

use anyhow::anyhow;
use chrono::{DateTime, NaiveDate, Utc};
use contract::money::Money;
use contract::payments::PaymentMethod;
use contract::words::Locale;
use minijinja::{Environment, UndefinedBehavior, Value, context};

/// What identifies the company on its letters.
#[derive(Clone, Debug)]
pub struct Brand {
    /// The name people use.
    pub company: String,
    /// Accent colour, `#rrggbb`; anything else gives ours.
    pub accent: Option<String>,
    /// Where mail programs find the logo.
    pub logo_url: Option<String>,
}

/// A letter and what it speaks of.
#[derive(Clone, Debug)]
pub enum Letter {
    /// To a person who is to join the staff.
    InvitationToMember(InvitationToMember),
    /// To a contact of a client.
    InvitationToClient(InvitationToClient),
    /// To the client: an invoice or a credit note.
    InvoiceSent(InvoiceSent),
    /// To the client: money came.
    PaymentReceived(PaymentReceived),
    /// To staff: money came.
    PaymentReceivedStaff(PaymentReceivedStaff),
    /// To staff: money came that does not fit.
    PaymentAnomaly(PaymentAnomaly),
    /// To a person: their password is another now.
    PasswordChanged(PasswordChanged),
}

/// A password that was changed: whoever did not do it must learn of it.
#[derive(Clone, Debug)]
pub struct PasswordChanged {
    /// The person.
    pub name: String,
    /// When, in UTC.
    pub at: DateTime<Utc>,
    /// Where to log in.
    pub link: String,
}

/// To a person who is to join the staff.
#[derive(Clone, Debug)]
pub struct InvitationToMember {
    /// Who invites.
    pub inviter: String,
    /// Name of the role, in the reader's language.
    pub role: String,
    /// Secret link.
    pub link: String,
    /// Last day of the link.
    pub expires_on: NaiveDate,
    /// A few words of whoever invites.
    pub message: Option<String>,
}

/// To a contact of a client.
#[derive(Clone, Debug)]
pub struct InvitationToClient {
    /// Who invites.
    pub inviter: String,
    /// The client.
    pub client: String,
    /// Secret link.
    pub link: String,
    /// Last day of the link.
    pub expires_on: NaiveDate,
    /// A few words of whoever invites.
    pub message: Option<String>,
}

/// An invoice or a credit note.
#[derive(Clone, Debug)]
pub struct InvoiceSent {
    /// A credit note instead of an invoice.
    pub credit_note: bool,
    /// Number of the document.
    pub number: String,
    /// Number of the invoice that a credit note takes back.
    pub credits: Option<String>,
    /// The client.
    pub client: String,
    /// Total with taxes; a credit note shows it without its sign.
    pub total: Money,
    /// What is still owed.
    pub due: Money,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// The page of the document.
    pub link: String,
    /// Whether the PDF goes with the letter.
    pub attached: bool,
    /// A few words of whoever sends it.
    pub message: Option<String>,
}

/// Money that came, told to the client.
#[derive(Clone, Debug)]
pub struct PaymentReceived {
    /// The client.
    pub client: String,
    /// Number of the invoice.
    pub invoice_number: String,
    /// What came.
    pub amount: Money,
    /// What is still owed.
    pub due: Money,
    /// How it came.
    pub method: PaymentMethod,
    /// When.
    pub received_on: NaiveDate,
    /// Reference of the bank or the gateway.
    pub reference: Option<String>,
    /// The page of the invoice.
    pub link: String,
    /// Whether the receipt goes with the letter.
    pub attached: bool,
}

/// Money that came, told to staff.
#[derive(Clone, Debug)]
pub struct PaymentReceivedStaff {
    /// The client.
    pub client: String,
    /// Number of the invoice.
    pub invoice_number: String,
    /// What came.
    pub amount: Money,
    /// What of it exceeds what was due.
    pub excess: Money,
    /// What is still owed.
    pub due: Money,
    /// How it came.
    pub method: PaymentMethod,
    /// When.
    pub received_on: NaiveDate,
    /// Reference of the bank or the gateway.
    pub reference: Option<String>,
    /// The page of the invoice.
    pub link: String,
}

/// What is wrong with a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anomaly {
    /// The gateway's books show another amount or currency than we asked for.
    Mismatched,
    /// More came than was due.
    Overpaid,
    /// The invoice was void, or paid before.
    NotPayable,
}

/// A payment that a person must look at.
#[derive(Clone, Debug)]
pub struct PaymentAnomaly {
    /// What is wrong.
    pub anomaly: Anomaly,
    /// The client.
    pub client: String,
    /// Number of the invoice.
    pub invoice_number: String,
    /// What we asked for.
    pub expected: Money,
    /// What the gateway's books show.
    pub recorded: Option<Money>,
    /// Name of the gateway.
    pub provider: String,
    /// Reference of the try.
    pub reference: String,
    /// The page of the invoice.
    pub link: String,
}

/// A letter as it leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// Plain text, wrapped.
    pub text: String,
    /// A whole HTML page.
    pub html: String,
}

/// Writes the letter in this language for this company. An error is a mistake in a template, which the tests would show.
pub fn render(letter: &Letter, locale: Locale, brand: &Brand) -> anyhow::Result<Rendered> {
    let name = format!("{}.{}", letter.template(), locale.code());
    let page = |kind: &str| -> anyhow::Result<String> {
        let frame = frame(locale, brand, kind);
        let content = letter.content(locale);
        Ok(environment()?.get_template(&format!("{name}.{kind}"))?.render(context! { ..content, ..frame })?)
    };
    Ok(Rendered { subject: words::one_line(&page("subject")?), text: wrap::tidy(&page("txt")?), html: page("html")? })
}

/// Around the letter: the company, and which layout and kit dress it.
fn frame(locale: Locale, brand: &Brand, kind: &str) -> Value {
    let accent = words::accent(brand.accent.as_deref());
    context! {
        layout => format!("layout.{kind}"),
        kit => if kind == "html" { "kit.html" } else { "kit.txt" },
        language => locale.code(),
        company => words::one_line(&brand.company),
        accent => accent,
        on_accent => words::readable_on(accent),
        logo => brand.logo_url.as_deref().map(words::web_address).unwrap_or_default(),
        footer => words::footer(locale),
        link_help => words::link_help(locale),
        colon => words::colon(locale),
    }
}

impl Letter {
    /// Name of its templates; also what the log of mails calls it.
    pub const fn template(&self) -> &'static str {
        match self {
            Self::InvitationToMember(_) => "invitation_to_member",
            Self::InvitationToClient(_) => "invitation_to_client",
            Self::InvoiceSent(_) => "invoice_sent",
            Self::PaymentReceived(_) => "payment_received",
            Self::PaymentReceivedStaff(_) => "payment_received_staff",
            Self::PaymentAnomaly(_) => "payment_anomaly",
            Self::PasswordChanged(_) => "password_changed",
        }
    }

    fn content(&self, locale: Locale) -> Value {
        match self {
            Self::InvitationToMember(letter) => letter.content(locale),
            Self::InvitationToClient(letter) => letter.content(locale),
            Self::InvoiceSent(letter) => letter.content(locale),
            Self::PaymentReceived(letter) => letter.content(locale),
            Self::PaymentReceivedStaff(letter) => letter.content(locale),
            Self::PaymentAnomaly(letter) => letter.content(locale),
            Self::PasswordChanged(letter) => letter.content(locale),
        }
    }
}

impl InvitationToMember {
    fn content(&self, locale: Locale) -> Value {
        context! {
            inviter => words::one_line(&self.inviter),
            role => words::one_line(&self.role),
            link => words::web_address(&self.link),
            expires_on => words::day(self.expires_on, locale),
            message => words::lines(self.message.as_deref()),
        }
    }
}

impl InvitationToClient {
    fn content(&self, locale: Locale) -> Value {
        context! {
            inviter => words::one_line(&self.inviter),
            client => words::one_line(&self.client),
            link => words::web_address(&self.link),
            expires_on => words::day(self.expires_on, locale),
            message => words::lines(self.message.as_deref()),
        }
    }
}

impl InvoiceSent {
    fn content(&self, locale: Locale) -> Value {
        let shown = |money: Money| if self.credit_note { Money::new(money.amount.saturating_abs(), money.currency) } else { money };
        context! {
            credit_note => self.credit_note,
            number => words::one_line(&self.number),
            credits => self.credits.as_deref().map(words::one_line),
            client => words::one_line(&self.client),
            total => shown(self.total).format(locale),
            due => shown(self.due).format(locale),
            due_on => self.due_on.map(|day| words::day(day, locale)),
            link => words::web_address(&self.link),
            attached => self.attached,
            message => words::lines(self.message.as_deref()),
        }
    }
}

impl PaymentReceived {
    fn content(&self, locale: Locale) -> Value {
        context! {
            client => words::one_line(&self.client),
            number => words::one_line(&self.invoice_number),
            amount => self.amount.format(locale),
            settled => self.due.amount <= 0,
            due => self.due.format(locale),
            method => words::method(self.method, locale),
            received_on => words::day(self.received_on, locale),
            reference => self.reference.as_deref().map(words::one_line),
            link => words::web_address(&self.link),
            attached => self.attached,
        }
    }
}

impl PaymentReceivedStaff {
    fn content(&self, locale: Locale) -> Value {
        context! {
            client => words::one_line(&self.client),
            number => words::one_line(&self.invoice_number),
            amount => self.amount.format(locale),
            excess => (self.excess.amount > 0).then(|| self.excess.format(locale)),
            settled => self.due.amount <= 0,
            due => self.due.format(locale),
            method => words::method(self.method, locale),
            received_on => words::day(self.received_on, locale),
            reference => self.reference.as_deref().map(words::one_line),
            link => words::web_address(&self.link),
        }
    }
}

impl PaymentAnomaly {
    fn content(&self, locale: Locale) -> Value {
        context! {
            anomaly => match self.anomaly {
                Anomaly::Mismatched => "mismatched",
                Anomaly::Overpaid => "overpaid",
                Anomaly::NotPayable => "not_payable",
            },
            client => words::one_line(&self.client),
            number => words::one_line(&self.invoice_number),
            expected => self.expected.format(locale),
            recorded => self.recorded.map(|money| money.format(locale)),
            provider => words::one_line(&self.provider),
            reference => words::one_line(&self.reference),
            link => words::web_address(&self.link),
        }
    }
}

impl PasswordChanged {
    fn content(&self, locale: Locale) -> Value {
        context! {
            name => words::one_line(&self.name),
            on => words::day(self.at.date_naive(), locale),
            at => self.at.format("%H:%M").to_string(),
            link => words::web_address(&self.link),
        }
    }
}

static ENVIRONMENT: LazyLock<Result<Environment<'static>, String>> = LazyLock::new(|| load().map_err(|error| format!("{error:#}")));

fn environment() -> anyhow::Result<&'static Environment<'static>> {
    ENVIRONMENT.as_ref().map_err(|error| anyhow!("the letters cannot be read: {error}"))
}

/// The sources of a letter in both languages.
macro_rules! sources {
    ($($letter:literal),+ $(,)?) => { [$(
        (concat!($letter, ".fr"), include_str!(concat!("../templates/mail/", $letter, ".fr.jinja"))),
        (concat!($letter, ".en"), include_str!(concat!("../templates/mail/", $letter, ".en.jinja"))),
    )+] };
}

/// What ends in `.html` is escaped; an undefined name is an error and not a hole.
fn load() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_filter("de", words::de);
    for (name, source) in [
        ("layout.subject", include_str!("../templates/mail/layout.subject")),
        ("layout.txt", include_str!("../templates/mail/layout.txt")),
        ("layout.html", include_str!("../templates/mail/layout.html")),
        ("kit.txt", include_str!("../templates/mail/kit.txt")),
        ("kit.html", include_str!("../templates/mail/kit.html")),
    ] {
        environment.add_template(name, source)?;
    }
    let letters = sources![
        "invitation_to_member",
        "invitation_to_client",
        "invoice_sent",
        "payment_received",
        "payment_received_staff",
        "payment_anomaly",
        "password_changed",
    ];
    for (name, source) in letters {
        for kind in ["subject", "txt", "html"] {
            environment.add_template_owned(format!("{name}.{kind}"), source.to_owned())?;
        }
    }
    Ok(environment)
}

#[cfg(test)]
mod tests;
