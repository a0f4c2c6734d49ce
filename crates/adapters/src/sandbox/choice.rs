//! What a payer may do on the sandbox's page, from paying to the tricks that real providers play.

use std::time::Duration;

use contract::money::Money;
use contract::payments::PaymentMethod;
use platform::ports::GatewayError;
use serde::Deserialize;
use serde_json::json;

use super::SandboxGateway;
use super::books::{Entry, Outcome, refused};
use super::notify::{Outgoing, event};

/// What a payer chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Pay by card.
    Card,
    /// Pay by mobile money.
    MobileMoney,
    /// The bank refuses.
    Refuse,
    /// Go back without deciding.
    Wait,
    /// Pay; the same notification comes twice.
    Twice,
    /// Pay; the notification of the payment comes before an older one that says it is pending.
    OutOfOrder,
    /// Pay nothing; a notification with a wrong signature claims the contrary.
    ForgedSignature,
    /// Pay; a notification with a good signature claims another amount.
    ForgedAmount,
    /// Pay less than was asked: the books and the notification agree on it.
    Short,
    /// Pay; the notification comes long after the payer.
    Late,
    /// Pay; no notification comes.
    Silent,
}

impl Choice {
    /// Each of them, in the order of the page.
    pub const ALL: [Self; 11] = [
        Self::Card,
        Self::MobileMoney,
        Self::Refuse,
        Self::Wait,
        Self::Twice,
        Self::OutOfOrder,
        Self::Late,
        Self::Silent,
        Self::ForgedSignature,
        Self::ForgedAmount,
        Self::Short,
    ];

    /// Its word in the page's form.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::MobileMoney => "mobile_money",
            Self::Refuse => "refuse",
            Self::Wait => "wait",
            Self::Twice => "twice",
            Self::OutOfOrder => "out_of_order",
            Self::ForgedSignature => "forged_signature",
            Self::ForgedAmount => "forged_amount",
            Self::Short => "short",
            Self::Late => "late",
            Self::Silent => "silent",
        }
    }

    /// Whether it is a trick rather than an everyday end.
    pub const fn is_mischief(self) -> bool {
        !matches!(self, Self::Card | Self::MobileMoney | Self::Refuse | Self::Wait)
    }

    /// What the books say afterwards.
    fn outcome(self, asked: Money) -> Outcome {
        let paid = |method| Outcome::Succeeded { amount: asked, method };
        match self {
            Self::MobileMoney => paid(PaymentMethod::MobileMoney),
            Self::Refuse => Outcome::Failed { reason: "card_declined".to_owned() },
            Self::Wait | Self::ForgedSignature => Outcome::Pending,
            Self::Short => {
                Outcome::Succeeded { amount: Money::new((asked.amount / 2).max(1), asked.currency), method: PaymentMethod::Card }
            }
            _ => paid(PaymentMethod::Card),
        }
    }
}

/// What follows from a choice.
#[derive(Clone, Debug)]
pub struct Played {
    /// Where the payer goes.
    pub return_url: String,
    /// What is to be sent, in this order.
    pub outgoing: Vec<Outgoing>,
}

impl SandboxGateway {
    /// Writes the choice into the books. Nothing is sent yet: a test sends what it likes of the
    /// notifications, the page sends them all.
    pub async fn play(&self, reference: &str, choice: Choice) -> Result<Played, GatewayError> {
        let (earlier, entry) = self
            .books
            .change(reference, move |entry| {
                if matches!(entry.outcome, Outcome::Succeeded { .. }) {
                    return Err(refused("already_paid", "this charge was paid"));
                }
                let earlier = entry.clone();
                entry.outcome = choice.outcome(entry.amount);
                Ok((earlier, entry.clone()))
            })
            .await?;
        Ok(Played { return_url: entry.return_url.clone(), outgoing: self.notifications(choice, &earlier, &entry) })
    }

    fn notifications(&self, choice: Choice, earlier: &Entry, entry: &Entry) -> Vec<Outgoing> {
        let truth = self.tell(entry, &entry.outcome);
        match choice {
            Choice::Silent => Vec::new(),
            Choice::Twice => vec![truth.clone(), truth],
            Choice::OutOfOrder => vec![truth, self.tell(earlier, &Outcome::Pending)],
            Choice::Late => vec![Outgoing { after: self.sender.pace.late, ..truth }],
            Choice::ForgedSignature => {
                let claim = Outcome::Succeeded { amount: entry.amount, method: PaymentMethod::Card };
                vec![Outgoing { forged: true, ..self.tell(entry, &claim) }]
            }
            Choice::ForgedAmount => vec![self.tell_another_amount(entry)],
            Choice::Card | Choice::MobileMoney | Choice::Refuse | Choice::Wait | Choice::Short => vec![truth],
        }
    }

    fn tell(&self, entry: &Entry, outcome: &Outcome) -> Outgoing {
        let event = event(&self.name("evt"), entry, outcome, self.sender.clock.now());
        Outgoing { after: Duration::ZERO, ..Outgoing::new(entry, &event) }
    }

    fn tell_another_amount(&self, entry: &Entry) -> Outgoing {
        let mut event = event(&self.name("evt"), entry, &entry.outcome, self.sender.clock.now());
        event["data"]["amount"] = json!(Money::new(entry.amount.amount.saturating_mul(10), entry.amount.currency));
        Outgoing::new(entry, &event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_and_the_code_speak_the_same_words() {
        for choice in Choice::ALL {
            let read: Choice = serde_json::from_value(json!(choice.word())).unwrap();
            assert_eq!(read, choice);
        }
    }
}
