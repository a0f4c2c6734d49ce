//! Clients, for staff: listed, written, imported, and everything about one of them.

mod contacts;
mod detail;
mod edit;
mod form;
mod import;
mod list;
mod report;
mod work;

use contract::pages;
use leptos::prelude::*;
use wasm_split_helpers::wasm_split;

use self::{
    detail::ClientPage,
    edit::{EditClient, NewClient},
    import::ImportPage,
    list::Clients,
};
use crate::router::Arrived;

pub use work::InvoicesCard;

/// The pages, a chunk.
#[wasm_split(clients, fallible)]
pub fn open(page: pages::Clients) -> Arrived {
    Ok(match page {
        pages::Clients::List => view! { <Clients /> }.into_any(),
        pages::Clients::New => view! { <NewClient /> }.into_any(),
        pages::Clients::Import => view! { <ImportPage /> }.into_any(),
        pages::Clients::One(id) => view! { <ClientPage id /> }.into_any(),
        pages::Clients::Edit(id) => view! { <EditClient id /> }.into_any(),
    })
}
