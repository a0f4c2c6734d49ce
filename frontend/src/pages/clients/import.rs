//! A list of clients from a file: first only looked at, then taken, each line accounted for.

use contract::identity::Face;
use contract::imports::{ImportClients, ImportOptions, ImportReport};
use contract::pages;
use contract::{CompanyId, Permission};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::report::Report;
use crate::api;
use crate::pages::parts::{Allowed, Doing};
use crate::session::{use_company, use_links};
use crate::ui::*;

/// The page of the import.
#[component]
pub fn ImportPage() -> impl IntoView {
    let links = use_links(Face::Admin);
    let crumbs = vec![(crate::t!(nav_clients), links.signal(pages::Clients::List))];
    view! {
        <PageHeader title=crate::t!(import_title) subtitle=crate::t!(import_subtitle) crumbs />
        <Allowed permission=Permission::ClientImport><Import /></Allowed>
    }
}

/// The file and what was said of it.
#[derive(Clone, Copy)]
struct Import {
    company: Signal<CompanyId>,
    file: RwSignal<Option<SendWrapper<web_sys::File>>>,
    report: RwSignal<Option<ImportReport>>,
    doing: Doing,
}

impl Import {
    /// Sends the file, to be looked at only or to be taken.
    fn send(self, dry_run: bool) {
        let Some(file) = self.file.get_untracked() else { return };
        let call = ImportClients { company: self.company.get_untracked(), options: ImportOptions { dry_run: dry_run.then_some(true) } };
        self.doing.wait(api::send_file(&call, file.take()), move |report| self.report.set(Some(report)));
    }
}

#[component]
fn Import() -> impl IntoView {
    let import = Import { company: use_company(), file: RwSignal::new(None), report: RwSignal::new(None), doing: Doing::default() };
    let chosen = move |file: web_sys::File| {
        import.report.set(None);
        import.file.set(Some(SendWrapper::new(file)));
        import.send(true);
    };
    view! {
        <div class="flex flex-col gap-6">
            <div class="surface p-4 sm:p-6">
                <FileField label=crate::t!(import_file) hint=crate::t!(import_hint) accept=".csv,.txt,.tsv,text/csv" on_file=chosen />
                <ProblemNote problem=import.doing.problem() />
            </div>
            <div aria-live="polite">
                {move || (import.doing.busy().get() && import.report.with(Option::is_none)).then(|| view! {
                    <p class="mb-3 text-sm text-muted">{crate::t!(import_reading)}</p>
                    <TableSkeleton rows=4 />
                })}
                {move || import.report.get().map(|report| view! { <Outcome report import /> })}
            </div>
        </div>
    }
}

/// What would be taken, or what was, then each line.
#[component]
fn Outcome(report: ImportReport, import: Import) -> impl IntoView {
    let links = use_links(Face::Admin);
    let (look, added) = (report.dry_run, report.added);
    let says = Signal::derive(move || match (look, added) {
        (true, 0) => crate::text!(import_nothing_new),
        (true, _) => crate::text!(import_would_add, count = added),
        (false, _) => crate::text!(import_added, count = added),
    });
    let next = if look && added > 0 {
        let label = crate::t!(import_take, count = added);
        view! { <Button label tone=Tone::Primary icon=glyph::UPLOAD busy=import.doing.busy() on_click=move |_| import.send(false) /> }
            .into_any()
    } else {
        view! { <ButtonLink label=crate::t!(import_see_clients) href=links.signal(pages::Clients::List) tone=if look { Tone::Plain } else { Tone::Primary } /> }
            .into_any()
    };
    let tone = if look { "toned tone-info" } else { "toned tone-success" };
    let icon = if look { glyph::INFO } else { glyph::CIRCLE_CHECK };
    view! {
        <div class=format!("{tone} mb-6 flex flex-wrap items-center justify-between gap-4 rounded-box px-4 py-3 sm:px-6")>
            <p class="flex min-w-0 items-center gap-3 font-medium"><Icon of=icon /> {says}</p>
            {next}
        </div>
        <Report report links />
    }
}
