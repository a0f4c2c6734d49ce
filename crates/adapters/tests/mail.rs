//! The contract of `Mailer`, kept by both of its adapters, and what each adds.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/smtp.rs"]
mod smtp_server;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use parvis_adapters::mail::{EmbeddedMailbox, SmtpMailer, parse};
use parvis_adapters::system::ManualClock;
use platform::ports::{Attachment, Clock, Mail, MailError, Mailbox, Mailer};
use smtp_server::SmtpServer;

const FROM: &str = "factures@parvis.example.com";

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_262_400, 0).unwrap()
}

fn clock() -> Arc<ManualClock> {
    Arc::new(ManualClock::at(noon()))
}

fn mail(number: u32) -> Mail {
    Mail {
        message_id: format!("0196.{number}@parvis.example.com"),
        from_name: "Atelier Éléonore, « Menuiserie »".to_owned(),
        reply_to: Some("contact@atelier.example.com".to_owned()),
        to: "awa.diallo@client.example.com".to_owned(),
        subject: format!("Votre facture nº {number} est prête — merci de votre confiance, à bientôt"),
        text: "Bonjour,\n\nVotre facture est prête.\n.\nÀ bientôt".to_owned(),
        html: format!("<p>Bonjour,</p><p>Votre facture est prête. {}</p>", "é".repeat(1200)),
        attachments: vec![Attachment {
            name: "Facture été.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: vec![0, 13, 10, 255],
        }],
    }
}

/// What each mailer must do with a good mail; `wire` gives the mails as they left, oldest first.
async fn sends_what_it_was_given(mailer: &dyn Mailer, wire: impl Fn() -> Vec<Vec<u8>>) {
    mailer.send(&mail(1)).await.unwrap();
    mailer.send(&mail(2)).await.unwrap();
    let raw = wire();
    assert_eq!(raw.len(), 2);
    for (raw, sent) in raw.iter().zip([mail(1), mail(2)]) {
        let read = parse(raw, noon()).unwrap();
        assert_eq!(read.message_id, sent.message_id);
        assert_eq!(read.to, sent.to);
        assert_eq!(read.subject, sent.subject);
        assert_eq!(read.text.trim_end(), sent.text);
        assert_eq!(read.html.trim_end(), sent.html);
        assert_eq!(read.attachments, ["Facture été.pdf"]);
        let raw = String::from_utf8(raw.clone()).unwrap();
        for header in
            ["Auto-Submitted: auto-generated", "Date: ", "Content-Type: multipart/alternative;", "Reply-To: contact@atelier.example.com"]
        {
            assert!(raw.contains(header), "{header} in {raw}");
        }
        assert!(raw.contains("From: ") && raw.contains(&format!("<{FROM}>")), "{raw}");
        assert!(raw.is_ascii(), "names with accents are encoded");
        assert!(raw.lines().all(|line| line.len() <= 998), "no line is too long for SMTP");
    }
}

async fn sends_twice_under_one_name(mailer: &dyn Mailer, wire: impl Fn() -> Vec<Vec<u8>>) {
    let before = wire().len();
    mailer.send(&mail(3)).await.unwrap();
    mailer.send(&mail(3)).await.unwrap();
    let names: Vec<_> = wire()[before..].iter().map(|raw| parse(raw, noon()).unwrap().message_id).collect();
    assert_eq!(names, [mail(3).message_id, mail(3).message_id]);
}

async fn refuses_what_is_no_mail(mailer: &dyn Mailer, wire: impl Fn() -> Vec<Vec<u8>>) {
    let before = wire().len();
    for to in ["", "nobody", "a@example.com, b@example.com", "a@example.com\r\nBcc: b@example.com"] {
        let answer = mailer.send(&Mail { to: to.to_owned(), ..mail(4) }).await;
        assert!(matches!(answer, Err(MailError::Permanent(_))), "{to}: {answer:?}");
    }
    let hostile =
        Mail { subject: "Bonjour\r\nBcc: b@example.com\r\n\r\nautre".to_owned(), from_name: "A\nX-Evil: 1".to_owned(), ..mail(5) };
    mailer.send(&hostile).await.unwrap();
    let raw = wire();
    assert_eq!(raw.len(), before + 1);
    let raw = String::from_utf8(raw[before].clone()).unwrap();
    assert!(!raw.lines().any(|line| line.starts_with("Bcc:") || line.starts_with("X-Evil:")), "{raw}");
}

async fn keeps_the_contract(mailer: &dyn Mailer, wire: impl Fn() -> Vec<Vec<u8>>) {
    sends_what_it_was_given(mailer, &wire).await;
    sends_twice_under_one_name(mailer, &wire).await;
    refuses_what_is_no_mail(mailer, &wire).await;
}

fn files(directory: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[tokio::test]
async fn smtp_keeps_the_contract() {
    let server = SmtpServer::start().await;
    let mailer = SmtpMailer::new(&server.url(), FROM, clock()).unwrap();
    keeps_the_contract(&mailer, || server.taken()).await;
    assert!(server.recipients().iter().all(|line| line == "RCPT TO:<awa.diallo@client.example.com>"));
}

#[tokio::test]
async fn the_embedded_mailbox_keeps_the_contract() {
    let directory = tempfile::tempdir().unwrap();
    let mailbox = EmbeddedMailbox::open(directory.path(), FROM, clock()).unwrap();
    keeps_the_contract(&mailbox, || files(directory.path())).await;
}

#[tokio::test]
async fn a_refusal_is_told_from_a_delay() {
    let server = SmtpServer::start().await;
    let mailer = SmtpMailer::new(&server.url(), FROM, clock()).unwrap();
    for (answer, permanent) in [
        ("451 4.7.1 Greylisted", false),
        ("421 4.3.2 Closing", false),
        ("550 5.1.1 User unknown", true),
        ("554 5.7.1 Not here", true),
        ("530 5.7.0 Authentication required", false),
    ] {
        server.refuse_with(answer);
        let error = mailer.send(&mail(1)).await.unwrap_err();
        assert_eq!(matches!(error, MailError::Permanent(_)), permanent, "{answer}: {error}");
        assert!(error.to_string().contains(&answer[4..9]), "{error} repeats {answer}");
    }
    server.accept();
    mailer.send(&mail(1)).await.unwrap();
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_away_or_silent_is_tried_again() {
    let server = SmtpServer::start().await;
    let mailer = SmtpMailer::new(&server.url(), FROM, clock()).unwrap().patient_for(Duration::from_millis(300));
    server.fall_silent();
    assert!(matches!(mailer.send(&mail(1)).await, Err(MailError::Transient(_))));

    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mailer = SmtpMailer::new(&format!("smtp://{gone}"), FROM, clock()).unwrap();
    assert!(matches!(mailer.send(&mail(1)).await, Err(MailError::Transient(_))));
}

#[tokio::test]
async fn required_encryption_is_not_given_up() {
    let server = SmtpServer::start().await;
    let mailer = SmtpMailer::new(&format!("{}?tls=required", server.url()), FROM, clock()).unwrap();
    assert!(matches!(mailer.send(&mail(1)).await, Err(MailError::Transient(_))), "the server offers no STARTTLS");
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn the_mailbox_shows_the_latest_200_newest_first() {
    let directory = tempfile::tempdir().unwrap();
    let clock = clock();
    let mailbox = EmbeddedMailbox::open(directory.path(), FROM, clock.clone()).unwrap();
    assert!(mailbox.mails().await.unwrap().is_empty());
    for number in 0..203 {
        if number % 3 == 0 {
            clock.advance(TimeDelta::seconds(1));
        }
        mailbox.send(&mail(number)).await.unwrap();
    }
    std::fs::write(directory.path().join("99999999999999999999-strange.eml"), "\0").unwrap();
    let mails = mailbox.mails().await.unwrap();
    let newest: Vec<_> = mails.iter().map(|mail| mail.message_id.clone()).collect();
    let expected: Vec<_> = (4..203).rev().map(|number| mail(number).message_id).collect();
    assert_eq!(newest, expected, "200 files are read, of which the strange one is passed over");
    assert_eq!(mails[0].received_at, clock.now());
}

#[tokio::test]
async fn the_mailbox_is_still_there_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    EmbeddedMailbox::open(directory.path(), FROM, clock()).unwrap().send(&mail(1)).await.unwrap();
    let reopened = EmbeddedMailbox::open(directory.path(), FROM, clock()).unwrap();
    assert_eq!(reopened.mails().await.unwrap().len(), 1);
}
