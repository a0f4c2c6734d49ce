//! A form: a draft of the contract's input, checked by the contract's rules while it is typed, sent
//! once, with each error beside its field.
//!
//! ```ignore
//! let form = Form::new(ClientInput::default(), move |input| AddClient { company, input }, |client| go_to(client));
//! view! {
//!     <FormView form=form submit=t!(save)>
//!         <TextField field=field!(form, name) label=t!(client_name) />
//!     </FormView>
//! }
//! ```

use contract::{Call, Check, FieldError, Problem};
use leptos::prelude::*;

use self::leaving::{focus_first_error, warn_before_leaving};
use crate::{api, browser, here::spawn};

#[macro_use]
mod field;
mod leaving;

pub use field::{Field, FieldState, Part, sentence};

/// A form that edits a `T`. It is a handle: copy it freely.
pub struct Form<T: 'static> {
    /// What was typed so far.
    pub draft: RwSignal<T>,
    /// What the server already has.
    saved: RwSignal<T>,
    core: FormCore,
    /// Whether leaving with unsaved changes is asked about.
    guarded: StoredValue<bool>,
}

// Written out: a derive would ask `T: Copy`.
impl<T> Clone for Form<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Form<T> {}

/// The part of a form that does not depend on its type, compiled once.
#[derive(Clone, Copy)]
pub struct FormCore {
    /// Says what is wrong with a field.
    say: fn(&FieldError) -> String,
    /// What the rules say of the draft at this moment.
    wrong: Signal<Vec<FieldError>>,
    /// What the server said of fields, until they are edited.
    refused: RwSignal<Vec<FieldError>>,
    /// The last refusal that concerns the whole.
    problem: RwSignal<Option<Problem>>,
    /// Fields that were left once, by pointer.
    left: RwSignal<Vec<String>>,
    /// Fields that were left by a press which is not over, while one is going on.
    leaving: StoredValue<Option<Vec<String>>>,
    attempted: RwSignal<bool>,
    pending: RwSignal<bool>,
    /// The same for each retry of the same sending; new once something was edited or saved.
    key: StoredValue<Option<String>>,
    submit: Callback<()>,
}

impl<T: Check + Clone + PartialEq + Send + Sync + 'static> Form<T> {
    /// A form over `start`; `to_call` makes the request, `done` receives the reply.
    pub fn new<C, F, D>(start: T, to_call: F, done: D) -> Self
    where
        C: Call + 'static,
        F: Fn(T) -> C + Send + Sync + 'static,
        D: Fn(C::Reply) + Send + Sync + Clone + 'static,
    {
        Self::saying(sentence, start, to_call, done)
    }

    /// The same with sentences of its own for what is wrong with fields: log-in does not bring along all there are.
    pub fn saying<C, F, D>(say: fn(&FieldError) -> String, start: T, to_call: F, done: D) -> Self
    where
        C: Call + 'static,
        F: Fn(T) -> C + Send + Sync + 'static,
        D: Fn(C::Reply) + Send + Sync + Clone + 'static,
    {
        let draft = RwSignal::new(start.clone());
        let saved = RwSignal::new(start);
        let wrong = Memo::new(move |_| draft.with(Check::errors));
        let dirty = Memo::new(move |_| draft.with(|d| saved.with(|s| d != s)));
        let form_slot = StoredValue::new(None::<FormCore>);
        let send = Callback::new(move |value: T| {
            let Some(core) = form_slot.get_value() else { return };
            let reply = api::call_with_key(to_call(value.clone()), core.idempotency_key());
            let done = done.clone();
            spawn(async move {
                let answer = reply.await;
                if core.answered(answer.as_ref().err()) {
                    return;
                }
                if let Ok(reply) = answer {
                    saved.try_set(value);
                    done(reply);
                }
            });
        });
        let submit = Callback::new(move |()| send.run(draft.get_untracked()));
        let core = FormCore::new(say, wrong.into(), submit);
        form_slot.set_value(Some(core));
        let guarded = StoredValue::new(true);
        warn_before_leaving(dirty.into(), guarded);
        Self { draft, saved, core, guarded }
    }

    /// Leaving loses nothing worth a question: log-in, a search.
    pub fn unguarded(self) -> Self {
        self.guarded.set_value(false);
        self
    }

    /// Sends the draft, unless the rules refuse it or it is being sent.
    pub fn submit(self) {
        self.core.submit();
    }

    /// Starts again from `value`, as when a record was read.
    pub fn reset(self, value: T) {
        self.saved.set(value.clone());
        self.draft.set(value);
        self.core.refused.set(Vec::new());
        self.core.problem.set(None);
    }

    /// A part of the draft, to show.
    pub fn read<V: Send + Sync + 'static>(self, part: impl Fn(&T) -> V + Send + Sync + 'static) -> Signal<V> {
        Signal::derive(move || self.draft.with(&part))
    }

    /// How a field changes the draft.
    pub fn write<V: 'static>(self, change: impl Fn(&mut T, V) + Send + Sync + 'static) -> Callback<V> {
        Callback::new(move |value| {
            self.core.key.set_value(None);
            self.draft.update(|draft| change(draft, value));
        })
    }

    /// A field over a part of the draft, by its pointer; `field!` writes this.
    pub fn field<P: Part<V> + 'static, V: Send + Sync + 'static>(
        self,
        pointer: &'static str,
        read: fn(&T) -> &P,
        write: fn(&mut T) -> &mut P,
    ) -> Field<V> {
        let name = pointer.rsplit('/').next().unwrap_or(pointer);
        self.field_of(name, pointer, move |draft| read(draft).show(), move |draft, typed| write(draft).take(typed))
    }

    /// The same where a change concerns more than one part, or the part is not always there.
    pub fn field_of<V: Send + Sync + 'static>(
        self,
        name: &'static str,
        pointer: &str,
        read: impl Fn(&T) -> V + Send + Sync + 'static,
        write: impl Fn(&mut T, V) + Send + Sync + 'static,
    ) -> Field<V> {
        Field { name, value: self.read(read), on_input: self.write(write), state: self.core.error(pointer) }
    }
}

impl<T: 'static> Form<T> {
    /// The state of the field at this pointer; the leading slash may be left out.
    pub fn error(self, pointer: &str) -> FieldState {
        self.core.error(pointer)
    }

    /// Whether the form is being sent.
    pub fn pending(self) -> Signal<bool> {
        self.core.pending.into()
    }

    /// The part without the type, which `FormView` takes.
    pub fn core(self) -> FormCore {
        self.core
    }
}

impl<T: 'static> From<Form<T>> for FormCore {
    fn from(form: Form<T>) -> Self {
        form.core
    }
}

impl FormCore {
    fn new(say: fn(&FieldError) -> String, wrong: Signal<Vec<FieldError>>, submit: Callback<()>) -> Self {
        Self {
            say,
            wrong,
            refused: RwSignal::new(Vec::new()),
            problem: RwSignal::new(None),
            left: RwSignal::new(Vec::new()),
            leaving: StoredValue::new(None),
            attempted: RwSignal::new(false),
            pending: RwSignal::new(false),
            key: StoredValue::new(None),
            submit,
        }
    }

    /// Sends the draft if the rules allow; otherwise shows every error and moves to the first.
    pub fn submit(self) {
        self.attempted.set(true);
        if self.wrong.with_untracked(|wrong| !wrong.is_empty()) {
            focus_first_error();
        } else if self.begin() {
            self.submit.run(());
        }
    }

    /// What concerns the whole form: the last refusal whose fields are not all shown.
    pub fn problem(self) -> Signal<Option<Problem>> {
        self.problem.into()
    }

    /// Whether the form is being sent.
    pub fn pending(self) -> Signal<bool> {
        self.pending.into()
    }

    /// The pointer goes down. What a field has to say now would move the button that is being
    /// pressed away from under the pointer: it waits until the press is over.
    pub fn press(self) {
        self.leaving.set_value(Some(Vec::new()));
    }

    /// The pointer goes up: the click that follows comes first.
    pub fn release(self) {
        let tell = move || {
            let leaving = self.leaving.try_update_value(Option::take).flatten().unwrap_or_default();
            for at in leaving {
                self.leave(at);
            }
        };
        set_timeout(tell, std::time::Duration::from_millis(20));
    }

    /// From now on the field is checked while typing.
    fn leave(self, at: String) {
        if self.left.try_with_untracked(|left| !left.contains(&at)) == Some(true) {
            self.left.update(|left| left.push(at));
        }
    }

    /// Marks the sending; false when one is on its way.
    fn begin(self) -> bool {
        if self.pending.get_untracked() {
            return false;
        }
        self.pending.set(true);
        self.problem.set(None);
        self.refused.set(Vec::new());
        true
    }

    /// Takes the answer; true when it was a refusal.
    fn answered(self, refusal: Option<&Problem>) -> bool {
        self.pending.try_set(false);
        let Some(refusal) = refusal else {
            self.key.try_set_value(None);
            self.attempted.try_set(false);
            return false;
        };
        // A request that was answered may not be repeated under its name with another body.
        if refusal.code != api::OFFLINE {
            self.key.try_set_value(None);
        }
        self.refused.try_set(refusal.errors.clone());
        self.problem.try_set(Some(refusal.clone()));
        focus_first_error();
        true
    }

    fn idempotency_key(self) -> Option<String> {
        self.key.try_update_value(|key| key.get_or_insert_with(browser::random_uuid).clone())
    }

    /// The state of the field at this pointer; the leading slash may be left out.
    pub fn error(self, pointer: &str) -> FieldState {
        let pointer = if pointer.starts_with('/') { pointer.to_owned() } else { format!("/{pointer}") };
        let at = StoredValue::new(pointer);
        let message = Signal::derive(move || {
            let shown = self.attempted.get() || self.left.with(|left| at.with_value(|at| left.contains(at)));
            let find = |errors: &Vec<FieldError>| at.with_value(|at| errors.iter().find(|e| e.pointer == *at).map(self.say));
            self.refused.with(find).or_else(|| shown.then(|| self.wrong.with(find)).flatten())
        });
        FieldState { message: Some(message), form: Some((self, at)) }
    }
}
