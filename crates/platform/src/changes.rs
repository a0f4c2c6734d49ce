//! What a change changed: the fields that differ between two views of the same thing, as they were
//! and as they are, for the event that tells of it.

use contract::events::Fields;
use serde::Serialize;

/// Fields that say when and how often something changed, and not what.
const BOOKKEEPING: &[&str] = &["version", "updated_at"];

/// The fields that differ, before and after; `None` when nothing does.
pub fn changes<T: Serialize>(before: &T, after: &T) -> Option<(Fields, Fields)> {
    let (mut old, mut new) = (fields(before), fields(after));
    new.retain(|name, value| !BOOKKEEPING.contains(&name.as_str()) && old.get(name) != Some(value));
    old.retain(|name, _| new.contains_key(name));
    (!new.is_empty()).then_some((old, new))
}

fn fields<T: Serialize>(view: &T) -> Fields {
    serde_json::to_value(view).and_then(serde_json::from_value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::changes;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_told() {
        let (before, after) = (json!({"name": "A", "city": "Lyon", "version": 1}), json!({"name": "B", "city": "Lyon", "version": 2}));
        assert_eq!(changes(&before, &after), Some(([("name".to_owned(), json!("A"))].into(), [("name".to_owned(), json!("B"))].into())));
        assert_eq!(changes(&before, &json!({"name": "A", "city": "Lyon", "version": 2})), None);
    }
}
