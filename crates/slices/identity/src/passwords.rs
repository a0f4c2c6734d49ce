//! Passwords: hashed with argon2id, on at most two threads, so that a crowd at the door slows the
//! log-in and nothing else.

use std::sync::{LazyLock, Mutex};

use argon2::password_hash::phc::{Output, ParamsString, Salt};
use argon2::{Algorithm, Argon2, Block, Params, PasswordHash, Version};
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

/// What hashing needs of memory, kept for the next: given back each time, most of it would stay with
/// the threads that used it, a hundred megabytes after a busy minute.
static MEMORY: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());

/// Letters and digits that a password has of its own, beyond the person's name and address.
const LEAST_OWN: usize = 6;

static HASHING: Semaphore = Semaphore::const_new(THREADS);
static WAITING: Semaphore = Semaphore::const_new(QUEUE);

/// A hash that no password has, to spend the same time on an address that nobody has.
static NOBODY: LazyLock<String> = LazyLock::new(|| hashed(b"nobody's password", &[7; 16]).map(|hash| hash.to_string()).unwrap_or_default());

fn params() -> Params {
    Params::new(MEMORY_KIB, PASSES, 1, None).unwrap_or_default()
}

/// argon2id over memory that was used before.
fn argon2id(params: Params, password: &[u8], salt: &[u8], out: &mut [u8]) -> bool {
    let mut blocks = MEMORY.lock().ok().and_then(|mut kept| kept.pop()).unwrap_or_default();
    blocks.resize(blocks.len().max(params.block_count()), Block::new());
    let done = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(password, salt, out, &mut blocks);
    if let Ok(mut kept) = MEMORY.lock() {
        kept.push(blocks);
    }
    done.is_ok()
}

fn hashed(password: &[u8], salt: &[u8; 16]) -> Option<PasswordHash> {
    let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
    argon2id(params(), password, salt, &mut out).then_some(())?;
    let (algorithm, version) = (Algorithm::Argon2id.ident(), Some(Version::V0x13.into()));
    let (salt, hash) = (Some(Salt::new(salt).ok()?), Some(Output::new(&out).ok()?));
    Some(PasswordHash { algorithm, version, params: ParamsString::try_from(params()).ok()?, salt, hash })
}

/// Whether this password gives this hash, by the parameters that the hash names.
fn gives(password: &[u8], hash: &str) -> Option<bool> {
    let hash = PasswordHash::new(hash).ok().filter(|hash| hash.algorithm == Algorithm::Argon2id.ident())?;
    let (params, salt, kept) = (Params::try_from(&hash).ok()?, hash.salt?, hash.hash?);
    let mut out = vec![0; kept.len()];
    argon2id(params, password, &salt, &mut out).then_some(())?;
    // Compared in constant time.
    Some(Output::new(&out).ok()? == kept)
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
    if zxcvbn::zxcvbn(password, &words).score() < LEAST_SCORE || own_characters(password, &words) < LEAST_OWN {
        return Err(AppError::field(&format!("/{field}"), "common_password"));
    }
    Ok(())
}

/// How many letters and digits the password has besides the words that a guesser knows, which
/// `zxcvbn` counts as little the first time and as much when they come twice.
fn own_characters(password: &str, words: &[&str]) -> usize {
    let known = words.iter().map(|word| word.to_lowercase()).filter(|word| word.chars().count() > 2);
    let rest = known.fold(password.to_lowercase(), |rest, word| rest.replace(&word, " "));
    rest.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The hash to keep.
pub async fn hash(entropy: &dyn Entropy, password: &str) -> Result<String> {
    let mut salt = [0_u8; 16];
    entropy.fill(&mut salt);
    let password = password.to_owned();
    work(move || hashed(password.as_bytes(), &salt).map(|hash| hash.to_string()))
        .await?
        .ok_or_else(|| AppError::Internal(anyhow::anyhow!("argon2 refused its parameters")))
}

/// Whether the password is this hash's. Without a hash it takes the same time and says no.
pub async fn verify(password: &str, hash: Option<&str>) -> Result<bool> {
    let known = hash.is_some();
    let hash = hash.map_or_else(|| NOBODY.clone(), str::to_owned);
    let password = password.to_owned();
    let matches = work(move || gives(password.as_bytes(), &hash).unwrap_or(false)).await?;
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
        assert!(check("password", "Moussa moussa!", &["moussa@example.ci", "Moussa"]).is_err());
        assert!(check("password", "court", &[]).is_err());
        assert!(check("password", "la lanterne verte du quai", &[]).is_ok());
    }
}
