//! Sets documents as PDF with an embedded Typst template. Nothing a person wrote is ever read as
//! markup: the template is fixed, and the words reach it as values of a JSON file.

mod brand;
mod places;
mod sheet;
mod words;
mod world;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, anyhow};
use contract::words::Locale;
use platform::ports::{Branding, Document, Typesetter};
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use sheet::Sheet;
use world::Desk;

/// After how many documents what was not used lately is forgotten.
const SWEEP_EVERY: usize = 8;
/// How many sweeps a result survives unused: the template's own parts are used by each document
/// and stay for ever.
const KEPT_SWEEPS: usize = 2;

/// Sets invoices, credit notes and receipts. Fonts and the parsed template are shared by all.
#[derive(Debug, Default)]
pub struct TypstTypesetter {
    documents: AtomicUsize,
}

impl TypstTypesetter {
    /// A typesetter.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the memory of the layout's cache bounded.
    fn sweep(&self) {
        if self.documents.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            comemo::evict(KEPT_SWEEPS);
        }
    }
}

impl Typesetter for TypstTypesetter {
    fn pdf(&self, document: &Document, branding: &Branding, locale: Locale) -> anyhow::Result<Vec<u8>> {
        let logo = branding.logo.as_deref().map(brand::Logo::read).transpose()?;
        let sheet = Sheet::of(document, branding, logo.as_ref(), locale);
        let desk = Desk::new(serde_json::to_vec(&sheet).context("the document as JSON")?, logo.map(|logo| logo.bytes));
        let pages = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| refused(&errors))?;
        let pdf = export(&pages, &sheet);
        self.sweep();
        pdf
    }
}

/// PDF/A-3, to be kept for ten years; plain PDF when the text holds a character, such as an
/// emoji, that our fonts lack, which PDF/A forbids.
fn export(pages: &PagedDocument, sheet: &Sheet) -> anyhow::Result<Vec<u8>> {
    static ARCHIVE: LazyLock<PdfStandards> = LazyLock::new(|| PdfStandards::new(&[PdfStandard::A_3b]).unwrap_or_default());
    let options = |standards| PdfOptions {
        ident: Smart::Custom(sheet.ident.clone()),
        creator: Smart::Custom(Some("Parvis".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options(ARCHIVE.clone()))
        .or_else(|_| typst_pdf::pdf(pages, &options(PdfStandards::default())))
        .map_err(|errors| refused(&errors))
}

fn refused(errors: &[SourceDiagnostic]) -> anyhow::Error {
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    anyhow!("the document cannot be set: {}", messages.join("; "))
}
