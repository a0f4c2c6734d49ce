//! The contract says of each operation what it is for, who may and which way in it takes.

use actix_web::App;
use serde_json::Value as Json;
use utoipa_actix_web::AppExt as _;

fn contract() -> Json {
    let (_, contract) =
        App::new().into_utoipa_app().service(utoipa_actix_web::scope("/api/v1").configure(crate::rig::routes)).split_for_parts();
    serde_json::to_value(contract).unwrap()
}

#[test]
fn each_operation_is_described() {
    let contract = contract();
    let operations: Vec<&Json> =
        contract["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values()).collect();
    assert_eq!(operations.len(), 13);
    for operation in operations {
        let filled = |field: &str| operation[field].as_str().is_some_and(|text| !text.is_empty());
        assert!(filled("summary") && filled("description") && filled("operationId"), "{operation}");
        assert!(operation["security"][0]["session"][0].is_string() && operation["x-door"] == "grant", "{operation}");
        for parameter in operation["parameters"].as_array().unwrap() {
            assert!(parameter["description"].as_str().is_some_and(|text| !text.is_empty()), "{parameter}");
        }
    }
}
