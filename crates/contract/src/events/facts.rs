//! What the fields of a payload say to a person: the app writes each by its type.

use crate::money::{BasisPoints, Money};
use crate::payments::PaymentMethod;

/// A value that a person reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// As it is.
    Text(String),
    /// A sum.
    Money(Money),
    /// A number of things.
    Count(u32),
    /// A rate.
    Rate(BasisPoints),
    /// The code of a country.
    Country(String),
    /// The code of a role.
    Role(String),
    /// A way to pay.
    Method(PaymentMethod),
    /// Several texts.
    List(Vec<String>),
}

/// The type of a field of a payload.
pub trait Tell {
    /// What it says to a person; ids and counters say nothing.
    fn tell(&self) -> Option<Fact>;
}

macro_rules! tells {
    ($($type:ty => |$value:ident| $fact:expr,)+) => { $(
        impl Tell for $type {
            fn tell(&self) -> Option<Fact> {
                let $value = self;
                $fact
            }
        }
    )+ };
}

tells! {
    String => |text| Some(Fact::Text(text.clone())),
    Money => |money| Some(Fact::Money(*money)),
    u32 => |count| Some(Fact::Count(*count)),
    BasisPoints => |rate| Some(Fact::Rate(*rate)),
    PaymentMethod => |method| Some(Fact::Method(*method)),
    Vec<String> => |texts| Some(Fact::List(texts.clone())),
    super::kinds::CountryCode => |country| Some(Fact::Country(country.0.clone())),
    super::kinds::RoleCode => |role| Some(Fact::Role(role.0.clone())),
    // What differs is told field by field.
    super::Fields => |_fields| None,
    i32 => |_counter| None,
    crate::ids::InvoiceId => |_id| None,
    crate::ids::PaymentId => |_id| None,
    crate::ids::PaymentAttemptId => |_id| None,
}

impl<T: Tell> Tell for Option<T> {
    fn tell(&self) -> Option<Fact> {
        self.as_ref().and_then(Tell::tell)
    }
}
