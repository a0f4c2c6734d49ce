//! Who am I, which company, what may I. One state for the whole app, found in its context.

use std::fmt::Display;

use contract::{
    CompanyId, Permission, Problem,
    identity::{EditMe, Face, LogOut, Me, MePatch, Place, ReadMe},
    pages::{self, CompanyPage, PublicPage},
    words::Locale,
};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api, browser,
    here::{here, spawn},
    words,
};

/// What is known of the person.
#[derive(Clone, Debug, PartialEq)]
pub enum Session {
    /// The server was asked.
    Unknown,
    /// Nobody is signed in.
    Out,
    /// Somebody is.
    In(Me),
    /// The server could not say.
    Failed(Problem),
}

/// The session, to read in reactive closures: `use_session().get()`.
pub fn use_session() -> ArcReadSignal<Session> {
    here().session.read_only()
}

/// The signed-in person, if any; followed when read in a reactive closure.
pub fn me() -> Option<Me> {
    match here().session.get() {
        Session::In(me) => Some(me),
        _ => None,
    }
}

/// Asks the server who this is, unless it is known.
pub fn ask() {
    let session = here().session;
    if matches!(session.get_untracked(), Session::In(_)) {
        return;
    }
    spawn(async move {
        match api::call(ReadMe {}).await {
            Ok(me) => entered(me),
            Err(problem) if problem.status == 401 => session.set(Session::Out),
            Err(problem) => session.set(Session::Failed(problem)),
        }
    });
}

/// Somebody came in, or changed their profile: their language becomes the app's.
pub fn entered(me: Me) {
    words::speak(me.user.locale);
    here().session.set(Session::In(me));
}

/// Asks again who this is, after something changed that everybody's place shows: a name, a logo.
pub fn renew() {
    spawn(async {
        if let Ok(me) = api::call(ReadMe {}).await {
            entered(me);
        }
    });
}

/// Speaks another language, here and on every other device: the server is told.
pub fn speak(language: Locale) {
    words::speak(language);
    spawn(async move {
        let patch = MePatch { locale: Some(language), ..MePatch::default() };
        // At worst the language is asked again on another device.
        if let Ok(me) = api::call(EditMe { patch }).await {
            entered(me);
        }
    });
}

/// The server no longer knows the session.
pub fn ended() {
    let session = here().session;
    if session.get_untracked() != Session::Out {
        session.set(Session::Out);
    }
}

/// Logs out. The pages are left even if the server could not be told.
pub fn leave() {
    spawn(async {
        let _ = api::call(LogOut {}).await;
        here().session.set(Session::Out);
    });
}

/// Remembers on the server which company to open next time.
pub fn remember_company(company: CompanyId) {
    let known = me().is_some_and(|me| me.current_company == Some(company));
    if known {
        return;
    }
    spawn(async move {
        let patch = MePatch { current_company: Some(company), ..MePatch::default() };
        // Forgotten at worst: nothing else depends on it.
        let _ = api::call(EditMe { patch }).await;
    });
}

/// The company of the address: `/admin/{company}/…`.
pub fn use_company() -> Signal<CompanyId> {
    let path = leptos_router::hooks::use_location().pathname;
    // The last one stays while a face is left, so that its pages do not ask for nothing.
    Memo::new(move |last: Option<&CompanyId>| {
        let named = path.with(|path| pages::within(path).map(|(_, company, _)| company));
        named.or(last.copied()).unwrap_or(CompanyId(uuid::Uuid::nil()))
    })
    .into()
}

/// The person's place in the company of the address, in this face.
pub fn use_place(face: Face) -> Memo<Option<Place>> {
    let (company, session) = (use_company(), here().session);
    Memo::new(move |_| {
        let company = company.get();
        session.with(|session| match session {
            Session::In(me) => me.places.iter().find(|p| p.company.id == company && p.face == face).cloned(),
            _ => None,
        })
    })
}

/// The zone of the company of the page, which says what day it is there.
pub fn company_zone() -> Option<String> {
    let address = browser::here();
    let (_, company, _) = pages::within(address.split('?').next()?)?;
    here().session.with_untracked(|session| match session {
        Session::In(me) => me.places.iter().find(|place| place.company.id == company).map(|place| place.time_zone.clone()),
        _ => None,
    })
}

/// The zone in which the person reads times: their own, or that of the company of the page.
pub fn zone() -> Option<String> {
    let own = here().session.with_untracked(|session| if let Session::In(me) = session { me.user.time_zone.clone() } else { None });
    own.or_else(company_zone)
}

/// Whether the person may do this in the company of the address. Only hides what the server would
/// refuse; nothing relies on it.
pub fn can(permission: Permission) -> Signal<bool> {
    let (company, session) = (use_company(), here().session);
    Memo::new(move |_| {
        let company = company.get();
        session.with(|session| match session {
            Session::In(me) => me.places.iter().any(|p| p.company.id == company && p.permissions.contains(&permission)),
            _ => false,
        })
    })
    .into()
}

/// Shows its children to those who hold the permission.
#[component]
pub fn Can(
    /// What one must be allowed.
    permission: Permission,
    /// What is shown then.
    children: ChildrenFn,
) -> impl IntoView {
    let can = can(permission);
    move || can.get().then(|| children())
}

/// Addresses within a face, for the company of the address.
#[derive(Clone, Copy)]
pub struct Links {
    face: Face,
    company: Signal<CompanyId>,
}

/// Addresses within a face: `let links = use_links(Face::Admin); links.to(Invoices::List)`.
pub fn use_links(face: Face) -> Links {
    Links { face, company: use_company() }
}

impl Links {
    /// The address at this moment.
    pub fn to(self, page: impl Into<CompanyPage>) -> String {
        pages::path(self.face, self.company.get(), page)
    }

    /// The same with a query: `links.with(Invoices::List, "status", "draft")`.
    pub fn with(self, page: impl Into<CompanyPage>, name: &str, value: impl Display) -> String {
        format!("{}?{name}={value}", self.to(page))
    }

    /// The address as a signal, for `href`.
    pub fn signal(self, page: impl Into<CompanyPage>) -> Signal<String> {
        let page = page.into();
        Signal::derive(move || self.to(page))
    }

    /// The same with a query.
    pub fn signal_with(
        self,
        page: impl Into<CompanyPage>,
        name: &'static str,
        value: impl Display + Send + Sync + 'static,
    ) -> Signal<String> {
        let page = page.into();
        Signal::derive(move || self.with(page, name, &value))
    }
}

/// A function that goes to an address: `let go = use_go(); go.run(links.to(Clients::List))`.
pub fn use_go() -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |to: String| navigate(&to, NavigateOptions::default()))
}

/// Where a person starts: the company chosen last, or the first.
pub fn home_of(me: &Me) -> String {
    let chosen = me.places.iter().find(|p| Some(p.company.id) == me.current_company);
    chosen.or(me.places.first()).map_or_else(|| PublicPage::Welcome.to_string(), |place| pages::home(place.face, place.company.id))
}

/// Where log-in leads back to: the page that asked for it, if it is one of ours.
pub fn safe_return(next: Option<String>) -> Option<String> {
    let login = PublicPage::Login.to_string();
    next.filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.starts_with(&login))
}

/// The address of the log-in page that leads back here.
pub fn login_path() -> String {
    let (login, here) = (PublicPage::Login, browser::here());
    if here.len() > 1 { format!("{login}?next={}", String::from(js_sys::encode_uri_component(&here))) } else { login.to_string() }
}

#[cfg(test)]
mod tests {
    use super::safe_return;

    #[test]
    fn log_in_leads_back_to_our_own_pages_only() {
        assert_eq!(safe_return(Some("/admin/x".into())), Some("/admin/x".into()));
        for wrong in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login?next=/"] {
            assert_eq!(safe_return(Some(wrong.into())), None, "{wrong}");
        }
    }
}
