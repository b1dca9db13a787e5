//! Chance by name: what is drawn for a worker or a family depends on the seed and on its code alone, so that every scenario
//! meets the same sick workers and the same families (common random numbers; Law, Simulation Modeling and Analysis, 5th
//! edition, chapter 11). The same on every machine and for ever.

use sha2::{Digest, Sha256};

/// The chances of one replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Draws {
    seed: u64,
    replication: u32,
}

/// What a draw decides.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// How often a family comes in a redrawn demand.
    Family,
    /// Whether a family calls off.
    Cancellation,
    /// Whether a worker is sick on a day.
    Sickness,
    /// Which requests are copied or dropped first.
    Scaling,
}

impl Draws {
    /// The chances of a replication (1 and up) under a seed.
    #[must_use]
    pub(super) fn new(seed: u64, replication: u32) -> Self {
        Self { seed, replication }
    }

    /// A number of 32 bits for the thing of this code.
    pub(super) fn number(self, purpose: Purpose, code: &str) -> u32 {
        let text = format!("{}/{}/{purpose:?}/{code}", self.seed, self.replication);
        let digest = Sha256::digest(text.as_bytes());
        u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]])
    }

    /// Yes, this many times in ten thousand.
    pub(super) fn happens(self, purpose: Purpose, code: &str, per_ten_thousand: u32) -> bool {
        let drawn = u64::from(self.number(purpose, code));
        drawn * 10_000 < u64::from(per_ten_thousand) << 32
    }

    /// How often a thing comes where it comes once on average: a Poisson variable of mean 1 (the Poisson bootstrap; Hanley
    /// and MacGibbon 2006, doi:10.1016/j.cmpb.2006.04.006), never more than 8.
    pub(super) fn times(self, purpose: Purpose, code: &str) -> u32 {
        /// The distribution function at 0, 1, … 7, in parts of 2^32.
        const UP_TO: [u32; 8] = [
            1_580_030_169,
            3_160_060_337,
            3_950_075_422,
            4_213_413_783,
            4_279_248_373,
            4_292_415_291,
            4_294_609_777,
            4_294_923_276,
        ];
        let drawn = self.number(purpose, code);
        u32::try_from(UP_TO.iter().filter(|&&up_to| drawn >= up_to).count()).expect("at most 8")
    }
}

#[cfg(test)]
mod tests {
    use super::{Draws, Purpose};

    #[test]
    fn a_draw_depends_on_seed_replication_purpose_and_code_alone() {
        let draw = |seed, replication, purpose, code| Draws::new(seed, replication).number(purpose, code);
        let first = draw(1, 1, Purpose::Sickness, "W1");
        assert_eq!(first, draw(1, 1, Purpose::Sickness, "W1"));
        let others = [
            draw(2, 1, Purpose::Sickness, "W1"),
            draw(1, 2, Purpose::Sickness, "W1"),
            draw(1, 1, Purpose::Family, "W1"),
            draw(1, 1, Purpose::Sickness, "W2"),
        ];
        assert!(others.iter().all(|&other| other != first));
    }

    #[test]
    fn rates_are_kept() {
        let draws = Draws::new(7, 1);
        let codes: Vec<String> = (0..20_000).map(|number| format!("W{number}")).collect();
        let count = |rate| codes.iter().filter(|code| draws.happens(Purpose::Sickness, code, rate)).count();
        assert_eq!((count(0), count(10_000)), (0, 20_000));
        assert!((900..1_100).contains(&count(500)), "{}", count(500));
        let all: u32 = codes.iter().map(|code| draws.times(Purpose::Family, code)).sum();
        assert!((19_500..20_500).contains(&all), "{all}");
        let none = codes.iter().filter(|code| draws.times(Purpose::Family, code) == 0).count();
        assert!((7_100..7_600).contains(&none), "1/e of them: {none}");
    }
}
