//! What the contract's codes are called, and how states look. Each list of codes has a match of its
//! own: a code that is added does not compile without its word, and a page brings along the words of
//! the lists that it shows and no others.

use contract::access::InvitationStatus;
use contract::billing::{Invoice, InvoiceKind, InvoiceStatus, InvoiceSummary};
use contract::imports::LineOutcome;
use contract::payments::{AttemptStatus, PaymentMethod, RefundStatus};
use contract::projects::ProjectStatus;
use contract::roles::BuiltInRole;

use crate::ui::{Glyph, Mood, glyph};
use crate::words::{Message, keys};

/// The state of something as people see it: its word, what it means to them, its icon.
#[derive(Clone, Copy)]
pub struct State {
    /// The word.
    pub words: &'static Message,
    /// What it means.
    pub mood: Mood,
    /// The icon.
    pub icon: Glyph,
}

impl State {
    /// An invoice that should have been paid by now.
    pub const OVERDUE: Self = Self::new(&keys::state_overdue, Mood::Error);
    /// Whatever is archived.
    pub const ARCHIVED: Self = Self::over(&keys::state_archived);

    const fn new(words: &'static Message, mood: Mood) -> Self {
        Self { words, mood, icon: mood.glyph() }
    }

    /// Nothing more will come of it.
    const fn over(words: &'static Message) -> Self {
        Self::new(words, Mood::Neutral).with(glyph::BAN)
    }

    const fn with(self, icon: Glyph) -> Self {
        Self { icon, ..self }
    }

    /// The word at this moment.
    pub fn say(self) -> String {
        self.words.say()
    }
}

impl From<InvoiceStatus> for State {
    fn from(status: InvoiceStatus) -> Self {
        match status {
            InvoiceStatus::Draft => Self::new(&keys::state_draft, Mood::Neutral).with(glyph::PENCIL),
            InvoiceStatus::Issued => Self::new(&keys::state_issued, Mood::Info).with(glyph::SEND),
            InvoiceStatus::PartiallyPaid => Self::new(&keys::state_partially_paid, Mood::Info).with(glyph::CIRCLE_DASHED),
            InvoiceStatus::Paid => Self::new(&keys::state_paid, Mood::Success),
            InvoiceStatus::Void => Self::over(&keys::state_void),
        }
    }
}

impl From<&Invoice> for State {
    fn from(invoice: &Invoice) -> Self {
        if invoice.overdue { Self::OVERDUE } else { invoice.status.into() }
    }
}

impl From<&InvoiceSummary> for State {
    fn from(invoice: &InvoiceSummary) -> Self {
        if invoice.overdue { Self::OVERDUE } else { invoice.status.into() }
    }
}

impl From<ProjectStatus> for State {
    fn from(status: ProjectStatus) -> Self {
        match status {
            ProjectStatus::Draft => Self::new(&keys::state_draft, Mood::Neutral).with(glyph::PENCIL),
            ProjectStatus::Active => Self::new(&keys::state_active, Mood::Info).with(glyph::TRENDING_UP),
            ProjectStatus::OnHold => Self::new(&keys::state_on_hold, Mood::Warning),
            ProjectStatus::Completed => Self::new(&keys::state_completed, Mood::Success),
            ProjectStatus::Cancelled => Self::over(&keys::state_cancelled),
        }
    }
}

impl From<InvitationStatus> for State {
    fn from(status: InvitationStatus) -> Self {
        match status {
            InvitationStatus::Pending => Self::new(&keys::state_pending, Mood::Warning),
            InvitationStatus::Accepted => Self::new(&keys::state_accepted, Mood::Success),
            InvitationStatus::Revoked => Self::over(&keys::state_revoked),
            InvitationStatus::Expired => Self::over(&keys::state_expired),
        }
    }
}

impl From<AttemptStatus> for State {
    fn from(status: AttemptStatus) -> Self {
        match status {
            AttemptStatus::Created => Self::new(&keys::state_created, Mood::Info).with(glyph::SEND),
            AttemptStatus::Redirected => Self::new(&keys::state_redirected, Mood::Info).with(glyph::SEND),
            AttemptStatus::Processing => Self::new(&keys::state_processing, Mood::Info).with(glyph::TRENDING_UP),
            AttemptStatus::Succeeded => Self::new(&keys::state_succeeded, Mood::Success),
            AttemptStatus::Failed => Self::new(&keys::state_failed, Mood::Error),
            AttemptStatus::Expired => Self::over(&keys::state_expired),
            AttemptStatus::Mismatched => Self::new(&keys::state_mismatched, Mood::Error),
        }
    }
}

impl From<RefundStatus> for State {
    fn from(status: RefundStatus) -> Self {
        match status {
            RefundStatus::Pending => Self::new(&keys::state_pending, Mood::Warning),
            RefundStatus::Succeeded => Self::new(&keys::state_succeeded, Mood::Success),
            RefundStatus::Failed => Self::new(&keys::state_failed, Mood::Error),
        }
    }
}

impl From<LineOutcome> for State {
    fn from(outcome: LineOutcome) -> Self {
        match outcome {
            LineOutcome::Added => Self::new(&keys::state_added, Mood::Success),
            LineOutcome::Duplicate => Self::new(&keys::state_duplicate, Mood::Warning).with(glyph::COPY),
            LineOutcome::Refused => Self::new(&keys::state_refused, Mood::Error),
            LineOutcome::Empty => Self::new(&keys::state_empty, Mood::Neutral),
        }
    }
}

/// A role by its code; a company's own roles go by their code.
pub fn role(code: &str) -> String {
    match code.parse() {
        Ok(BuiltInRole::Owner) => crate::text!(role_owner),
        Ok(BuiltInRole::Admin) => crate::text!(role_admin),
        Ok(BuiltInRole::Manager) => crate::text!(role_manager),
        Ok(BuiltInRole::Viewer) => crate::text!(role_viewer),
        Ok(BuiltInRole::Client) => crate::text!(role_client),
        Ok(BuiltInRole::ClientAdmin) => crate::text!(role_client_admin),
        Err(_) => code.to_owned(),
    }
}

/// How money came.
pub fn method(method: PaymentMethod) -> String {
    match method {
        PaymentMethod::BankTransfer => crate::text!(method_bank_transfer),
        PaymentMethod::Cash => crate::text!(method_cash),
        PaymentMethod::Cheque => crate::text!(method_cheque),
        PaymentMethod::Card => crate::text!(method_card),
        PaymentMethod::MobileMoney => crate::text!(method_mobile_money),
    }
}

/// Which kind of document.
pub fn invoice_kind(kind: InvoiceKind) -> String {
    match kind {
        InvoiceKind::Invoice => crate::text!(kind_invoice),
        InvoiceKind::CreditNote => crate::text!(kind_credit_note),
    }
}
