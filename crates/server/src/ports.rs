//! The adapters that the configuration asks for.

use std::path::Path;
use std::sync::Arc;

use adapters::closed::NoGateway;
use adapters::mail::{EmbeddedMailbox, SmtpMailer};
use adapters::sandbox::{Pace, SandboxGateway, Settings};
use adapters::system::{SystemClock, SystemEntropy};
use adapters::typst::TypstTypesetter;
use anyhow::Context as _;
use platform::config::Mode;
use platform::ports::{Clock, Entropy, Mailbox, Mailer, PaymentGateway, Ports};
use platform::{Config, secrets};
use secrecy::{ExposeSecret as _, SecretString};

/// Opens every port, and the sandbox where people try paying. Production never takes play money.
pub fn choose(config: &Config) -> anyhow::Result<(Ports, Option<Arc<SandboxGateway>>)> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
    let (mailer, mailbox) = mail(config, &clock)?;
    let sandbox = match config.mode {
        Mode::Production => None,
        Mode::Development | Mode::Demo => Some(Arc::new(sandbox(config, &clock, &entropy)?)),
    };
    let gateway: Arc<dyn PaymentGateway> = match &sandbox {
        Some(sandbox) => sandbox.clone(),
        None => Arc::new(NoGateway),
    };
    Ok((Ports { clock, entropy, mailer, mailbox, gateway, typesetter: Arc::new(TypstTypesetter::new()) }, sandbox))
}

fn sandbox(config: &Config, clock: &Arc<dyn Clock>, entropy: &Arc<dyn Entropy>) -> anyhow::Result<SandboxGateway> {
    SandboxGateway::open(Settings {
        directory: config.data_dir.join("sandbox"),
        public_url: config.public_url.clone(),
        secret: hex::encode(secrets::derive(config.secret.expose_secret(), "sandbox")).into(),
        clock: clock.clone(),
        entropy: entropy.clone(),
        pace: Pace::default(),
    })
}

type Mail = (Arc<dyn Mailer>, Option<Arc<dyn Mailbox>>);

fn mail(config: &Config, clock: &Arc<dyn Clock>) -> anyhow::Result<Mail> {
    if let Some(url) = &config.smtp_url {
        return Ok((Arc::new(SmtpMailer::new(url.expose_secret(), &config.mail_from, clock.clone())?), None));
    }
    let mailbox = Arc::new(EmbeddedMailbox::open(&config.data_dir.join("mailbox"), &config.mail_from, clock.clone())?);
    Ok((mailbox.clone(), Some(mailbox)))
}

/// The data directory, and outside production a secret of its own, made once.
pub fn prepare(mut config: Config) -> anyhow::Result<Config> {
    std::fs::create_dir_all(&config.data_dir).with_context(|| format!("{} cannot be made", config.data_dir.display()))?;
    if config.secret.expose_secret().is_empty() && config.mode != Mode::Production {
        config.secret = own_secret(&config.data_dir.join("secret"))?;
    }
    Ok(config)
}

fn own_secret(path: &Path) -> anyhow::Result<SecretString> {
    if let Ok(kept) = std::fs::read_to_string(path) {
        return Ok(kept.trim().to_owned().into());
    }
    let made = secrets::token(&SystemEntropy, "");
    write_private(path, &made).with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(made.into())
}

/// Only its owner may read it.
fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
