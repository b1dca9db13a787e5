//! People by their initials, for lists that others may see.

use crate::domain::{PersonId, Problem};

/// The initials of a person; the id where the input has no name, or one without a letter.
pub(super) fn initials_or_code(problem: &Problem, person: PersonId) -> String {
    let person = &problem[person];
    let initials = if person.name == person.code { String::new() } else { initials(&person.name) };
    if initials.is_empty() { person.code.clone() } else { initials }
}

/// The first letter of each part of a name that begins with one.
fn initials(name: &str) -> String {
    let parts = name.split(|c: char| c.is_whitespace() || c == '-');
    parts
        .filter_map(|part| part.chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_alphabetic()))
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_of_every_part_of_a_name() {
        assert_eq!(initials("Mary-Ann O'Sample"), "MAO");
        assert_eq!(initials("  ælla  (small)"), "ÆS");
        assert_eq!(initials("Fern Example-03"), "FE");
        assert_eq!(initials(""), "");
    }
}
