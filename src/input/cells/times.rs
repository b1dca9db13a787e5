//! Times of day and spans between two of them.

use super::items;
use crate::domain::{Hours, Interval, Minutes};
use crate::input::refusal::{Hint, Parsed, Refusal, quoted};

/// A time of day, `00:00` to `23:59`.
pub(in crate::input) fn start<'a>(text: &str) -> Parsed<'a, Minutes> {
    let expected = "a time of day as 09:30";
    match time(text) {
        Some(minute) if minute < Minutes::DAY => Ok(minute),
        Some(_) => Err(Refusal::unlike("bad-time", text, expected).hint(Hint::Say("`24:00` only ends an interval"))),
        None => Err(Refusal::unlike("bad-time", text, expected).hint(two_digits(text))),
    }
}

/// The end of an interval, `00:00` to `24:00`.
pub(in crate::input) fn end<'a>(text: &str) -> Parsed<'a, Minutes> {
    time(text)
        .ok_or_else(|| Refusal::unlike("bad-time", text, "a time of day as 09:30, or 24:00").hint(two_digits(text)))
}

fn time(text: &str) -> Option<Minutes> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else { return None };
    if ![h1, h2, m1, m2].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = |tens: u8, ones: u8| i32::from(tens - b'0') * 10 + i32::from(ones - b'0');
    let (hour, minute) = (two(h1, h2), two(m1, m2));
    let is_time = minute < 60 && hour * 60 + minute <= Minutes::DAY.0;
    is_time.then_some(Minutes(hour * 60 + minute))
}

/// Advice for a time with one digit too few.
fn two_digits<'a>(text: &str) -> Hint<'a> {
    let lacks_a_digit = text.len() == 4 && time(&format!("0{text}")).is_some();
    if lacks_a_digit { Hint::Say("write two digits for the hour, as `09:30`") } else { Hint::None }
}

/// A span `HH:MM-HH:MM` that ends after it starts.
pub(in crate::input) fn span<'a>(text: &str) -> Parsed<'a, Interval> {
    let Some((from_text, to_text)) = text.split_once('-') else {
        return Err(Refusal::unlike("bad-interval", text, "a span of time as 09:00-17:30"));
    };
    let (from_text, to_text) = (from_text.trim_end(), to_text.trim_start());
    let from = start(from_text).map_err(|refusal| refusal.within(0, from_text.len()))?;
    let to = end(to_text).map_err(|refusal| refusal.within(text.len() - to_text.len(), to_text.len()))?;
    if from < to { Ok(Interval::new(from, to)) } else { Err(backwards(text)) }
}

fn backwards<'a>(text: &str) -> Refusal<'a> {
    let problem = format!("{} ends no later than it starts", quoted(text));
    Refusal::new("ends-before-start", problem, "an end after the start")
        .hint(Hint::Say("`24:00` is the end of the day"))
}

/// Opening or shift hours: one or more spans.
pub(in crate::input) fn hours<'a>(text: &str) -> Parsed<'a, Hours> {
    let spans = items(text).map(|(offset, item)| span(item).map_err(|refusal| refusal.within(offset, item.len())));
    spans.collect::<Result<Vec<_>, _>>().map(Hours::new)
}

#[cfg(test)]
mod tests {
    use super::{end, hours, span, start};
    use crate::domain::{Interval, Minutes};

    #[test]
    fn times_have_two_digits_each() {
        assert_eq!(
            (start("00:00"), start("23:59"), end("24:00")),
            (Ok(Minutes(0)), Ok(Minutes(1439)), Ok(Minutes(1440)))
        );
        let bad = ["24:00", "24:01", "9:30", "09:60", "0930", "", "09:3é", "-9:30", "09:30:00"];
        assert!(bad.iter().all(|text| start(text).is_err()));
        assert!(end("24:01").is_err());
    }

    #[test]
    fn a_span_ends_after_it_starts() {
        assert_eq!(span("09:00 - 24:00"), Ok(Interval::new(Minutes(540), Minutes(1440))));
        assert_eq!(["10:00-10:00", "10:00-09:00"].map(|text| span(text).unwrap_err().code), ["ends-before-start"; 2]);
        assert_eq!(span("09:00-9:30").unwrap_err().span, Some(6..10));
        assert_eq!(span("09:00").unwrap_err().code, "bad-interval");
    }

    #[test]
    fn hours_that_touch_are_one() {
        assert_eq!(hours("13:00-17:00; 09:00-13:00").unwrap().spans(), [Interval::new(Minutes(540), Minutes(1020))]);
        assert_eq!(hours("09:00-10:00;11:00-10:00").unwrap_err().span, Some(12..23));
    }
}
