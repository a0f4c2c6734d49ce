//! What an event says beyond its sentence: the fields that changed, before and after, and the request.

use contract::audit::Event;
use contract::billing::InvoiceStatus;
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
    let changes = move || event.with_value(|event| changes(&event.data));
    let facts = move || event.with_value(facts);
    view! {
        <div class="mt-2 flex flex-col gap-3 rounded-field bg-base-200 px-3 py-3 text-[0.8125rem] sm:px-4">
            {move || (!changes().is_empty()).then(|| view! { <Changes changes=changes() /> })}
            <dl class="grid grid-cols-1 gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
                {move || facts().into_iter().map(|(name, value)| view! { <Pair name=part(&name) value=written(&name, &value) /> }).collect_view()}
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

/// The fields of `before` and `after`. A single value is of the role or of the total.
fn changes(data: &Value) -> Vec<Change> {
    let Some(before) = data.get("before") else { return Vec::new() };
    let after = data.get("after").or_else(|| data.get("total")).unwrap_or(&Value::Null);
    let (Value::Object(old), Value::Object(new)) = (before, after) else {
        return vec![("role".to_owned(), before.clone(), after.clone())];
    };
    if old.contains_key("currency") && old.contains_key("amount") {
        return vec![("total".to_owned(), before.clone(), after.clone())];
    }
    let mut names: Vec<&String> = old.keys().chain(new.keys()).filter(|name| is_told(name)).collect();
    names.sort();
    names.dedup();
    let value = |of: &serde_json::Map<String, Value>, name: &String| of.get(name).cloned().unwrap_or(Value::Null);
    names.into_iter().map(|name| (name.clone(), value(old, name), value(new, name))).collect()
}

/// The other fields that say something to a person.
fn facts(event: &Event) -> Vec<(String, Value)> {
    let changed = event.data.get("before").is_some();
    let said = |value: &Value| value.as_str().is_some() && value.as_str() == event.label.as_deref();
    let fields = event.data.as_object().into_iter().flatten();
    fields
        .filter(|(name, value)| is_told(name) && !said(value) && !value.is_null())
        .filter(|(name, _)| !(changed && matches!(name.as_str(), "before" | "after" | "total")))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// What differs between two states of one thing, in words: the field and what it holds now.
pub fn differences<T: serde::Serialize>(before: &T, now: &T) -> Vec<(String, String)> {
    let state = |of: &T| serde_json::to_value(of).unwrap_or_default();
    let both = serde_json::json!({ "before": state(before), "after": state(now) });
    let differing = changes(&both).into_iter().filter(|(_, old, new)| old != new);
    differing.map(|(name, _, new)| (part(&name), written(&name, &new))).collect()
}

/// Ids, addresses and counters of versions are for programs.
fn is_told(name: &str) -> bool {
    !matches!(name, "id" | "version" | "generation" | "slug" | "missing_for_invoicing" | "updated_at" | "created_at")
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

    #[test]
    fn changes_are_told_field_by_field() {
        let data = json!({ "id": "1", "before": { "name": "A", "version": 1 }, "after": { "name": "B", "phone": "1" } });
        let told = changes(&data);
        assert_eq!(told, [("name".to_owned(), json!("A"), json!("B")), ("phone".to_owned(), Value::Null, json!("1"))]);
        let role = json!({ "before": "viewer", "after": "manager" });
        assert_eq!(changes(&role), [("role".to_owned(), json!("viewer"), json!("manager"))]);
        let total = json!({ "before": { "amount": 1, "currency": "EUR" }, "total": { "amount": 2, "currency": "EUR" } });
        assert_eq!(changes(&total)[0].0, "total");
        assert!(changes(&json!({ "name": "A" })).is_empty());
    }
}
