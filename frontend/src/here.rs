//! What holds wherever one is in the app: who one is, the language, what was just done. It comes from
//! the context, so that a component can be tried in another, as the stories of `/dev/ui` do.
//!
//! A view and its event handlers find the context by themselves. What runs later, when the page that
//! began it may be gone, is given it along: `spawn` and `after` in place of Leptos' own.

use std::time::Duration;

use contract::words::Locale;
use leptos::{prelude::*, reactive::computed::ScopedFuture};

use crate::{session::Session, ui::Toast, words};

/// The state that all pages share. It is a handle: clone it freely.
#[derive(Clone)]
pub struct Here {
    /// Who one is.
    pub session: ArcRwSignal<Session>,
    /// The language.
    pub language: ArcRwSignal<Locale>,
    /// What was just done, in words.
    pub toasts: ArcRwSignal<Vec<Toast>>,
}

impl Here {
    /// Nobody is known yet; the language is the one of the page.
    pub fn new() -> Self {
        Self { session: ArcRwSignal::new(Session::Unknown), language: ArcRwSignal::new(words::at_start()), toasts: ArcRwSignal::default() }
    }
}

/// What holds here. Outside of the app, as in a unit test, nobody is known and nobody listens.
pub fn here() -> Here {
    use_context().unwrap_or_else(Here::new)
}

/// Marks the context of what may outlast its page.
#[derive(Clone, Copy)]
struct Lasting;

/// An owner for what may outlast the page that began it.
fn lasting() -> Owner {
    let (owner, here) = (Owner::default(), here());
    owner.with(|| {
        provide_context(here);
        provide_context(Lasting);
    });
    owner
}

/// Whether this runs for itself, in `spawn` or `after`, and not for as long as a page is there.
pub fn lasts() -> bool {
    use_context::<Lasting>().is_some()
}

/// Does something that takes a while. It goes on when the page is left.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    leptos::task::spawn_local(ScopedFuture { owner: lasting(), observer: None, fut: task });
}

/// Does something after a while, even when the page was left.
pub fn after(wait: Duration, act: impl FnOnce() + 'static) {
    let owner = lasting();
    set_timeout(move || owner.with(act), wait);
}
