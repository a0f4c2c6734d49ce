//! `docs.html`: the reference of the API, with Scalar's script carried along.

use super::assets::Assets;
use super::{replace, script};
use crate::shell::root;
use anyhow::{Context, Result};

/// Adds the scripts; answers the page that names them.
pub fn page(icon: &str, assets: &mut Assets) -> Result<String> {
    let scalar = scalar_api_reference::get_asset("scalar.js").context("the crate has no scalar.js")?;
    let scalar = assets.add("scalar.js", &scalar)?;
    let start = script::minify(&read("docs.js")?)?;
    let start = assets.add("docs.js", &start)?;
    let page = replace(&read("docs.html")?, "{{icon}}", icon)?;
    replace(&replace(&page, "{{scalar}}", &scalar)?, "{{start}}", &start)
}

fn read(name: &str) -> Result<String> {
    Ok(std::fs::read_to_string(root().join("frontend").join(name))?)
}
