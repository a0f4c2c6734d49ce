//! What an event says beyond its sentence: the fields that changed, before and after, and the request.

use contract::billing::InvoiceStatus;
use contract::events::{Event, Fact, Fields, Payload};
use contract::money::{BasisPoints, Money};
use contract::projects::ProjectStatus;
use leptos::prelude::*;
use serde_json::Value;

use super::words::part;
use crate::codes::{self, State};
use crate::ui::{country_name, day, moment};
use crate::words::language;

/// A field that changed: its name, before, after.
type Change = (String, Value, Value);

/// The details of an event, shown when it is opened.
#[component]
pub fn Details(
    /// What happened.
    event: Event,
) -> impl IntoView {
    let at = event.at;
    let request = event.request_id.clone();
    let event = StoredValue::new(event);
    let changes = move || event.with_value(changes);
    let facts = move || event.with_value(facts);
    view! {
        <div class="mt-2 flex flex-col gap-3 rounded-field bg-base-200 px-3 py-3 text-[0.8125rem] sm:px-4">
            {move || (!changes().is_empty()).then(|| view! { <Changes changes=changes() /> })}
            <dl class="grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
                {move || facts().into_iter().map(|(name, value)| view! { <Pair name=part(name) value /> }).collect_view()}
                {move || view! { <Pair name=crate::text!(audit_at) value=moment(at) /> }}
                {move || request.clone().map(|id| view! { <Pair name=crate::text!(audit_request) value=id /> })}
            </dl>
        </div>
    }
}

#[component]
fn Pair(name: String, value: String) -> impl IntoView {
    view! {
        <div class="min-w-0">
            <dt class="text-muted">{name}</dt>
            <dd class="figures wrap-anywhere">{value}</dd>
        </div>
    }
}

#[component]
fn Changes(changes: Vec<Change>) -> impl IntoView {
    let row = |(name, before, after): &Change| {
        view! {
            <tr class="border-t border-line align-top">
                <th scope="row" class="py-1.5 pe-4 text-start font-medium">{part(name)}</th>
                <td class="py-1.5 pe-4 wrap-anywhere text-muted">{written(name, before)}</td>
                <td class="py-1.5 wrap-anywhere">{written(name, after)}</td>
            </tr>
        }
    };
    let rows = move || changes.iter().map(row).collect_view();
    view! {
        <table class="w-full table-fixed">
            <thead class="text-muted">
                <tr>
                    <th scope="col" class="pb-1 text-start font-normal">{crate::t!(audit_field)}</th>
                    <th scope="col" class="pb-1 text-start font-normal">{crate::t!(audit_before)}</th>
                    <th scope="col" class="pb-1 text-start font-normal">{crate::t!(audit_after)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The fields that changed, as they were and as they are.
fn changes(event: &Event) -> Vec<Change> {
    let Some(before) = &event.previous else { return Vec::new() };
    let after: Fields = match event.payload() {
        Some(Payload::RoleChanged(changed)) => [("role".to_owned(), changed.role.0.into())].into(),
        Some(Payload::InvoiceChanged(changed)) => [("total".to_owned(), serde_json::to_value(changed.total).unwrap_or_default())].into(),
        Some(
            Payload::CompanyChanged(contract::events::CompanyChanged { changed })
            | Payload::ClientChanged(contract::events::ClientChanged { changed })
            | Payload::ProjectChanged(contract::events::ProjectChanged { changed })
            | Payload::TaxRateChanged(contract::events::TaxRateChanged { changed }),
        ) => changed,
        _ => Fields::new(),
    };
    beside(before, &after)
}

/// Two states of the same fields, side by side.
fn beside(before: &Fields, after: &Fields) -> Vec<Change> {
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).filter(|name| is_told(name)).collect();
    let value = |of: &Fields, name: &String| of.get(name).cloned().unwrap_or(Value::Null);
    names.into_iter().map(|name| (name.clone(), value(before, name), value(after, name))).collect()
}

/// What the fields of the content say, unless the changes say it already.
fn facts(event: &Event) -> Vec<(&'static str, String)> {
    if event.previous.is_some() {
        return Vec::new();
    }
    let facts = event.payload().map(|payload| payload.facts()).unwrap_or_default();
    facts.into_iter().map(|(name, fact)| (name, said(fact))).collect()
}

/// A fact as people write it.
fn said(fact: Fact) -> String {
    match fact {
        Fact::Text(text) => text,
        Fact::Country(code) => country_name(&code),
        Fact::Money(money) => money.format(language()),
        Fact::Count(count) => count.to_string(),
        Fact::Rate(rate) => rate.format(language()),
        Fact::Role(role) => codes::role(&role),
        Fact::Method(method) => codes::method(method),
        Fact::List(texts) => texts.join(", "),
    }
}

/// What differs between two states of one thing, in words: the field and what it holds now.
pub fn differences<T: serde::Serialize>(before: &T, now: &T) -> Vec<(String, String)> {
    let state = |of: &T| serde_json::to_value(of).and_then(serde_json::from_value).unwrap_or_default();
    let differing = beside(&state(before), &state(now)).into_iter().filter(|(_, old, new)| old != new);
    differing.map(|(name, _, new)| (part(&name), written(&name, &new))).collect()
}

/// Ids, addresses and counters of versions are for programs.
pub fn is_told(name: &str) -> bool {
    !matches!(name, "id" | "version" | "generation" | "changed" | "slug" | "missing_for_invoicing" | "updated_at" | "created_at")
        && !name.ends_with("_id")
}

/// A value as people write it.
fn written(name: &str, value: &Value) -> String {
    match value {
        Value::Null => crate::text!(audit_nothing),
        Value::Bool(true) => crate::text!(audit_yes),
        Value::Bool(false) => crate::text!(audit_no),
        Value::Number(number) => match (name, number.as_i64().and_then(|rate| i32::try_from(rate).ok())) {
            ("rate", Some(rate)) => BasisPoints(rate).format(language()),
            ("progress", Some(percent)) => BasisPoints::percent(percent).format(language()),
            _ => number.to_string(),
        },
        Value::String(text) => word(name, text),
        Value::Array(items) => items.iter().map(|item| written(name, item)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) if fields.contains_key("line1") => {
            let lines = ["line1", "line2", "postal_code", "city", "country"].map(|line| (line, fields.get(line)));
            let filled = lines.iter().filter_map(|(line, text)| text.filter(|text| !text.is_null()).map(|text| written(line, text)));
            filled.collect::<Vec<_>>().join(", ")
        }
        Value::Object(fields) => match serde_json::from_value::<Money>(value.clone()) {
            Ok(money) => money.format(language()),
            Err(_) => fields.values().filter(|part| !part.is_null()).map(|part| written("", part)).collect::<Vec<_>>().join(", "),
        },
    }
}

/// A text, or the word that it is the code of.
fn word(name: &str, text: &str) -> String {
    let known = match name {
        "status" => status(text),
        "role" => Some(codes::role(text)),
        "method" => text.parse().ok().map(codes::method),
        "country" => Some(country_name(text)),
        "locale" => text.parse().ok().map(|language| crate::words::name_of(language).to_owned()),
        _ if name.ends_with("_on") => text.parse().ok().map(day),
        _ if name.ends_with("_at") => text.parse().ok().map(moment),
        "logo" => text.rsplit('=').next().map(str::to_owned),
        _ => None,
    };
    known.unwrap_or_else(|| text.to_owned())
}

/// The word of a status. Those of projects and invoices are told; where both have one, it is the same.
fn status(code: &str) -> Option<String> {
    let project = || code.parse::<ProjectStatus>().ok().map(State::from);
    let invoice = || code.parse::<InvoiceStatus>().ok().map(State::from);
    project().or_else(invoice).map(State::say)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(kind: &str, data: Value, previous: Option<Value>) -> Event {
        let event = json!({
            "id": "01968f5e-7a00-7000-8000-0000000000e1", "sequence": 1, "kind": kind, "at": "2026-11-20T09:00:00Z", "actor_kind": "user", "actor_id": null,
            "actor_name": null, "via": null, "on_behalf_of": null, "subject_kind": "client", "subject_id": "01968f5e-7a00-7000-8000-000000000008",
            "label": null, "client_id": null, "version": null, "data": data, "previous": previous, "request_id": null,
        });
        serde_json::from_value(event).unwrap()
    }

    #[test]
    fn changes_are_told_field_by_field() {
        let told = changes(&event(
            "client.changed",
            json!({ "changed": { "name": "B", "phone": "1" } }),
            Some(json!({ "name": "A", "version": 1 })),
        ));
        assert_eq!(told, [("name".to_owned(), json!("A"), json!("B")), ("phone".to_owned(), Value::Null, json!("1"))]);
        let role = event("role.changed", json!({ "role": "manager" }), Some(json!({ "role": "viewer" })));
        assert_eq!(changes(&role), [("role".to_owned(), json!("viewer"), json!("manager"))]);
        let sum = |amount| json!({ "amount": amount, "currency": "EUR" });
        let total = event("invoice.changed", json!({ "total": sum(2) }), Some(json!({ "total": sum(1) })));
        assert_eq!(changes(&total), [("total".to_owned(), sum(1), sum(2))]);
        assert!(changes(&event("client.added", json!({}), None)).is_empty());
    }

    #[test]
    fn what_is_too_much_is_told_by_its_name() {
        let sum = |amount| json!({ "amount": amount, "currency": "EUR" });
        let data = json!({
            "attempt_id": "01968f5e-7a00-7000-8000-0000000000e1", "invoice_id": "01968f5e-7a00-7000-8000-0000000000e1", "amount": sum(500),
            "excess": sum(100), "method": "card", "provider": "sandbox",
        });
        let told: Vec<&str> = facts(&event("payment.succeeded", data, None)).into_iter().map(|(name, _)| name).collect();
        assert_eq!(told, ["amount", "excess", "method", "provider"]);
    }
}
