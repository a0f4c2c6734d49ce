//! How heavy each page may be.

use crate::bundle::FilesByFunction;
use crate::shell::root;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// `gates.toml`.
#[derive(Deserialize)]
pub struct Gates {
    pub page: Vec<Page>,
}

/// A page, or a group of pages that one chunk brings.
#[derive(Deserialize)]
pub struct Page {
    pub name: String,
    /// What it adds to this page is weighed, instead of all that it loads.
    pub after: Option<String>,
    /// Addresses that match get the chunks ahead of time.
    pub path: Option<String>,
    /// The lazy functions it calls before it is useful, in order.
    pub chunks: Vec<String>,
    /// Compressed bytes at most.
    pub limit: Option<u64>,
}

/// Compressed sizes of the last bundle.
#[derive(Serialize, Deserialize)]
pub struct Sizes {
    /// Name, sum, limit.
    pub pages: Vec<(String, u64, Option<u64>)>,
    pub files: BTreeMap<String, u64>,
}

impl Gates {
    pub fn read() -> Result<Self> {
        let text = std::fs::read_to_string(root().join("crates/xtask/gates.toml"))?;
        Ok(toml::from_str(&text)?)
    }

    /// Fails when the app has a lazy function that no page names: nobody would see how heavy it becomes.
    pub fn name_all(&self, functions: &FilesByFunction) -> Result<()> {
        let named: BTreeSet<&String> = self.page.iter().flat_map(|page| &page.chunks).collect();
        let unnamed: Vec<&str> = functions.keys().filter(|function| !named.contains(function)).map(String::as_str).collect();
        if unnamed.is_empty() {
            return Ok(());
        }
        bail!("gates.toml says nothing of the lazy functions {}", unnamed.join(", "));
    }

    /// Each address with the files that are fetched ahead for it.
    pub fn ahead(&self, functions: &FilesByFunction) -> Result<Vec<(&str, Vec<String>)>> {
        let asked = self.page.iter().filter_map(|page| Some((page.path.as_deref()?, page)));
        asked
            .map(|(path, page)| Ok((path, page.files(functions)?)))
            .filter(|ahead| !matches!(ahead, Ok((_, files)) if files.is_empty()))
            .collect()
    }

    /// Weighs each page: what every page loads, and its own files.
    pub fn weigh(
        &self,
        functions: &FilesByFunction,
        shared: u64,
        files: &BTreeMap<String, u64>,
    ) -> Result<Vec<(String, u64, Option<u64>)>> {
        self.page.iter().map(|page| Ok((page.name.clone(), self.weight(page, functions, shared, files)?, page.limit))).collect()
    }

    fn weight(&self, page: &Page, functions: &FilesByFunction, shared: u64, weights: &BTreeMap<String, u64>) -> Result<u64> {
        let before = match &page.after {
            Some(name) => {
                Some(self.page.iter().find(|page| page.name == *name).with_context(|| format!("gates.toml has no page `{name}`"))?)
            }
            None => None,
        };
        let there = before.map(|page| page.files(functions)).transpose()?.unwrap_or_default();
        let own: u64 = page.files(functions)?.iter().filter(|file| !there.contains(file)).map(|file| weights[file]).sum();
        Ok(if before.is_some() { own } else { shared + own })
    }

    /// Whether the packs are made for pages that call this one.
    pub fn counts(&self, function: &str) -> bool {
        self.page.iter().any(|page| page.limit.is_some() && page.chunks.iter().any(|chunk| chunk == function))
    }

    /// The lazy functions that were called before this one, page by page.
    pub fn before(&self, function: &str) -> Vec<&[String]> {
        let place = |page: &Page| page.chunks.iter().position(|chunk| chunk == function);
        self.page.iter().filter_map(|page| Some(&page.chunks[..place(page)?])).collect()
    }
}

impl Page {
    fn files(&self, functions: &FilesByFunction) -> Result<Vec<String>> {
        let mut files = Vec::new();
        for function in &self.chunks {
            let Some(found) = functions.get(function) else {
                let known: Vec<_> = functions.keys().map(String::as_str).collect();
                bail!("gates.toml names the lazy function `{function}`; the app has: {}", known.join(", "));
            };
            for file in found {
                if !files.contains(file) {
                    files.push(file.clone());
                }
            }
        }
        Ok(files)
    }
}

/// Prints the weight of each file and of each page.
pub fn print(sizes: &Sizes) {
    println!("\nwhat travels (brotli, bytes)");
    for (name, size) in &sizes.files {
        println!("{size:>10}  {name}");
    }
    println!("pages, and what further groups of pages add");
    for (name, sum, limit) in &sizes.pages {
        let limit = limit.map(|limit| format!(" (at most {limit})")).unwrap_or_default();
        println!("{sum:>10}  {name}{limit}");
    }
}

/// Fails if a page became too heavy.
pub fn check(sizes: &Sizes) -> Result<()> {
    let heavy: Vec<String> = sizes
        .pages
        .iter()
        .filter_map(|(name, sum, limit)| Some((name, sum, limit.filter(|limit| sum > limit)?)))
        .map(|(name, sum, limit)| format!("{name}: {sum} bytes, at most {limit}"))
        .collect();
    if !heavy.is_empty() {
        bail!("too heavy: {}", heavy.join("; "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(sum: u64) -> Sizes {
        Sizes { pages: vec![("portal".into(), sum, Some(350_000))], files: BTreeMap::default() }
    }

    #[test]
    fn a_page_may_weigh_its_limit_and_not_a_byte_more() {
        assert!(check(&sizes(350_000)).is_ok());
        assert!(check(&sizes(350_001)).is_err());
    }

    fn page(name: &str, after: Option<&str>, chunks: &[&str]) -> Page {
        let chunks = chunks.iter().map(|&chunk| chunk.to_owned()).collect();
        Page { name: name.into(), after: after.map(str::to_owned), path: None, chunks, limit: None }
    }

    #[test]
    fn a_further_page_weighs_what_it_adds() {
        let gates = Gates { page: vec![page("first", None, &["frame", "home"]), page("next", Some("first"), &["frame", "next"])] };
        let files = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let functions = BTreeMap::from([
            ("frame".into(), files(&["frame"])),
            ("home".into(), files(&["home", "both"])),
            ("next".into(), files(&["next", "both"])),
        ]);
        let weights = BTreeMap::from([("frame".into(), 1), ("home".into(), 20), ("both".into(), 300), ("next".into(), 4000)]);
        let weighed = gates.weigh(&functions, 50_000, &weights).unwrap();
        assert_eq!(weighed, [("first".into(), 50_321, None), ("next".into(), 4000, None)]);
        assert!(gates.name_all(&functions).is_ok());
        let unnamed = BTreeMap::from([("forgotten".into(), files(&[]))]);
        assert!(gates.name_all(&unnamed).is_err());
    }
}
