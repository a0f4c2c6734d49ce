//! A closed loop of people: each connection sends its next request when the answer is there.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use reqwest::Client;

use crate::operations::Request;

/// What the callers saw.
pub struct Seen {
    /// Milliseconds of each answer, sorted.
    latencies: Vec<f64>,
    elapsed: Duration,
}

impl Seen {
    pub fn requests(&self) -> usize {
        self.latencies.len()
    }

    /// Requests a second.
    #[expect(clippy::cast_precision_loss, reason = "counts of a few seconds")]
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that so many thousandths of the answers kept.
    pub fn permille(&self, thousandths: usize) -> f64 {
        let at = (self.latencies.len().saturating_sub(1) * thousandths) / 1000;
        self.latencies.get(at).copied().unwrap_or(0.0)
    }
}

/// Makes the n-th request of a connection.
pub type Maker = Arc<dyn Fn(usize, usize) -> Request + Send + Sync>;

/// Keeps these connections busy for a while. An answer that is no success ends everything: a
/// server is quick at refusing.
pub async fn run(base: &str, clients: &[Client], first: usize, time: Duration, maker: &Maker) -> Result<Seen> {
    let started = Instant::now();
    let tasks: Vec<_> = clients
        .iter()
        .enumerate()
        .map(|(connection, client)| tokio::spawn(busy(base.to_owned(), client.clone(), connection, first, started + time, maker.clone())))
        .collect();
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await??);
    }
    latencies.sort_unstable_by(f64::total_cmp);
    Ok(Seen { latencies, elapsed: started.elapsed() })
}

async fn busy(base: String, client: Client, connection: usize, first: usize, until: Instant, maker: Maker) -> Result<Vec<f64>> {
    let mut latencies = Vec::new();
    for number in first.. {
        let began = Instant::now();
        if began >= until {
            break;
        }
        send(&client, &base, maker(connection, number)).await?;
        latencies.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(latencies)
}

/// One request, read to its end; the statements that it cost, where the program says so.
pub async fn send(client: &Client, base: &str, request: Request) -> Result<Option<u32>> {
    let Request { method, path, headers, body } = request;
    let mut outgoing = client.request(method, format!("{base}{path}"));
    for (name, value) in headers {
        outgoing = outgoing.header(name, value);
    }
    if let Some(body) = body {
        outgoing = outgoing.header("content-type", "application/json").body(body);
    }
    let answer = outgoing.send().await?;
    let status = answer.status();
    let statements = answer.headers().get("x-parvis-statements").and_then(|value| value.to_str().ok()?.parse().ok());
    let bytes = answer.bytes().await?;
    if !status.is_success() {
        bail!("{path} answered {status}: {}", String::from_utf8_lossy(&bytes));
    }
    Ok(statements)
}
