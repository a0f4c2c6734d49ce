//! Reads what a chunk imports: the app's memory, its table of functions, its globals.

use anyhow::{Context, Result, bail};

/// A name, and what it is in the text format: `("memory", "memory", "20")`.
pub type Import = (String, &'static str, String);

/// The import section of a module.
pub fn read(module: &[u8]) -> Result<Vec<Import>> {
    let mut bytes = Bytes(module.get(8..).context("too short for a module")?);
    while !bytes.0.is_empty() {
        let section = bytes.byte()?;
        let length = bytes.number()?;
        let content = bytes.take(length)?;
        if section == 2 {
            let mut content = Bytes(content);
            let count = content.number()?;
            return (0..count).map(|_| content.import()).collect();
        }
    }
    Ok(Vec::new())
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).context("the module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number of the module is too long")
    }

    fn name(&mut self) -> Result<String> {
        let length = self.number()?;
        Ok(String::from_utf8(self.take(length)?.to_vec())?)
    }

    /// The least size; a most is read over.
    fn least(&mut self) -> Result<usize> {
        let flags = self.byte()?;
        let least = self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Ok(least)
    }

    fn import(&mut self) -> Result<Import> {
        let (_module, name) = (self.name()?, self.name()?);
        match self.byte()? {
            1 => {
                let _funcref = self.byte()?;
                Ok((name, "table", format!("{} funcref", self.least()?)))
            }
            2 => Ok((name, "memory", self.least()?.to_string())),
            3 => {
                let _mutable_i32 = self.take(2)?;
                Ok((name, "global", "(mut i32)".to_owned()))
            }
            kind => bail!("a chunk imports `{name}` of kind {kind}: the splitter never did"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn memory_table_and_globals_are_read() {
        let section = b"\x02\x1a\x03\x01w\x01m\x02\x00\x14\x01w\x01t\x01\x70\x01\xf1\x34\xf1\x34\x01w\x01g\x03\x7f\x01";
        let mut module = b"\0asm\x01\0\0\0\x01\x01\x00".to_vec();
        module.extend(section);
        let found = read(&module).unwrap();
        let found: Vec<_> = found.iter().map(|(name, kind, of)| format!("{name} {kind} {of}")).collect();
        assert_eq!(found, ["m memory 20", "t table 6769 funcref", "g global (mut i32)"]);
        assert!(read(b"\0asm\x01\0\0\0\x02\x05").is_err());
    }
}
