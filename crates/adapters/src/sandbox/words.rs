//! The words of the sandbox's page.

use contract::words::Locale;

use super::choice::Choice;

pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) notice: &'static str,
    pub(super) amount: &'static str,
    pub(super) payer: &'static str,
    pub(super) reference: &'static str,
    pub(super) mischief: &'static str,
    pub(super) mischief_help: &'static str,
    pub(super) paid: &'static str,
    pub(super) refused: &'static str,
    pub(super) back: &'static str,
}

pub(super) const fn of(locale: Locale) -> Words {
    match locale {
        Locale::Fr => Words {
            title: "Paiement d’essai",
            notice: "Ceci est un bac à sable\u{a0}: aucune somme n’est débitée.",
            amount: "Montant à payer",
            payer: "Payeur",
            reference: "Référence",
            mischief: "Cas difficiles",
            mischief_help: "Ce que font parfois les vrais services de paiement, pour s’assurer que la comptabilité reste juste.",
            paid: "Ce paiement est effectué.",
            refused: "La dernière tentative a été refusée. Vous pouvez recommencer.",
            back: "Revenir au site",
        },
        Locale::En => Words {
            title: "Test payment",
            notice: "This is a sandbox: no money is taken.",
            amount: "Amount to pay",
            payer: "Payer",
            reference: "Reference",
            mischief: "Hard cases",
            mischief_help: "What real payment services sometimes do, to make sure that the books stay right.",
            paid: "This payment is made.",
            refused: "The last attempt was refused. You may try again.",
            back: "Return to the site",
        },
    }
}

/// The button of a choice, and what will happen.
pub(super) const fn choice(choice: Choice, locale: Locale) -> (&'static str, &'static str) {
    match locale {
        Locale::Fr => french(choice),
        Locale::En => english(choice),
    }
}

const fn french(choice: Choice) -> (&'static str, &'static str) {
    match choice {
        Choice::Card => ("Payer par carte", ""),
        Choice::MobileMoney => ("Payer par mobile money", ""),
        Choice::Refuse => ("Refuser", "La banque refuse le paiement."),
        Choice::Wait => ("Laisser en attente", "Revenir sans décider."),
        Choice::Twice => ("Notifier deux fois", "Payé\u{202f}; la même notification arrive deux fois."),
        Choice::OutOfOrder => ("Notifier dans le désordre", "Payé\u{202f}; le succès est annoncé avant l’attente."),
        Choice::Late => ("Notifier en retard", "Payé\u{202f}; la notification arrive bien après votre retour."),
        Choice::Silent => ("Ne rien notifier", "Payé\u{202f}; aucune notification n’est envoyée."),
        Choice::ForgedSignature => ("Notification contrefaite", "Rien n’est payé\u{202f}; une signature fausse prétend le contraire."),
        Choice::ForgedAmount => ("Montant falsifié", "Payé\u{202f}; la notification, correctement signée, annonce dix fois le montant."),
        Choice::Short => ("Payer la moitié", "La moitié seulement est encaissée."),
    }
}

const fn english(choice: Choice) -> (&'static str, &'static str) {
    match choice {
        Choice::Card => ("Pay by card", ""),
        Choice::MobileMoney => ("Pay by mobile money", ""),
        Choice::Refuse => ("Refuse", "The bank refuses the payment."),
        Choice::Wait => ("Leave pending", "Go back without deciding."),
        Choice::Twice => ("Notify twice", "Paid; the same notification comes twice."),
        Choice::OutOfOrder => ("Notify out of order", "Paid; success is announced before pending."),
        Choice::Late => ("Notify late", "Paid; the notification comes well after your return."),
        Choice::Silent => ("Notify nothing", "Paid; no notification is sent."),
        Choice::ForgedSignature => ("Forged notification", "Nothing is paid; a false signature claims otherwise."),
        Choice::ForgedAmount => ("Altered amount", "Paid; the notification, correctly signed, announces ten times the amount."),
        Choice::Short => ("Pay half", "Only half of the amount is received."),
    }
}
