//! Dates and moments.

use chrono::NaiveDate;

use super::times::{end, start};
use crate::domain::Minutes;
use crate::input::refusal::{Hint, Parsed, Refusal};

/// A date as `YYYY-MM-DD`.
pub(in crate::input) fn date<'a>(text: &str) -> Parsed<'a, NaiveDate> {
    written_date(text).ok_or_else(|| {
        let refusal = Refusal::unlike("bad-date", text, "a date as 2026-11-30");
        if text.contains('/') {
            refusal.hint(Hint::Say("write the year first and `-` between the parts"))
        } else {
            refusal
        }
    })
}

fn written_date(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |part: &[u8]| {
        part.iter().try_fold(0, |sum: u32, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A date and a minute of it, where one is written.
pub(in crate::input) type Moment = (NaiveDate, Option<Minutes>);

/// `YYYY-MM-DD HH:MM`, or a date alone.
pub(in crate::input) fn moment<'a>(text: &str) -> Parsed<'a, Moment> {
    const EXPECTED: &str = "a date or a date and time, as 2026-11-30 16:30";
    let Some((day, time)) = text.split_once([' ', 'T']) else {
        return date(text).map(|date| (date, None)).map_err(|refusal| Refusal { expected: EXPECTED.into(), ..refusal });
    };
    let date = date(day).map_err(|refusal| refusal.within(0, day.len()))?;
    let time = time.trim_start();
    let offset = text.len() - time.len();
    let minute = start(time).or_else(|_| end(time)).map_err(|refusal| refusal.within(offset, time.len()))?;
    Ok((date, Some(minute)))
}

#[cfg(test)]
mod tests {
    use super::{date, moment};
    use crate::domain::Minutes;

    #[test]
    fn dates_are_written_in_full() {
        assert!(["2026-11-30", "2024-02-29", "0001-01-01", "9999-12-31"].iter().all(|text| date(text).is_ok()));
        let bad =
            ["2026-11-31", "2026-13-01", "2025-02-29", "26-11-30", "2026/11/30", "2026-1-3", "+026-11-30", "é26-1-30"];
        assert!(bad.iter().all(|text| date(text).is_err()));
    }

    #[test]
    fn a_moment_may_lack_its_time() {
        assert_eq!(moment("2026-11-30").unwrap().1, None);
        assert_eq!(moment("2026-11-30 16:30").unwrap().1, Some(Minutes(990)));
        assert_eq!(moment("2026-11-30T24:00").unwrap().1, Some(Minutes(1440)));
        assert_eq!(moment("2026-11-30 16:70").unwrap_err().span, Some(11..16));
    }
}
