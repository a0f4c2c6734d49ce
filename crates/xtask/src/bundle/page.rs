//! `index.html` and the few lines that start the app.

use super::{replace, script};
use crate::shell::root;
use anyhow::Result;

/// Final names of what each first page loads.
pub struct Files<'a> {
    pub start: &'a str,
    pub glue: &'a str,
    pub app: &'a str,
    pub styles: &'a str,
    pub icon: &'a str,
    pub font: Option<&'a str>,
}

/// The script in the head: theme before the first paint, then the app and the chunks of this address.
pub fn start(glue: &str, app: &str, ahead: &[(&str, Vec<String>)]) -> Result<Vec<u8>> {
    let text = std::fs::read_to_string(root().join("frontend/start.js"))?;
    let text = replace(&text, "\"{{glue}}\"", &serde_json::to_string(glue)?)?;
    let text = replace(&text, "\"{{app}}\"", &serde_json::to_string(app)?)?;
    let text = replace(&text, "\"{{ahead}}\"", &serde_json::to_string(ahead)?)?;
    script::minify(&text)
}

pub fn index(files: &Files) -> Result<String> {
    let text = std::fs::read_to_string(root().join("frontend/index.html"))?;
    let font = files.font.map_or(String::new(), |font| {
        format!("<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"/assets/{font}\">")
    });
    let text = replace(&text, "{{start}}", files.start)?;
    let text = replace(&text, "{{glue}}", files.glue)?;
    let text = replace(&text, "{{app}}", files.app)?;
    let text = replace(&text, "{{styles}}", files.styles)?;
    let text = replace(&text, "{{icon}}", files.icon)?;
    replace(&text, "{{font}}", &font)
}
