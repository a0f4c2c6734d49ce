//! Plain text as mail programs like it: lines of at most 76 characters, one empty line between paragraphs.

const WIDTH: usize = 76;

/// The text with its lines wrapped and its gaps closed.
pub(super) fn tidy(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        // The mark of a signature keeps its space.
        if line == "-- " {
            out.push(line.to_owned());
            continue;
        }
        let line = line.trim();
        if line.is_empty() {
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
        } else {
            wrap(line, &mut out);
        }
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out.join("\n") + "\n"
}

/// Breaks at plain spaces only: no-break spaces hold amounts together, and an address is one word.
fn wrap(line: &str, out: &mut Vec<String>) {
    let mut current = String::new();
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        if !current.is_empty() && current.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(word);
    }
    out.push(current);
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn long_lines_are_wrapped_and_gaps_closed() {
        let text = format!("\n\n  {}\n\n\n\nhttps://example.com/{}\n\n-- \nAtelier\n\n", "mot ".repeat(30), "x".repeat(90));
        let tidied = tidy(&text);
        let lines: Vec<&str> = tidied.lines().collect();
        assert!(lines.iter().all(|line| line.chars().count() <= 76 || line.starts_with("https://")), "{tidied}");
        assert_eq!(lines.iter().filter(|line| line.is_empty()).count(), 2);
        assert!(lines.contains(&"-- "));
    }

    #[test]
    fn an_amount_is_never_torn() {
        let text = format!("{} 1\u{202f}250,00\u{a0}€", "a".repeat(72));
        assert_eq!(tidy(&text).lines().nth(1), Some("1\u{202f}250,00\u{a0}€"));
    }
}
