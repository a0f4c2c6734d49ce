//! The embedded mailbox: each mail a file `.eml` in a directory, which any mail program opens.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context as _;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use lettre::{Address, AsyncFileTransport, AsyncTransport as _, Tokio1Executor};
use platform::ports::{Clock, Mail, MailError, Mailbox, Mailer, ReceivedMail};

use super::message;

/// How many mails the mailbox shows.
const SHOWN: usize = 200;

/// Keeps mails in a directory instead of sending them.
pub struct EmbeddedMailbox {
    directory: PathBuf,
    arriving: PathBuf,
    transport: AsyncFileTransport<Tokio1Executor>,
    from: Address,
    clock: Arc<dyn Clock>,
    arrived: AtomicU64,
}

impl EmbeddedMailbox {
    /// In this directory, made if need be.
    pub fn open(directory: &Path, from: &str, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let arriving = directory.join("arriving");
        std::fs::create_dir_all(&arriving).context("the mailbox's directory cannot be made")?;
        Ok(Self {
            directory: directory.to_owned(),
            transport: AsyncFileTransport::new(&arriving),
            arriving,
            from: from.parse().context("the sender's address cannot be read")?,
            clock,
            arrived: AtomicU64::new(0),
        })
    }

    /// The name says when the mail came, in the order of the names; the counter keeps that order
    /// within one instant.
    fn name(&self, now: DateTime<Utc>, id: &str) -> String {
        let order = self.arrived.fetch_add(1, Ordering::SeqCst);
        format!("{:020}-{order:08}-{id}.eml", now.timestamp_micros())
    }
}

#[async_trait]
impl Mailer for EmbeddedMailbox {
    /// Written aside and then renamed, so that nobody reads half a mail.
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let now = self.clock.now();
        let message = message::compose(mail, &self.from, now)?;
        let id = self.transport.send(message).await.map_err(|error| MailError::Transient(error.to_string()))?;
        let written = self.arriving.join(format!("{id}.eml"));
        let kept = self.directory.join(self.name(now, &id));
        tokio::fs::rename(written, kept).await.map_err(|error| MailError::Transient(error.to_string()))
    }
}

#[async_trait]
impl Mailbox for EmbeddedMailbox {
    async fn mails(&self) -> anyhow::Result<Vec<ReceivedMail>> {
        let directory = self.directory.clone();
        tokio::task::spawn_blocking(move || latest(&directory)).await?
    }
}

fn latest(directory: &Path) -> anyhow::Result<Vec<ReceivedMail>> {
    let mut names: Vec<String> = std::fs::read_dir(directory)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "eml"))
        .collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    Ok(names.iter().take(SHOWN).filter_map(|name| read(directory, name)).collect())
}

/// One strange file must not hide the mails around it.
fn read(directory: &Path, name: &str) -> Option<ReceivedMail> {
    let received_at = name.split('-').next().and_then(|micros| micros.parse().ok()).and_then(DateTime::from_timestamp_micros)?;
    let mail = std::fs::read(directory.join(name)).ok().and_then(|raw| message::parse(&raw, received_at));
    if mail.is_none() {
        tracing::warn!(file = name, "a file of the mailbox is no mail");
    }
    mail
}
