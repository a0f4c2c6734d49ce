//! Archiving something and restoring it, and the list of what is archived.

use leptos::prelude::*;

use super::Doing;
use crate::ui::*;

/// The button that archives something or restores it, and the question before.
#[component]
pub fn Archiving(
    /// What it is called.
    name: String,
    /// Whether it is archived.
    archived: bool,
    /// What follows from it.
    #[prop(into)]
    detail: Signal<String>,
    /// The act.
    doing: Doing,
    /// Does it.
    #[prop(into)]
    on_confirm: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let title =
        Signal::derive(
            move || {
                if archived { crate::text!(archive_ask_restore, name = name) } else { crate::text!(archive_ask, name = name) }
            },
        );
    let (label, icon) = if archived { (crate::t!(archive_restore), glyph::UNDO_2) } else { (crate::t!(archive_do), glyph::INBOX) };
    let ask = move |_| {
        doing.forget();
        open.set(true);
    };
    view! {
        <Button label icon on_click=ask />
        <Confirm open title detail action=label on_confirm busy=doing.busy() problem=doing.problem() gentle=archived />
    }
}

/// Says that it is archived now, or in use again.
pub fn archived(name: String, archived: bool) {
    toast(if archived { crate::text!(archive_done, name = name) } else { crate::text!(archive_undone, name = name) });
}

/// What is in use, or what is archived.
#[component]
pub fn ArchiveFilter(
    /// The filters of the list.
    filters: Filters,
) -> impl IntoView {
    let choices =
        Signal::derive(|| vec![(String::new(), crate::text!(archive_in_use)), ("true".to_owned(), crate::text!(archive_archived))]);
    view! {
        <div class="min-w-36 max-sm:grow">
            <SelectField field=filters.field("archived") label=crate::t!(archive_filter) hide_label=true small=true choices />
        </div>
    }
}
