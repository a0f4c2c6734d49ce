//! The router: one line per page. Each face is a chunk of its own, loaded when it is first opened.

use std::sync::LazyLock;

use leptos::prelude::*;
use leptos_router::{
    Lazy, LazyRoute,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{pages, ui::Toasts};

/// Whether a chunk is on its way; a line at the top of the page says so.
static ARRIVING: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(false));

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let arriving = ARRIVING.clone();
    view! {
        <Router>
            {move || arriving.get().then(|| view! { <div class="progress-line" aria-hidden="true"></div> })}
            <FlatRoutes fallback=pages::NotFound>
                <Route path=path!("/") view=pages::Start />
                <Route path=path!("/login") view=pages::Login />
                <Route path=path!("/welcome") view=pages::Welcome />
                <Route path=path!("/setup") view={Lazy::<SetupPage>::new()} />
                <Route path=path!("/invitation/:token") view={Lazy::<InvitationPage>::new()} />
                <Route path=path!("/portal/:company/*rest") view={Lazy::<PortalFace>::new()} />
                <Route path=path!("/admin/:company/*rest") view={Lazy::<AdminFace>::new()} />
                <Route path=path!("/dev/ui") view={Lazy::<KitPage>::new()} />
            </FlatRoutes>
            <Toasts />
        </Router>
    }
}

/// A route whose view is a function of a chunk: the function's name is the chunk's.
macro_rules! lazy_page {
    ($(#[$doc:meta])* $page:ident, $function:ident, $view:expr) => {
        $(#[$doc])*
        struct $page;

        impl LazyRoute for $page {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> AnyView {
                ARRIVING.set(true);
                let view = $function().await;
                ARRIVING.set(false);
                view
            }

            async fn preload() {}
        }

        #[lazy]
        fn $function() -> AnyView {
            $view.into_any()
        }
    };
}

lazy_page!(
    /// The client's side.
    PortalFace, portal, view! { <pages::portal::Portal /> }
);
lazy_page!(
    /// The staff's side.
    AdminFace, admin, view! { <pages::admin::Admin /> }
);
lazy_page!(
    /// The living page of the kit.
    KitPage, kit, view! { <pages::Kit /> }
);
lazy_page!(
    /// The answer to an invitation.
    InvitationPage, invitation, view! { <pages::AcceptInvitation /> }
);
lazy_page!(
    /// The first company and its owner.
    SetupPage, setup, view! { <pages::FirstCompany /> }
);
