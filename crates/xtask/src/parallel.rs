//! Work on many things, as many at once as there are cores.

use anyhow::{Result, anyhow};
use std::sync::Mutex;

/// Does the work for all; the last of the list begins first. Fails with one of the errors.
pub fn at_once<T: Sync>(all: &[T], work: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
    let queue = Mutex::new(all.iter());
    let next = || queue.lock().ok()?.next_back();
    let worker = || -> Result<()> {
        while let Some(one) = next() {
            work(one)?;
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism()?.get();
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        running.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(anyhow!("a worker panicked"))))
    })
}
