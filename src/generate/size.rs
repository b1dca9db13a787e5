//! How large an invented service is, and how its towns lie. A larger service has more towns, not more people in one.

/// The size of an invented service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// One team in one town.
    Team,
    /// A county.
    County,
    /// A large county.
    Large,
    /// A city region.
    Metro,
}

impl Size {
    /// All sizes, smallest first.
    pub const ALL: [Self; 4] = [Self::Team, Self::County, Self::Large, Self::Metro];

    /// Its name on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::County => "county",
            Self::Large => "large",
            Self::Metro => "metro",
        }
    }

    /// Sessions due in the planning week, exactly.
    #[must_use]
    pub fn sessions(self) -> usize {
        match self {
            Self::Team => 60,
            Self::County => 280,
            Self::Large => 500,
            Self::Metro => 1500,
        }
    }

    /// The venues of each area, the middle one first.
    pub(super) fn venues(self) -> &'static [usize] {
        match self {
            Self::Team => &[2],
            Self::County => &[2, 2, 2],
            Self::Large => &[3, 2, 2, 2],
            Self::Metro => &[4, 3, 3, 3, 3, 2, 2],
        }
    }

    /// Metres between the middles of neighbouring areas: the towns of a county lie apart, the boroughs of a city region
    /// touch.
    pub(super) fn spacing(self) -> i32 {
        match self {
            Self::Team | Self::County | Self::Large => 24_000,
            Self::Metro => 12_000,
        }
    }

    /// Metres from a venue within which most of its families live.
    pub(super) fn catchment(self) -> i32 {
        match self {
            Self::Team => 7_000,
            Self::County | Self::Large => 9_000,
            Self::Metro => 5_500,
        }
    }
}
