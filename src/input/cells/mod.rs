//! From the text of one cell to a value, by kind of value. Nothing here knows files, rows or other cells.

mod dates;
mod numbers;
mod times;
mod windows;
mod words;

pub(super) use dates::{Moment, date, moment};
pub(super) use numbers::{coordinate, count, hours_as_minutes, minutes};
pub(super) use times::{end, hours, start};
pub(super) use windows::day_windows;
pub(super) use words::{Words, school_span, word, yes};

/// The items of a list with their byte offsets, without spaces around them; empty items are left out.
pub(super) fn items(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(';').filter_map(move |piece| {
        let item = piece.trim();
        let offset = item.as_ptr().addr() - text.as_ptr().addr();
        if item.is_empty() { None } else { Some((offset, item)) }
    })
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn items_are_trimmed_and_empty_ones_left_out() {
        assert_eq!(items(" a; ;bc ;").collect::<Vec<_>>(), [(1, "a"), (5, "bc")]);
        assert_eq!(items("").count(), 0);
    }
}
