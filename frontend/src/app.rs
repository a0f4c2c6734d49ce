//! What each address opens. The faces hold their own tables of pages and are chunks of their own,
//! loaded when they are first opened; so is all that log-in can do without.
//!
//! This first step is a plain `match`: the router's tables are in the chunks, where they are needed.

use std::sync::LazyLock;

use leptos::prelude::*;
use leptos_router::{components::Router, hooks::use_location};

use crate::{pages, ui::Toasts};

/// The first step of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Start,
    Login,
    Welcome,
    Setup,
    Invitation,
    Portal,
    Admin,
    Kit,
    Missing,
}

impl Door {
    fn of(path: &str) -> Self {
        let mut steps = path.split('/').skip(1);
        match (steps.next().unwrap_or_default(), steps.next().unwrap_or_default()) {
            ("", _) => Self::Start,
            ("login", "") => Self::Login,
            ("welcome", "") => Self::Welcome,
            ("setup", "") => Self::Setup,
            ("invitation", token) if !token.is_empty() => Self::Invitation,
            ("portal", company) if !company.is_empty() => Self::Portal,
            ("admin", company) if !company.is_empty() => Self::Admin,
            ("dev", "ui") => Self::Kit,
            _ => Self::Missing,
        }
    }

    fn open(self) -> AnyView {
        match self {
            Self::Start => view! { <pages::Start /> }.into_any(),
            Self::Login => view! { <pages::Login /> }.into_any(),
            Self::Welcome => view! { <pages::Welcome /> }.into_any(),
            Self::Missing => view! { <pages::NotFound /> }.into_any(),
            Self::Setup => arriving(setup()),
            Self::Invitation => arriving(invitation()),
            Self::Portal => arriving(portal()),
            Self::Admin => arriving(admin()),
            Self::Kit => arriving(kit()),
        }
    }
}

/// Whether a chunk is on its way; a line at the top of the page says so.
static ARRIVING: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// Shows what a chunk makes once it is there.
pub fn arriving(chunk: impl Future<Output = AnyView> + 'static) -> AnyView {
    ARRIVING.set(true);
    Suspend::new(send_wrapper::SendWrapper::new(async move {
        let view = chunk.await;
        ARRIVING.set(false);
        view
    }))
    .into_any()
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    view! {
        <Router>
            <Line />
            <Page />
            <Toasts />
        </Router>
    }
}

#[component]
fn Line() -> impl IntoView {
    let arriving = ARRIVING.clone();
    move || arriving.get().then(|| view! { <div class="progress-line" aria-hidden="true"></div> })
}

#[component]
fn Page() -> impl IntoView {
    let path = use_location().pathname;
    let door = Memo::new(move |_| path.with(|path| Door::of(path)));
    move || door.get().open()
}

/// The client's side.
#[lazy]
fn portal() -> AnyView {
    view! { <pages::portal::Portal /> }.into_any()
}

/// The staff's side.
#[lazy]
fn admin() -> AnyView {
    view! { <pages::admin::Admin /> }.into_any()
}

/// The living page of the kit.
#[lazy]
fn kit() -> AnyView {
    view! { <pages::Kit /> }.into_any()
}

/// The answer to an invitation.
#[lazy]
fn invitation() -> AnyView {
    view! { <pages::AcceptInvitation /> }.into_any()
}

/// The first company and its owner.
#[lazy]
fn setup() -> AnyView {
    view! { <pages::FirstCompany /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::Door;

    #[test]
    fn addresses_open_their_doors() {
        for (path, door) in [
            ("/", Door::Start),
            ("/login", Door::Login),
            ("/login/x", Door::Missing),
            ("/invitation/pvi_1", Door::Invitation),
            ("/invitation/", Door::Missing),
            ("/portal/1/invoices/2", Door::Portal),
            ("/admin", Door::Missing),
            ("/dev/ui", Door::Kit),
        ] {
            assert_eq!(Door::of(path), door, "{path}");
        }
    }
}
