//! Somebody else saved first: take theirs, or keep one's own.

use contract::{Check, Problem, Versioned};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::{form::Form, ui::*};

/// The two answers of a form to a `StaleNote`: take theirs, or keep one's own and save it over them.
/// `seen` is the version that the form names when it is sent.
pub fn answers<T, V>(form: Form<T>, seen: StoredValue<i64>, draft: impl Fn(V) -> T + Send + Sync + 'static) -> (Callback<V>, Callback<V>)
where
    T: Check + Clone + PartialEq + Send + Sync + 'static,
    V: Versioned + 'static,
{
    let take = Callback::new(move |theirs: V| {
        seen.set_value(theirs.version().0);
        form.reset(draft(theirs));
    });
    let keep = Callback::new(move |theirs: V| {
        seen.set_value(theirs.version().0);
        form.submit();
    });
    (take, keep)
}

/// Shown when something was refused because the record had changed meanwhile. The refusal carries the
/// record as it is now.
#[component]
pub fn StaleNote<T: DeserializeOwned + Clone + Send + Sync + 'static>(
    /// The last refusal: of a form, of an act.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Starts again from what is there now; what was typed is lost.
    on_take: Callback<T>,
    /// Saves what was typed over it; absent where there is nothing to save.
    #[prop(optional, into)]
    on_keep: Option<Callback<T>>,
    /// What they changed: names of fields and what they hold now.
    #[prop(optional, into)]
    changed: Option<Callback<T, Vec<(String, String)>>>,
) -> impl IntoView {
    let current = move || {
        let refusal = problem.get().filter(|problem| problem.status == 412)?;
        serde_json::from_value::<T>(refusal.current?).ok()
    };
    let note = move |theirs: T| {
        let (mine, told) = (theirs.clone(), changed.map(|changed| changed.run(theirs.clone())).unwrap_or_default());
        let told =
            told.into_iter().map(|(field, value)| view! { <li><span class="text-muted">{field}</span>" "{value}</li> }).collect_view();
        let (detail, take) = match on_keep {
            Some(_) => (crate::t!(stale_detail), crate::t!(stale_take)),
            None => (crate::t!(stale_look), crate::t!(stale_read_again)),
        };
        view! {
            <div class="toned tone-warning flex flex-col gap-3 rounded-field px-4 py-3 text-sm">
                <div><p>{detail}</p><ul>{told}</ul></div>
                <div class="flex flex-wrap gap-2">
                    <Button label=take icon=glyph::ROTATE_CW small=true on_click=move |_| on_take.run(theirs.clone()) />
                    {on_keep.map(|keep| view! {
                        <Button label=crate::t!(stale_keep) tone=Tone::Quiet small=true on_click=move |_| keep.run(mine.clone()) />
                    })}
                </div>
            </div>
        }
    };
    move || current().map(note)
}
