//! Mails leave from jobs: the row first, then the server, then the note that it went. A job that
//! runs twice finds its row and sends under the same `Message-ID`, or sees that it was sent.

use contract::events::{About, EventData, MailRefused, MailSent};
use contract::words::Locale;
use contract::{CompanyId, MailMessageId};
use sea_orm::Value;
use uuid::Uuid;

use crate::error::{AppError, Result};
use crate::jobs::JobScope;
use crate::letters::{Brand, Letter, Rendered, render};
use crate::ports::{Attachment, Mail, MailError};
use crate::principal::Actor;
use crate::tx::SystemTx;

/// A letter on its way to one person.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// The company that writes; none for the platform.
    pub company: Option<CompanyId>,
    /// What it says.
    pub letter: Letter,
    /// In which language.
    pub locale: Locale,
    /// How it looks, and who signs.
    pub brand: Brand,
    /// To whom.
    pub to: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// Files.
    pub attachments: Vec<Attachment>,
}

/// Sends the letter once, however often the job runs. A refused address is written down and ends
/// the matter; a server that does not answer makes the job run again.
pub async fn deliver(job: &JobScope, outgoing: Outgoing) -> Result<()> {
    let rendered = render(&outgoing.letter, outgoing.locale, &outgoing.brand)?;
    let Some(row) = enqueue(job, &outgoing, &rendered).await? else { return Ok(()) };
    let mail = compose(&row, outgoing, rendered);
    match job.system().ports().mailer.send(&mail).await {
        Ok(()) => {
            let tx = noted(job, row.id, "sent", None).await?;
            row.say(job, tx, MailSent { template: row.template.clone() }).await
        }
        Err(MailError::Permanent(reason)) => {
            tracing::warn!(mail = %row.id, reason, "a mail was refused");
            let tx = noted(job, row.id, "failed", Some(&reason)).await?;
            row.say(job, tx, MailRefused { template: row.template.clone(), reason }).await
        }
        Err(MailError::Transient(reason)) => {
            noted(job, row.id, "queued", Some(&reason)).await?.commit().await?;
            Err(AppError::Unavailable("busy"))
        }
    }
}

struct Row {
    id: MailMessageId,
    message_id: String,
    company: Option<CompanyId>,
    template: String,
    to: String,
}

impl Row {
    /// Says what became of the mail, where it was noted, and keeps both.
    async fn say<E: EventData<Subject = MailMessageId>>(&self, job: &JobScope, tx: SystemTx, event: E) -> Result<()> {
        let about = About::new(self.id).called(&self.to).of_client(job.client());
        if let Some(company) = self.company {
            let tx = tx.enter(company, Actor::SYSTEM).await?;
            tx.emit(about, event).await?;
            return tx.commit().await;
        }
        tx.emit(about, event).await?;
        tx.commit().await
    }
}

/// The row of this letter; none when there is nothing more to do.
async fn enqueue(job: &JobScope, outgoing: &Outgoing, rendered: &Rendered) -> Result<Option<Row>> {
    const INSERT: &str = "INSERT INTO mail_message (id, company_id, dedupe_key, message_id, letter, locale, recipient, subject, status, created_at) \
                          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', $9) ON CONFLICT (dedupe_key) DO NOTHING";
    const SELECT: &str = "SELECT id, message_id, status FROM mail_message WHERE dedupe_key = $1";
    let key = format!("{}:{}", job.key, outgoing.to);
    let tx = job.system().begin().await?;
    let id: Uuid = tx.id();
    let host = tx.config().mail_from.rsplit('@').next().unwrap_or("localhost").trim_end_matches('>').to_owned();
    let values: [Value; 9] = [
        id.into(),
        outgoing.company.map(|c| c.0).into(),
        key.clone().into(),
        format!("{id}@{host}").into(),
        outgoing.letter.template().into(),
        outgoing.locale.code().into(),
        outgoing.to.clone().into(),
        rendered.subject.clone().into(),
        tx.now().into(),
    ];
    tx.execute(tx.statement(INSERT, INSERT, values)).await?;
    let rows = tx.query(tx.statement(SELECT, SELECT, [key.into()])).await?;
    tx.commit().await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let waiting = row.try_get::<String>("", "status")? == "queued";
    if !waiting {
        return Ok(None);
    }
    let (company, template, to) = (outgoing.company, outgoing.letter.template().to_owned(), outgoing.to.clone());
    Ok(Some(Row { id: row.try_get("", "id")?, message_id: row.try_get("", "message_id")?, company, template, to }))
}

fn compose(row: &Row, outgoing: Outgoing, rendered: Rendered) -> Mail {
    Mail {
        message_id: row.message_id.clone(),
        from_name: outgoing.brand.company,
        reply_to: outgoing.reply_to,
        to: outgoing.to,
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        attachments: outgoing.attachments,
    }
}

/// Notes what became of an attempt; to be kept by the caller.
async fn noted(job: &JobScope, id: MailMessageId, status: &str, error: Option<&str>) -> Result<SystemTx> {
    const SQL: &str = "UPDATE mail_message SET status = $2, last_error = $3, attempts = attempts + 1, sent_at = CASE WHEN $2 = 'sent' THEN $4 ELSE sent_at END WHERE id = $1";
    let tx = job.system().begin().await?;
    let now = tx.now();
    tx.execute(tx.statement(SQL, SQL, [id.0.into(), status.into(), error.into(), now.into()])).await?;
    Ok(tx)
}
