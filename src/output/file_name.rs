//! File names from ids: whatever an id is, its file stays in its folder, and two ids never share a file.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

/// The longest name before the ending, in bytes; file systems take 255.
const LONGEST: usize = 100;

/// One file name without ending for each code, in their order: letters, digits, `.`, `_` and `-` stay, all else is
/// written as `%` and two hexadecimal digits a byte, and a name that is too long, or that differs from an earlier one
/// only in case, ends in a digest of the code.
pub(super) fn stems<'a>(codes: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let stem = |code: &str| {
        let plain = escaped(code);
        let fits = plain.len() <= LONGEST && !plain.is_empty() && !taken.contains(&plain.to_ascii_lowercase());
        let stem = if fits { plain } else { digested(&plain, code) };
        taken.insert(stem.to_ascii_lowercase());
        stem
    };
    codes.map(stem).collect()
}

fn escaped(code: &str) -> String {
    let mut text = String::new();
    for (at, byte) in code.bytes().enumerate() {
        match byte {
            b'.' if at == 0 => text.push_str("%2E"),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' => text.push(char::from(byte)),
            _ => write!(text, "%{byte:02X}").expect("a string takes all text"),
        }
    }
    text
}

fn digested(plain: &str, code: &str) -> String {
    let kept = &plain[..plain.len().min(LONGEST - 17)];
    let digest: String = Sha256::digest(code).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{kept}-{digest}")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, stems};

    fn stem(code: &str) -> String {
        stems([code].into_iter()).remove(0)
    }

    #[test]
    fn plain_ids_are_their_own_name() {
        assert_eq!(stem("W-01_a.b"), "W-01_a.b");
    }

    #[test]
    fn no_id_leaves_its_folder() {
        assert_eq!(stem("../x"), "%2E.%2Fx");
        assert_eq!(stem(".hidden"), "%2Ehidden");
        assert_eq!(stem("a\\b:c\nd"), "a%5Cb%3Ac%0Ad");
        assert_eq!(stem("=cmd()"), "%3Dcmd%28%29");
    }

    #[test]
    fn long_ids_are_cut_and_stay_distinct() {
        let (a, b) = ("x".repeat(10_000), "x".repeat(10_001));
        let names = stems([a.as_str(), b.as_str()].into_iter());
        assert!(names.iter().all(|name| name.len() == LONGEST));
        assert_ne!(names[0], names[1]);
    }

    #[test]
    fn ids_that_differ_in_case_have_different_names_everywhere() {
        let names = stems(["W1", "w1"].into_iter());
        assert_ne!(names[0].to_lowercase(), names[1].to_lowercase());
    }

    #[test]
    fn emoji_and_right_to_left_are_plain_bytes() {
        assert!(stem("🧸עברית").bytes().all(|b| b.is_ascii_alphanumeric() || b == b'%'));
    }
}
