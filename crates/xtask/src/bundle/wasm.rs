//! Compiles, splits, packs, binds and shrinks.

use super::assets::Assets;
use super::packs::{self, Pack};
use super::{FilesByFunction, Mode, fingerprint, imports, script, work};
use crate::gates::Gates;
use crate::shell::{cargo, root, run, run_quietly};
use crate::steps::step;
use crate::tools::{WASM_TARGET, Wasm, npm_program};
use anyhow::{Context, Result, anyhow};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
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
    /// The digest of what they were made from.
    source: String,
    /// Lazy function → the packs it needs.
    lazy: BTreeMap<String, Vec<String>>,
    /// All packs: files of that name.
    packs: Vec<String>,
}

/// Compiles the app; does the rest only if that changed something.
pub fn build(wasm: Wasm, mode: Mode) -> Result<Pieces> {
    let compiled = step("Compile the app for the browser", || compile(wasm, mode))?;
    let bytes = std::fs::read(&compiled).with_context(|| format!("{} was not built", compiled.display()))?;
    let folder = work().join(format!("{mode:?}").to_lowercase());
    let list = folder.join("pieces.json");
    let gates = std::fs::read(root().join("crates/xtask/gates.toml"))?;
    let source = fingerprint(&[bytes.as_slice(), &gates].concat());
    let known = std::fs::read(&list).ok().and_then(|known| serde_json::from_slice::<Pieces>(&known).ok());
    if let Some(known) = known.filter(|known| known.source == source && known.folder == folder) {
        return Ok(known);
    }
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let lazy = step("Split and bind", || split(&bytes, &folder))?;
    let packs = step("Pack the chunks", || packs(&lazy, &folder, mode))?;
    let pack_of = |part: &String| packs.iter().find(|pack| pack.parts.contains(part)).map(|pack| pack.name.clone());
    let needed = |parts: Vec<String>| parts.iter().filter_map(pack_of).collect::<BTreeSet<_>>().into_iter().collect();
    let pieces = Pieces {
        folder,
        source,
        lazy: lazy.into_iter().map(|(function, parts)| (function, needed(parts))).collect(),
        packs: packs.iter().map(|pack| pack.name.clone()).collect(),
    };
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

/// Answers the files that each lazy function needs.
fn split(bytes: &[u8], folder: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(bytes);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    bind(&main, folder)?;
    Ok(split.prefetch_map.into_iter().collect())
}

/// Packs for people; for `dev`, which must be quick, each file stays what it is.
fn packs(lazy: &BTreeMap<String, Vec<String>>, folder: &Path, mode: Mode) -> Result<Vec<Pack>> {
    let mut files: BTreeMap<String, (BTreeSet<String>, u64)> = BTreeMap::new();
    for (function, parts) in lazy {
        for part in parts {
            let weight = std::fs::metadata(folder.join(part).with_extension("wasm"))?.len();
            files.entry(part.clone()).or_insert_with(|| (BTreeSet::new(), weight)).0.insert(function.clone());
        }
    }
    if mode == Mode::Dev {
        return Ok(files.into_keys().map(|part| Pack { name: part.clone(), parts: vec![part] }).collect());
    }
    let packs = packs::plan(&files, &Gates::read()?);
    let base = write_base(files.keys(), folder)?;
    at_once(&packs, |pack| merge(pack, &base, folder))?;
    Ok(packs)
}

/// All chunks import the app's memory, table and globals. Through this module, which passes them on,
/// the parts of a pack import each of them once.
fn write_base<'a>(parts: impl Iterator<Item = &'a String>, folder: &Path) -> Result<PathBuf> {
    let mut shared = BTreeSet::new();
    for part in parts {
        shared.extend(imports::read(&std::fs::read(folder.join(part).with_extension("wasm"))?)?);
    }
    let mut text = String::from("(module\n");
    for (name, kind, of) in &shared {
        let _ = writeln!(text, "(import \"shared\" \"{name}\" ({kind} ${name} {of}))\n(export \"{name}\" ({kind} ${name}))");
    }
    let file = folder.join("base.wat");
    std::fs::write(&file, text + ")\n")?;
    Ok(file)
}

fn merge(pack: &Pack, base: &Path, folder: &Path) -> Result<()> {
    let mut command = npm_program("frontend", "wasm-merge");
    command.args(FEATURES).arg(base).arg("__wasm_split");
    for part in &pack.parts {
        command.arg(folder.join(part).with_extension("wasm")).arg(part);
    }
    run_quietly(command.arg("--output").arg(folder.join(format!("pack-{}.wasm", pack.name)))).map(drop)
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
    // The hashes in the names of what the app asks of JavaScript cannot be compressed.
    let mut renamed = Vec::new();
    for import in output.wasm_mut().imports.iter_mut().filter(|import| import.module == "./app_bg.js") {
        let short = format!("_{}", renamed.len());
        renamed.push((std::mem::replace(&mut import.name, short.clone()), short));
    }
    output.emit(folder)?;
    script::rename(&folder.join("app.js"), &renamed)
}

/// Runs the optimiser over the main module and all packs.
fn shrink(pieces: &Pieces) -> Result<()> {
    let files: Vec<PathBuf> = pieces.packs.iter().map(|pack| pieces.pack(pack)).chain([pieces.folder.join("app_bg.wasm")]).collect();
    at_once(&files, |file| {
        let mut command = npm_program("frontend", "wasm-opt");
        command.args(["-Oz", "--strip-debug", "--strip-producers"]);
        run_quietly(command.args(FEATURES).arg(file).arg("--output").arg(file)).map(drop)
    })
}

/// Does the work for all, as many at once as there are cores.
fn at_once<T: Sync>(all: &[T], work: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
    let queue = Mutex::new(all.iter());
    let next = || queue.lock().ok()?.next_back();
    let worker = || -> Result<()> {
        while let Some(one) = next() {
            work(one)?;
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism()?.get();
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        running.into_iter().try_for_each(|worker| worker.join().unwrap_or_else(|_| Err(anyhow!("a worker panicked"))))
    })
}

impl Pieces {
    /// The module that is loaded first.
    pub fn main(&self) -> Result<Vec<u8>> {
        Ok(std::fs::read(self.folder.join("app_bg.wasm"))?)
    }

    fn pack(&self, name: &str) -> PathBuf {
        let merged = self.folder.join(format!("pack-{name}.wasm"));
        if merged.is_file() { merged } else { self.folder.join(format!("{name}.wasm")) }
    }

    /// Adds the packs under their final names, and answers those that each lazy function needs.
    pub fn chunks(&self, assets: &mut Assets) -> Result<FilesByFunction> {
        let mut named = BTreeMap::new();
        for pack in &self.packs {
            let short = pack.trim_start_matches("split_");
            named.insert(pack, assets.add(&format!("{short}.wasm"), &std::fs::read(self.pack(pack))?)?);
        }
        let files = |packs: &Vec<String>| packs.iter().filter_map(|pack| named.get(pack).cloned()).collect();
        Ok(self.lazy.iter().map(|(function, packs)| (function.clone(), files(packs))).collect())
    }
}
