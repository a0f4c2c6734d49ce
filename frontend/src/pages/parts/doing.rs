//! An act of a page that is no form: sent once, its refusal kept to show.

use contract::{Call, Problem};
use leptos::prelude::*;

use crate::api;
use crate::here::spawn;

/// Whether something is being done, and why it was refused. It is a handle: copy it freely.
#[derive(Clone, Copy, Default)]
pub struct Doing {
    busy: RwSignal<bool>,
    problem: RwSignal<Option<Problem>>,
}

impl Doing {
    /// Whether it is on its way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// The last refusal.
    pub fn problem(self) -> Signal<Option<Problem>> {
        self.problem.into()
    }

    /// Forgets the last refusal, as when a dialog opens again.
    pub fn forget(self) {
        self.problem.set(None);
    }

    /// Sends the call, unless one is on its way; `done` runs if the page is still there.
    pub fn run<C: Call + 'static>(self, call: C, done: impl FnOnce(C::Reply) + 'static) {
        self.wait(api::call(call), done);
    }

    /// The same for anything that answers in a while, such as a file that is sent.
    pub fn wait<R: 'static>(self, answer: impl Future<Output = Result<R, Problem>> + 'static, done: impl FnOnce(R) + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        spawn(async move {
            let answer = answer.await;
            // Gives the value back when the page is gone.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(reply) => done(reply),
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }
}
