//! Putting a text on the clipboard, and saying so.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{button::IconButton, icon::glyph, toast::toast};
use crate::{browser, here::spawn};

/// Copies the text and says `said`; where the browser keeps its clipboard to itself it shows the
/// text, which the person then copies.
pub fn copy(text: String, said: String) {
    let Some(window) = browser::window() else { return };
    let written = window.navigator().clipboard().write_text(&text);
    spawn(async move { toast(if JsFuture::from(written).await.is_ok() { said } else { text }) });
}

/// A button that copies what it stands beside.
#[component]
pub fn CopyButton(
    /// "Copy the IBAN"
    #[prop(into)]
    label: Signal<String>,
    /// What is copied.
    #[prop(into)]
    text: String,
    /// "IBAN copied"
    #[prop(into)]
    said: Signal<String>,
) -> impl IntoView {
    view! { <IconButton label icon=glyph::COPY on_click=move |_| copy(text.clone(), said.get_untracked()) /> }
}
