//! Secrets: made from the injected entropy, kept only as digests, compared in constant time.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::ports::Entropy;

/// A new secret of 256 bits behind a prefix that names its kind.
pub fn token(entropy: &dyn Entropy, prefix: &str) -> String {
    let mut bytes = [0_u8; 32];
    entropy.fill(&mut bytes);
    format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// What is kept of a secret. The secret has 256 bits of its own, so that no salt is needed.
pub fn digest(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn hex_digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A key for one purpose, derived from the installation's secret.
pub fn derive(secret: &str, purpose: &str) -> Vec<u8> {
    sign(secret.as_bytes(), purpose.as_bytes())
}

/// HMAC-SHA256.
pub fn sign(key: &[u8], message: &[u8]) -> Vec<u8> {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return Vec::new() };
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

/// Whether the HMAC is right, in constant time.
pub fn verify(key: &[u8], message: &[u8], tag: &[u8]) -> bool {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return false };
    mac.update(message);
    mac.verify_slice(tag).is_ok()
}
