//! Account numbers (ISO 13616), as banks print them.

/// In groups of four, whatever spaces they were typed with.
pub fn in_fours(iban: &str) -> String {
    let signs: Vec<char> = iban.chars().filter(|sign| !sign.is_whitespace()).collect();
    let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_fours;

    #[test]
    fn an_account_is_read_in_fours() {
        assert_eq!(in_fours("FR1420041010050500013M02606"), "FR14 2004 1010 0505 0001 3M02 606");
        assert_eq!(in_fours(""), "");
    }
}
