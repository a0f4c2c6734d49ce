//! Mails out: over SMTP, or into a directory that people read at `/dev/mail`.

mod mailbox;
mod message;
mod smtp;

pub use mailbox::EmbeddedMailbox;
pub use message::parse;
pub use smtp::SmtpMailer;
