//! Passwords: hashed with argon2id, on at most two threads, so that a crowd at the door slows the
//! log-in and nothing else.

use std::sync::LazyLock;

use argon2::{Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version};
use contract::Checker;
use contract::identity::check_password;
use platform::ports::Entropy;
use platform::{AppError, Result};
use tokio::sync::Semaphore;

/// One of the settings that OWASP ASVS 5.0 (11.4.2) allows: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
/// Hashes computed at once.
const THREADS: usize = 2;
/// Callers that may wait for a thread; the next one is asked to come again.
const QUEUE: usize = 64;
/// What `zxcvbn` calls "safely unguessable: moderate protection from offline attack".
const LEAST_SCORE: zxcvbn::Score = zxcvbn::Score::Three;

static HASHING: Semaphore = Semaphore::const_new(THREADS);
static WAITING: Semaphore = Semaphore::const_new(QUEUE);

/// A hash that no password has, to spend the same time on an address that nobody has.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| argon2().hash_password_with_salt(b"nobody's password", &[7; 16]).map(|hash| hash.to_string()).unwrap_or_default());

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default())
}

/// Refuses a password that is too short or that would be guessed; `hints` are what the guesser
/// knows: the person's name and address.
pub fn check(field: &str, password: &str, hints: &[&str]) -> Result<()> {
    let mut checker = Checker::default();
    check_password(&mut checker, field, password);
    let errors = checker.into_errors();
    if !errors.is_empty() {
        return Err(AppError::Invalid(errors));
    }
    // A guesser tries the name as it is written, and its words.
    let parts = hints.iter().flat_map(|hint| hint.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
    let words: Vec<&str> = hints.iter().copied().chain(parts).collect();
    if zxcvbn::zxcvbn(password, &words).score() < LEAST_SCORE {
        return Err(AppError::field(&format!("/{field}"), "common_password"));
    }
    Ok(())
}

/// The hash to keep.
pub async fn hash(entropy: &dyn Entropy, password: &str) -> Result<String> {
    let mut salt = [0_u8; 16];
    entropy.fill(&mut salt);
    let password = password.to_owned();
    work(move || argon2().hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string()).ok())
        .await?
        .ok_or_else(|| AppError::Internal(anyhow::anyhow!("argon2 refused its parameters")))
}

/// Whether the password is this hash's. Without a hash it takes the same time and says no.
pub async fn verify(password: &str, hash: Option<&str>) -> Result<bool> {
    let known = hash.is_some();
    let hash = hash.map_or_else(|| NOBODY.clone(), str::to_owned);
    let password = password.to_owned();
    let matches =
        work(move || PasswordHash::new(&hash).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())).await?;
    Ok(matches && known)
}

async fn work<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _place = WAITING.try_acquire().map_err(|_| AppError::Unavailable("busy"))?;
    let _thread = HASHING.acquire().await.map_err(|_| AppError::Unavailable("busy"))?;
    Ok(tokio::task::spawn_blocking(job).await.map_err(anyhow::Error::from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed;
    impl Entropy for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let kept = hash(&Fixed, "une phrase que personne ne devine").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("une phrase que personne ne devine", Some(&kept)).await.unwrap());
        assert!(!verify("Une phrase que personne ne devine", Some(&kept)).await.unwrap());
        assert!(!verify("nobody's password", None).await.unwrap());
    }

    #[test]
    fn what_everybody_takes_is_refused() {
        assert!(check("password", "password1234", &[]).is_err());
        assert!(check("password", "awa kone abidjan", &["awa.kone@example.ci", "Awa Kone Abidjan"]).is_err());
        assert!(check("password", "court", &[]).is_err());
        assert!(check("password", "la lanterne verte du quai", &[]).is_ok());
    }
}
