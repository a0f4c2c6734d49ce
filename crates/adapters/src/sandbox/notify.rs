//! Notifications: what they say, how they are signed, and how they reach the merchant.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use platform::ports::Clock;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use super::books::{Entry, Outcome};
use crate::signatures::stripe_signature;

/// The header of the signature.
pub const SIGNATURE: &str = "x-sandbox-signature";

/// A notification that is to be sent.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// To whom.
    pub url: String,
    /// How long after the payer went back.
    pub after: Duration,
    /// Somebody else's: its signature does not match.
    pub forged: bool,
    /// The content, the same at each try.
    pub body: Vec<u8>,
}

impl Outgoing {
    pub(super) fn new(entry: &Entry, event: &Value) -> Self {
        Self { url: entry.notify_url.clone(), after: Duration::ZERO, forged: false, body: event.to_string().into_bytes() }
    }
}

/// What a notification says of an entry.
pub(super) fn event(id: &str, entry: &Entry, outcome: &Outcome, at: DateTime<Utc>) -> Value {
    let amount = match outcome {
        Outcome::Succeeded { amount, .. } => *amount,
        Outcome::Pending | Outcome::Failed { .. } => entry.amount,
    };
    json!({
        "id": id,
        "type": format!("payment.{}", outcome.word()),
        "created_at": at,
        "data": {
            "reference": entry.reference,
            "provider_reference": entry.provider_reference,
            "status": outcome.word(),
            "amount": amount,
        },
    })
}

/// How patiently notifications are sent.
#[derive(Clone, Debug)]
pub struct Pace {
    /// Waits before each further try.
    pub retries: Vec<Duration>,
    /// How late a late notification is.
    pub late: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { retries: [1, 5, 30, 120].map(Duration::from_secs).to_vec(), late: Duration::from_secs(8) }
    }
}

/// Sends notifications, signed at the instant of each try.
#[derive(Clone)]
pub(super) struct Sender {
    pub(super) http: reqwest::Client,
    pub(super) secret: Arc<SecretString>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) pace: Pace,
}

impl Sender {
    /// The signature header of this notification, now.
    pub(super) fn sign(&self, outgoing: &Outgoing) -> String {
        let now = self.clock.now().timestamp();
        let secret = if outgoing.forged { "a key that only a forger believes in" } else { self.secret.expose_secret() };
        format!("t={now},v1={}", stripe_signature(secret, now, &outgoing.body))
    }

    /// Sends them one after the other, from a task of its own: the payer never waits.
    pub(super) fn send_all(&self, outgoing: Vec<Outgoing>) {
        let sender = self.clone();
        tokio::spawn(async move {
            for one in outgoing {
                tokio::time::sleep(one.after).await;
                sender.deliver(&one).await;
            }
        });
    }

    async fn deliver(&self, outgoing: &Outgoing) {
        for wait in self.pace.retries.iter().map(Some).chain([None]) {
            match self.post(outgoing).await {
                Ok(()) => return,
                Err(error) if outgoing.forged => return tracing::info!(%error, "a forged notification was turned away"),
                Err(error) => tracing::warn!(%error, "a notification of the sandbox was not taken"),
            }
            if let Some(wait) = wait {
                tokio::time::sleep(*wait).await;
            } else {
                tracing::error!("the sandbox gives up a notification; asking the gateway will still tell");
            }
        }
    }

    /// Taken is what answers 2xx; a redirect is no answer.
    async fn post(&self, outgoing: &Outgoing) -> Result<(), String> {
        let request = self.http.post(&outgoing.url).header("content-type", "application/json").header(SIGNATURE, self.sign(outgoing));
        let answer = request.body(outgoing.body.clone()).send().await.map_err(|error| error.without_url().to_string())?;
        if answer.status().is_success() { Ok(()) } else { Err(format!("the merchant answered {}", answer.status())) }
    }
}
