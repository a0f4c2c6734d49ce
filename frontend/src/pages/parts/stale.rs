//! Somebody else saved first: read theirs, or keep one's own.

use contract::Problem;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::ui::*;

/// Shown in a form that the server refused because the record had changed. `on_take` receives the
/// record as it is now, to start again from it; `on_keep` receives it to save over it.
#[component]
pub fn StaleNote<T: DeserializeOwned + Clone + Send + Sync + 'static>(
    /// The last refusal: of a form, of an act.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
    /// Shows what is there now; what was typed is lost.
    on_take: Callback<T>,
    /// Saves what was typed over it.
    on_keep: Callback<T>,
) -> impl IntoView {
    let current = move || {
        let refusal = problem.get().filter(|problem| problem.status == 412)?;
        serde_json::from_value::<T>(refusal.current?).ok()
    };
    move || {
        current().map(|current| {
            let mine = current.clone();
            view! {
                <div class="toned tone-warning flex flex-col gap-3 rounded-field px-4 py-3 text-sm">
                    <p>{crate::t!(stale_detail)}</p>
                    <div class="flex flex-wrap gap-2">
                        <Button label=crate::t!(stale_take) icon=glyph::ROTATE_CW small=true on_click=move |_| on_take.run(current.clone()) />
                        <Button label=crate::t!(stale_keep) tone=Tone::Quiet small=true on_click=move |_| on_keep.run(mine.clone()) />
                    </div>
                </div>
            }
        })
    }
}
