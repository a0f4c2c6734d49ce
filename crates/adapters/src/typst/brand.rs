//! A company's looks: its logo, looked at before the compiler decodes it, and its accent colour,
//! made dark enough to be read on paper.

use anyhow::{Context as _, bail};

/// The widest and highest logo, in pixels: decoding takes four bytes for each.
const SIDE_LIMIT: u32 = 4096;
/// The room for it on paper, in millimetres.
const WIDTH: f64 = 62.0;
const HEIGHT: f64 = 15.0;
/// The accent of who chose none: Parvis' indigo.
const INDIGO: [u8; 3] = [0x40, 0x36, 0xb5];
/// WCAG's contrast of text on white.
const CONTRAST: f64 = 4.5;

/// A PNG or JPEG of reasonable size.
pub struct Logo {
    /// The file.
    pub bytes: Vec<u8>,
    width: u32,
    height: u32,
}

impl Logo {
    /// The logo, unless its header says that it is something else or far too large.
    pub fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        let size = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            png_size(bytes)
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            jpeg_size(bytes)
        } else {
            bail!("the logo is neither PNG nor JPEG");
        };
        let (width, height) = size.context("the logo is damaged")?;
        if width == 0 || height == 0 || width > SIDE_LIMIT || height > SIDE_LIMIT {
            bail!("the logo measures {width} × {height} pixels, not 1 to {SIDE_LIMIT}");
        }
        Ok(Self { bytes: bytes.to_vec(), width, height })
    }

    /// Its size on paper in millimetres: as large as the corner of the page allows.
    pub fn size(&self) -> (f64, f64) {
        let scale = (WIDTH / f64::from(self.width)).min(HEIGHT / f64::from(self.height));
        (f64::from(self.width) * scale, f64::from(self.height) * scale)
    }
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    Some((number(16)?, number(20)?))
}

/// Walks the segments up to the start of the frame, which tells the size.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        match marker {
            0xff => at += 1,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => return Some((number(at + 7)?.into(), number(at + 5)?.into())),
            _ => at += 2 + usize::from(number(at + 2)?),
        }
    }
}

/// The accent as `#rrggbb`, darkened until text in it can be read on white.
pub fn ink(accent: Option<&str>) -> String {
    let mut colour = accent.and_then(channels).unwrap_or(INDIGO);
    while 1.05 / (luminance(colour) + 0.05) < CONTRAST {
        colour = colour.map(|channel| channel - channel.div_ceil(24));
    }
    css(colour)
}

/// The accent as it was chosen.
pub fn accent(accent: Option<&str>) -> String {
    css(accent.and_then(channels).unwrap_or(INDIGO))
}

fn css([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn channels(text: &str) -> Option<[u8; 3]> {
    let bytes = hex::decode(text.strip_prefix('#')?).ok()?;
    bytes.try_into().ok()
}

/// Relative luminance, as WCAG defines it.
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pale_accents_become_readable_ink() {
        assert_eq!(ink(None), "#4036b5");
        assert_eq!(ink(Some("#123456")), "#123456");
        for pale in ["#ffffff", "#ffee00", "#00ff00", "#ffc0cb"] {
            let dark = channels(&ink(Some(pale))).unwrap();
            assert!(1.05 / (luminance(dark) + 0.05) >= CONTRAST, "{pale}");
        }
    }

    #[test]
    fn what_is_no_colour_is_our_own() {
        assert_eq!(accent(Some("red\") #panic(")), "#4036b5");
        assert_eq!(accent(Some("#12345")), "#4036b5");
    }

    #[test]
    fn a_bomb_is_refused_by_its_header() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 1, 0, 0, 0, 1, 0, 0]);
        assert!(Logo::read(&png).is_err());
        assert!(Logo::read(b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x10\0\x20").is_ok());
        assert!(Logo::read(b"\xff\xd8\xff").is_err());
        assert!(Logo::read(b"<svg/>").is_err());
    }
}
