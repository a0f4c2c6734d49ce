//! The contract says of each operation what a reader needs.

#[test]
fn each_operation_is_described() {
    let contract = serde_json::to_value(server::openapi()).unwrap();
    for (path, methods) in contract["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            for field in ["operationId", "summary", "description", "x-door"] {
                assert!(operation[field].as_str().is_some_and(|text| !text.is_empty()), "{method} {path} has no {field}");
            }
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                assert!(parameter["description"].as_str().is_some_and(|text| !text.is_empty()), "{method} {path}: {parameter}");
            }
            assert!(operation["tags"].as_array().is_some_and(|tags| tags.len() == 1), "{method} {path} has no tag");
        }
    }
}
