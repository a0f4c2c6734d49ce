//! A company's accent colour, made safe: the text on it is always readable, whatever was chosen.

/// A colour and the text that can stand on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    ground: String,
    dark_text: bool,
}

/// Our own indigo, for companies without an accent.
const OURS: &str = "#4036b5";

impl Brand {
    /// Of an accent `#rrggbb`; ours when there is none or it is no colour.
    pub fn of(accent: Option<&str>) -> Self {
        let (ground, luminance) =
            accent.and_then(|accent| Some((accent, luminance(accent)?))).unwrap_or((OURS, luminance(OURS).unwrap_or(0.0)));
        // White text needs (1.05 / (L + 0.05)) ≥ 4.5; below that, black text always has more.
        Self { ground: ground.to_owned(), dark_text: 1.05 / (luminance + 0.05) < 4.5 }
    }

    /// As an inline style: ground and text.
    pub fn style(&self) -> String {
        format!("background:{};color:{}", self.ground, self.text())
    }

    /// As the variables that buttons and charts use.
    pub fn variables(&self) -> String {
        format!("--brand:{};--brand-content:{}", self.ground, self.text())
    }

    const fn text(&self) -> &'static str {
        if self.dark_text { "#000000" } else { "#ffffff" }
    }
}

/// Relative luminance, as WCAG defines it.
fn luminance(colour: &str) -> Option<f64> {
    let hex = colour.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let channel = |at: usize| -> Option<f64> {
        let value = f64::from(u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::Brand;

    #[test]
    fn text_on_an_accent_is_readable() {
        assert!(Brand::of(Some("#000000")).style().ends_with("#ffffff"));
        assert!(Brand::of(Some("#ffcc00")).style().ends_with("#000000"));
        assert!(Brand::of(Some("red")).style().starts_with("background:#4036b5"));
    }
}
