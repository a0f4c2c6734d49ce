//! Runs `cargo test` and reads what libtest says.

use super::Count;
use crate::host;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// Everything but these commands, on both databases.
pub fn everything(filter: Option<&str>, postgres: &str) -> Result<Count> {
    let mut tests = host::tests();
    run(tests.arg("--no-fail-fast").args(filter).env("PARVIS_TEST_POSTGRES_URL", postgres))
}

/// xtask's own rules.
pub fn commands(filter: Option<&str>) -> Result<Count> {
    run(host::own_tests().args(filter))
}

fn run(command: &mut Command) -> Result<Count> {
    let mut running = command.stdout(Stdio::piped()).spawn().context("cannot start cargo")?;
    let output = running.stdout.take().context("cargo has an output")?;
    let mut reader = Reader::default();
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        reader.read(&line);
    }
    let status = running.wait()?;
    if !status.success() && reader.count.failed == 0 {
        bail!("cargo test ended with {status} before the tests did");
    }
    Ok(reader.count)
}

/// Reads the lines of libtest: one summary for each binary, and the names of what failed.
#[derive(Default)]
struct Reader {
    count: Count,
    listing: bool,
}

impl Reader {
    fn read(&mut self, line: &str) {
        if let Some(summary) = line.strip_prefix("test result: ") {
            self.count.passed += number_before(summary, " passed");
            self.count.failed += number_before(summary, " failed");
            self.listing = false;
        } else if line == "failures:" {
            self.listing = true;
        } else if let Some(name) = line.strip_prefix("    ").filter(|_| self.listing) {
            // The first of the two `failures:` introduces outputs, which are not names.
            let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
            if is_name && !self.count.failures.iter().any(|known| known == name) {
                self.count.failures.push(name.to_owned());
            }
        } else if !line.is_empty() {
            self.listing = false;
        }
    }
}

fn number_before(summary: &str, word: &str) -> usize {
    let before = summary.split(word).next().unwrap_or_default();
    let number = before.rsplit(' ').next().unwrap_or_default();
    number.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Count, Reader};

    #[test]
    fn the_summaries_of_all_binaries_are_added_up() {
        let mut reader = Reader::default();
        for line in [
            "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "failures:",
            "",
            "---- a_client_pays stdout ----",
            "thread panicked",
            "failures:",
            "    a_client_pays",
            "",
            "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
        ] {
            reader.read(line);
        }
        let expected = Count { passed: 15, failed: 1, failures: vec!["a_client_pays".into()] };
        assert_eq!(reader.count, expected);
    }
}
