//! `dist/`: files named after their content, each with its compressed twin.

use super::{FilesByFunction, Mode, fingerprint, work};
use crate::gates::{Gates, Sizes};
use crate::parallel::at_once;
use crate::shell::root;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A file above this is no part of the app.
const LARGE: usize = 3_000_000;

pub struct Assets {
    dist: PathBuf,
    /// Final name → bytes.
    files: BTreeMap<String, usize>,
}

impl Assets {
    pub fn new() -> Result<Self> {
        let dist = root().join("dist");
        fs::create_dir_all(dist.join("assets"))?;
        Ok(Self { dist, files: BTreeMap::new() })
    }

    /// Writes a file under `name-fingerprint.extension` and answers that name.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<String> {
        let (stem, extension) = name.rsplit_once('.').context("assets have an extension")?;
        let name = format!("{stem}-{}.{extension}", fingerprint(content));
        let file = self.dist.join("assets").join(&name);
        if !file.is_file() {
            fs::write(file, content)?;
        }
        self.files.insert(name.clone(), content.len());
        Ok(name)
    }

    /// Removes what is of no use any more, compresses, writes the pages. They come last: they must never name a file that is not there yet.
    pub fn finish(&self, pages: &[(&str, &str)], mode: Mode) -> Result<()> {
        let folder = self.dist.join("assets");
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if !self.files.contains_key(name.trim_end_matches(".br")) {
                fs::remove_file(&path)?;
            }
        }
        let names: Vec<&String> = self.files.keys().collect();
        at_once(&names, |name| compress(&folder.join(name), mode, Twin::Keep))?;
        for (name, content) in pages {
            let page = self.dist.join(name);
            fs::write(&page, content)?;
            compress(&page, mode, Twin::Renew)?;
        }
        Ok(())
    }

    /// Keeps the compressed sizes for the gates.
    pub fn write_sizes(&self, gates: &Gates, first: &[&String], chunks: &FilesByFunction) -> Result<()> {
        let mut files = BTreeMap::new();
        for name in self.files.keys() {
            files.insert(name.clone(), weight(&self.dist.join("assets").join(name))?);
        }
        let page = weight(&self.dist.join("index.html"))?;
        let shared: u64 = page + first.iter().map(|name| files[*name]).sum::<u64>();
        let sizes = Sizes { pages: gates.weigh(chunks, shared, &files)?, files };
        Ok(fs::write(sizes_file(), serde_json::to_vec(&sizes)?)?)
    }
}

pub fn read_sizes() -> Result<Sizes> {
    Ok(serde_json::from_slice(&fs::read(sizes_file())?)?)
}

/// Where they are kept.
pub fn sizes_file() -> PathBuf {
    work().join("sizes.json")
}

/// What travels: the compressed twin where there is one.
fn weight(file: &Path) -> Result<u64> {
    let compressed = twin(file);
    let travels = if compressed.is_file() { &compressed } else { file };
    Ok(fs::metadata(travels)?.len())
}

/// Whether a compressed file that is there already is still right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Twin {
    Keep,
    Renew,
}

fn compress(file: &Path, mode: Mode, twin_there: Twin) -> Result<()> {
    const ALREADY: [&str; 6] = ["woff2", "png", "jpg", "webp", "avif", "ico"];
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let compressed = twin(file);
    if mode == Mode::Dev || ALREADY.contains(&extension.as_ref()) {
        // A twin of an older version must not be served in its place.
        let _ = fs::remove_file(compressed);
        return Ok(());
    }
    if twin_there == Twin::Keep && compressed.is_file() {
        return Ok(());
    }
    let content = fs::read(file)?;
    // The best takes half a minute for Scalar's script, which only programmers load.
    let quality = if content.len() > LARGE { 9 } else { 11 };
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut content.as_slice(), &mut out, &parameters)?;
    Ok(fs::write(compressed, out)?)
}

fn twin(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}
