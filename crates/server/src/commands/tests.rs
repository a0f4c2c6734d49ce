use clap::CommandFactory as _;
use clap::error::ErrorKind;

use super::*;

fn parsed(words: &str) -> Result<Command, clap::Error> {
    let words = std::iter::once("parvis").chain(words.split_whitespace());
    CommandLine::try_parse_from(words).map(|line| line.command)
}

fn refused(words: &str) -> clap::Error {
    parsed(words).unwrap_err()
}

#[test]
fn the_commands_fit_together() {
    CommandLine::command().debug_assert();
}

#[test]
fn what_the_readme_names_is_understood() {
    let serve = |demo, empty| Command::Serve(ServeArgs { demo, empty });
    assert_eq!(parsed("serve").unwrap(), serve(false, false));
    assert_eq!(parsed("serve --demo").unwrap(), serve(true, false));
    assert_eq!(parsed("serve --empty").unwrap(), serve(false, true));
    assert_eq!(parsed("migrate").unwrap(), Command::Migrate);
    assert_eq!(parsed("openapi").unwrap(), Command::Openapi);
    let import = |dry_run| Command::Import(Import::Clients(ImportClients { file: "list.csv".into(), company: "lyon".into(), dry_run }));
    assert_eq!(parsed("import clients list.csv --company lyon").unwrap(), import(false));
    assert_eq!(parsed("import clients --dry-run --company lyon list.csv").unwrap(), import(true));
}

#[test]
fn a_seal_is_read_as_it_was_printed() {
    let seal = format!("1764000000.12.{}", "a".repeat(64));
    let Command::Verify { seal: Some(read) } = parsed(&format!("verify --seal {seal}")).unwrap() else { panic!("no seal") };
    assert_eq!(read.to_string(), seal);
    assert_eq!(parsed("verify").unwrap(), Command::Verify { seal: None });
    assert_eq!(refused("verify --seal yesterday").kind(), ErrorKind::ValueValidation);
}

#[test]
fn a_mistake_is_named_and_ends_with_2() {
    for (words, named) in [
        ("serve --demo --empty", "--empty"),
        ("serve --dmeo", "--dmeo"),
        ("import clients list.csv", "--company"),
        ("import clients --company lyon", "<FILE>"),
        ("import invoices", "invoices"),
        ("serv", "serv"),
        ("", "Usage: parvis"),
    ] {
        let mistake = refused(words);
        assert_eq!(mistake.exit_code(), 2, "{words}");
        assert!(mistake.to_string().contains(named), "{words}: {mistake}");
    }
}

#[test]
fn help_and_version_are_no_mistakes() {
    for words in ["help", "--help", "-h", "help import clients", "--version", "-V"] {
        assert_eq!(refused(words).exit_code(), 0, "{words}");
    }
    assert!(refused("--version").to_string().contains(env!("CARGO_PKG_VERSION")));
}
