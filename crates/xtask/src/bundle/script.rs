//! One script out of the glue, the loader of the chunks and the snippets of crates.

use super::wasm::{Chunks, Pieces};
use super::{Mode, replace, work};
use crate::shell::run_quietly;
use crate::tools::npm_program;
use anyhow::Result;

pub fn build(pieces: &Pieces, chunks: &Chunks, mode: Mode) -> Result<Vec<u8>> {
    let loader = pieces.folder.join("__wasm_split.js");
    let original = pieces.folder.join("__wasm_split.original.js");
    if !original.exists() {
        std::fs::copy(&loader, &original)?;
    }
    let mut text = std::fs::read_to_string(&original)?;
    for (old, new) in &chunks.renamed {
        text = replace(&text, old, new)?;
    }
    std::fs::write(&loader, text)?;
    let out = pieces.folder.join("bundled.js");
    let mut esbuild = npm_program("frontend", "esbuild");
    esbuild
        .arg(pieces.folder.join("app.js"))
        .arg(format!("--outfile={}", out.display()))
        .args(["--bundle", "--format=esm", "--log-level=warning"])
        .arg("--target=es2022");
    if mode == Mode::Release {
        esbuild.arg("--minify");
    }
    run_quietly(&mut esbuild)?;
    Ok(std::fs::read(out)?)
}

/// A script that stands alone.
pub fn minify(text: &str) -> Result<Vec<u8>> {
    let (source, out) = (work().join("start.js"), work().join("start.min.js"));
    std::fs::write(&source, text)?;
    let mut esbuild = npm_program("frontend", "esbuild");
    esbuild.arg(source).arg(format!("--outfile={}", out.display()));
    esbuild.args(["--minify", "--log-level=warning", "--target=es2022"]);
    run_quietly(&mut esbuild)?;
    Ok(std::fs::read(out)?)
}
