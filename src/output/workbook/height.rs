//! How high a row must be for its texts, which wrap in their cells. Programs that print a workbook do not measure it, so it is
//! estimated from characters and column widths, rather too high than too low.

use unicode_width::UnicodeWidthStr;

/// The height of a line, in points.
const LINE: f64 = 15.0;
/// The greatest height that the format takes, in points.
const MOST: f64 = 409.0;
/// What is kept of a column's width, which counts digits, for letters that are wider: in characters.
const KEPT: f64 = 1.0;

/// The height in points that a row of texts needs, each given with the width of its column in characters; none where one line
/// is enough.
pub(super) fn height<'a>(cells: impl Iterator<Item = (&'a str, f64)>) -> Option<f64> {
    let lines = cells.map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    (lines > 1).then(|| (f64::from(lines) * LINE).min(MOST))
}

/// How many lines a text takes that wraps between words, and within a word that is wider than the column.
fn lines(text: &str, width: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "widths are small positive constants")]
    let most = (width - KEPT).max(1.0) as usize;
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = word.width();
        if used > 0 && used + 1 + wide > most {
            lines += 1;
            used = 0;
        }
        used += wide + usize::from(used > 0);
        let full = used.saturating_sub(1) / most;
        lines += u32::try_from(full).unwrap_or(u32::MAX / 2);
        used -= full * most;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{height, lines};

    #[test]
    fn text_wraps_between_words_a_character_before_the_width() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("nine chars", 10.0), 2);
        assert_eq!(lines("nine char", 10.0), 1);
        assert_eq!(lines("one two three four", 10.0), 3);
    }

    #[test]
    fn a_word_that_is_too_wide_goes_on_in_the_next_line() {
        assert_eq!(lines("123456789", 10.0), 1);
        assert_eq!(lines("1234567890", 10.0), 2);
        assert_eq!(lines("123456789012345678", 10.0), 2);
        assert_eq!(lines("123456789012345678 1", 10.0), 3);
        assert_eq!(lines("1 1234567890 12345678", 10.0), 4);
        assert_eq!(lines("x", 0.0), 1);
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(lines("家族時間", 10.0), 1);
        assert_eq!(lines("家族時間家", 10.0), 2);
        assert_eq!(lines("🧸🧸🧸🧸🧸", 10.0), 2);
    }

    #[test]
    fn the_longest_text_decides_and_no_row_is_higher_than_the_format_takes() {
        assert_eq!(height([("short", 10.0), ("", 1.0)].into_iter()), None);
        assert_eq!(height([].into_iter()), None);
        assert_eq!(height([("one two three four", 20.0), ("one two three four", 10.0)].into_iter()), Some(45.0));
        assert_eq!(height([("x ".repeat(5_000).as_str(), 10.0)].into_iter()), Some(409.0));
    }
}
