//! Texts that stay on their line and show all that is in them.

/// A text with a space for every control character and every mark that turns the direction of text around: for people to
/// read, on a screen or in a table.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect()
}

/// Whether a character does something to a screen instead of being seen on it.
pub(super) fn is_hidden(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    c.is_control() || turns
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn hidden_characters_become_spaces() {
        assert_eq!(visible("a\nb\u{202e}c\u{1b}[31m"), "a b c [31m");
        assert_eq!(visible("Zoë 🧸 שלום O'Sample"), "Zoë 🧸 שלום O'Sample");
    }
}
