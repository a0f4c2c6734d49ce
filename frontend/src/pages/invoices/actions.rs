//! What can be done with a document, by its state and by what the person may.

use contract::InvoiceId;
use contract::billing::{DeleteInvoice, Invoice, InvoiceKind, InvoiceStatus, pdf_path};
use contract::identity::Face;
use contract::pages;
use contract::permissions::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::credit::CreditDialog;
use super::issue::IssueDialog;
use super::send::SendDialog;
use crate::browser;
use crate::pages::parts::Doing;
use crate::pages::payments::RecordDialog;
use crate::session::{Can, use_company, use_go, use_links};
use crate::ui::*;

/// The buttons beside the title, and the dialogs they open.
#[component]
pub fn Actions(
    /// The document.
    invoice: Invoice,
    /// Reads it again.
    changed: Callback<()>,
) -> impl IntoView {
    if invoice.status == InvoiceStatus::Draft {
        view! { <OfDraft invoice changed /> }.into_any()
    } else {
        view! { <OfIssued invoice changed /> }.into_any()
    }
}

/// A draft is changed, issued or thrown away.
#[component]
fn OfDraft(invoice: Invoice, changed: Callback<()>) -> impl IntoView {
    let links = use_links(Face::Admin);
    // "Save and issue" of the editor leads here.
    let wanted = use_query_map().with_untracked(|query| query.get("issue").is_some());
    let (issuing, deleting) = (RwSignal::new(wanted), RwSignal::new(false));
    let id = invoice.id;
    let edit = links.signal(pages::Invoices::Edit(id));
    let (version, client) = (invoice.version, invoice.client_name.clone());
    view! {
        <Can permission=Permission::InvoiceDelete>
            <IconButton label=crate::t!(inv_delete) icon=glyph::TRASH_2 class="!size-10" on_click=move |_| deleting.set(true) />
        </Can>
        <Pdf id />
        <Can permission=Permission::InvoiceEdit><ButtonLink label=crate::t!(edit) icon=glyph::PENCIL href=edit /></Can>
        <Can permission=Permission::InvoiceIssue>
            <Button label=crate::t!(inv_issue) icon=glyph::CHECK tone=Tone::Primary on_click=move |_| issuing.set(true) />
        </Can>
        <IssueDialog open=issuing invoice changed />
        <Deletion open=deleting id version client />
    }
}

#[component]
fn Deletion(open: RwSignal<bool>, id: InvoiceId, version: i64, client: String) -> impl IntoView {
    let (company, links, go, act) = (use_company(), use_links(Face::Admin), use_go(), Doing::default());
    let delete = move |()| {
        act.run(DeleteInvoice { company: company.get_untracked(), id, version }, move |()| {
            toast(crate::text!(inv_deleted));
            go.run(links.to(pages::Invoices::List));
        });
    };
    view! {
        <Confirm open title=crate::t!(inv_delete_title) detail=crate::t!(inv_delete_detail, client = client) action=crate::t!(delete)
            on_confirm=delete busy=act.busy() problem=act.problem() />
    }
}

/// The document as a file.
#[component]
pub fn Pdf(
    /// Which.
    id: InvoiceId,
) -> impl IntoView {
    let company = use_company();
    let href = Signal::derive(move || pdf_path(company.get(), id));
    view! { <ButtonLink label=crate::t!(inv_pdf) icon=glyph::DOWNLOAD href external=true /> }
}

/// An issued document is sent, paid, credited.
#[component]
fn OfIssued(invoice: Invoice, changed: Callback<()>) -> impl IntoView {
    let (sending, recording, crediting) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let id = invoice.id;
    let asks = invoice.kind == InvoiceKind::Invoice;
    let owed = asks && invoice.due.amount > 0;
    let creditable = asks && invoice.total.amount > invoice.credited.amount;
    let unsent = invoice.sent_at.is_none();
    let (send_tone, record_tone) = if unsent { (Tone::Primary, Tone::Plain) } else { (Tone::Plain, Tone::Primary) };
    let (sent, recorded, credited) = (invoice.clone(), invoice.clone(), invoice);
    let trigger = || view! { <Icon of=glyph::ELLIPSIS /> };
    view! {
        <Menu label=crate::t!(inv_more) class="btn btn-plain btn-square" trigger>
            <MenuItem label=crate::t!(inv_copy_link) icon=glyph::LINK on_click=move |()| copy_link(id) />
            {creditable.then(|| view! {
                <Can permission=Permission::InvoiceCredit>
                    <MenuItem label=crate::t!(inv_credit) icon=glyph::UNDO_2 on_click=move |()| crediting.set(true) />
                </Can>
            })}
        </Menu>
        <Pdf id />
        {owed.then(|| view! {
            <Can permission=Permission::PaymentRecord>
                <Button label=crate::t!(pay_record) icon=glyph::BANKNOTE tone=record_tone on_click=move |_| recording.set(true) />
            </Can>
        })}
        <Can permission=Permission::InvoiceSend>
            <Button label=crate::t!(inv_send) icon=glyph::SEND tone=send_tone on_click=move |_| sending.set(true) />
        </Can>
        <SendDialog open=sending invoice=sent changed />
        <RecordDialog open=recording invoice=recorded changed />
        <CreditDialog open=crediting invoice=credited changed />
    }
}

/// Puts the address of the document in the portal on the clipboard: its client opens it there.
fn copy_link(id: InvoiceId) {
    let Some(window) = browser::window() else { return };
    let here = browser::here();
    let (Some((_, company, _)), Ok(origin)) = (pages::within(&here), window.location().origin()) else { return };
    let link = origin + &pages::path(Face::Portal, company, pages::Invoices::One(id));
    copy(link, crate::text!(inv_link_copied));
}
