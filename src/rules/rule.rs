//! The names of the hard rules.

/// A hard rule of the weekly rota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// H1: each due session at most once, on the grid.
    Once,
    /// H2: in the booking, on different dates, with notice.
    Bookable,
    /// H3: an allowed venue that is open and available.
    Venue,
    /// H4: one suitable room to itself.
    Room,
    /// H5: inside the windows.
    Windows,
    /// H6: not in school time.
    School,
    /// H7: everybody can be there.
    People,
    /// H8: within the levels of family time.
    Levels,
    /// H9: people who must not meet.
    KeepApart,
    /// H10: the right workers, each with a day that can be worked.
    Workers,
    /// H11: breaks.
    Breaks,
    /// H12: weekly hours.
    Hours,
    /// H13: lone working.
    LoneWorking,
    /// H14: fixed sessions.
    Fixed,
    /// What is published stays when it is too near to change.
    Frozen,
}

impl Rule {
    /// All rules in the order of the specification.
    pub const ALL: [Self; 15] = [
        Self::Once,
        Self::Bookable,
        Self::Venue,
        Self::Room,
        Self::Windows,
        Self::School,
        Self::People,
        Self::Levels,
        Self::KeepApart,
        Self::Workers,
        Self::Breaks,
        Self::Hours,
        Self::LoneWorking,
        Self::Fixed,
        Self::Frozen,
    ];

    /// The short code: `H1` … `H14`, `FROZEN`.
    #[must_use]
    pub fn code(self) -> &'static str {
        const CODES: [&str; 15] =
            ["H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H12", "H13", "H14", "FROZEN"];
        CODES[self as usize]
    }

    /// The sentence a team leader would say.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Once => "each session that is due is planned at most once, on the grid and within one day",
            Self::Bookable => "a session lies in its booking, on a day of its own and not at too short notice",
            Self::Venue => "the venue is allowed, open and available",
            Self::Room => "every session has a suitable room to itself",
            Self::Windows => "a session keeps to the times the family has given",
            Self::School => "no child is taken out of school",
            Self::People => "everybody can be there, and can get there from their other sessions",
            Self::Levels => "no child has more family time than its level, unless a court ordered it",
            Self::KeepApart => "people who must not meet do not meet at a venue",
            Self::Workers => "the right number of suitable workers, each of whom can be there",
            Self::Breaks => "nobody works too long without a break",
            Self::Hours => "nobody works more hours than agreed",
            Self::LoneWorking => "nobody supervises a high-risk session alone where no colleague is near",
            Self::Fixed => "what is fixed is planned as it is fixed",
            Self::Frozen => "what is published and near is not changed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn codes_are_those_of_the_specification() {
        assert_eq!(Rule::Once.code(), "H1");
        assert_eq!(Rule::Workers.code(), "H10");
        assert_eq!(Rule::Fixed.code(), "H14");
        assert_eq!(Rule::Frozen.code(), "FROZEN");
        assert!(Rule::ALL.iter().enumerate().all(|(position, &rule)| rule as usize == position));
    }
}
