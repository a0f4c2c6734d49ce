//! A command behind a button: busy while it is on its way, its refusal kept until the next try.

use contract::{Call, Problem};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api,
    ui::{Button, PageHeader, glyph},
};

/// What a page reads from the server.
pub type Reading<T> = LocalResource<Result<T, Problem>>;

/// A command of a page. It is a handle: copy it freely.
#[derive(Clone, Copy)]
pub struct Act {
    /// It is on its way.
    pub busy: RwSignal<bool>,
    /// Why it was refused the last time.
    pub problem: RwSignal<Option<Problem>>,
}

impl Act {
    /// Nothing was sent yet.
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), problem: RwSignal::new(None) }
    }

    /// Sends the call, unless one is on its way.
    pub fn run<C: Call + 'static>(self, call: C, done: impl FnOnce(C::Reply) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        let reply = api::call(call);
        spawn_local(async move {
            let reply = reply.await;
            // Whoever left the page meanwhile waits for nothing any more.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match reply {
                Ok(reply) => done(reply),
                Err(problem) => {
                    self.problem.try_set(Some(problem));
                }
            }
        });
    }
}

/// Offers to read again what somebody else changed meanwhile.
#[component]
pub fn ReadAgain(
    /// The last refusal.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Reads again.
    reload: Callback<()>,
) -> impl IntoView {
    let stale = move || problem.with(|problem| problem.as_ref().is_some_and(|problem| problem.status == 412));
    move || {
        stale()
            .then(|| view! { <Button label=crate::t!(inv_read_again) icon=glyph::ROTATE_CW small=true on_click=move |_| reload.run(()) /> })
    }
}

/// The heading of a page whose document could not be read: it is still a page of invoices.
#[component]
pub fn TitleIfLost<T: 'static>(
    /// The document.
    from: Reading<T>,
) -> impl IntoView {
    let lost = Memo::new(move |_| from.with(|read| matches!(read, Some(Err(_)))));
    move || lost.get().then(|| view! { <PageHeader title=crate::t!(nav_invoices) /> })
}

/// The text, unless it is blank.
pub fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
