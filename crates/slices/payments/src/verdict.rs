//! What the gateway's books make of a try: a pure rule of the try, the record and the clock.
//! Notifications never enter here; they only make us look.

use chrono::{DateTime, TimeDelta, Utc};
use contract::money::Money;
use contract::payments::{AttemptStatus, PaymentMethod};
use platform::ports::{ProviderRecord, RecordState};

/// After so long without news a try is given up; a late success still counts.
const PATIENCE: TimeDelta = TimeDelta::hours(24);

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing new.
    Nothing,
    /// The gateway is at work.
    Processing,
    /// It came to nothing; why, for people.
    Fail(String),
    /// Nobody knows of it any more.
    Expire,
    /// Amount or currency differ from what was asked.
    Mismatch(Option<Money>),
    /// Money came.
    Receive(PaymentMethod),
}

/// The try as far as the rule goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// Where it stands.
    pub status: AttemptStatus,
    /// What was asked.
    pub amount: Money,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The rule. Only `succeeded` is final: whoever paid late or after a refusal has paid.
pub(crate) fn verdict(asked: Asked, record: &ProviderRecord, now: DateTime<Utc>) -> Verdict {
    use AttemptStatus as S;
    let open = matches!(asked.status, S::Created | S::Redirected | S::Processing);
    let stale = now - asked.since >= PATIENCE;
    match &record.state {
        _ if asked.status == S::Succeeded => Verdict::Nothing,
        RecordState::Succeeded if record.amount == Some(asked.amount) => Verdict::Receive(record.method.unwrap_or(PaymentMethod::Card)),
        RecordState::Succeeded if asked.status == S::Mismatched => Verdict::Nothing,
        RecordState::Succeeded => Verdict::Mismatch(record.amount),
        RecordState::Failed(reason) if open => Verdict::Fail(reason.clone()),
        RecordState::Pending | RecordState::Unknown if open && stale => Verdict::Expire,
        RecordState::Pending if open && asked.status != S::Processing => Verdict::Processing,
        RecordState::Failed(_) | RecordState::Pending | RecordState::Unknown => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::money::Currency;

    const ALL: [AttemptStatus; 7] = [
        AttemptStatus::Created,
        AttemptStatus::Redirected,
        AttemptStatus::Processing,
        AttemptStatus::Failed,
        AttemptStatus::Expired,
        AttemptStatus::Mismatched,
        AttemptStatus::Succeeded,
    ];

    fn eur(amount: i64) -> Money {
        Money::new(amount, Currency::EUR)
    }

    fn after(hours: i64, status: AttemptStatus, state: RecordState, amount: Option<Money>) -> Verdict {
        let since = DateTime::UNIX_EPOCH;
        let record = ProviderRecord { state, amount, method: None, provider_reference: None, raw: serde_json::Value::Null };
        verdict(Asked { status, amount: eur(100), since }, &record, since + TimeDelta::hours(hours))
    }

    #[test]
    fn a_success_counts_from_every_state_but_once() {
        for status in ALL {
            let expected = if status == AttemptStatus::Succeeded { Verdict::Nothing } else { Verdict::Receive(PaymentMethod::Card) };
            assert_eq!(after(1, status, RecordState::Succeeded, Some(eur(100))), expected, "{status:?}");
        }
    }

    #[test]
    fn another_amount_or_currency_or_none_is_never_received() {
        let francs = Money::new(100, Currency::XOF);
        for recorded in [Some(eur(99)), Some(eur(101)), Some(francs), None] {
            assert_eq!(after(1, AttemptStatus::Redirected, RecordState::Succeeded, recorded), Verdict::Mismatch(recorded));
        }
        assert_eq!(after(1, AttemptStatus::Mismatched, RecordState::Succeeded, Some(eur(99))), Verdict::Nothing);
    }

    #[test]
    fn a_refusal_ends_only_what_is_open() {
        let refused = || RecordState::Failed("no".into());
        let verdicts: Vec<bool> = ALL.iter().map(|status| after(1, *status, refused(), None) == Verdict::Fail("no".into())).collect();
        assert_eq!(verdicts, [true, true, true, false, false, false, false]);
    }

    #[test]
    fn silence_is_borne_for_a_day() {
        for state in [RecordState::Pending, RecordState::Unknown] {
            assert_eq!(after(24, AttemptStatus::Redirected, state.clone(), None), Verdict::Expire);
            assert_ne!(after(23, AttemptStatus::Redirected, state.clone(), None), Verdict::Expire);
            assert_eq!(after(24, AttemptStatus::Failed, state, None), Verdict::Nothing);
        }
        assert_eq!(after(1, AttemptStatus::Redirected, RecordState::Pending, None), Verdict::Processing);
        assert_eq!(after(1, AttemptStatus::Processing, RecordState::Pending, None), Verdict::Nothing);
        assert_eq!(after(1, AttemptStatus::Created, RecordState::Unknown, None), Verdict::Nothing);
    }
}
