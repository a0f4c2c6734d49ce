//! The committed contract is what the program says.

const COMMITTED: &str = include_str!("../../openapi/openapi.json");

#[test]
fn the_committed_contract_is_the_program_s() {
    let said = serde_json::to_string_pretty(&serde_json::to_value(server::openapi()).unwrap()).unwrap();
    let differing = said.lines().zip(COMMITTED.lines()).zip(1..).find(|((now, then), _)| now != then);
    assert_eq!(differing, None, "(now, committed), line: cargo xtask openapi writes the file anew");
    assert_eq!(said.lines().count(), COMMITTED.lines().count());
}
