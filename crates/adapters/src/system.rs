//! Time and randomness: the machine's own, and stand-ins that tests hold still.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::SystemTime;

use chrono::{DateTime, TimeDelta, Utc};
use platform::ports::{Clock, Entropy};
use sha2::{Digest, Sha256};

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        #[expect(clippy::disallowed_methods, reason = "the clock that is injected everywhere else")]
        SystemTime::now().into()
    }
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    /// A program that cannot make secrets must not go on with guessable ones, so this panics.
    fn fill(&self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gives no randomness: {error}");
        }
    }
}

/// A clock that moves only when told. Whole microseconds, which is what PostgreSQL keeps.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// Stands still at this instant.
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(AtomicI64::new(instant.timestamp_micros()))
    }

    /// Jumps to this instant.
    pub fn set(&self, instant: DateTime<Utc>) {
        self.0.store(instant.timestamp_micros(), Ordering::SeqCst);
    }

    /// Lets time pass.
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_microseconds().unwrap_or(0), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

/// The same bytes for the same seed, in the same order of calls. Never outside tests: whoever
/// knows the seed knows each secret.
#[derive(Debug)]
pub struct SeededEntropy {
    seed: u64,
    blocks: AtomicU64,
}

impl SeededEntropy {
    /// Begins at this seed.
    pub const fn new(seed: u64) -> Self {
        Self { seed, blocks: AtomicU64::new(0) }
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let block = self.blocks.fetch_add(1, Ordering::SeqCst);
            let digest = Sha256::new().chain_update(self.seed.to_be_bytes()).chain_update(block.to_be_bytes()).finalize();
            chunk.copy_from_slice(&digest[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(entropy: &dyn Entropy) -> [u8; 48] {
        let mut bytes = [0; 48];
        entropy.fill(&mut bytes);
        bytes
    }

    #[test]
    fn a_seed_repeats_itself_and_a_machine_does_not() {
        assert_eq!(bytes(&SeededEntropy::new(7)), bytes(&SeededEntropy::new(7)));
        assert_ne!(bytes(&SeededEntropy::new(7)), bytes(&SeededEntropy::new(8)));
        let one = SeededEntropy::new(7);
        assert_ne!(bytes(&one), bytes(&one));
        assert_ne!(bytes(&SystemEntropy), bytes(&SystemEntropy));
    }

    #[test]
    fn a_manual_clock_moves_when_told() {
        let start = DateTime::from_timestamp(1_795_215_600, 0).unwrap();
        let clock = ManualClock::at(start);
        assert_eq!(clock.now(), start);
        clock.advance(TimeDelta::minutes(5));
        assert_eq!(clock.now() - start, TimeDelta::minutes(5));
        clock.set(start);
        assert_eq!(clock.now(), start);
    }

    #[test]
    fn the_system_clock_goes_forward() {
        let before = SystemClock.now();
        assert!(SystemClock.now() >= before);
    }
}
