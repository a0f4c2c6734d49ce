//! A mail to whoever's password was changed, so that nobody changes it unnoticed.

use contract::UserId;
use contract::events::PasswordChanged;
use contract::pages::PublicPage;
use platform::events::StoredEvent;
use platform::jobs::AT_ONCE;
use platform::letters::{self, Brand, Letter};
use platform::mail::{Outgoing, deliver};
use platform::{JobScope, Listener, Result};

use crate::users;

/// Tells the person.
pub(crate) const MAIL_PASSWORD: Listener =
    Listener::on::<PasswordChanged>("identity.mail_password", AT_ONCE, |job, event| Box::pin(mail_password(job, event)));

async fn mail_password(job: JobScope, event: StoredEvent) -> Result<()> {
    let tx = job.system().read().await?;
    let user = users::by_id(&tx, UserId(event.subject_id)).await?;
    let link = format!("{}{}", tx.config().public_url, PublicPage::Login);
    tx.commit().await?;
    let outgoing = Outgoing {
        company: None,
        letter: Letter::PasswordChanged(letters::PasswordChanged { name: user.name, at: event.at, link }),
        locale: user.locale,
        brand: Brand { company: "Parvis".to_owned(), accent: None, logo_url: None },
        to: user.email,
        reply_to: None,
        attachments: Vec::new(),
    };
    deliver(&job, outgoing).await
}
