//! Events in words: a sentence per kind, with the name of who did it and a link to what it was done to.

use contract::InvoiceId;
use contract::events::{ActorKind, Event, EventKind, Payload, SubjectKind};
use contract::pages::{Clients, CompanyPage, Invoices, Projects, Settings};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::session::Links;
use crate::words::Message;
use crate::words::keys::part_by_name;

/// Where the names stand in a sentence, until they are put there as elements.
const WHO: &str = "\u{e}";
const WHAT: &str = "\u{f}";

/// What happened, as a sentence.
#[component]
pub fn Sentence(
    /// What happened.
    event: Event,
    /// Addresses of the face.
    links: Links,
) -> impl IntoView {
    let page = StoredValue::new(page_of(&event));
    let event = StoredValue::new(event);
    let what = move || {
        let label = event.with_value(|event| event.label.clone()).unwrap_or_default();
        // A number is not broken at its hyphens.
        let class = if label.contains(' ') || label.len() > 20 { "link" } else { "link whitespace-nowrap" };
        match page.get_value() {
            Some(page) => view! { <A href=move || links.to(page) attr:class=class>{label}</A> }.into_any(),
            None => view! { <span class="font-medium">{label}</span> }.into_any(),
        }
    };
    let piece = move |piece: &str| match piece {
        WHO => view! { <span class="font-medium">{event.with_value(actor)}</span> }.into_any(),
        WHAT => what(),
        text => text.to_owned().into_any(),
    };
    move || {
        let sentence = event.with_value(|event| sentence(&event.kind));
        pieces(&sentence).into_iter().map(piece).collect_view()
    }
}

/// The sentence of a kind, with marks for the names.
fn sentence(kind: &str) -> String {
    let names: [(&str, &dyn std::fmt::Display); 2] = [("who", &WHO), ("what", &WHAT)];
    match kind.parse() {
        Ok(kind) => words_of(kind).say_with(&names),
        Err(_) => crate::text!(audit_unknown, who = WHO, what = WHAT),
    }
}

/// The words of a kind. A kind without a sentence does not compile.
fn words_of(kind: EventKind) -> &'static Message {
    use EventKind as K;

    use crate::words::keys::*;
    match kind {
        K::UserRegistered => &event_user_registered,
        K::PasswordChanged => &event_password_changed,
        K::SessionOpened => &event_session_opened,
        K::SessionClosed => &event_session_closed,
        K::TokenReused => &event_token_reused,
        K::CompanyCreated => &event_company_created,
        K::CompanyChanged => &event_company_changed,
        K::MemberJoined => &event_member_joined,
        K::RoleChanged => &event_role_changed,
        K::MemberRemoved => &event_member_removed,
        K::ClientMemberJoined => &event_client_member_joined,
        K::ClientMemberRemoved => &event_client_member_removed,
        K::InvitationDeliveryRequested => &event_invitation_delivery_requested,
        K::InvitationRevoked => &event_invitation_revoked,
        K::InvitationAccepted => &event_invitation_accepted,
        K::ClientAdded => &event_client_added,
        K::ClientChanged => &event_client_changed,
        K::ClientArchived => &event_client_archived,
        K::ClientRestored => &event_client_restored,
        K::ClientsImported => &event_clients_imported,
        K::ProjectCreated => &event_project_created,
        K::ProjectChanged => &event_project_changed,
        K::ProjectCompleted => &event_project_completed,
        K::ProjectArchived => &event_project_archived,
        K::ProjectRestored => &event_project_restored,
        K::InvoiceDrafted => &event_invoice_drafted,
        K::InvoiceChanged => &event_invoice_changed,
        K::InvoiceDeleted => &event_invoice_deleted,
        K::InvoiceIssued => &event_invoice_issued,
        K::InvoiceDeliveryRequested => &event_invoice_delivery_requested,
        K::InvoicePaid => &event_invoice_paid,
        K::InvoiceCredited => &event_invoice_credited,
        K::CreditNoteIssued => &event_credit_note_issued,
        K::TaxRateAdded => &event_tax_rate_added,
        K::TaxRateChanged => &event_tax_rate_changed,
        K::TaxRateRemoved => &event_tax_rate_removed,
        K::PaymentRecorded => &event_payment_recorded,
        K::PaymentAttempted => &event_payment_attempted,
        K::PaymentNotified => &event_payment_notified,
        K::PaymentSucceeded => &event_payment_succeeded,
        K::PaymentFailed => &event_payment_failed,
        K::PaymentExpired => &event_payment_expired,
        K::PaymentMismatched => &event_payment_mismatched,
        K::RefundRequested => &event_refund_requested,
        K::RefundSucceeded => &event_refund_succeeded,
        K::RefundFailed => &event_refund_failed,
        K::RefundStuck => &event_refund_stuck,
        K::MailSent => &event_mail_sent,
        K::MailRefused => &event_mail_refused,
    }
}

/// Cuts a sentence around its marks.
fn pieces(sentence: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find([WHO, WHAT].map(|mark| mark.chars().next().unwrap_or_default())) {
        let (before, after) = rest.split_at(at);
        let (mark, after) = after.split_at(1);
        pieces.extend([before, mark].into_iter().filter(|piece| !piece.is_empty()));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(rest));
    pieces
}

/// Who did it.
pub fn actor(event: &Event) -> String {
    match (&event.actor_name, event.actor_kind) {
        (Some(name), _) => name.clone(),
        (None, ActorKind::System) => crate::text!(audit_system),
        (None, ActorKind::Gateway) => crate::text!(audit_gateway),
        (None, ActorKind::ApiKey) => crate::text!(audit_api_key),
        (None, ActorKind::Operator) => crate::text!(audit_operator),
        (None, ActorKind::User | ActorKind::Delegate) => crate::text!(audit_somebody),
    }
}

/// The page of what it happened to, within the face, where there is one.
fn page_of(event: &Event) -> Option<CompanyPage> {
    let subject = event.subject_id;
    match event.payload() {
        Some(Payload::InvoiceDeleted(_) | Payload::MemberRemoved(_) | Payload::TaxRateRemoved(_)) => return None,
        Some(payload) => {
            if let Some(invoice) = invoice_of(&payload) {
                return Some(Invoices::One(invoice).into());
            }
        }
        None => {}
    }
    match event.subject_kind.parse().ok()? {
        SubjectKind::Client => Some(Clients::One(subject.into()).into()),
        SubjectKind::Project => Some(Projects::One(subject.into()).into()),
        SubjectKind::Invoice => Some(Invoices::One(subject.into()).into()),
        SubjectKind::ClientMember => event.client_id.map(|id| Clients::One(id).into()),
        SubjectKind::Membership | SubjectKind::Invitation => Some(CompanyPage::Members),
        SubjectKind::Company => Some(Settings::Identity.into()),
        SubjectKind::TaxRate => Some(Settings::Taxes.into()),
        SubjectKind::Payment
        | SubjectKind::PaymentAttempt
        | SubjectKind::Refund
        | SubjectKind::User
        | SubjectKind::Import
        | SubjectKind::MailMessage => None,
    }
}

/// The invoice to whose money it happened.
fn invoice_of(payload: &Payload) -> Option<InvoiceId> {
    match payload {
        Payload::PaymentRecorded(event) => Some(event.invoice_id),
        Payload::PaymentAttempted(event) => Some(event.invoice_id),
        Payload::PaymentNotified(event) => Some(event.invoice_id),
        Payload::PaymentSucceeded(event) => Some(event.invoice_id),
        Payload::PaymentFailed(event) => Some(event.invoice_id),
        Payload::PaymentExpired(event) => Some(event.invoice_id),
        Payload::PaymentMismatched(event) => Some(event.invoice_id),
        Payload::RefundRequested(event) => Some(event.invoice_id),
        Payload::RefundSucceeded(event) => Some(event.invoice_id),
        Payload::RefundFailed(event) => Some(event.invoice_id),
        Payload::RefundStuck(event) => Some(event.invoice_id),
        _ => None,
    }
}

/// The name of a field that an event tells about.
pub fn part(name: &str) -> String {
    part_by_name(&format!("part_{name}")).map_or_else(|| name.replace('_', " "), Message::say)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_around_its_names() {
        assert_eq!(pieces("\u{e} issued \u{f}."), ["\u{e}", " issued ", "\u{f}", "."]);
        assert_eq!(pieces("plain"), ["plain"]);
    }

    #[test]
    fn every_field_of_an_event_has_a_name() {
        for kind in EventKind::ALL {
            for field in kind.fields().iter().filter(|field| super::super::details::is_told(field)) {
                assert!(part_by_name(&format!("part_{field}")).is_some(), "{field} of {kind} has no name in parts.ftl");
            }
        }
    }
}
