//! Each operation of the document: what it takes, what it answers, with the document's own examples.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::escape;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// All operations, by tag in the document's order.
pub fn listed(document: &Value) -> String {
    let mut page = String::new();
    for tag in document["tags"].as_array().into_iter().flatten() {
        let _ = write!(page, "<section><h2>{}</h2><p>{}</p>", text(&tag["name"]), text(&tag["description"]));
        for (path, method, operation) in operations(document).filter(|(.., operation)| operation["tags"][0] == tag["name"]) {
            page.push_str(&one(document, path, method, operation));
        }
        page.push_str("</section>");
    }
    page
}

fn operations(document: &Value) -> impl Iterator<Item = (&String, &'static str, &Value)> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| METHODS.into_iter().filter_map(move |method| Some((path, method, item.get(method)?))))
}

fn one(document: &Value, path: &str, method: &str, operation: &Value) -> String {
    let parts = [needed(operation), parameters(operation), body(document, operation), answers(document, operation)].concat();
    format!(
        "<details id=\"{}\"><summary><h3><code>{} {}</code></h3> {}</summary><p>{}</p>{parts}</details>",
        text(&operation["operationId"]),
        method.to_uppercase(),
        escape(path),
        text(&operation["summary"]),
        text(&operation["description"])
    )
}

/// Which permission opens the door.
fn needed(operation: &Value) -> String {
    operation["x-permission"].as_str().map_or_else(String::new, |permission| format!("<p>Needs <code>{}</code>.</p>", escape(permission)))
}

fn parameters(operation: &Value) -> String {
    let Some(parameters) = operation["parameters"].as_array().filter(|all| !all.is_empty()) else { return String::new() };
    let mut rows = String::from("<table><thead><tr><th>Parameter</th><th>In</th><th>What</th></tr></thead><tbody>");
    for parameter in parameters {
        let must = if parameter["required"] == true { "" } else { " (optional)" };
        let (name, place, what) = (text(&parameter["name"]), text(&parameter["in"]), text(&parameter["description"]));
        let _ = write!(rows, "<tr><td><code>{name}</code>{must}</td><td>{place}</td><td>{what}</td></tr>");
    }
    rows + "</tbody></table>"
}

fn body(document: &Value, operation: &Value) -> String {
    let body = &operation["requestBody"];
    if body.is_null() {
        return String::new();
    }
    format!("<p><strong>Send</strong> {}</p>{}", text(&body["description"]), content(document, &body["content"]))
}

/// What comes when it went well; refusals are told below, for all operations.
fn answers(document: &Value, operation: &Value) -> String {
    let mut told = String::new();
    for (status, answer) in operation["responses"].as_object().map(Map::iter).into_iter().flatten() {
        if status.starts_with('2') {
            let shape = content(document, &answer["content"]);
            let _ = write!(told, "<p><strong>{}</strong> {}</p>{shape}", escape(status), text(&answer["description"]));
        }
    }
    told
}

/// The shape and its example.
fn content(document: &Value, content: &Value) -> String {
    let Some((media, described)) = content.as_object().and_then(|all| all.iter().next()) else { return String::new() };
    let schema = &described["schema"];
    let name = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    let shape = name.map_or(schema, |name| &document["components"]["schemas"][name]);
    let fields = fields(shape);
    let example = if described["example"].is_null() { &shape["example"] } else { &described["example"] };
    let example = match example {
        Value::Null => String::new(),
        example => format!("<pre tabindex=\"0\">{}</pre>", escape(&serde_json::to_string_pretty(example).unwrap_or_default())),
    };
    format!("<p><code>{}</code> <code>{}</code></p>{fields}{example}", escape(name.unwrap_or_default()), escape(media))
}

fn fields(shape: &Value) -> String {
    let Some(properties) = shape["properties"].as_object() else { return String::new() };
    let mut rows = String::from("<table><thead><tr><th>Field</th><th>What</th></tr></thead><tbody>");
    for (name, property) in properties {
        let _ = write!(rows, "<tr><td><code>{}</code></td><td>{}</td></tr>", escape(name), text(&property["description"]));
    }
    rows + "</tbody></table>"
}

/// A text of the document; what stands in backquotes is code.
fn text(value: &Value) -> String {
    let mut told = String::new();
    for (at, part) in value.as_str().unwrap_or_default().split('`').enumerate() {
        let part = escape(part);
        let _ = if at % 2 == 1 { write!(told, "<code>{part}</code>") } else { write!(told, "{part}") };
    }
    told
}
