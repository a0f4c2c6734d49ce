//! What a change changed: the fields that differ between two views of the same thing, as they were
//! and as they are, for the event that tells of it.

use serde::Serialize;
use serde_json::{Map, Value};

/// Fields that say when and how often something changed, and not what.
const BOOKKEEPING: &[&str] = &["version", "updated_at"];

/// The fields that differ, before and after; `None` when nothing does.
pub fn changes<T: Serialize>(before: &T, after: &T) -> Option<(Value, Value)> {
    let (old, new) = (fields(before), fields(after));
    let differ = |name: &&String| !BOOKKEEPING.contains(&name.as_str()) && old.get(*name) != new.get(*name);
    let names: Vec<&String> = new.keys().filter(differ).collect();
    let only =
        |from: &Map<String, Value>| names.iter().map(|name| ((*name).clone(), from.get(*name).cloned().unwrap_or_default())).collect();
    (!names.is_empty()).then(|| (Value::Object(only(&old)), Value::Object(only(&new))))
}

fn fields<T: Serialize>(view: &T) -> Map<String, Value> {
    match serde_json::to_value(view) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_told() {
        let (before, after) = (json!({"name": "A", "city": "Lyon", "version": 1}), json!({"name": "B", "city": "Lyon", "version": 2}));
        assert_eq!(changes(&before, &after), Some((json!({"name": "A"}), json!({"name": "B"}))));
        assert_eq!(changes(&before, &json!({"name": "A", "city": "Lyon", "version": 2})), None);
    }
}
