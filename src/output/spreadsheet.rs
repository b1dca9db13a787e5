//! Cells that are safe to open in a spreadsheet. Only for timetables that people read: an apostrophe in front would
//! change an id that a program compares.

/// A text as a cell that no spreadsheet runs as a formula: control characters become spaces, and an apostrophe goes
/// before a text that begins like a formula, be it after spaces or quotes.
pub(super) fn cell(text: &str) -> String {
    let visible: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    let begins_at = text.trim_start_matches(|c: char| c.is_whitespace() || is_hidden(c) || matches!(c, '"' | '\''));
    if begins_at.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{visible}")
    } else {
        visible
    }
}

/// Control characters, and the marks that turn the direction of text around.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn formulas_are_neutralised() {
        for text in
            ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n@x", " =1", "\"=1", "' \"+1", "＝1", "\u{feff}=1"]
        {
            assert!(cell(text).starts_with('\''), "{text:?} became {:?}", cell(text));
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in ["", "W1", "Child A;Child B", "a=b", "0-1", "Zoë", "'quoted'"] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn hidden_characters_become_spaces() {
        assert_eq!(cell("a\nb\u{202e}c"), "a b c");
    }
}
