//! What the kernel says of a process: its CPU and its memory.

use std::fs;

use anyhow::{Context as _, Result};

/// Linux counts CPU in hundredths of a second, whatever the machine.
const TICK_MS: f64 = 10.0;

/// The fields of `/proc/PID/stat` after the name, which may hold anything.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    Some(text.rsplit(')').next()?.split_whitespace().map(str::to_owned).collect())
}

fn ticks(fields: &[String], range: std::ops::Range<usize>) -> f64 {
    fields.get(range).unwrap_or_default().iter().filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() * TICK_MS
}

/// CPU of a process since its start, user and system, in milliseconds.
pub fn cpu_ms(pid: u32) -> Result<f64> {
    let fields = stat(pid).with_context(|| format!("process {pid} is gone"))?;
    Ok(ticks(&fields, 11..13))
}

/// The process that started this one.
pub fn parent(pid: u32) -> Option<u32> {
    stat(pid)?.get(1)?.parse().ok()
}

/// CPU of a process, of its children and of those that ended, in milliseconds.
pub fn family_cpu_ms(pid: u32) -> f64 {
    let own = stat(pid).map_or(0.0, |fields| ticks(&fields, 11..15));
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    own + ids.filter(|id| parent(*id) == Some(pid)).filter_map(|id| Some(ticks(&stat(id)?, 11..15))).sum::<f64>()
}

/// A line of `/proc/PID/status` in megabytes: `VmRSS` is what is held now, `VmHWM` the most so far.
pub fn memory_mb(pid: u32, line: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let kilobytes = status.lines().find_map(|text| text.strip_prefix(line)?.trim_start_matches(':').trim().strip_suffix(" kB"));
    kilobytes.and_then(|text| text.trim().parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
