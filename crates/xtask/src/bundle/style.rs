//! Tailwind's output, and the files (fonts) that it names.

use super::assets::Assets;
use super::{Mode, work};
use crate::shell::{root, run_quietly};
use crate::tools::npm_program;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The final names of what the style sheet brings.
pub struct Styles {
    pub css: String,
    pub fonts: Vec<String>,
}

pub fn build(mode: Mode) -> Result<String> {
    let out = work().join("app.css");
    let frontend = root().join("frontend");
    let mut tailwind = npm_program("frontend", "tailwindcss");
    tailwind.current_dir(&frontend).args(["--input", "style/app.css", "--output"]).arg(&out);
    if mode == Mode::Release {
        tailwind.arg("--minify");
    }
    run_quietly(&mut tailwind)?;
    Ok(std::fs::read_to_string(out)?)
}

/// Adds the sheet, its fonts first because it names them.
pub fn add(css: &str, assets: &mut Assets) -> Result<Styles> {
    let mut fonts = Vec::new();
    let mut rest = css;
    let mut text = String::with_capacity(css.len());
    while let Some((before, after)) = rest.split_once("url(") {
        let (inside, after) = after.split_once(')').context("url( without an end")?;
        let named = inside.trim_matches(['"', '\'', ' ']);
        text.push_str(before);
        if is_a_file(named) {
            let file = find(named)?;
            let name = file.file_name().context("a font has a name")?;
            let is_font = file.extension().is_some_and(|it| it == "woff2");
            let content = if is_font { lighten(&file)? } else { std::fs::read(&file)? };
            let added = assets.add(&name.to_string_lossy(), &content)?;
            text.extend(["url(", &added, ")"]);
            if is_font && !fonts.contains(&added) {
                fonts.push(added);
            }
        } else {
            text.extend(["url(", inside, ")"]);
        }
        rest = after;
    }
    text.push_str(rest);
    let css = assets.add("app.css", text.as_bytes())?;
    Ok(Styles { css, fonts })
}

/// The characters and weights of a font that the app uses.
fn lighten(font: &Path) -> Result<Vec<u8>> {
    let out = work().join("font.woff2");
    run_quietly(Command::new("node").current_dir(root().join("frontend")).arg("font.js").arg(font).arg(&out))?;
    Ok(std::fs::read(out)?)
}

fn is_a_file(named: &str) -> bool {
    !named.is_empty() && !named.starts_with(['#', '/']) && !named.contains(':')
}

/// Paths are read from the sheet's folder; those of npm packages from theirs.
fn find(named: &str) -> Result<PathBuf> {
    let frontend = root().join("frontend");
    let plain = named.split(['?', '#']).next().unwrap_or(named);
    let places = [frontend.join("style").join(plain), frontend.join(plain), frontend.join("node_modules").join(plain)];
    places.into_iter().find(|file| file.is_file()).with_context(|| format!("the style sheet names `{named}`, which is not there"))
}
