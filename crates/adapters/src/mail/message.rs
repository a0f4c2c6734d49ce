//! A mail as bytes, both ways. Everything that reaches a header passes here, so that no value can
//! add a header of its own.

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment as Part, Mailbox, MultiPart};
use lettre::{Address, message::MessageBuilder};
use mail_parser::{MessageParser, MimeHeaders};
use platform::ports::{Attachment, Mail, MailError, ReceivedMail};

/// Long enough for any subject or name that people read.
const LONGEST_LINE: usize = 250;

/// The mail as it goes over the wire; the same for each way out.
pub(super) fn compose(mail: &Mail, from: &Address, date: DateTime<Utc>) -> Result<Message, MailError> {
    let body = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    let body = if mail.attachments.is_empty() {
        body
    } else {
        mail.attachments.iter().fold(MultiPart::mixed().multipart(body), |parts, file| parts.singlepart(part(file)))
    };
    headers(mail, from, date)?.multipart(body).map_err(|error| malformed(&error.to_string()))
}

fn headers(mail: &Mail, from: &Address, date: DateTime<Utc>) -> Result<MessageBuilder, MailError> {
    let name = one_line(&mail.from_name);
    let mut message = Message::builder()
        .message_id(Some(message_id(&mail.message_id)?))
        .date(date.into())
        .from(Mailbox::new((!name.is_empty()).then_some(name), from.clone()))
        .to(Mailbox::new(None, address(&mail.to)?))
        .subject(one_line(&mail.subject))
        // Says to other programs that nobody wrote this by hand: no holiday notes in return.
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if let Some(reply_to) = &mail.reply_to {
        message = message.reply_to(Mailbox::new(None, address(reply_to)?));
    }
    Ok(message)
}

fn part(file: &Attachment) -> lettre::message::SinglePart {
    let octets = || ContentType::parse("application/octet-stream").unwrap_or(ContentType::TEXT_PLAIN);
    let media_type = ContentType::parse(&file.media_type).unwrap_or_else(|_| octets());
    let name = one_line(&file.name).replace(['/', '\\', '"'], "-");
    Part::new(name).body(file.bytes.clone(), media_type)
}

/// A bare address: no name, no list, no line break.
pub(super) fn address(text: &str) -> Result<Address, MailError> {
    text.parse().map_err(|_| malformed("an address cannot be read"))
}

fn message_id(id: &str) -> Result<String, MailError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    match id.split_once('@') {
        Some((left, right)) if [left, right].iter().all(|part| !part.is_empty() && part.chars().all(plain)) => Ok(format!("<{id}>")),
        _ => Err(malformed("the Message-ID cannot be written")),
    }
}

/// One line of text without control characters, not longer than people read.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(LONGEST_LINE).collect()
}

fn malformed(why: &str) -> MailError {
    MailError::Permanent(format!("malformed mail: {why}"))
}

/// Reads a mail back from its bytes; none when they are no mail of ours.
pub fn parse(raw: &[u8], received_at: DateTime<Utc>) -> Option<ReceivedMail> {
    let message = MessageParser::default().parse(raw)?;
    Some(ReceivedMail {
        message_id: message.message_id()?.to_owned(),
        to: message.to()?.first()?.address()?.to_owned(),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: unix_lines(&message.body_text(0).unwrap_or_default()),
        html: unix_lines(&message.body_html(0).unwrap_or_default()),
        attachments: message.attachments().filter_map(|part| part.attachment_name().map(str::to_owned)).collect(),
        received_at,
    })
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        Mail {
            message_id: "0196@mail.example.com".to_owned(),
            from_name: "Atelier".to_owned(),
            reply_to: None,
            to: "awa@example.com".to_owned(),
            subject: "Bonjour".to_owned(),
            text: "Bonjour".to_owned(),
            html: "<p>Bonjour</p>".to_owned(),
            attachments: Vec::new(),
        }
    }

    fn wire(mail: &Mail) -> Result<String, MailError> {
        let from = address("factures@example.com").unwrap();
        let date = DateTime::from_timestamp(1_795_215_600, 0).unwrap();
        compose(mail, &from, date).map(|message| String::from_utf8(message.formatted()).unwrap())
    }

    #[test]
    fn no_value_adds_a_header() {
        let mut hostile = mail();
        hostile.subject = "Facture\r\nBcc: victime@example.net\r\n\r\nCorps".to_owned();
        hostile.from_name = "Atelier\"\r\nX-Forged: yes".to_owned();
        hostile.attachments.push(Attachment {
            name: "a\"\r\nX-Forged: yes\u{0}.pdf".to_owned(),
            media_type: "application/pdf\r\nX-Forged: yes".to_owned(),
            bytes: b"%PDF".to_vec(),
        });
        let wire = wire(&hostile).unwrap();
        for line in wire.lines() {
            let line = line.to_ascii_lowercase();
            assert!(!line.starts_with("bcc:") && !line.starts_with("x-forged:"), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_refused_for_ever() {
        for to in ["", "awa", "awa@example.com\r\nRCPT TO:<x@example.net>", "Awa <awa@example.com>", "a@example.com, b@example.com"] {
            let sent = wire(&Mail { to: to.to_owned(), ..mail() });
            assert!(matches!(sent, Err(MailError::Permanent(_))), "{to}");
        }
        for message_id in ["", "none", "a@b>\r\nX: y", "a b@c", "@", "a@"] {
            let sent = wire(&Mail { message_id: message_id.to_owned(), ..mail() });
            assert!(matches!(sent, Err(MailError::Permanent(_))), "{message_id}");
        }
        let sent = wire(&Mail { reply_to: Some("x\n@example.com".to_owned()), ..mail() });
        assert!(matches!(sent, Err(MailError::Permanent(_))));
    }

    #[test]
    fn lines_are_made_one_and_short() {
        assert_eq!(one_line("  a\t b\r\n\u{2028}c "), "a b c");
        assert_eq!(one_line(&"é".repeat(300)).chars().count(), LONGEST_LINE);
    }
}
