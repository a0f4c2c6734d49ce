//! Writes sample documents into `target/pdf-samples`, then says how much CPU an invoice takes:
//! `cargo run --release -p parvis-adapters --example pdf_bench`.

mod samples;

use std::fs;
use std::time::Instant;

use contract::billing::InvoiceStatus;
use contract::money::Currency;
use contract::words::Locale;
use parvis_adapters::typst::TypstTypesetter;
use platform::ports::{Branding, Document, Typesetter as _};
use samples::Line;

fn main() -> anyhow::Result<()> {
    let typesetter = TypstTypesetter::new();
    write_samples(&typesetter)?;
    let lines = |count| (0..count).map(|n| samples::FIVE[n % 5]).collect::<Vec<Line>>();
    for (count, rounds) in [(5, 200), (50, 40), (200, 10)] {
        measure(&typesetter, &lines(count), rounds)?;
    }
    Ok(())
}

fn write_samples(typesetter: &TypstTypesetter) -> anyhow::Result<()> {
    let folder = std::path::Path::new("target/pdf-samples");
    fs::create_dir_all(folder)?;
    for (name, document, branding) in all() {
        for locale in [Locale::Fr, Locale::En] {
            fs::write(folder.join(format!("{name}-{locale}.pdf")), typesetter.pdf(&document, &branding, locale)?)?;
        }
    }
    println!("samples are in {}", folder.display());
    Ok(())
}

fn all() -> Vec<(&'static str, Document, Branding)> {
    let mut draft = samples::invoice(&samples::FRANCS, Currency::XOF, 0);
    (draft.status, draft.number, draft.issued_on, draft.due_on) = (InvoiceStatus::Draft, None, None, None);
    (draft.seller, draft.buyer) = (None, None);
    let long: Vec<Line> = (0..60).map(|n| samples::FIVE[n % 5]).collect();
    let plain = Branding { accent: Some("#ffd400".to_owned()), logo: None, footer: None, iban: None, name: "Citron".to_owned() };
    vec![
        ("invoice-eur", samples::document(samples::invoice(&samples::FIVE, Currency::EUR, 100_000)), samples::studio()),
        ("invoice-xof", samples::document(samples::invoice(&samples::FRANCS, Currency::XOF, 0)), samples::abidjan()),
        ("invoice-long", samples::document(samples::invoice(&long, Currency::EUR, 0)), samples::studio()),
        ("invoice-plain", samples::document(samples::invoice(&samples::FIVE[4..], Currency::EUR, 21_600)), plain),
        ("draft", samples::document(draft), samples::abidjan()),
        ("credit-note", samples::credit_note(), samples::studio()),
        ("receipt", samples::receipt(0), samples::abidjan()),
        ("receipt-part", samples::receipt(125_000), samples::abidjan()),
    ]
}

/// Each invoice has words of its own, so that no cache answers for the layout.
fn measure(typesetter: &TypstTypesetter, lines: &[Line], rounds: u32) -> anyhow::Result<()> {
    let branding = samples::studio();
    let mut size = 0;
    let (before, start) = (cpu_ticks(), Instant::now());
    for round in 0..rounds {
        let names: Vec<String> = (0..lines.len()).map(|n| format!("{} n° {round}.{n}", lines[n].0)).collect();
        let own: Vec<Line> = lines
            .iter()
            .zip(&names)
            .map(|(line, name)| (name.as_str(), line.1, line.2, line.3 + i64::from(round), line.4, line.5))
            .collect();
        let mut invoice = samples::invoice(&own, Currency::EUR, 0);
        invoice.number = Some(format!("F-2026-{round:04}"));
        size = typesetter.pdf(&samples::document(invoice), &branding, Locale::Fr)?.len();
    }
    let each = f64::from(rounds);
    let cpu = cpu_ticks().zip(before).map(|(after, before)| (after - before) * 10.0 / each);
    let wall = start.elapsed().as_secs_f64() * 1000.0 / each;
    println!("{:>3} lines: {cpu:.1?} CPU ms, {wall:.1} ms, {size} bytes, memory {}", lines.len(), memory());
    Ok(())
}

/// CPU of this process in hundredths of a second, where `/proc` tells.
fn cpu_ticks() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
}

fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("unknown").trim().to_owned()
}
