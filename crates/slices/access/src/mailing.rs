//! The mail of an invitation, written after the commit that made it.

use contract::events::InvitationDeliveryRequested;
use contract::pages::PublicPage;
use contract::roles::BuiltInRole;
use contract::words::Locale;
use platform::events::StoredEvent;
use platform::jobs::AT_ONCE;
use platform::letters::{Brand, InvitationToClient, InvitationToMember, Letter};
use platform::mail::{Outgoing, deliver};
use platform::{JobScope, Listener, Result, Tx};

use crate::entities::{client, company, invitation};
use crate::invitations::token;

/// Sends what was promised.
pub(crate) const MAIL_INVITATION: Listener =
    Listener::on::<InvitationDeliveryRequested>("access.mail_invitation", AT_ONCE, |job, event| Box::pin(mail_invitation(job, event)));

async fn mail_invitation(job: JobScope, event: StoredEvent) -> Result<()> {
    let asked: InvitationDeliveryRequested = event.read()?;
    let scope = job.company(&event)?;
    let tx = scope.read().await?;
    let row = tx.get::<invitation::Entity>(event.subject_id).await?;
    // Answered, taken back or sent again meanwhile: this link is worth nothing.
    if row.generation != asked.generation || row.accepted_at.is_some() || row.revoked_at.is_some() {
        return tx.commit().await;
    }
    let outgoing = compose(&tx, row, &asked.role.0).await?;
    tx.commit().await?;
    deliver(&job, outgoing).await
}

async fn compose(tx: &Tx, row: invitation::Model, role: &str) -> Result<Outgoing> {
    let company = tx.get::<company::Entity>(tx.company().0).await?;
    let page = PublicPage::Invitation(token(tx.config(), row.id, row.generation));
    let link = format!("{}{page}", tx.config().public_url);
    let inviter = inviter(tx, &row).await?;
    let (expires_on, message) = (row.expires_at.date_naive(), row.message.clone());
    let letter = match row.client_id {
        Some(id) => {
            let client = tx.get::<client::Entity>(id.0).await?.name;
            Letter::InvitationToClient(InvitationToClient { inviter, client, link, expires_on, message })
        }
        None => Letter::InvitationToMember(InvitationToMember { inviter, role: role_name(role, row.locale), link, expires_on, message }),
    };
    Ok(Outgoing {
        company: Some(tx.company()),
        letter,
        locale: row.locale,
        brand: Brand { company: company.name, accent: company.accent, logo_url: None },
        to: row.email,
        reply_to: company.email,
        attachments: Vec::new(),
    })
}

async fn inviter(tx: &Tx, row: &invitation::Model) -> Result<String> {
    const SQL: &str = "SELECT name FROM app_user WHERE id = $1";
    let rows = tx.query(tx.statement(SQL, SQL, [row.invited_by.0.into()])).await?;
    Ok(rows.first().map(|row| row.try_get("", "name")).transpose()?.unwrap_or_default())
}

/// What the mail calls the role; a role of the company's own keeps its code.
fn role_name(code: &str, locale: Locale) -> String {
    let name = match (code.parse::<BuiltInRole>(), locale) {
        (Ok(BuiltInRole::Owner), Locale::Fr) => "propriétaire",
        (Ok(BuiltInRole::Owner), Locale::En) => "owner",
        (Ok(BuiltInRole::Admin), Locale::Fr) => "administrateur",
        (Ok(BuiltInRole::Admin), Locale::En) => "administrator",
        (Ok(BuiltInRole::Manager), Locale::Fr) => "responsable",
        (Ok(BuiltInRole::Manager), Locale::En) => "manager",
        (Ok(BuiltInRole::Viewer), Locale::Fr) => "lecteur",
        (Ok(BuiltInRole::Viewer), Locale::En) => "viewer",
        _ => code,
    };
    name.to_owned()
}
