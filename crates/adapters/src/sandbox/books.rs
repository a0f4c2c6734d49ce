//! The sandbox's books: one file per charge, so that a payment writes its own page only. They are
//! the provider's, not ours: nothing in them is read from the database.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use contract::money::Money;
use contract::payments::PaymentMethod;
use contract::words::Locale;
use platform::ports::GatewayError;
use serde::{Deserialize, Serialize};

/// One charge and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// The merchant's reference.
    pub reference: String,
    /// Ours, as a provider.
    pub provider_reference: String,
    /// What was asked for.
    pub amount: Money,
    /// For what.
    pub description: String,
    /// Where the payer goes back.
    pub return_url: String,
    /// Where notifications go.
    pub notify_url: String,
    /// The payer's name.
    pub payer: String,
    /// The payer's language.
    pub locale: Locale,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// What became of it.
    pub outcome: Outcome,
    /// Money given back.
    pub refunds: Vec<Refunded>,
}

/// What became of a charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// Not decided.
    Pending,
    /// Money came: how much, and how.
    Succeeded {
        /// What was paid.
        amount: Money,
        /// How.
        method: PaymentMethod,
    },
    /// The payer, or the payer's bank, said no. May still be paid later.
    Failed {
        /// Why, for people.
        reason: String,
    },
}

impl Outcome {
    /// The word of the notifications and of the raw records.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded { .. } => "succeeded",
            Self::Failed { .. } => "failed",
        }
    }
}

/// Money given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refunded {
    /// The merchant's key: asked twice, given once.
    pub key: String,
    /// Ours, as a provider.
    pub provider_reference: String,
    /// How much.
    pub amount: Money,
    /// When.
    pub at: DateTime<Utc>,
}

/// The directory of the entries.
#[derive(Clone)]
pub(super) struct Books {
    directory: PathBuf,
    /// One change at a time: each reads an entry, decides and writes it.
    writing: Arc<Mutex<()>>,
}

impl Books {
    pub(super) fn open(directory: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(directory)?;
        Ok(Self { directory: directory.to_owned(), writing: Arc::default() })
    }

    /// Adds an entry; a reference is used once for ever.
    pub(super) async fn add(&self, entry: Entry) -> Result<(), GatewayError> {
        self.alone(move |books| match books.read(&entry.reference)? {
            Some(_) => Err(refused("reference_reused", "a charge with this reference exists")),
            None => books.write(&entry),
        })
        .await
    }

    /// The entry, if there is one.
    pub(super) async fn find(&self, reference: &str) -> Result<Option<Entry>, GatewayError> {
        let reference = reference.to_owned();
        self.aside(move |books| books.read(&reference)).await
    }

    /// Every entry, in no order.
    pub(super) async fn all(&self) -> Result<Vec<Entry>, GatewayError> {
        self.aside(Self::read_all).await
    }

    /// Changes an entry and keeps it when the change was allowed.
    pub(super) async fn change<T: Send + 'static>(
        &self,
        reference: &str,
        change: impl FnOnce(&mut Entry) -> Result<T, GatewayError> + Send + 'static,
    ) -> Result<T, GatewayError> {
        let reference = reference.to_owned();
        self.alone(move |books| {
            let mut entry = books.read(&reference)?.ok_or_else(|| refused("charge_unknown", "no charge has this reference"))?;
            let answer = change(&mut entry)?;
            books.write(&entry)?;
            Ok(answer)
        })
        .await
    }

    async fn alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, GatewayError> + Send + 'static,
    ) -> Result<T, GatewayError> {
        self.aside(move |books| {
            let _one = books.writing.lock().unwrap_or_else(PoisonError::into_inner);
            work(books)
        })
        .await
    }

    /// Disks are slow: away from the threads that serve requests.
    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, GatewayError> + Send + 'static,
    ) -> Result<T, GatewayError> {
        let books = self.clone();
        tokio::task::spawn_blocking(move || work(&books)).await.map_err(|error| GatewayError::Unavailable(error.to_string()))?
    }

    fn read(&self, reference: &str) -> Result<Option<Entry>, GatewayError> {
        if !is_reference(reference) {
            return Ok(None);
        }
        match std::fs::read(self.page(reference)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| unavailable(&error)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unavailable(&error)),
        }
    }

    fn read_all(&self) -> Result<Vec<Entry>, GatewayError> {
        let files = std::fs::read_dir(&self.directory).map_err(|error| unavailable(&error))?;
        let references = files.filter_map(|file| file.ok()?.file_name().to_str()?.strip_suffix(".json").map(str::to_owned));
        references.filter_map(|reference| self.read(&reference).transpose()).collect()
    }

    fn write(&self, entry: &Entry) -> Result<(), GatewayError> {
        self.replace(entry).map_err(|error| unavailable(&error))
    }

    /// Written aside, brought to the disk, then renamed: after a crash the old page or the new one, never half of one.
    fn replace(&self, entry: &Entry) -> std::io::Result<()> {
        let draft = self.directory.join(format!("{}.draft", entry.reference));
        let mut file = std::fs::File::create(&draft)?;
        file.write_all(&serde_json::to_vec_pretty(entry)?)?;
        file.sync_all()?;
        std::fs::rename(&draft, self.page(&entry.reference))?;
        std::fs::File::open(&self.directory)?.sync_all()
    }

    fn page(&self, reference: &str) -> PathBuf {
        self.directory.join(format!("{reference}.json"))
    }
}

/// What may become a file name.
pub(super) fn is_reference(text: &str) -> bool {
    (20..=25).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

pub(super) fn refused(code: &str, message: &str) -> GatewayError {
    GatewayError::Refused { code: code.to_owned(), message: message.to_owned() }
}

fn unavailable(error: &dyn std::fmt::Display) -> GatewayError {
    GatewayError::Unavailable(format!("the sandbox's books: {error}"))
}
