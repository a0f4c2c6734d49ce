//! What each address opens first. The faces are chunks of their own, loaded when they are first
//! opened, and open their pages themselves; so is all that log-in can do without. Only log-in is here.

use contract::{
    identity::Face,
    pages::{self, PublicPage},
};
use leptos::prelude::*;
use leptos_router::{components::Router, hooks::use_location};
use wasm_split_helpers::wasm_split;

use crate::{
    browser,
    here::Here,
    pages::{AcceptInvitation, FirstCompany, Kit, Login, NotFound, Start, Welcome, admin::Admin, portal::Portal},
    router::{Arrived, Opening, Outlet, WaitingLine, here, later},
    ui::Toasts,
};

/// The first step of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    Start,
    Login,
    Welcome,
    Setup,
    Invitation,
    Kit,
    Within(Face),
    Missing,
}

impl Door {
    fn of(path: &str) -> Self {
        match PublicPage::of(path) {
            Some(PublicPage::Start) => Self::Start,
            Some(PublicPage::Login) => Self::Login,
            Some(PublicPage::Welcome) => Self::Welcome,
            Some(PublicPage::Setup) => Self::Setup,
            Some(PublicPage::Invitation(_)) => Self::Invitation,
            Some(PublicPage::Kit | PublicPage::Story(_)) => Self::Kit,
            None => pages::within(path).map_or(Self::Missing, |(face, ..)| Self::Within(face)),
        }
    }

    fn open(self) -> Opening {
        match self {
            Self::Login => here(view! { <Login /> }.into_any()),
            Self::Within(Face::Portal) => Box::pin(portal()),
            Self::Within(Face::Admin) => Box::pin(admin()),
            Self::Start | Self::Welcome | Self::Setup | Self::Invitation | Self::Kit | Self::Missing => Box::pin(outside(self)),
        }
    }
}

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let here = Here::new();
    browser::set_root_attribute("lang", here.language.get_untracked().code());
    provide_context(here);
    view! {
        <Router>
            <WaitingLine />
            <FirstStep />
            <Toasts />
        </Router>
    }
}

#[component]
fn FirstStep() -> impl IntoView {
    let path = use_location().pathname;
    let door = Memo::new(move |_| path.with(|path| Some(Door::of(path))));
    view! { <Outlet key=door open=Door::open /> }
}

/// The client's side.
#[wasm_split(portal, fallible)]
fn portal() -> Arrived {
    Ok(view! { <Portal /> }.into_any())
}

/// The staff's side.
#[wasm_split(admin, fallible)]
fn admin() -> Arrived {
    Ok(view! { <Admin /> }.into_any())
}

/// All else that is outside of a company.
#[wasm_split(outside, fallible)]
fn outside(door: Door) -> Arrived {
    Ok(match door {
        Door::Start => view! { <Start /> }.into_any(),
        Door::Welcome => view! { <Welcome /> }.into_any(),
        Door::Setup => view! { <FirstCompany /> }.into_any(),
        Door::Invitation => view! { <AcceptInvitation /> }.into_any(),
        Door::Kit => later(kit()),
        Door::Missing | Door::Login | Door::Within(_) => view! { <NotFound /> }.into_any(),
    })
}

/// The living page of the kit.
#[wasm_split(kit, fallible)]
fn kit() -> Arrived {
    Ok(view! { <Kit /> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_open_their_doors() {
        let company = "01968f5e-7a00-7000-8000-000000000001";
        for (path, door) in [
            ("/", Door::Start),
            ("/login", Door::Login),
            ("/login/x", Door::Missing),
            ("/invitation/pvi_1", Door::Invitation),
            ("/invitation/", Door::Missing),
            (&format!("/portal/{company}/invoices/2"), Door::Within(Face::Portal)),
            (&format!("/admin/{company}"), Door::Within(Face::Admin)),
            ("/admin", Door::Missing),
            ("/admin/1", Door::Missing),
            ("/dev/ui", Door::Kit),
            ("/dev/ui/buttons", Door::Kit),
        ] {
            assert_eq!(Door::of(path), door, "{path}");
        }
    }
}
