//! The states of an invoice and what moves it from one to the next.
//!
//! `draft → issued → partially_paid → paid`, and `void` when an issued invoice was credited whole
//! before any money came. Overdue is no state: it is read from the due date.

words! {
    /// Where an invoice stands.
    pub enum InvoiceStatus {
        /// Being written; has no number and binds nobody.
        Draft = "draft",
        /// Numbered, closed, owed.
        Issued = "issued",
        /// Some money came.
        PartiallyPaid = "partially_paid",
        /// Settled: paid + credited = total.
        Paid = "paid",
        /// Credited whole before any money came.
        Void = "void",
    }
}

/// A command that the state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The state it met.
    pub from: InvoiceStatus,
    /// The command's name.
    pub verb: &'static str,
}

/// What is true of an invoice in its state. Amounts are minor units of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Being written.
    Draft,
    /// Closed: what it asks, what came, what was credited.
    Closed(Balance),
}

/// What a closed invoice asks and what was given. All in minor units, all at least 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// What it asks.
    pub total: i64,
    /// Payments less refunds.
    pub paid: i64,
    /// Credit notes.
    pub credited: i64,
}

impl Balance {
    /// What is still owed; negative when more came than was owed after a credit.
    pub const fn due(self) -> i64 {
        self.total - self.paid - self.credited
    }

    /// The state that follows from the amounts.
    pub const fn status(self) -> InvoiceStatus {
        if self.credited > 0 && self.credited >= self.total && self.paid == 0 {
            InvoiceStatus::Void
        } else if self.due() <= 0 {
            InvoiceStatus::Paid
        } else if self.paid > 0 {
            InvoiceStatus::PartiallyPaid
        } else {
            InvoiceStatus::Issued
        }
    }
}

impl Stage {
    /// The word for it.
    pub const fn status(self) -> InvoiceStatus {
        match self {
            Self::Draft => InvoiceStatus::Draft,
            Self::Closed(balance) => balance.status(),
        }
    }

    /// Number it and close it.
    pub const fn issue(self, total: i64) -> Result<Self, Refused> {
        match self {
            Self::Draft => Ok(Self::Closed(Balance { total, paid: 0, credited: 0 })),
            Self::Closed(_) => Err(self.refuse("issue")),
        }
    }

    /// Change or delete it: drafts only.
    pub const fn edit(self) -> Result<Self, Refused> {
        match self {
            Self::Draft => Ok(self),
            Self::Closed(_) => Err(self.refuse("edit")),
        }
    }

    /// Send it by mail: anything but a draft.
    pub const fn send(self) -> Result<Self, Refused> {
        match self {
            Self::Draft => Err(self.refuse("send")),
            Self::Closed(_) => Ok(self),
        }
    }

    /// Money came, never more than is due.
    pub const fn pay(self, amount: i64) -> Result<Self, Refused> {
        match self {
            Self::Closed(b) if amount > 0 && amount <= b.due() => Ok(Self::Closed(Balance { paid: b.paid + amount, ..b })),
            _ => Err(self.refuse("pay")),
        }
    }

    /// Money went back, never more than came.
    pub const fn refund(self, amount: i64) -> Result<Self, Refused> {
        match self {
            Self::Closed(b) if amount > 0 && amount <= b.paid => Ok(Self::Closed(Balance { paid: b.paid - amount, ..b })),
            _ => Err(self.refuse("refund")),
        }
    }

    /// A credit note was issued, never for more than was billed.
    pub const fn credit(self, amount: i64) -> Result<Self, Refused> {
        match self {
            Self::Closed(b) if amount > 0 && amount <= b.total - b.credited => {
                Ok(Self::Closed(Balance { credited: b.credited + amount, ..b }))
            }
            _ => Err(self.refuse("credit")),
        }
    }

    const fn refuse(self, verb: &'static str) -> Refused {
        Refused { from: self.status(), verb }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(total: i64, paid: i64, credited: i64) -> Stage {
        Stage::Closed(Balance { total, paid, credited })
    }

    #[test]
    fn an_invoice_is_paid_step_by_step() {
        let issued = Stage::Draft.issue(100).unwrap();
        assert_eq!(issued.status(), InvoiceStatus::Issued);
        let part = issued.pay(40).unwrap();
        assert_eq!(part.status(), InvoiceStatus::PartiallyPaid);
        assert_eq!(part.pay(61), Err(Refused { from: InvoiceStatus::PartiallyPaid, verb: "pay" }));
        assert_eq!(part.pay(60).unwrap().status(), InvoiceStatus::Paid);
    }

    #[test]
    fn credits_settle_and_void() {
        assert_eq!(after(100, 0, 0).credit(100).unwrap().status(), InvoiceStatus::Void);
        assert_eq!(after(100, 60, 0).credit(40).unwrap().status(), InvoiceStatus::Paid);
        assert!(after(100, 0, 60).credit(41).is_err());
        assert_eq!(after(0, 0, 0).status(), InvoiceStatus::Paid);
    }

    #[test]
    fn refunds_open_it_again() {
        assert_eq!(after(100, 100, 0).refund(100).unwrap().status(), InvoiceStatus::Issued);
        assert!(after(100, 50, 0).refund(51).is_err());
        assert!(after(100, 50, 0).refund(0).is_err());
    }

    #[test]
    fn the_whole_matrix_of_states_and_commands() {
        let states = [Stage::Draft, after(100, 0, 0), after(100, 40, 0), after(100, 100, 0), after(100, 0, 100)];
        let allowed = |s: Stage| {
            [s.edit().is_ok(), s.issue(100).is_ok(), s.send().is_ok(), s.pay(10).is_ok(), s.refund(10).is_ok(), s.credit(10).is_ok()]
        };
        let matrix: Vec<_> = states.into_iter().map(|s| (s.status().code(), allowed(s))).collect();
        assert_eq!(
            matrix,
            [
                //                   edit   issue  send   pay    refund credit
                ("draft", [true, true, false, false, false, false]),
                ("issued", [false, false, true, true, false, true]),
                ("partially_paid", [false, false, true, true, true, true]),
                ("paid", [false, false, true, false, true, true]),
                ("void", [false, false, true, false, false, false]),
            ]
        );
    }
}
