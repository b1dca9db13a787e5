//! Postcodes to points: the centroid of a postcode's sector, from a table within the program.

use std::sync::LazyLock;

use super::refusal::{Hint, Parsed, Refusal, quoted};
use crate::domain::Coordinates;

/// Sectors with their centroids, in byte order of the sectors.
static SECTORS: LazyLock<Vec<(&str, Coordinates)>> = LazyLock::new(|| {
    const TABLE: &str = include_str!("../../data/postcode-sectors/sectors.csv");
    TABLE.lines().skip(1).filter_map(sector_of_line).collect()
});

fn sector_of_line(line: &'static str) -> Option<(&'static str, Coordinates)> {
    let mut cells = line.split(',');
    let sector = cells.next()?;
    let mut degrees = || cells.next()?.parse().ok();
    Some((sector, Coordinates { latitude: degrees()?, longitude: degrees()? }))
}

/// The centroid of a postcode's or sector's sector.
pub(super) fn centroid<'a>(text: &str) -> Parsed<'a, Coordinates> {
    const EXPECTED: &str = "a postcode as NG18 4AB or a sector as NG18 4";
    let sector = sector(text).ok_or_else(|| Refusal::unlike("bad-postcode", text, EXPECTED))?;
    let found = SECTORS.binary_search_by_key(&sector.as_str(), |(code, _)| code);
    found.map(|at| SECTORS[at].1).map_err(|_| {
        let hint = Hint::Say("only Great Britain is in the table; elsewhere give `latitude` and `longitude`");
        Refusal::new("unknown-postcode", format!("there is no sector {}", quoted(&sector)), EXPECTED).hint(hint)
    })
}

/// The sector of a full postcode or sector, with or without spaces: `ng184ab` and `NG18 4` are both in `NG18 4`.
fn sector(text: &str) -> Option<String> {
    const LONGEST: usize = 16;
    if text.len() > LONGEST {
        return None;
    }
    let code: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let without_unit = match code.as_bytes() {
        [.., digit, a, b] if digit.is_ascii_digit() && a.is_ascii_uppercase() && b.is_ascii_uppercase() => {
            &code[..code.len() - 2]
        }
        _ => &code,
    };
    let last = without_unit.len().checked_sub(1).filter(|&last| without_unit.is_char_boundary(last))?;
    let (outward, inward) = without_unit.split_at(last);
    let is_sector = is_outward(outward.as_bytes()) && inward.bytes().all(|byte| byte.is_ascii_digit());
    is_sector.then(|| format!("{outward} {inward}"))
}

/// One or two letters, a digit, and perhaps a letter or digit.
fn is_outward(code: &[u8]) -> bool {
    let letters = code.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    let rest = &code[letters..];
    let digit_first = rest.first().is_some_and(u8::is_ascii_digit);
    (1..=2).contains(&letters)
        && (1..=2).contains(&rest.len())
        && digit_first
        && rest.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{SECTORS, centroid, sector};

    #[test]
    fn the_table_is_whole_and_in_order() {
        assert_eq!(SECTORS.len(), 12_018);
        assert!(SECTORS.windows(2).all(|pair| pair[0].0.as_bytes() < pair[1].0.as_bytes()));
    }

    #[test]
    fn postcodes_and_sectors_with_and_without_spaces() {
        for text in ["NG18 4AB", "ng184ab", "NG18 4", "NG184", " NG 18 4 A B "] {
            assert_eq!(sector(text).as_deref(), Some("NG18 4"), "{text}");
        }
        assert_eq!(sector("EC1A 1BB").as_deref(), Some("EC1A 1"));
        assert_eq!(sector("M1 1AE").as_deref(), Some("M1 1"));
        for text in ["", "NG", "4", "NG1", "NOTTINGHAM", "NG18 4ABC", "18 4", "É1 1", "NG18 É"] {
            assert!(sector(text).is_none_or(|found| centroid(&found).is_err()), "{text}");
        }
    }

    #[test]
    fn a_sector_has_a_centroid() {
        let at = centroid("NG18 4AB").unwrap();
        assert!((at.latitude - 53.14).abs() < 0.1 && (at.longitude + 1.19).abs() < 0.1, "{at:?}");
        assert_eq!(centroid("ZZ9 9ZZ").unwrap_err().code, "unknown-postcode");
        assert_eq!(centroid("here").unwrap_err().code, "bad-postcode");
    }
}
