//! How gateways sign what they send us. Pure functions over the words of their documentation.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// How far a signature's instant may lie from ours, in seconds, both ways.
pub const TOLERANCE: i64 = 300;

/// The fields of a `CinetPay` notification that its token covers, in this order and no other.
pub const CINETPAY_FIELDS: [&str; 16] = [
    "cpm_site_id",
    "cpm_trans_id",
    "cpm_trans_date",
    "cpm_amount",
    "cpm_currency",
    "signature",
    "payment_method",
    "cel_phone_num",
    "cpm_phone_prefixe",
    "cpm_language",
    "cpm_version",
    "cpm_payment_config",
    "cpm_page_action",
    "cpm_custom",
    "cpm_designation",
    "cpm_error_message",
];

/// The `x-token` of a `CinetPay` notification whose decoded form values `value` gives; an absent
/// field counts as empty.
pub fn cinetpay_token<'a>(secret: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    hex::encode(cinetpay_mac(secret, value).finalize().into_bytes())
}

/// Whether the `x-token` is the one of these values, compared in constant time.
pub fn cinetpay_token_matches<'a>(secret: &str, value: impl Fn(&str) -> Option<&'a str>, token: &str) -> bool {
    hex::decode(token).is_ok_and(|token| cinetpay_mac(secret, value).verify_slice(&token).is_ok())
}

fn cinetpay_mac<'a>(secret: &str, value: impl Fn(&str) -> Option<&'a str>) -> Hmac<Sha256> {
    let mut mac = keyed(secret);
    for field in CINETPAY_FIELDS {
        mac.update(value(field).unwrap_or_default().as_bytes());
    }
    mac
}

/// The `v1` of Stripe's scheme: the instant, a dot, the raw body. The key is the whole secret as
/// text, its `whsec_` included. Our sandbox signs in the same way.
pub fn stripe_signature(secret: &str, timestamp: i64, body: &[u8]) -> String {
    hex::encode(stripe_mac(secret, timestamp, body).finalize().into_bytes())
}

/// Why a signature header is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsigned {
    /// It says no instant, or no signature of the scheme we know.
    Unreadable,
    /// Its instant lies too far from ours: perhaps an old one, sent again.
    Stale,
    /// No signature fits the body.
    Different,
}

/// Checks a header `t=…,v1=…` over the raw body. Several `v1` may stand there while a secret is
/// exchanged; other schemes are passed over.
pub fn check_stripe_header(secret: &str, header: &str, body: &[u8], now: i64) -> Result<(), Unsigned> {
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let (_, instant) = parts().find(|(name, _)| *name == "t").ok_or(Unsigned::Unreadable)?;
    let timestamp: i64 = instant.parse().map_err(|_| Unsigned::Unreadable)?;
    let signatures: Vec<Vec<u8>> = parts().filter(|(name, _)| *name == "v1").filter_map(|(_, v1)| hex::decode(v1).ok()).collect();
    if signatures.is_empty() {
        return Err(Unsigned::Unreadable);
    }
    if now.abs_diff(timestamp) > TOLERANCE.unsigned_abs() {
        return Err(Unsigned::Stale);
    }
    let fits = |signature: &Vec<u8>| stripe_mac(secret, timestamp, body).verify_slice(signature).is_ok();
    if signatures.iter().any(fits) { Ok(()) } else { Err(Unsigned::Different) }
}

fn stripe_mac(secret: &str, timestamp: i64, body: &[u8]) -> Hmac<Sha256> {
    let mut mac = keyed(secret);
    mac.update(timestamp.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    mac
}

fn keyed(secret: &str) -> Hmac<Sha256> {
    // The error exists for other algorithms of the same trait.
    Hmac::new_from_slice(secret.as_bytes()).unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_of_a_test";
    const NOW: i64 = 1_795_215_600;
    const BODY: &[u8] = br#"{"id":"evt_1"}"#;

    fn header(timestamp: i64) -> String {
        format!("t={timestamp},v1={}", stripe_signature(SECRET, timestamp, BODY))
    }

    #[test]
    fn a_fresh_signature_of_this_body_is_believed() {
        assert_eq!(check_stripe_header(SECRET, &header(NOW), BODY, NOW), Ok(()));
        let exchanged = format!("t={NOW},v0=00,v1=00ff, v1={}", stripe_signature(SECRET, NOW, BODY));
        assert_eq!(check_stripe_header(SECRET, &exchanged, BODY, NOW), Ok(()));
    }

    #[test]
    fn nothing_else_is_believed() {
        assert_eq!(check_stripe_header("other", &header(NOW), BODY, NOW), Err(Unsigned::Different));
        assert_eq!(check_stripe_header(SECRET, &header(NOW), b"{}", NOW), Err(Unsigned::Different));
        let moved = header(NOW).replace(&NOW.to_string(), &(NOW + 1).to_string());
        assert_eq!(check_stripe_header(SECRET, &moved, BODY, NOW), Err(Unsigned::Different));
        for header in ["", "t=", "v1=00", "t=1795215600", "t=1795215600,v1=zz", "t=1795215600,v0=00"] {
            assert_eq!(check_stripe_header(SECRET, header, BODY, NOW), Err(Unsigned::Unreadable), "{header}");
        }
    }

    #[test]
    fn five_minutes_are_the_limit_both_ways() {
        for (now, expected) in
            [(NOW + 300, Ok(())), (NOW - 300, Ok(())), (NOW + 301, Err(Unsigned::Stale)), (NOW - 301, Err(Unsigned::Stale))]
        {
            assert_eq!(check_stripe_header(SECRET, &header(NOW), BODY, now), expected);
        }
    }
}
