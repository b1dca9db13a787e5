//! Quantities: whole numbers in their range, hours with decimals, coordinates.

use std::ops::RangeInclusive;

use crate::domain::Minutes;
use crate::input::refusal::{Hint, Parsed, Refusal, quoted};

/// A whole number in `range`.
pub(in crate::input) fn count<'a>(range: RangeInclusive<u32>) -> impl Fn(&str) -> Parsed<'a, u32> {
    move |text| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::unlike("bad-number", text, expected));
        }
        let value = text.parse().ok().filter(|value| range.contains(value));
        value.ok_or_else(|| absurd(text, expected))
    }
}

/// A length in whole minutes in `range`.
pub(in crate::input) fn minutes<'a>(range: RangeInclusive<u32>) -> impl Fn(&str) -> Parsed<'a, Minutes> {
    let whole = count(range);
    move |text| whole(text).map(|value| Minutes(i32::try_from(value).unwrap_or(i32::MAX)))
}

/// Hours a week with up to two decimals, 0 to 168, as minutes rounded down.
pub(in crate::input) fn hours_as_minutes<'a>(text: &str) -> Parsed<'a, Minutes> {
    const EXPECTED: &str = "hours a week from 0 to 168 with up to two decimals";
    const MOST: u32 = 168 * 100;
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let hundredths = hundredths(unsigned).ok_or_else(|| {
        let hint = Hint::Say("write half past seven hours as `7.5`");
        Refusal::unlike("bad-number", text, EXPECTED).hint(hint)
    })?;
    let in_range = hundredths.filter(|&hundredths| hundredths <= MOST && unsigned.len() == text.len());
    let hundredths = in_range.ok_or_else(|| absurd(text, EXPECTED.to_owned()))?;
    Ok(Minutes(i32::try_from(hundredths * 60 / 100).unwrap_or(i32::MAX)))
}

/// Hundredths of a decimal number; `Some(None)` where it is too large to count.
fn hundredths(text: &str) -> Option<Option<u32>> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) || decimals.len() > 2 {
        return None;
    }
    let padded = if decimals.len() == 1 { format!("{whole}{decimals}0") } else { format!("{whole}{decimals}") };
    Some(padded.parse().ok())
}

/// Degrees from −`most` to `most`.
pub(in crate::input) fn coordinate<'a>(most: u32) -> impl Fn(&str) -> Parsed<'a, f64> {
    move |text| {
        let expected = format!("degrees from -{most} to {most}, with a point, as 53.1472");
        let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
        let degrees = text.parse().ok().filter(|_| plain);
        let degrees: f64 = degrees.ok_or_else(|| Refusal::unlike("bad-number", text, expected.clone()))?;
        if degrees.abs() <= f64::from(most) { Ok(degrees) } else { Err(absurd(text, expected)) }
    }
}

fn absurd<'a>(text: &str, expected: String) -> Refusal<'a> {
    Refusal::new("out-of-range", format!("{} is out of range", quoted(text)), expected)
}

#[cfg(test)]
mod tests {
    use super::{coordinate, count, hours_as_minutes};
    use crate::domain::Minutes;

    #[test]
    fn counts_are_digits_in_range() {
        let parse = |text| count(1..=4)(text).map_err(|refusal| refusal.code);
        assert_eq!(["1", "4", "007"].map(parse), [Ok(1), Ok(4), Err("out-of-range")]);
        assert_eq!(["0", "5", "-1", "99999999999"].map(parse), [Err("out-of-range"); 4]);
        assert_eq!(["", "-", "+1", "1.0", "one", "1 "].map(parse), [Err("bad-number"); 6]);
    }

    #[test]
    fn hours_are_rounded_down_to_minutes() {
        let parse = |text| hours_as_minutes(text).map_err(|refusal| refusal.code);
        assert_eq!(
            ["18.5", "37", "0.01", "7.99", "168"].map(parse),
            [1110, 2220, 0, 479, 10080].map(|m| Ok(Minutes(m)))
        );
        assert_eq!(["168.01", "-1", "99999999999999"].map(parse), [Err("out-of-range"); 3]);
        assert_eq!(["7:30", "1.255", ".5", "1.", "", "1,5"].map(parse), [Err("bad-number"); 6]);
    }

    #[test]
    fn coordinates_are_finite_degrees() {
        let parse = |text| coordinate(90)(text).map_err(|refusal| refusal.code);
        assert_eq!(["53.1472", "-90", "90"].map(parse), [Ok(53.1472), Ok(-90.0), Ok(90.0)]);
        assert_eq!(["90.1", "-1e9"].map(parse), [Err("out-of-range"); 2]);
        assert_eq!(["nan", "inf", "53,1", "N53"].map(parse), [Err("bad-number"); 4]);
    }
}
