//! Paying through a gateway: the way there, and the wait after the way back.

use std::time::Duration;

use contract::payments::{AttemptStatus, CheckAttempt, PayInvoice, PaymentAttempt};
use contract::{InvoiceId, PaymentAttemptId, Problem};
use leptos::prelude::*;

use crate::api;
use crate::browser;
use crate::here::{after as later, spawn};
use crate::pages::parts::Doing;
use crate::session::use_company;
use crate::ui::*;

/// Opens an attempt at the gateway and goes there.
#[component]
pub fn Pay(
    /// What is paid.
    invoice: InvoiceId,
    /// The words on the button.
    label: Signal<String>,
) -> impl IntoView {
    let (company, act, leaving) = (use_company(), Doing::default(), RwSignal::new(false));
    // The browser may show this very page again when the payer comes back.
    browser::listen("pageshow", move |_| leaving.set(false));
    let pay = move |_| {
        act.run(PayInvoice { company: company.get_untracked(), invoice }, move |attempt| {
            let (Some(window), Some(url)) = (browser::window(), attempt.redirect_url) else { return };
            leaving.try_set(true);
            let _ = window.location().set_href(&url);
        });
    };
    let busy = Signal::derive(move || act.busy().get() || leaving.get());
    view! {
        <Button label tone=Tone::Primary icon=glyph::CREDIT_CARD busy on_click=pay />
        <div class="w-full empty:hidden"><ProblemNote problem=act.problem() /></div>
    }
}

/// The pauses between two questions, in seconds.
const PAUSES: [u64; 7] = [0, 1, 2, 3, 5, 8, 13];
/// From this question on, whoever came back without paying is offered the way there again.
const LONG: usize = 3;

/// What is known of an attempt.
#[derive(Clone, PartialEq)]
enum Known {
    /// It is asked about, perhaps for long already.
    Waiting { long: bool },
    /// It takes longer than one likes to wait.
    Slow,
    /// It could not be asked.
    Unknown(Problem),
    /// It ended so.
    Ended(AttemptStatus),
}

/// One question after the other, until the attempt has ended or the pauses are used up.
#[derive(Clone, Copy)]
struct Watch {
    known: RwSignal<Known>,
    ask: Callback<usize>,
}

impl Watch {
    fn start(id: PaymentAttemptId, open: RwSignal<bool>, changed: Callback<()>) -> Self {
        let company = use_company();
        let (known, next) = (RwSignal::new(Known::Waiting { long: false }), StoredValue::new(None::<Callback<usize>>));
        let ask = Callback::new(move |step: usize| {
            let reply = api::call(CheckAttempt { company: company.get_untracked(), id });
            spawn(async move {
                let now = after(reply.await, step);
                let over = matches!(now, Known::Ended(_));
                if let (Known::Waiting { .. }, Some(ask)) = (&now, next.try_get_value().flatten()) {
                    wait(ask, step + 1);
                }
                open.try_set(!matches!(now, Known::Ended(AttemptStatus::Succeeded)));
                if known.try_set(now).is_none() && over {
                    changed.run(());
                }
            });
        });
        next.set_value(Some(ask));
        ask.run(0);
        open.set(true);
        Self { known, ask }
    }

    fn again(self) {
        self.known.set(Known::Waiting { long: true });
        self.ask.run(0);
    }
}

fn wait(ask: Callback<usize>, step: usize) {
    let pause = PAUSES.get(step).copied().unwrap_or_default();
    // Whoever left the page waits for nothing any more.
    let go_on = move || {
        ask.try_run(step);
    };
    later(Duration::from_secs(pause), go_on);
}

/// What an answer means. A gateway that does not answer is asked again like one that does not know.
fn after(answer: Result<PaymentAttempt, Problem>, step: usize) -> Known {
    let (last, waiting) = (step + 1 >= PAUSES.len(), Known::Waiting { long: step >= LONG });
    match answer {
        Ok(attempt) => match attempt.status {
            AttemptStatus::Created | AttemptStatus::Redirected | AttemptStatus::Processing if last => Known::Slow,
            AttemptStatus::Created | AttemptStatus::Redirected | AttemptStatus::Processing => waiting,
            ended => Known::Ended(ended),
        },
        Err(problem) if last || (400..500).contains(&problem.status) => Known::Unknown(problem),
        Err(_) => waiting,
    }
}

/// Follows an attempt after its payer came back.
#[component]
pub fn Follow(
    /// The attempt, from the address the gateway led back to.
    id: PaymentAttemptId,
    /// What it pays.
    invoice: InvoiceId,
    /// Whether this says what to do next: there is then no other way to pay on the page.
    open: RwSignal<bool>,
    /// Reads the invoice again.
    changed: Callback<()>,
) -> impl IntoView {
    let watch = Watch::start(id, open, changed);
    // Remembered, so that the same answer again does not draw the buttons anew.
    let known = Memo::new(move |_| watch.known.get());
    let again = move || view! { <Button label=crate::t!(pay_check_again) icon=glyph::ROTATE_CW on_click=move |_| watch.again() /> };
    let resume = move || view! { <Pay invoice label=crate::t!(pay_resume) /> };
    let shown = move || match known.get() {
        Known::Waiting { long } => {
            let words = Words(crate::t!(pay_checking), crate::t!(pay_checking_detail));
            view! { <Told mood=Mood::Info words moving=true>{long.then(resume)}</Told> }.into_any()
        }
        Known::Slow => {
            let words = Words(crate::t!(pay_slow), crate::t!(pay_slow_detail));
            view! { <Told mood=Mood::Info words>{again()}{resume()}</Told> }.into_any()
        }
        Known::Unknown(problem) => {
            let words = Words(Signal::stored(problem.title), crate::t!(pay_unknown_detail));
            view! { <Told mood=Mood::Warning words>{again()}</Told> }.into_any()
        }
        Known::Ended(status) => ended(status, invoice),
    };
    view! { <div class="mb-6" role="status" aria-live="polite">{shown}</div> }
}

fn ended(status: AttemptStatus, invoice: InvoiceId) -> AnyView {
    match status {
        AttemptStatus::Succeeded => {
            let words = Words(crate::t!(pay_done), crate::t!(pay_done_detail));
            view! { <Told mood=Mood::Success words>""</Told> }.into_any()
        }
        AttemptStatus::Mismatched => {
            let words = Words(crate::t!(pay_differs), crate::t!(pay_differs_detail));
            view! { <Told mood=Mood::Warning words>""</Told> }.into_any()
        }
        _ => {
            let words = Words(crate::t!(pay_refused), crate::t!(pay_refused_detail));
            view! { <Told mood=Mood::Error words><Pay invoice label=crate::t!(pay_again) /></Told> }.into_any()
        }
    }
}

/// What happened, and what that means.
struct Words(Signal<String>, Signal<String>);

/// A message with what one can do about it.
#[component]
fn Told(mood: Mood, words: Words, #[prop(optional)] moving: bool, children: Children) -> impl IntoView {
    let Words(title, detail) = words;
    let icon = if mood == Mood::Info { glyph::CLOCK } else { mood.glyph() };
    view! {
        <div class=format!("toned flex gap-4 rounded-box p-5 {}", mood.class())>
            <Icon of=icon class=if moving { "mt-0.5 size-6 motion-safe:animate-pulse" } else { "mt-0.5 size-6" } />
            <div class="min-w-0 grow">
                <p class="text-base font-semibold">{title}</p>
                <p class="text-sm text-pretty">{detail}</p>
                <div class="mt-4 flex flex-wrap gap-2 empty:hidden">{children()}</div>
            </div>
        </div>
    }
}
