//! What the machine must have: found first, installed second, asked for last.

use crate::shell::{find, root, run, run_quietly};
use crate::steps::step;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// How the WebAssembly target is had.
#[derive(Clone, Copy)]
pub struct Wasm {
    /// Debian's compiler, even if rustup's target is there.
    pub fallback: bool,
}

/// What a build for the browser needs beside the usual command.
#[derive(Default)]
pub struct WasmBuild {
    pub arguments: Vec<&'static str>,
    pub environment: Vec<(&'static str, &'static str)>,
}

impl Wasm {
    /// rustup's target, or Debian's compiler with its library source.
    pub fn ensure(self) -> Result<WasmBuild> {
        if !self.fallback && (has_wasm_target() || add_wasm_target()) {
            return Ok(WasmBuild::default());
        }
        let (rustc, source, linker) =
            (find(&["/usr/bin/rustc"]), Path::new("/usr/lib/rustlib/src/rust/library/std"), find(&["wasm-ld-22"]));
        if rustc.is_none() || !source.is_dir() || linker.is_none() {
            install(&System {
                what: "a Rust compiler for WebAssembly",
                apt: &["rustc-web", "rust-web-src", "lld-22"],
                elsewhere: "rustup target add wasm32-unknown-unknown",
            })?;
        }
        Ok(WasmBuild {
            arguments: vec!["-Zbuild-std=std,panic_abort"],
            environment: vec![
                ("RUSTC", "/usr/bin/rustc"),
                ("RUSTC_BOOTSTRAP", "1"),
                // Debian's compiler looks for `rust-lld`, which Debian does not have.
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22"),
            ],
        })
    }
}

fn has_wasm_target() -> bool {
    let sysroot = run_quietly(Command::new("rustc").args(["--print", "sysroot"]));
    sysroot.is_ok_and(|path| Path::new(path.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir())
}

fn add_wasm_target() -> bool {
    let mut rustup = Command::new("rustup");
    rustup.args(["target", "add", WASM_TARGET]);
    step("Install the WebAssembly target", || run(&mut rustup)).is_ok()
}

/// Installs the npm packages of a folder, exactly as locked, unless they are there already.
pub fn npm(folder: &str) -> Result<()> {
    let folder = root().join(folder);
    let lock = std::fs::read(folder.join("package-lock.json")).with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let stamp = folder.join("node_modules/.parvis-lock");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if find(&["npm"]).is_none() {
        bail!("Node 20 or newer with npm is needed: https://nodejs.org");
    }
    step(&format!("Install npm packages of {}", name(&folder)), || {
        // Packages need no script of theirs to work here, so none is run.
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        run_quietly(npm.current_dir(&folder))?;
        Ok(std::fs::write(stamp, lock)?)
    })
}

fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A program installed by npm in that folder.
pub fn npm_program(folder: &str, program: &str) -> Command {
    let bin = root().join(folder).join("node_modules/.bin").join(program);
    Command::new(bin)
}

/// The browser of the tests.
pub fn chromium() -> Result<PathBuf> {
    const NAMES: [&str; 6] = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    if let Some(chosen) = std::env::var_os("PARVIS_CHROMIUM") {
        return Ok(chosen.into());
    }
    if let Some(found) = find(&NAMES) {
        return Ok(found);
    }
    install(&System {
        what: "Chromium",
        apt: &["chromium", "fonts-noto-core", "fonts-noto-color-emoji"],
        elsewhere: "sudo dnf install chromium   or   brew install --cask chromium",
    })?;
    find(&NAMES).context("Chromium was installed and is still not found")
}

/// The folder of `initdb` and `postgres`.
pub fn postgres() -> Result<PathBuf> {
    if let Some(found) = find_postgres() {
        return Ok(found);
    }
    install(&System {
        what: "PostgreSQL",
        apt: &["postgresql"],
        elsewhere: "sudo dnf install postgresql-server postgresql-contrib   or   brew install postgresql",
    })?;
    find_postgres().context("PostgreSQL was installed and is still not found")
}

fn find_postgres() -> Option<PathBuf> {
    // Debian keeps the versions side by side, outside the PATH: the newest.
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok();
    let newest = versions
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().join("bin/initdb").is_file())
        .max_by_key(|entry| entry.file_name().to_string_lossy().parse::<u32>().ok());
    newest.map(|entry| entry.path().join("bin")).or_else(|| Some(find(&["initdb"])?.parent()?.to_path_buf()))
}

/// What has to come from the system's own packages.
struct System {
    what: &'static str,
    apt: &'static [&'static str],
    elsewhere: &'static str,
}

/// As root on Debian, installs; as anyone else, says what to type.
fn install(missing: &System) -> Result<()> {
    let packages = missing.apt.join(" ");
    if !is_root() || find(&["apt-get"]).is_none() {
        bail!("{} is missing. Install it, then try again:\n  sudo apt-get install {packages}\n  {}", missing.what, missing.elsewhere);
    }
    step(&format!("Install {} ({packages})", missing.what), || {
        let mut update = Command::new("apt-get");
        run_quietly(update.args(["update", "--quiet"]))?;
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt.args(["install", "--yes", "--quiet", "--no-install-recommends"]);
        run_quietly(apt.args(missing.apt)).map(drop)
    })
}

pub fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| {
        let id = run_quietly(Command::new("id").arg("-u"));
        id.is_ok_and(|id| id.trim() == "0")
    })
}
