//! The browser app: `frontend/` becomes `dist/`.
//!
//! Rust is compiled to one WASM file, split at its lazy functions, packed, bound to JavaScript, shrunk; styles are
//! built beside it; each file is named after its content, so that browsers may keep it for ever, and
//! lies compressed beside itself, so that the server never compresses.

mod assets;
mod docs;
mod imports;
mod packs;
mod page;
mod script;
mod style;
mod wasm;

pub use assets::{read_sizes, sizes_file};

use crate::gates::{self, Gates};
use crate::shell::root;
use crate::steps::step;
use crate::tools::{self, Wasm};
use anyhow::{Result, bail};
use assets::Assets;
use pico_args::Arguments;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How much work goes into small files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Quick to build, large: for `dev`.
    Dev,
    /// What people load.
    Release,
}

/// Lazy function → the files it needs.
pub type FilesByFunction = BTreeMap<String, Vec<String>>;

/// What changes the bundle when it changes.
const INPUTS: [&str; 6] = ["frontend", "crates/contract", "crates/xtask", "Cargo.toml", "Cargo.lock", ".cargo/config.toml"];

pub fn command(wasm: Wasm, mut arguments: Arguments) -> Result<()> {
    let mode = if arguments.contains("--dev") { Mode::Dev } else { Mode::Release };
    bundle(wasm, mode)?;
    gates::print(&read_sizes()?);
    Ok(())
}

/// Builds `dist/`, or does nothing if nothing changed.
pub fn bundle(wasm: Wasm, mode: Mode) -> Result<()> {
    let stamp_file = work().join("stamp");
    let stamp = format!("{mode:?} {}", inputs()?);
    let same = std::fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp);
    if same && root().join("dist/index.html").is_file() {
        return Ok(());
    }
    std::fs::create_dir_all(work())?;
    let _ = std::fs::remove_file(&stamp_file);
    tools::npm("frontend")?;
    let pieces = wasm::build(wasm, mode)?;
    let css = step("Build the styles", || style::build(mode))?;
    step("Name and compress the files", || write(&pieces, &css, mode))?;
    Ok(std::fs::write(stamp_file, stamp)?)
}

fn write(pieces: &wasm::Pieces, css: &str, mode: Mode) -> Result<()> {
    let gates = Gates::read()?;
    let mut assets = Assets::new()?;
    let chunks = pieces.chunks(&mut assets)?;
    gates.name_all(&chunks)?;
    let app = assets.add("app.wasm", &pieces.main()?)?;
    let glue = assets.add("app.js", &script::build(&pieces.folder, &chunks, mode)?)?;
    let styles = style::add(css, &mut assets)?;
    let start = assets.add("start.js", &page::start(&glue, &app, &gates.ahead(&chunks)?)?)?;
    let icon = std::fs::read(root().join("frontend/favicon.svg"))?;
    let icon = assets.add("favicon.svg", &icon)?;
    let index = page::index(&page::Files {
        start: &start,
        glue: &glue,
        app: &app,
        styles: &styles.css,
        icon: &icon,
        font: styles.fonts.first().map(String::as_str),
    })?;
    let docs = docs::page(&icon, &mut assets)?;
    assets.finish(&[("index.html", &index), ("docs.html", &docs)], mode)?;
    let first: Vec<&String> = [&start, &glue, &app, &styles.css].into_iter().chain(styles.fonts.first()).collect();
    assets.write_sizes(&gates, &first, &chunks)
}

/// Where half-finished files lie.
fn work() -> PathBuf {
    root().join("target-wasm/bundle")
}

/// A digest of everything that the bundle is made of.
fn inputs() -> Result<String> {
    let mut digest = Sha256::new();
    for input in INPUTS {
        for file in files(&root().join(input))? {
            digest.update(file.to_string_lossy().as_bytes());
            digest.update(std::fs::read(&file)?);
        }
    }
    Ok(hex::encode(digest.finalize()))
}

/// Every file below a path, in a fixed order, without what others installed there.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut entries: Vec<PathBuf> = std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        if !entry.ends_with("node_modules") {
            found.extend(files(&entry)?);
        }
    }
    Ok(found)
}

/// Eight bytes of the content, enough to tell two versions apart.
pub fn fingerprint(content: &[u8]) -> String {
    hex::encode(&Sha256::digest(content)[..8])
}

/// A file name that must be in the text, replaced everywhere.
fn replace(text: &str, from: &str, to: &str) -> Result<String> {
    if !text.contains(from) {
        bail!("`{from}` was expected in a generated file and is not there");
    }
    Ok(text.replace(from, to))
}
