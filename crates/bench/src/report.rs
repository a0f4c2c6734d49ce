//! The figures, for people and for programs, and the bars that they are held against.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::operations::Operation;
use crate::options::Options;

const IDLE_MB: f64 = 40.0;
const START_MS: f64 = 300.0;

/// What a request costs.
#[derive(Clone, Debug, Serialize)]
pub struct Cost {
    pub server_ms: f64,
    pub database_ms: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    pub rate: f64,
}

impl Cost {
    /// Server and database together.
    pub const fn cpu_ms(&self) -> f64 {
        self.server_ms + self.database_ms
    }
}

/// An operation of the program, beside the bare server's.
pub struct Line {
    pub operation: Operation,
    pub cost: Cost,
    pub statements: Option<u32>,
    pub bound: Option<Cost>,
}

impl Line {
    fn ratio(&self) -> Option<f64> {
        self.bound.as_ref().map(|bound| self.cost.cpu_ms() / bound.cpu_ms())
    }

    fn missed(&self) -> Vec<String> {
        let name = self.operation.name();
        let over = |what: &str, value: Option<f64>, bar: Option<f64>| {
            value.zip(bar).filter(|(value, bar)| value > bar).map(|(value, bar)| format!("{name}: {what} {value:.2}, at most {bar:.0}"))
        };
        let bars = [
            over("statements", self.statements.map(f64::from), self.operation.budget().map(f64::from)),
            over("times the bound", self.ratio(), self.operation.ratio()),
            over("CPU ms", Some(self.cost.cpu_ms()), self.operation.cpu()),
        ];
        bars.into_iter().flatten().collect()
    }
}

/// Everything about one engine.
#[derive(Default)]
pub struct EngineFigures {
    pub name: &'static str,
    pub rows: usize,
    pub fill_seconds: f64,
    pub verify_seconds: f64,
    /// Sorted.
    pub starts_ms: Vec<f64>,
    pub idle_mb: f64,
    /// CPU milliseconds a second of the server and of the database while nobody asks.
    pub idle_cpu: (f64, f64),
    pub loaded_mb: f64,
    pub log_in_mb: f64,
    pub peak_mb: f64,
    pub bound_mb: f64,
    pub lines: Vec<Line>,
    /// With a tenth of the invoices.
    pub tenth: Vec<(Operation, Cost)>,
}

impl EngineFigures {
    fn start_ms(&self) -> f64 {
        self.starts_ms.get(self.starts_ms.len() / 2).copied().unwrap_or(0.0)
    }

    fn missed(&self) -> Vec<String> {
        let mut missed: Vec<String> = self.lines.iter().flat_map(Line::missed).collect();
        for (what, value, bar) in [("idle memory, MB", self.idle_mb, IDLE_MB), ("start-up, ms", self.start_ms(), START_MS)] {
            if value >= bar {
                missed.push(format!("{what}: {value:.0}, less than {bar:.0} wanted"));
            }
        }
        missed.into_iter().map(|text| format!("{}: {text}", self.name)).collect()
    }

    fn markdown(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "\n## {}\n", self.name)?;
        writeln!(text, "| operation | CPU ms server | + database | p50 ms | p99 ms | requests/s | statements | bound CPU ms | × bound |")?;
        writeln!(text, "|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        for Line { operation, cost, statements, bound } in &self.lines {
            let Cost { server_ms, database_ms, p50_ms, p99_ms, rate } = cost;
            let statements = match (statements, operation.budget()) {
                (Some(count), Some(budget)) => format!("{count} of {budget}"),
                (Some(count), None) => count.to_string(),
                (None, _) => "–".to_owned(),
            };
            let (cpu, ratio) = bound.as_ref().map_or_else(
                || ("–".to_owned(), "–".to_owned()),
                |bound| (format!("{:.3} + {:.3}", bound.server_ms, bound.database_ms), format!("{:.2}", cost.cpu_ms() / bound.cpu_ms())),
            );
            let name = operation.name();
            writeln!(
                text,
                "| {name} | {server_ms:.3} | {database_ms:.3} | {p50_ms:.2} | {p99_ms:.2} | {rate:.0} | {statements} | {cpu} | {ratio} |"
            )?;
        }
        self.rest(text)
    }

    fn rest(&self, text: &mut String) -> std::fmt::Result {
        for (operation, cost) in &self.tenth {
            let full = self.lines.iter().find(|line| line.operation == *operation).map_or(0.0, |line| line.cost.cpu_ms());
            writeln!(
                text,
                "| {}, a tenth of the invoices | {:.3} | {:.3} | {:.2} | {:.2} | {:.0} | | | full size costs {:.2} × |",
                operation.name(),
                cost.server_ms,
                cost.database_ms,
                cost.p50_ms,
                cost.p99_ms,
                cost.rate,
                full / cost.cpu_ms()
            )?;
        }
        let range = self.starts_ms.iter().map(|ms| format!("{ms:.0}")).collect::<Vec<_>>().join(", ");
        writeln!(
            text,
            "\nStart-up with this database: {:.0} ms ({range}). Memory: {:.1} MB idle, {:.1} under load, {:.1} with log-ins, {:.1} with PDFs; the bound {:.1}.",
            self.start_ms(),
            self.idle_mb,
            self.loaded_mb,
            self.log_in_mb,
            self.peak_mb,
            self.bound_mb
        )?;
        writeln!(
            text,
            "Idle: {:.1} + {:.1} CPU ms a second. {} rows laid in {:.0} s, verified in {:.1} s.",
            self.idle_cpu.0, self.idle_cpu.1, self.rows, self.fill_seconds, self.verify_seconds
        )
    }

    fn json(&self) -> Value {
        let lines = self.lines.iter().map(|line| {
            json!({ "operation": line.operation.name(), "cost": line.cost, "statements": line.statements, "bound": line.bound, "ratio": line.ratio() })
        });
        let tenth = self.tenth.iter().map(|(operation, cost)| json!({ "operation": operation.name(), "cost": cost }));
        json!({
            "engine": self.name, "rows": self.rows, "fill_seconds": self.fill_seconds, "verify_seconds": self.verify_seconds, "starts_ms": self.starts_ms,
            "idle_mb": self.idle_mb, "idle_cpu_ms_a_second": [self.idle_cpu.0, self.idle_cpu.1], "loaded_mb": self.loaded_mb, "log_in_mb": self.log_in_mb,
            "peak_mb": self.peak_mb, "bound_mb": self.bound_mb, "operations": lines.collect::<Vec<_>>(), "tenth": tenth.collect::<Vec<_>>(),
        })
    }
}

/// Weights of the app, as the bundle left them.
#[derive(Default, Deserialize, Serialize)]
struct Sizes {
    /// Name, sum, limit.
    pages: Vec<(String, u64, u64)>,
    files: BTreeMap<String, u64>,
}

/// All figures of a run.
pub struct Report {
    pub engines: Vec<EngineFigures>,
    sizes: Sizes,
    invoices: usize,
    companies: usize,
    connections: usize,
}

impl Report {
    pub fn new(options: &Options) -> Result<Self> {
        let sizes = match &options.sizes {
            Some(file) => serde_json::from_slice(&std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?)?,
            None => Sizes::default(),
        };
        let Options { invoices, companies, connections, .. } = *options;
        Ok(Self { engines: Vec::new(), sizes, invoices, companies, connections })
    }

    /// What is worse than its bar.
    pub fn missed(&self) -> Vec<String> {
        let heavy = self.sizes.pages.iter().filter(|(_, sum, limit)| sum > limit);
        let heavy = heavy.map(|(name, sum, limit)| format!("{name}: {sum} bytes, at most {limit}"));
        self.engines.iter().flat_map(EngineFigures::missed).chain(heavy).collect()
    }

    pub fn markdown(&self) -> String {
        let mut text = format!("# {} invoices in {} companies, {} connections\n", self.invoices, self.companies, self.connections);
        for engine in &self.engines {
            let _ = engine.markdown(&mut text);
        }
        let _ = self.weights(&mut text);
        let missed = self.missed();
        text.push_str(if missed.is_empty() { "\nEvery bar is kept.\n" } else { "\n## Missed\n\n" });
        for bar in missed {
            let _ = writeln!(text, "- {bar}");
        }
        text
    }

    fn weights(&self, text: &mut String) -> std::fmt::Result {
        let is_wasm = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "wasm");
        let wasm: Vec<_> = self.sizes.files.iter().filter(|(name, _)| is_wasm(name)).collect();
        if wasm.is_empty() {
            return Ok(());
        }
        writeln!(text, "\n## The app, compressed\n\n| what | bytes | at most |\n|---|--:|--:|")?;
        for (name, sum, limit) in &self.sizes.pages {
            writeln!(text, "| first load: {name} | {sum} | {limit} |")?;
        }
        writeln!(text, "| WASM, all {} chunks | {} | |", wasm.len(), wasm.iter().map(|(_, bytes)| **bytes).sum::<u64>())?;
        for (name, bytes) in wasm {
            writeln!(text, "| {name} | {bytes} | |")?;
        }
        Ok(())
    }

    pub fn write(&self, file: &Path) -> Result<()> {
        let value = json!({
            "invoices": self.invoices, "companies": self.companies, "connections": self.connections, "missed": self.missed(), "app": self.sizes,
            "engines": self.engines.iter().map(EngineFigures::json).collect::<Vec<_>>(),
        });
        std::fs::write(file, serde_json::to_vec_pretty(&value)?).with_context(|| format!("{} cannot be written", file.display()))
    }
}
