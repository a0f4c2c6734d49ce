//! Invoices and credit notes in both faces: listed, written, read, sent, paid, credited.

mod actions;
mod credit;
mod editor;
mod history;
mod issue;
mod list;
mod notes;
mod portal;
mod reading;
mod send;
mod sheet;
mod staff;

use contract::{InvoiceId, identity::Face, pages};
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use self::{
    editor::{InvoiceEdit, InvoiceNew},
    list::Invoices,
    portal::PortalInvoice,
    staff::InvoicePage,
};
use crate::router::Arrived;

pub use reading::{Reading, filled};
pub use sheet::said;

/// The pages of staff, a chunk.
#[wasm_split(invoices, fallible)]
pub fn open(page: pages::Invoices) -> Arrived {
    Ok(match page {
        pages::Invoices::List => view! { <Invoices face=Face::Admin /> }.into_any(),
        pages::Invoices::New => view! { <InvoiceNew /> }.into_any(),
        pages::Invoices::One(id) => view! { <InvoicePage id /> }.into_any(),
        pages::Invoices::Edit(id) => view! { <InvoiceEdit id /> }.into_any(),
    })
}

/// The portal's list, or one of them: a chunk of their own, so that its home is there first.
#[wasm_split(portal_invoices, fallible)]
pub fn open_in_portal(one: Option<InvoiceId>) -> Arrived {
    Ok(match one {
        None => view! { <Invoices face=Face::Portal /> }.into_any(),
        Some(id) => view! { <PortalInvoice id /> }.into_any(),
    })
}
