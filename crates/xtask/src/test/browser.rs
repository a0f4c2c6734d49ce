//! Runs Playwright in the system's Chromium and reads its report.

use super::Count;
use crate::shell::{root, server};
use crate::tools::{chromium, npm, npm_program};
use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// The part of Playwright's JSON report that is of interest.
#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    suites: Vec<Suite>,
    /// What went wrong outside of any test.
    #[serde(default)]
    errors: Vec<Failure>,
}

#[derive(Deserialize)]
struct Suite {
    title: String,
    #[serde(default)]
    suites: Vec<Suite>,
    #[serde(default)]
    specs: Vec<Spec>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    tests: Vec<Run>,
}

/// One spec in one project (browser size and language).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    project_name: String,
    status: String,
}

#[derive(Deserialize)]
struct Failure {
    #[serde(default)]
    message: String,
}

pub fn test(filter: Option<&str>) -> Result<Count> {
    npm("e2e")?;
    let report = root().join("target/playwright.json");
    let _ = std::fs::remove_file(&report);
    let mut playwright = npm_program("e2e", "playwright");
    playwright
        .current_dir(root().join("e2e"))
        .env("PARVIS_CHROMIUM", chromium()?)
        .env("PARVIS_BIN", server(false))
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .args(["test", "--reporter=list,json", "--pass-with-no-tests"]);
    if let Some(filter) = filter {
        playwright.args(["--grep", filter]);
    }
    let status = playwright.status().context("cannot start Playwright")?;
    let report = std::fs::read(&report).context("Playwright wrote no report")?;
    let count = count(&serde_json::from_slice(&report)?);
    if !status.success() && count.failed == 0 {
        bail!("Playwright ended with {status} before the tests did");
    }
    Ok(count)
}

fn count(report: &Report) -> Count {
    let mut count = Count::default();
    for suite in &report.suites {
        add(&mut count, suite, "");
    }
    for error in &report.errors {
        count.failed += 1;
        let first_line = error.message.lines().next().unwrap_or_default();
        count.failures.push(first_line.to_owned());
    }
    count
}

fn add(count: &mut Count, suite: &Suite, above: &str) {
    let path = format!("{above}{} › ", suite.title);
    for spec in &suite.specs {
        for run in &spec.tests {
            match run.status.as_str() {
                "expected" => count.passed += 1,
                "skipped" => {}
                // A test that only passed at the second try is a failed one.
                _ => {
                    count.failed += 1;
                    let name = format!("[{}] {path}{}", run.project_name, spec.title);
                    count.failures.push(name);
                }
            }
        }
    }
    for inner in &suite.suites {
        add(count, inner, &path);
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn each_project_of_a_spec_is_counted() {
        let report = serde_json::from_str(
            r#"{"suites": [{"title": "smoke.spec.ts", "specs": [{"title": "log-in", "tests": [
                {"projectName": "desktop-en", "status": "expected"},
                {"projectName": "phone-fr", "status": "unexpected"}]}]}]}"#,
        );
        let count = count(&report.expect("a report"));
        assert_eq!((count.passed, count.failed), (1, 1));
        assert_eq!(count.failures, ["[phone-fr] smoke.spec.ts › log-in"]);
    }
}
