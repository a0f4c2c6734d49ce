//! How heavy each first page may be.

use crate::bundle::ChunksByFunction;
use crate::shell::root;
use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `gates.toml`.
#[derive(Deserialize)]
pub struct Gates {
    pub page: Vec<Page>,
}

/// A page that people open first.
#[derive(Deserialize)]
pub struct Page {
    pub name: String,
    /// Addresses that begin so get the chunks ahead of time.
    pub path: String,
    /// The lazy functions it calls before it is useful.
    pub chunks: Vec<String>,
    /// Compressed bytes of all it loads.
    pub limit: u64,
}

/// Final names of the chunks of a page.
pub struct PageFiles {
    pub path: String,
    pub files: Vec<String>,
}

/// Compressed sizes of the last bundle.
#[derive(Serialize, Deserialize)]
pub struct Sizes {
    /// Name, sum, limit.
    pub pages: Vec<(String, u64, u64)>,
    pub files: BTreeMap<String, u64>,
}

impl Gates {
    pub fn read() -> Result<Self> {
        let text = std::fs::read_to_string(root().join("crates/xtask/gates.toml"))?;
        Ok(toml::from_str(&text)?)
    }

    /// The files of each page, in the order of the gates.
    pub fn files_by_page(&self, chunks: &ChunksByFunction) -> Result<Vec<PageFiles>> {
        self.page.iter().map(|page| page.files(chunks)).collect()
    }
}

impl Page {
    fn files(&self, chunks: &ChunksByFunction) -> Result<PageFiles> {
        let mut files = Vec::new();
        for function in &self.chunks {
            let Some(found) = chunks.get(function) else {
                let known: Vec<_> = chunks.keys().map(String::as_str).collect();
                bail!("gates.toml names the lazy function `{function}`; the app has: {}", known.join(", "));
            };
            for file in found {
                if !files.contains(file) {
                    files.push(file.clone());
                }
            }
        }
        Ok(PageFiles { path: self.path.clone(), files })
    }
}

/// Prints the weight of each file and of each first page.
pub fn print(sizes: &Sizes) {
    println!("\nwhat travels (brotli, bytes)");
    for (name, size) in &sizes.files {
        println!("{size:>10}  {name}");
    }
    println!("first pages");
    for (name, sum, limit) in &sizes.pages {
        println!("{sum:>10}  {name} (at most {limit})");
    }
}

/// Fails if a first page became too heavy.
pub fn check(sizes: &Sizes) -> Result<()> {
    let heavy: Vec<String> = sizes
        .pages
        .iter()
        .filter(|(_, sum, limit)| sum > limit)
        .map(|(name, sum, limit)| format!("{name}: {sum} bytes, at most {limit}"))
        .collect();
    if !heavy.is_empty() {
        bail!("too heavy: {}", heavy.join("; "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Sizes, check};

    fn sizes(sum: u64) -> Sizes {
        Sizes { pages: vec![("portal".into(), sum, 350_000)], files: std::collections::BTreeMap::default() }
    }

    #[test]
    fn a_page_may_weigh_its_limit_and_not_a_byte_more() {
        assert!(check(&sizes(350_000)).is_ok());
        assert!(check(&sizes(350_001)).is_err());
    }
}
