//! How rows of earlier shapes are read. A row is never rewritten, so its `shape` says how it was written:
//!
//! | shape | what differs from the next |
//! |---|---|
//! | 1 | no client, version, `via`, `on_behalf_of` or `previous` beside the content; the content repeats the id and the name; a change is told by `before` and `after`, `role.changed` by two codes and `invoice.changed` by `before` and `total`; `invoice.sent` and `invitation.sent` are said of what was only asked for |
//! | 2 | as it is written today |
//!
//! What is read is always of today's shape.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{EventKind, Fields};
use crate::ids::ClientId;

/// The shape in which events are written.
pub const TODAY: i32 = 2;

/// The part of a row that differs between shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The kind.
    pub kind: String,
    /// The client whom it concerns.
    pub client_id: Option<ClientId>,
    /// The content.
    pub data: Value,
    /// The fields that changed, as they were.
    pub previous: Option<Fields>,
}

/// Kinds that had another name.
const RENAMED: &[(&str, EventKind)] =
    &[("invoice.sent", EventKind::InvoiceDeliveryRequested), ("invitation.sent", EventKind::InvitationDeliveryRequested)];

impl Content {
    /// In today's shape.
    #[must_use]
    pub fn read(self, shape: i32) -> Self {
        if shape < 2 { self.rewritten() } else { self }
    }

    fn rewritten(mut self) -> Self {
        if let Some((_, kind)) = RENAMED.iter().find(|(old, _)| *old == self.kind) {
            kind.code().clone_into(&mut self.kind);
        }
        let named = self.data.get("client_id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
        self.client_id = self.client_id.or(named.map(ClientId));
        if let Some(before) = self.data.get("before").cloned() {
            self.change(before);
        }
        self
    }

    /// `before` and `after` become what changed and what was there before.
    fn change(&mut self, before: Value) {
        let after = self.data.get("after").cloned().unwrap_or(Value::Null);
        let (data, previous) = match self.kind.parse() {
            Ok(EventKind::RoleChanged) => (json!({ "role": after }), json!({ "role": before })),
            Ok(EventKind::InvoiceChanged) => (json!({ "total": self.data.get("total") }), json!({ "total": before })),
            _ => (json!({ "changed": after }), before),
        };
        self.data = data;
        self.previous = serde_json::from_value(previous).ok();
    }
}

/// The names under which rows of a kind were written, the present one first.
pub fn names(kind: EventKind) -> Vec<&'static str> {
    let earlier = RENAMED.iter().filter(|(_, today)| *today == kind).map(|(old, _)| *old);
    std::iter::once(kind.code()).chain(earlier).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::{EventData as _, InvitationDeliveryRequested, InvoiceChanged, Payload, ProjectChanged, RoleChanged, RoleCode};
    use crate::money::{Currency, Money};

    fn first(kind: &str, data: Value) -> Content {
        Content { kind: kind.to_owned(), client_id: None, data, previous: None }.read(1)
    }

    fn payload(content: &Content) -> Payload {
        Payload::read(content.kind.parse().unwrap(), &content.data).unwrap()
    }

    #[test]
    fn what_was_sent_was_only_asked_for() {
        let old = first(
            "invitation.sent",
            json!({"id": Uuid::nil(), "email": "a@b.example", "role": "manager", "client_id": null, "generation": 2}),
        );
        assert_eq!(old.kind, InvitationDeliveryRequested::KIND.code());
        let told = InvitationDeliveryRequested { role: RoleCode("manager".into()), generation: 2 };
        assert_eq!(payload(&old), Payload::InvitationDeliveryRequested(told));
    }

    #[test]
    fn changes_are_told_by_what_was_there_before() {
        let client = ClientId(Uuid::from_u128(5));
        let old = first(
            "project.changed",
            json!({"id": Uuid::nil(), "client_id": client, "name": "Shop", "before": {"progress": 10}, "after": {"progress": 40}}),
        );
        assert_eq!(old.client_id, Some(client));
        assert_eq!(old.previous, Some([("progress".to_owned(), json!(10))].into()));
        assert_eq!(payload(&old), Payload::ProjectChanged(ProjectChanged { changed: [("progress".to_owned(), json!(40))].into() }));
    }

    #[test]
    fn single_values_find_their_fields() {
        let old = first("role.changed", json!({"id": Uuid::nil(), "name": "Awa", "before": "viewer", "after": "manager"}));
        assert_eq!(payload(&old), Payload::RoleChanged(RoleChanged { role: RoleCode("manager".into()) }));
        assert_eq!(old.previous, Some([("role".to_owned(), json!("viewer"))].into()));
        let sum = |amount| json!({"amount": amount, "currency": "EUR"});
        let old = first("invoice.changed", json!({"id": Uuid::nil(), "client": "Shop", "before": sum(100), "total": sum(250)}));
        assert_eq!(payload(&old), Payload::InvoiceChanged(InvoiceChanged { total: Money::new(250, Currency::EUR) }));
        assert_eq!(old.previous, Some([("total".to_owned(), sum(100))].into()));
    }

    #[test]
    fn rows_of_today_are_left_alone() {
        let today = Content { kind: "project.created".into(), client_id: None, data: json!({"before": 1}), previous: None };
        assert_eq!(today.clone().read(TODAY), today);
    }
}
