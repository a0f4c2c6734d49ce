//! Which page an address opens. A page stays until the next one is here: some are in chunks of their
//! own, which arrive over the network. An address that leads nowhere new keeps the page.

use std::pin::Pin;

use contract::pages::{self, CompanyPage};
use leptos::{either::Either, prelude::*, reactive::computed::ScopedFuture, tachys::reactive_graph::OwnedView, task::spawn_local};
use leptos_router::{
    hooks::use_location,
    location::{BrowserUrl, LocationProvider as _},
};
use send_wrapper::SendWrapper;
use wasm_split_helpers::SplitLoaderError;

use crate::{
    api,
    ui::{Button, ProblemNote, glyph},
};

/// What a chunk makes, or that it could not be fetched.
pub type Arrived = Result<AnyView, SplitLoaderError>;

/// A page that may still be on its way.
pub type Opening = Pin<Box<dyn Future<Output = Arrived>>>;

/// A page of this chunk.
pub fn here(page: AnyView) -> Opening {
    Box::pin(std::future::ready(Ok(page)))
}

/// Whether a page is on its way; a line at the top says so.
#[derive(Clone, Copy)]
struct Waiting(RwSignal<bool>);

/// The line at the top of the window while a page is on its way. Outlets below it use it.
#[component]
pub fn WaitingLine() -> impl IntoView {
    let waiting = RwSignal::new(false);
    provide_context(Waiting(waiting));
    move || waiting.get().then(|| view! { <div class="progress-line" aria-hidden="true"></div> })
}

/// What an address within a company leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// A page.
    Page(CompanyPage),
    /// There is no such page.
    Missing,
}

/// Where the address leads within its company; `None` when it leads out of it.
pub fn use_company_page() -> Memo<Option<Within>> {
    let path = use_location().pathname;
    Memo::new(move |_| {
        path.with(|path| pages::within(path).map(|(_, _, rest)| CompanyPage::of(rest).map_or(Within::Missing, Within::Page)))
    })
}

/// Shows what `open` makes of `key`, anew whenever it changes; while it is `None` the last page stays.
#[component]
pub fn Outlet<K: Copy + PartialEq + Send + Sync + 'static>(
    /// What decides on the page.
    key: Memo<Option<K>>,
    /// Opens the page.
    open: fn(K) -> Opening,
) -> impl IntoView {
    let (pages, shown) = (Owner::current().unwrap_or_default(), RwSignal::new_local(None));
    let (location, path) = (expect_context::<BrowserUrl>(), use_location().pathname);
    let (again, turns) = (RwSignal::new(0_u32), StoredValue::new(0_u32));
    Effect::new(move |last: Option<Option<(K, u32)>>| {
        path.track();
        // The address is written before the page is made, which may change it.
        location.ready_to_complete();
        let wanted = key.get().map(|key| (key, again.get()));
        let Some((now, _)) = wanted.filter(|wanted| last.flatten() != Some(*wanted)) else { return wanted };
        let owner = pages.child();
        let page = untrack(|| {
            owner.with(|| {
                follow_query(&location, move || key.get() == Some(now));
                ScopedFuture::new_untracked(opened(open(now), again))
            })
        });
        spawn_local(async move {
            let page = OwnedView::new_with_owner(page.await, owner);
            if key.try_get_untracked() == Some(Some(now)) {
                turns.update_value(|turns| *turns += 1);
                // Two kinds in turn: a page is never made out of the one before it.
                shown.set(Some(if turns.get_value() % 2 == 0 { Either::Left(page) } else { Either::Right(page) }));
            }
        });
        wanted
    });
    move || {
        shown.track();
        shown.try_update_untracked(Option::take).flatten()
    }
}

/// Waits for a page, says so, and shows what happened if it could not be fetched.
async fn opened(page: Opening, again: RwSignal<u32>) -> AnyView {
    let waiting = expect_context::<Waiting>().0;
    waiting.set(true);
    let page = page.await;
    waiting.set(false);
    page.unwrap_or_else(|_| {
        view! {
            <div class="flex flex-col items-start p-6">
                <h1 class="sr-only">{crate::t!(offline_title)}</h1>
                <ProblemNote problem=Signal::stored(Some(api::offline())) />
                <Button label=crate::t!(retry) icon=glyph::ROTATE_CW on_click=move |_| again.update(|again| *again += 1) />
            </div>
        }
        .into_any()
    })
}

/// A part of a page that is in a chunk of its own. Without it the page is whole.
pub fn later(part: impl Future<Output = Arrived> + 'static) -> AnyView {
    Suspend::new(SendWrapper::new(async move { part.await.ok() })).into_any()
}

/// Gives the page below an address of its own, which follows the window's as long as it is the page's:
/// a list that is being left does not ask for the rows of the next page's filters.
fn follow_query(location: &BrowserUrl, here: impl Fn() -> bool + Send + Sync + 'static) {
    let window = location.as_url().clone();
    let own = ArcRwSignal::new(window.get_untracked());
    provide_context(own.clone());
    Effect::new(move || {
        let now = window.get();
        if here() && own.with_untracked(|own| *own != now) {
            own.set(now);
        }
    });
}
