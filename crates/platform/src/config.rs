//! The one configuration, read once from the environment and checked whole: every mistake is
//! said at once, secrets are never printed.

use std::net::SocketAddr;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};

use crate::proxies::Proxies;

/// How the installation is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// On a developer's machine: embedded adapters, mailbox at `/dev/mail`.
    Development,
    /// Shows the demo: a click logs in; serves loopback only.
    Demo,
    /// Holds other people's work: real adapters, strict settings.
    Production,
}

impl Mode {
    /// Whether tools for developers may be served.
    pub const fn has_dev_tools(self) -> bool {
        !matches!(self, Self::Production)
    }
}

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// `PARVIS_MODE`.
    pub mode: Mode,
    /// `PARVIS_LISTEN`.
    pub listen: SocketAddr,
    /// `PARVIS_PUBLIC_URL`, without a slash at its end.
    pub public_url: String,
    /// `PARVIS_DATABASE_URL`.
    pub database_url: SecretString,
    /// `PARVIS_DATA_DIR`: the SQLite file, the mailbox, the generated secret.
    pub data_dir: PathBuf,
    /// `PARVIS_SECRET`: signs tokens.
    pub secret: SecretString,
    /// `PARVIS_SMTP_URL`; the embedded mailbox when silent.
    pub smtp_url: Option<SecretString>,
    /// `PARVIS_MAIL_FROM`: envelope and header sender.
    pub mail_from: String,
    /// `PARVIS_WORKERS`: threads that answer requests.
    pub workers: usize,
    /// `PARVIS_POOL`: database connections at the most.
    pub pool: u32,
    /// `PARVIS_TRUSTED_PROXIES`: whose word on the caller's address is taken.
    pub trusted_proxies: Proxies,
}

/// What is wrong with the configuration, all of it.
#[derive(Debug, thiserror::Error)]
#[error("the configuration cannot be used:\n  {}", .0.join("\n  "))]
pub struct ConfigError(pub Vec<String>);

const DEFAULT_FROM: &str = "parvis@localhost.localdomain";

/// The variables that are read, and what each is for; the README's table is made of it.
pub const VARIABLES: &[(&str, &str, &str)] = &[
    ("PARVIS_MODE", "development", "`development`, `demo` (loopback only, a click logs in) or `production`"),
    ("PARVIS_LISTEN", "127.0.0.1:8080", "address and port to serve"),
    ("PARVIS_PUBLIC_URL", "http://localhost:8080", "where browsers reach it; links in mails begin with it"),
    ("PARVIS_DATABASE_URL", "sqlite file in the data directory", "`sqlite://file` or `postgres://…`"),
    ("PARVIS_DATA_DIR", "./data", "SQLite file, mailbox, sandbox gateway, generated secret"),
    ("PARVIS_SECRET", "generated outside production", "at least 32 characters; signs tokens"),
    ("PARVIS_SMTP_URL", "none: embedded mailbox", "`smtps://user:password@host` or `smtp://host:587?tls=required`"),
    ("PARVIS_MAIL_FROM", DEFAULT_FROM, "sender of all mails"),
    ("PARVIS_WORKERS", "number of cores", "threads that answer requests"),
    ("PARVIS_POOL", "10", "database connections at the most"),
    (
        "PARVIS_TRUSTED_PROXIES",
        "none",
        "addresses and networks of reverse proxies (`127.0.0.1,10.0.0.0/8`) that set `X-Forwarded-For` or `Forwarded`",
    ),
    ("PARVIS_LOG", "info", "what is logged, as `tracing` filters"),
];

impl Config {
    /// Reads the environment.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
    }

    /// Reads variables from anywhere.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut errors = Vec::new();
        let mode = mode(variable("PARVIS_MODE").as_deref(), &mut errors);
        let listen = parse(&variable, "PARVIS_LISTEN", "127.0.0.1:8080", &mut errors);
        let data_dir = PathBuf::from(variable("PARVIS_DATA_DIR").unwrap_or_else(|| "./data".into()));
        let database_url = variable("PARVIS_DATABASE_URL").unwrap_or_else(|| format!("sqlite://{}", data_dir.join("parvis.db").display()));
        let config = Self {
            mode,
            listen: listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            public_url: variable("PARVIS_PUBLIC_URL").unwrap_or_else(|| "http://localhost:8080".into()).trim_end_matches('/').to_owned(),
            database_url: database_url.into(),
            secret: variable("PARVIS_SECRET").unwrap_or_default().into(),
            smtp_url: variable("PARVIS_SMTP_URL").map(Into::into),
            mail_from: variable("PARVIS_MAIL_FROM").unwrap_or_else(|| DEFAULT_FROM.into()),
            workers: parse(&variable, "PARVIS_WORKERS", &cores().to_string(), &mut errors).unwrap_or(1),
            pool: parse(&variable, "PARVIS_POOL", "10", &mut errors).unwrap_or(10),
            trusted_proxies: parse(&variable, "PARVIS_TRUSTED_PROXIES", "", &mut errors).unwrap_or_default(),
            data_dir,
        };
        config.check(&mut errors);
        if errors.is_empty() { Ok(config) } else { Err(ConfigError(errors)) }
    }

    fn check(&self, errors: &mut Vec<String>) {
        let secret = self.secret.expose_secret();
        if !secret.is_empty() && secret.len() < 32 {
            errors.push("PARVIS_SECRET is shorter than 32 characters".into());
        }
        if !self.public_url.starts_with("http://") && !self.public_url.starts_with("https://") {
            errors.push("PARVIS_PUBLIC_URL must begin with http:// or https://".into());
        }
        match self.mode {
            Mode::Demo if !self.listen.ip().is_loopback() => {
                errors.push("the demo logs anybody in: PARVIS_LISTEN must be a loopback address".into());
            }
            Mode::Production => self.check_production(errors),
            _ => {}
        }
    }

    fn check_production(&self, errors: &mut Vec<String>) {
        let mut require = |holds: bool, what: &str| {
            if !holds {
                errors.push(format!("in production, {what}"));
            }
        };
        require(!self.secret.expose_secret().is_empty(), "PARVIS_SECRET must be set");
        require(self.public_url.starts_with("https://"), "PARVIS_PUBLIC_URL must begin with https://");
        require(self.smtp_url.is_some(), "PARVIS_SMTP_URL must be set");
        require(self.mail_from != DEFAULT_FROM, "PARVIS_MAIL_FROM must be set");
    }

    /// Whether the database is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        let url = self.database_url.expose_secret();
        url.starts_with("postgres://") || url.starts_with("postgresql://")
    }

    /// The settings as they may be printed.
    pub fn redacted(&self) -> String {
        let database = if self.is_postgres() { "postgres://…" } else { self.database_url.expose_secret() };
        format!(
            "mode {:?}, listening on {}, public at {}, database {database}, mail {}",
            self.mode,
            self.listen,
            self.public_url,
            if self.smtp_url.is_some() { "by SMTP" } else { "into the embedded mailbox" },
        )
    }
}

fn mode(text: Option<&str>, errors: &mut Vec<String>) -> Mode {
    match text {
        None | Some("development") => Mode::Development,
        Some("demo") => Mode::Demo,
        Some("production") => Mode::Production,
        Some(other) => {
            errors.push(format!("PARVIS_MODE is `{other}`, not development, demo or production"));
            Mode::Production
        }
    }
}

fn parse<T: std::str::FromStr>(
    variable: &impl Fn(&str) -> Option<String>,
    name: &str,
    silent: &str,
    errors: &mut Vec<String>,
) -> Option<T> {
    let text = variable(name).unwrap_or_else(|| silent.into());
    text.parse().map_err(|_| errors.push(format!("{name} is `{text}`, which cannot be read"))).ok()
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::read(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn silence_is_a_development_machine() {
        let config = read(&[]).unwrap();
        assert_eq!((config.mode, config.is_postgres()), (Mode::Development, false));
    }

    #[test]
    fn production_names_all_that_is_unsafe_at_once() {
        let nowhere = [("PARVIS_LISTEN", "nowhere"), ("PARVIS_TRUSTED_PROXIES", "nginx")];
        let ConfigError(errors) = read(&[&[("PARVIS_MODE", "production")], &nowhere[..]].concat()).unwrap_err();
        assert_eq!(errors.len(), 6, "{errors:?}");
    }

    #[test]
    fn the_demo_never_leaves_loopback() {
        assert!(read(&[("PARVIS_MODE", "demo"), ("PARVIS_LISTEN", "0.0.0.0:8080")]).is_err());
    }

    #[test]
    fn secrets_are_not_printed() {
        let config = read(&[("PARVIS_DATABASE_URL", "postgres://u:hunter2@h/d"), ("PARVIS_SECRET", &"s3cret".repeat(8))]).unwrap();
        assert!(!format!("{config:?}{}", config.redacted()).contains("hunter2"));
        assert!(!format!("{config:?}{}", config.redacted()).contains("s3cret"));
    }
}
