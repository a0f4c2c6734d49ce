//! The program as a shell starts it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};

fn parvis() -> Command {
    Command::new(env!("CARGO_BIN_EXE_parvis"))
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut program = parvis().arg("openapi").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::with_capacity(16, program.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert_eq!(first, "{\n");
    let mut said = String::new();
    program.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    assert!(program.wait().unwrap().success());
}

#[test]
fn a_mistake_is_told_on_the_error_output() {
    let ended = parvis().args(["serve", "--dmeo"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(2));
    assert_eq!(ended.stdout, b"");
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains("--dmeo") && said.contains("--demo"), "{said}");
}
