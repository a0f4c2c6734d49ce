//! Events in words: a sentence per kind, with the name of who did it and a link to what it was done to.

use contract::audit::{ActorKind, Event};
use contract::pages::{Clients, CompanyPage, Invoices, Projects, Settings};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::session::Links;
use crate::words::Message;
use crate::words::keys::event_by_name;

/// Where the names stand in a sentence, until they are put there as elements.
const WHO: &str = "\u{e}";
const WHAT: &str = "\u{f}";

/// What happened, as a sentence.
#[component]
pub fn Sentence(
    /// What happened.
    event: Event,
    /// Addresses of the face.
    links: Links,
) -> impl IntoView {
    let page = StoredValue::new(page_of(&event));
    let event = StoredValue::new(event);
    let what = move || {
        let label = event.with_value(|event| event.label.clone()).unwrap_or_default();
        // A number is not broken at its hyphens.
        let class = if label.contains(' ') || label.len() > 20 { "link" } else { "link whitespace-nowrap" };
        match page.get_value() {
            Some(page) => view! { <A href=move || links.to(page) attr:class=class>{label}</A> }.into_any(),
            None => view! { <span class="font-medium">{label}</span> }.into_any(),
        }
    };
    let piece = move |piece: &str| match piece {
        WHO => view! { <span class="font-medium">{event.with_value(actor)}</span> }.into_any(),
        WHAT => what(),
        text => text.to_owned().into_any(),
    };
    move || {
        let sentence = event.with_value(|event| sentence(&event.kind));
        pieces(&sentence).into_iter().map(piece).collect_view()
    }
}

/// The sentence of a kind, with marks for the names.
fn sentence(kind: &str) -> String {
    let names: [(&str, &dyn std::fmt::Display); 2] = [("who", &WHO), ("what", &WHAT)];
    let known = event_by_name(&format!("event_{}", kind.replace('.', "_")));
    known.map_or_else(|| crate::text!(audit_unknown, who = WHO, what = WHAT), |words| words.say_with(&names))
}

/// Cuts a sentence around its marks.
fn pieces(sentence: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find([WHO, WHAT].map(|mark| mark.chars().next().unwrap_or_default())) {
        let (before, after) = rest.split_at(at);
        let (mark, after) = after.split_at(1);
        pieces.extend([before, mark].into_iter().filter(|piece| !piece.is_empty()));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(rest));
    pieces
}

/// Who did it.
pub fn actor(event: &Event) -> String {
    match (&event.actor_name, event.actor_kind) {
        (Some(name), _) => name.clone(),
        (None, ActorKind::System) => crate::text!(audit_system),
        (None, ActorKind::Gateway) => crate::text!(audit_gateway),
        (None, ActorKind::User) => crate::text!(audit_somebody),
    }
}

/// The page of what it happened to, within the face, where there is one.
fn page_of(event: &Event) -> Option<CompanyPage> {
    let named = |field: &str| event.data.get(field).and_then(serde_json::Value::as_str).and_then(|id| id.parse::<uuid::Uuid>().ok());
    let client = |id: uuid::Uuid| Clients::One(id.into()).into();
    let invoice = |id: uuid::Uuid| Invoices::One(id.into()).into();
    match event.subject_kind.as_str() {
        _ if event.kind.ends_with(".deleted") || event.kind.ends_with(".removed") => None,
        "client" => Some(client(event.subject_id)),
        "project" => Some(Projects::One(event.subject_id.into()).into()),
        "invoice" => Some(invoice(event.subject_id)),
        "client_member" => named("client_id").map(client),
        "payment" | "payment_attempt" | "refund" => named("invoice_id").map(invoice),
        "membership" | "invitation" => Some(CompanyPage::Members),
        "company" => Some(Settings::Identity.into()),
        "tax_rate" => Some(Settings::Taxes.into()),
        _ => None,
    }
}

/// The name of a field that an event tells about.
pub fn part(name: &str) -> String {
    event_by_name(&format!("part_{name}")).map_or_else(|| name.replace('_', " "), Message::say)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn a_sentence_is_cut_around_its_names() {
        assert_eq!(pieces("\u{e} issued \u{f}."), ["\u{e}", " issued ", "\u{f}", "."]);
        assert_eq!(pieces("plain"), ["plain"]);
    }

    #[test]
    fn every_event_of_the_slices_has_its_sentence() {
        let slices = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/slices");
        let kinds = kinds_in(&slices);
        assert!(kinds.len() > 30, "{kinds:?}");
        for kind in kinds {
            assert!(event_by_name(&format!("event_{}", kind.replace('.', "_"))).is_some(), "{kind} has no sentence in events.ftl");
        }
    }

    /// The kinds of `event! { Name = "noun.past" on "noun" … }` in the sources below a folder.
    fn kinds_in(folder: &Path) -> Vec<String> {
        let mut kinds = Vec::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                kinds.extend(kinds_in(&path));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let named =
                    text.lines().filter_map(|line| line.split_once(" = \"")?.1.split_once("\" on \"").map(|(kind, _)| kind.to_owned()));
                kinds.extend(named);
            }
        }
        kinds
    }
}
