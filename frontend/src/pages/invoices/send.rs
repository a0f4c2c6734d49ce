//! Sending a document by mail, with a few words.

use contract::billing::{Invoice, SendInput, SendInvoice};
use contract::check::is_email;
use contract::{Check, Checker};
use leptos::prelude::*;

use super::reading::filled;
use crate::form::Form;
use crate::session::use_company;
use crate::ui::*;

/// What is typed: addresses as people write several of them.
#[derive(Clone, Default, PartialEq)]
struct Draft {
    to: String,
    message: String,
}

impl Draft {
    fn addresses(&self) -> Option<Vec<String>> {
        let addresses: Vec<String> = self.to.split([',', ';', ' ', '\n']).filter_map(filled).collect();
        (!addresses.is_empty()).then_some(addresses)
    }

    fn input(&self) -> SendInput {
        SendInput { to: self.addresses(), message: filled(&self.message) }
    }
}

impl Check for Draft {
    fn check(&self, c: &mut Checker) {
        let addresses = self.addresses().unwrap_or_default();
        c.ensure("to", addresses.iter().all(|address| is_email(address)), "email");
        c.ensure("to", addresses.len() <= 10, "count");
        c.optional("message", Some(&self.message), 2000);
    }
}

/// Asks for whom and with which words.
#[component]
pub fn SendDialog(
    /// Whether it is shown.
    open: RwSignal<bool>,
    /// The document.
    invoice: Invoice,
    /// Reads it again.
    changed: Callback<()>,
) -> impl IntoView {
    let (id, to) = (invoice.id, invoice.buyer.and_then(|buyer| buyer.email).unwrap_or_default());
    view! {
        <Dialog open title=crate::t!(inv_send_title)>
            <Fields open id to=to.clone() changed />
        </Dialog>
    }
}

#[component]
fn Fields(open: RwSignal<bool>, id: contract::InvoiceId, to: String, changed: Callback<()>) -> impl IntoView {
    let company = use_company();
    let form = Form::new(
        Draft { to, ..Draft::default() },
        move |draft| SendInvoice { company: company.get_untracked(), id, input: draft.input() },
        move |_| {
            open.try_set(false);
            toast(crate::text!(inv_sent));
            changed.try_run(());
        },
    )
    .unguarded();
    view! {
        <FormView form submit=crate::t!(inv_send) on_cancel=move |()| open.set(false)>
            <p class="text-sm text-muted text-pretty">{crate::t!(inv_send_detail)}</p>
            <TextField field=field!(form, to) label=crate::t!(inv_send_to) inputmode="email" autocomplete="off" hint=crate::t!(inv_send_to_hint) />
            <TextArea field=field!(form, message) label=crate::t!(inv_message) optional=true rows=5 />
        </FormView>
    }
}
