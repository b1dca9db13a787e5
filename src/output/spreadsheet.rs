//! Cells that are safe to open in a spreadsheet. Only for timetables that people read: an apostrophe in front would
//! change an id that a program compares.

use super::visible::{is_hidden, visible};

/// A text as a cell that no spreadsheet runs as a formula: it shows all that is in it, and an apostrophe goes before one
/// that begins like a formula, be it after spaces or quotes.
pub(crate) fn cell(text: &str) -> String {
    let begins_at = text.trim_start_matches(|c: char| c.is_whitespace() || is_hidden(c) || matches!(c, '"' | '\''));
    let visible = visible(text);
    if begins_at.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{visible}")
    } else {
        visible
    }
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
}
