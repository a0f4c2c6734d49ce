//! Compiles, splits, binds and shrinks.

use super::assets::Assets;
use super::{ChunksByFunction, Mode, fingerprint, work};
use crate::shell::{cargo, root, run, run_quietly};
use crate::steps::step;
use crate::tools::{WASM_TARGET, Wasm, npm_program};
use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use wasm_bindgen_cli_support::Bindgen;

/// What compilers may emit and every current browser understands. `--all-features` would write
/// compact imports, which browsers refuse.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The finished parts, in a folder.
#[derive(Serialize, Deserialize)]
pub struct Pieces {
    pub folder: PathBuf,
    /// The digest of the WASM file they were made from.
    source: String,
    /// Lazy function → the files it needs, without extension.
    lazy: BTreeMap<String, Vec<String>>,
    /// All lazy files, without extension.
    files: Vec<String>,
}

/// Lazy functions with the final names of the files each needs, and old names beside new.
pub struct Chunks {
    pub by_function: ChunksByFunction,
    pub renamed: Vec<(String, String)>,
}

/// Compiles the app; does the rest only if that changed something.
pub fn build(wasm: Wasm, mode: Mode) -> Result<Pieces> {
    let compiled = step("Compile the app for the browser", || compile(wasm, mode))?;
    let bytes = std::fs::read(&compiled).with_context(|| format!("{} was not built", compiled.display()))?;
    let folder = work().join(format!("{mode:?}").to_lowercase());
    let list = folder.join("pieces.json");
    let source = fingerprint(&bytes);
    if let Ok(known) = std::fs::read(&list) {
        let known: Pieces = serde_json::from_slice(&known)?;
        if known.source == source && known.folder == folder {
            return Ok(known);
        }
    }
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let mut pieces = step("Split and bind", || split(&bytes, &folder))?;
    pieces.source = source;
    if mode == Mode::Release {
        step("Shrink", || shrink(&pieces))?;
    }
    std::fs::write(list, serde_json::to_vec(&pieces)?)?;
    Ok(pieces)
}

fn compile(wasm: Wasm, mode: Mode) -> Result<PathBuf> {
    let (profile, folder) = match mode {
        Mode::Dev => ("dev", "debug"),
        Mode::Release => ("wasm", "wasm"),
    };
    let extra = wasm.ensure()?;
    let mut command = cargo(&["build", "--package", "parvis-app", "--target", WASM_TARGET]);
    command.args(["--profile", profile]).args(extra.arguments);
    environment(&mut command).envs(extra.environment);
    run(&mut command)?;
    let built = root().join("target-wasm").join(WASM_TARGET).join(folder);
    Ok(built.join("parvis-app.wasm"))
}

/// The target directory and the flags.
fn environment(command: &mut Command) -> &mut Command {
    let flags = [
        // The splitter reads the relocations to know what each function needs.
        "-Clink-args=--emit-relocs".to_owned(),
        // Views of one type instead of many: a tenth less to load.
        "--cfg=erase_components".to_owned(),
        // The places of panics are kept; where this machine keeps its crates is nobody's business.
        format!("--remap-path-prefix={}=", cargo_home().join("registry/src").display()),
    ];
    // Encoded, because a path may have spaces.
    command.env("CARGO_TARGET_DIR", root().join("target-wasm")).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
}

fn cargo_home() -> PathBuf {
    let home = || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cargo");
    std::env::var_os("CARGO_HOME").map_or_else(home, PathBuf::from)
}

fn split(bytes: &[u8], folder: &Path) -> Result<Pieces> {
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    bind(&main, folder)?;
    let stem = |path: &PathBuf| Some(path.file_stem()?.to_str()?.to_owned());
    Ok(Pieces {
        folder: folder.to_path_buf(),
        source: String::new(),
        lazy: split.prefetch_map.into_iter().collect(),
        files: split.split_modules.iter().filter_map(stem).collect(),
    })
}

fn bind(main: &Path, folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    // The chunks link to what the linker exported.
    bindgen.input_path(main).out_name("app").web(true)?.keep_lld_exports(true);
    let mut output = bindgen.generate_output()?;
    // Leptos' server functions bring streams that an app without server rendering never makes; as long
    // as they are exported, the optimiser has to keep them.
    let exports = &mut output.wasm_mut().exports;
    let mut streams = Vec::new();
    for export in exports.iter() {
        if export.name.contains("intounderlying") {
            streams.push(export.id());
        }
    }
    for stream in streams {
        exports.delete(stream);
    }
    output.emit(folder)
}

/// Runs the optimiser over all pieces, as many at once as there are cores.
fn shrink(pieces: &Pieces) -> Result<()> {
    let names = pieces.files.iter().map(String::as_str);
    let queue: Mutex<Vec<&str>> = Mutex::new(names.chain(["app_bg"]).collect());
    let next = || queue.lock().ok()?.pop();
    let work = || -> Result<()> {
        while let Some(name) = next() {
            let file = pieces.folder.join(name).with_extension("wasm");
            let mut command = npm_program("frontend", "wasm-opt");
            command.args(["-Oz", "--strip-debug", "--strip-producers"]);
            command.args(FEATURES).arg(&file).arg("--output").arg(&file);
            run_quietly(&mut command)?;
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism()?.get();
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(anyhow!("a worker panicked"))))
    })
}

impl Pieces {
    /// The module that is loaded first.
    pub fn main(&self) -> Result<Vec<u8>> {
        Ok(std::fs::read(self.folder.join("app_bg.wasm"))?)
    }

    /// Adds the lazy files under their final names.
    pub fn chunks(&self, assets: &mut Assets) -> Result<Chunks> {
        let mut renamed = BTreeMap::new();
        for name in &self.files {
            let content = std::fs::read(self.folder.join(name).with_extension("wasm"))?;
            let short = short(name);
            renamed.insert(name, assets.add(&format!("{short}.wasm"), &content)?);
        }
        let by_function = self.lazy.iter().map(|(function, files)| {
            let files = files.iter().filter_map(|file| renamed.get(file).cloned());
            (short(function).to_owned(), files.collect())
        });
        Ok(Chunks {
            by_function: by_function.collect(),
            renamed: renamed.iter().map(|(old, new)| (format!("{old}.wasm"), new.clone())).collect(),
        })
    }
}

/// `split_portal_1234567` and `portal_1234567` → `portal`: the numbers tell where in the source it stands.
fn short(name: &str) -> &str {
    let name = name.strip_prefix("split_").unwrap_or(name);
    let name = name.trim_start_matches('_');
    match name.rsplit_once('_') {
        Some((name, digits)) if digits.len() > 6 && digits.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_chunk_is_called_after_its_function() {
        assert_eq!(short("split_portal_1234567890"), "portal");
        assert_eq!(short("split___portal_view_1234567890"), "portal_view");
        assert_eq!(short("chunk_3"), "chunk_3");
    }
}
