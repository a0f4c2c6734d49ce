//! One script out of the glue, the loader of the chunks and the snippets of crates.

use super::{FilesByFunction, Mode, replace, work};
use crate::shell::run_quietly;
use crate::tools::npm_program;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Where the splitter wrote its loader, and the glue looks for it.
const LOADER: &str = "__wasm_split.js";

pub fn build(folder: &Path, chunks: &FilesByFunction, mode: Mode) -> Result<Vec<u8>> {
    let original = folder.join("__wasm_split.original.js");
    if !original.exists() {
        std::fs::copy(folder.join(LOADER), &original)?;
    }
    let text = loader(&std::fs::read_to_string(original)?, chunks)?;
    std::fs::write(folder.join(LOADER), text)?;
    let out = folder.join("bundled.js");
    let mut esbuild = npm_program("frontend", "esbuild");
    esbuild
        .arg(folder.join("app.js"))
        .arg(format!("--outfile={}", out.display()))
        .args(["--bundle", "--format=esm", "--log-level=warning"])
        .arg("--target=es2022");
    if mode == Mode::Release {
        esbuild.arg("--minify");
    }
    run_quietly(&mut esbuild)?;
    Ok(std::fs::read(out)?)
}

/// What the splitter's loader shares with every chunk, then one loader a file and one a lazy function.
fn loader(original: &str, chunks: &FilesByFunction) -> Result<String> {
    let shared =
        original.find("/* ").or_else(|| original.find("export const ")).context("the splitter writes another loader than it did")?;
    let mut text = original[..shared].to_owned();
    text.push_str(
        "const get = (file) => () => {
    const src = fetch(new URL(file, import.meta.url));
    src.catch(() => {});
    return ({ __wasm_split }) => WebAssembly.instantiateStreaming(src, { __wasm_split, shared: __wasm_split });
};
const load = {};
",
    );
    let files: BTreeSet<&String> = chunks.values().flatten().collect();
    let _ = writeln!(text, "for (const file of {}) load[file] = makeLoad(get(file), []);", serde_json::to_string(&files)?);
    for (function, files) in chunks {
        let files = serde_json::to_string(files)?;
        let _ = writeln!(
            text,
            "export const __wasm_split_load_{function} = wrapAsyncCb(makeLoad(() => () => {{}}, {files}.map((file) => load[file])));"
        );
    }
    Ok(text)
}

/// Gives the functions that the glue offers to the app their new names.
pub fn rename(glue: &Path, renamed: &[(String, String)]) -> Result<()> {
    let mut text = std::fs::read_to_string(glue)?;
    for (old, new) in renamed {
        text = replace(&text, &format!("\n        {old}: "), &format!("\n        {new}: "))?;
    }
    Ok(std::fs::write(glue, text)?)
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

#[cfg(test)]
mod tests {
    use super::loader;

    #[test]
    fn each_file_is_fetched_once_for_all_that_need_it() {
        let files = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let chunks = [("a".to_owned(), files(&["a-1.wasm", "s-2.wasm"])), ("b".to_owned(), files(&["s-2.wasm"]))].into();
        let text = loader("function makeLoad() {}\n/* a, b */\nconst __chunk_1 = 0;", &chunks).unwrap();
        assert!(text.starts_with("function makeLoad() {}\nconst get"));
        assert!(text.contains(r#"of ["a-1.wasm","s-2.wasm"])"#));
        assert!(text.contains(r#"export const __wasm_split_load_b = wrapAsyncCb(makeLoad(() => () => {}, ["s-2.wasm"]"#));
        assert!(!text.contains("__chunk_1"));
    }
}
