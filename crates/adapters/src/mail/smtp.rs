//! Mails over SMTP.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use async_trait::async_trait;
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use platform::ports::{Clock, Mail, MailError, Mailer};

use super::message;

/// To reach the server.
const CONNECT: Duration = Duration::from_secs(15);
/// For the whole mail: lettre bounds the connection only, and a silent server would hold a job for ever.
const WHOLE: Duration = Duration::from_mins(1);
const CONNECTIONS: u32 = 4;
const IDLE: Duration = Duration::from_secs(30);

/// Hands mails to an SMTP server.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    clock: Arc<dyn Clock>,
    patience: Duration,
}

impl SmtpMailer {
    /// Through the server of this address: `smtps://user:password@host`, or `smtp://…?tls=required`.
    /// Plain `smtp://` is for relays without a password: one is never sent in the clear beyond this machine.
    pub fn new(url: &str, from: &str, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        refuse_clear_passwords(url)?;
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| anyhow::anyhow!("the SMTP address cannot be used: {}", reasons(&error)))?
            .timeout(Some(CONNECT))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS).idle_timeout(IDLE))
            .build();
        let from = from.parse().context("the sender's address cannot be read")?;
        Ok(Self { transport, from, clock, patience: WHOLE })
    }

    /// With another patience for a whole mail.
    pub fn patient_for(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }
}

/// The address is not repeated in the errors: it holds a password.
fn refuse_clear_passwords(url: &str) -> anyhow::Result<()> {
    let url = reqwest::Url::parse(url).map_err(|_| anyhow::anyhow!("the SMTP address cannot be read"))?;
    let encrypted = url.scheme() == "smtps" || url.query_pairs().any(|(key, value)| key == "tls" && value == "required");
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    anyhow::ensure!(
        encrypted || local || url.password().is_none(),
        "a password is not sent to an SMTP server in the clear: use smtps:// or add ?tls=required"
    );
    Ok(())
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = message::compose(mail, &self.from, self.clock.now())?;
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(classify(&error, mail.to.is_ascii())),
            // The server may have taken it: it is sent again with the same Message-ID.
            Err(_) => Err(MailError::Transient("the server did not answer in time".to_owned())),
        }
    }
}

/// Only what speaks of this mail is for ever. A refused log-in is our configuration's fault, and
/// the mail leaves once that is mended.
fn classify(error: &Error, ascii_recipient: bool) -> MailError {
    let log_in = error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538));
    let unwritable = error.is_client() && !ascii_recipient;
    if unwritable || (error.is_permanent() && !log_in) {
        MailError::Permanent(reasons(error))
    } else {
        MailError::Transient(reasons(error))
    }
}

fn reasons(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text = format!("{text}: {inner_text}");
        }
        cause = inner.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::refuse_clear_passwords;

    #[test]
    fn a_password_never_travels_in_the_clear() {
        for good in [
            "smtps://u:p@mail.example.com",
            "smtp://u:p@mail.example.com:587?tls=required",
            "smtp://relay.example.com",
            "smtp://u:p@127.0.0.1:2525",
        ] {
            assert!(refuse_clear_passwords(good).is_ok(), "{good}");
        }
        for bad in ["smtp://u:s3cret@mail.example.com", "smtp://u:s3cret@mail.example.com?tls=opportunistic", "no address"] {
            let refused = refuse_clear_passwords(bad).unwrap_err().to_string();
            assert!(!refused.contains("s3cret"), "{refused}");
        }
    }
}
